"""Compares Willing with its peers on the same instances, and writes the page of results.

    python -m benchmarks.run --family basic --seeds 5 --seconds 60
    python -m benchmarks.run --family rich --seeds 2 --seconds 10 --size 0.1 --no-page
    python -m benchmarks.run --folder examples/reassurance --outcomes "each backstop" --peers
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.knobs import FAMILIES
from benchmarks.page import ROOT, machine, update
from benchmarks.prepare import FACTS, REDUCED, WHOLE
from benchmarks.record import Record, read
from benchmarks.source import Source
from benchmarks.table import ahead, instances, own_times, solvers
from willing.io.load import load
from willing.planner.choose import choose

PEERS = ("highs_plain", "cpsat", "scip", "highs_filtered")
"""Modules of `benchmarks.peers`."""
_SLACK = 300.0
_EQUAL = 5e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What is measured."""

    sources: tuple[Source, ...]
    peers: tuple[str, ...]
    seconds: float
    threads: int


def measure(bench: Bench) -> tuple[dict[str, list[Record]], list[dict[str, Any]]]:
    """Every solver on every instance, one after the other; records by solver, and sizes."""
    runs: dict[str, list[Record]] = {name: [] for name in ("willing", *bench.peers)}
    facts: list[dict[str, Any]] = []
    for source in bench.sources:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            _process("benchmarks.prepare", [
                *source.arguments(), "--seconds", str(bench.seconds), "--out", folder,
            ], bench.seconds)
            facts.append(json.loads((place / FACTS).read_text(encoding="utf-8")))
            runs["willing"].append(run_solver("benchmarks.willing_run", "willing", [
                *source.arguments(), "--seconds", str(bench.seconds),
            ], place, bench.seconds))
            for peer in bench.peers:
                instance = place / (REDUCED if peer == "highs_filtered" else WHOLE)
                runs[peer].append(run_solver(f"benchmarks.peers.{peer}", peer, [
                    str(instance), "--seconds", str(bench.seconds),
                    "--threads", str(bench.threads),
                ], place, bench.seconds))
        for name, records in runs.items():
            print(f"{source.label:>12} {name:<15} {_said(records[-1])}", flush=True)
    return runs, facts


def _said(record: Record) -> str:
    gap = "no gap" if record.gap is None else f"{record.gap:.2%}"
    best = "no plan" if record.best is None else f"{record.best:,.1f}"
    return f"best {best}, gap {gap}, {record.megabytes:,.0f} MB, {record.words}"


def run_solver(
    module: str, name: str, words: Sequence[str], place: Path, seconds: float
) -> Record:
    """Run a solver; what it could not do becomes a record that says so."""
    out = place / f"{name}.json"
    fault = _process(module, [*words, "--out", str(out)], seconds, must=False)
    if out.exists():
        return read(out)
    return Record(name=name, unfillable=0.0, words=f"({fault})")


def _process(module: str, words: Sequence[str], seconds: float, must: bool = True) -> str:
    """Run a module in a process of its own; the last line of what went wrong."""
    command = [sys.executable, "-m", module, *words]
    try:
        done = subprocess.run(
            command, timeout=2 * seconds + _SLACK, capture_output=True, text=True, check=False,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired:
        return "did not stop"
    if done.returncode and must:
        raise SystemExit(f"{module} failed:\n{done.stderr}")
    lines = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
    return lines[-1]


def write_up(
    bench: Bench, runs: dict[str, list[Record]], facts: list[dict[str, Any]], command: str
) -> str:
    """The tables of one section."""
    labels = [source.label for source in bench.sources]
    size = ", ".join(
        f"{median(fact[name] for fact in facts):,.0f} {name}"
        for name in ("columns", "rows", "entries")
    )
    parts = [
        f"Limit {bench.seconds:.0f} s, {bench.threads} threads. Median instance: {size}; Willing "
        f"builds it in {median(fact['built'] for fact in facts):.2f} s. {machine()}",
        solvers(runs, bench.seconds),
    ]
    lead = ahead(runs)
    if lead is not None:
        side = "equal to" if abs(lead) < _EQUAL else "below" if lead > 0 else "ABOVE"
        parts.append(
            f"Less what no choice could fill, Willing's score is {side} that of the best peer's "
            f"plan, by {abs(lead):.1%} (median)."
        )
    parts += [
        "Willing's own times:", own_times(runs["willing"], bench.seconds),
        "Best score, in points, and gap:", instances(runs, labels),
        f"To repeat: `{command}`",
    ]
    return "\n\n".join(parts)


def _sources(given: argparse.Namespace) -> tuple[Source, ...]:
    if given.folder:
        chosen = choose(load(given.folder), given.outcomes)
        return tuple(Source(folder=given.folder, outcome=outcome.name) for outcome in chosen)
    return tuple(
        Source(family=given.family, seed=seed, size=given.size)
        for seed in range(1, given.seeds + 1)
    )


def main() -> None:
    """Measure a family or a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--family", choices=FAMILIES, default="basic")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--folder", default="")
    parser.add_argument("--outcomes", default="likeliest")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--no-page", action="store_true")
    given = parser.parse_args()
    bench = Bench(
        sources=_sources(given), peers=tuple(given.peers), seconds=given.seconds,
        threads=given.threads,
    )
    runs, facts = measure(bench)
    command = f"python -m benchmarks.run {' '.join(sys.argv[1:])}".strip()
    body = write_up(bench, runs, facts, command)
    print(f"\n{body}")
    if not given.no_page:
        name = Path(given.folder).name if given.folder else given.family
        title = name if given.size == 1 else f"{name}, size {given.size:g}"
        update(f"{title}, {given.seconds:.0f} s", f"{title}: {given.seconds:.0f} s", body)


if __name__ == "__main__":
    main()
