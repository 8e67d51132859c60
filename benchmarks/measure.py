"""Measures Willing and its peers on the same instances, one process after the other."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import process
from benchmarks.prepare import FACTS, REDUCED, WHOLE
from benchmarks.record import Record
from benchmarks.solver import HANDOVER, PREPARING, ROOM, run_solver
from benchmarks.source import Source

PEERS = ("highs_plain", "cpsat", "scip", "highs_filtered")
"""Modules of `benchmarks.peers`."""
_FILTERED = "highs_filtered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What is measured."""

    sources: tuple[Source, ...]
    peers: tuple[str, ...]
    seconds: float
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was found."""

    bench: Bench
    runs: dict[str, list[Record]]
    """Records by solver, in the order of the sources; Willing first."""
    facts: list[dict[str, Any]]
    """Sizes of each instance, and the seconds Willing took to build it."""

    @property
    def own(self) -> list[Record]:
        """Willing's records."""
        return self.runs["willing"]

    @property
    def labels(self) -> list[str]:
        """What the instances are called."""
        return [source.label for source in self.bench.sources]


def measure(bench: Bench) -> Measured:
    """Every solver on every instance; each line is printed as soon as it is known."""
    found = Measured(bench=bench, runs={n: [] for n in ("willing", *bench.peers)}, facts=[])
    for source in bench.sources:
        with tempfile.TemporaryDirectory() as folder:
            found.facts.append(_prepare(source, Path(folder), bench.seconds))
            for name, records in found.runs.items():
                records.append(_run(name, source, Path(folder), bench, found.facts[-1]))
                print(f"{source.label:>12} {name:<15} {_said(records[-1])}", flush=True)
    return found


def _prepare(source: Source, place: Path, seconds: float) -> dict[str, Any]:
    """Write the files of one instance, and read its sizes."""
    late = time.monotonic() + PREPARING + ROOM * seconds + HANDOVER
    ended = process.run([
        sys.executable, "-m", "benchmarks.prepare", *source.arguments(),
        "--seconds", str(seconds), "--out", str(place),
    ], lambda: time.monotonic() > late)
    if not (place / FACTS).exists():
        raise SystemExit(f"{source.label} could not be prepared: {ended.said or 'took too long'}")
    facts: dict[str, Any] = json.loads((place / FACTS).read_text(encoding="utf-8"))
    return facts


def _run(
    name: str, source: Source, place: Path, bench: Bench, facts: dict[str, Any]
) -> Record:
    if name == "willing":
        # Its clock starts before the model is built, the planner's own limit after that.
        left = max(bench.seconds - facts["built"], 0.0)
        return run_solver("benchmarks.willing_run", name, [
            *source.arguments(), "--seconds", str(left), "--unfillable", str(facts["unfillable"]),
        ], place, bench.seconds)
    instance = place / (REDUCED if name == _FILTERED else WHOLE)
    if not instance.exists():
        return Record(name=name, unfillable=None, words="the filter did not end in time")
    return run_solver(f"benchmarks.peers.{name}", name, [
        str(instance), "--seconds", str(bench.seconds), "--threads", str(bench.threads),
    ], place, bench.seconds)


def _said(record: Record) -> str:
    gap = "no gap" if record.gap is None else f"gap {record.gap:.2%}"
    best = "no plan" if record.best is None else f"best {record.best:,.1f}"
    return f"{best}, {gap}, {record.megabytes:,.0f} MB, {record.words}"
