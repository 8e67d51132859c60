"""Measures every wanted figure, one family after the other, and keeps the page up to date.

    python -m benchmarks.wanted
    python -m benchmarks.wanted --families basic rich --seeds 3 --peers highs_plain scip
    python -m benchmarks.wanted --cap 10 --seeds 1

The page is written after each run, so an interrupted measurement keeps what is done.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Lead, Most, Proof, Verdict, Wanted, built, gigabytes
from benchmarks.measure import PEERS, Bench, Measured, measure
from benchmarks.page import WANTED, update_rows
from benchmarks.section import publish
from benchmarks.source import Source, of_family, of_folder

EXAMPLE = "examples/reassurance"
"""The operation whose outcomes are measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One run, and the figures that are read off it."""

    family: str
    """Family, or the name of the example's folder."""
    seconds: float
    """Limit."""
    wanted: tuple[Wanted, ...]
    alone: bool = False
    """Whether the peers sit this one out, because a shorter run compares with them."""


STEPS = (
    Step(family="basic", seconds=40, wanted=(
        Proof(0.01, 10), Proof(0.002, 40), Most("model built", "s", 1.0, built),
    )),
    Step(family="rich", seconds=60, wanted=(Proof(0.03, 60), Lead(0.2))),
    Step(family="rich", seconds=300, wanted=(Proof(0.015, 300),), alone=True),
    Step(family="full", seconds=120, wanted=(Proof(0.05, 120),)),
    Step(family="full", seconds=600, wanted=(Proof(0.03, 600),), alone=True),
    Step(family="formed", seconds=120, wanted=(Proof(0.05, 120),), alone=True),
    Step(family="formed", seconds=600, wanted=(Proof(0.03, 600),), alone=True),
    Step(family="large", seconds=300, wanted=(
        Proof(0.02, 300), Most("memory", "GB", 4.0, gigabytes),
    )),
    Step(family=Path(EXAMPLE).name, seconds=60, wanted=(Proof(0.02, 60, each=True),)),
)
"""What is wanted on two cores, in the order in which it is measured."""
FAMILIES = tuple(dict.fromkeys(step.family for step in STEPS))
"""What `--families` may name."""
_NOT_YET = "- | not measured yet | -"
_HEAD = """What we ask of Willing on two cores, and what it reached when last measured: by more
than half of the instances, where nothing else is said. Where a gap was never proved,
the gap at the end.

| instances | wanted | measured | verdict | on |
|---|---|---:|---|---|"""


def run(
    steps: Sequence[Step], given: argparse.Namespace, command: str, page: Path | None = None
) -> list[str]:
    """Measure the steps one after the other; one line for each wanted figure."""
    lines: list[str] = []
    found: Measured | None = None
    for step in steps:
        bench = _bench(step, given)
        # A cap may make two runs of a family one and the same; then the first says it all.
        if found is None or not _same(found.bench, bench):
            print(f"\n{step.family}, {bench.seconds:.0f} s", flush=True)
            found = measure(bench)
        rows = dict(_rows(step, found))
        lines += [f"{key}: {row}".replace(" | ", ", ") for key, row in rows.items()]
        print("\n".join(lines[-len(rows):] if rows else []), flush=True)
        if not given.no_page and given.size == 1:
            publish(step.family, found, command, _capped(step, bench.seconds), page)
            _write(rows, page)
    return lines


def _same(one: Bench, other: Bench) -> bool:
    return (one.sources, one.seconds) == (other.sources, other.seconds)


def _bench(step: Step, given: argparse.Namespace) -> Bench:
    return Bench(
        sources=_sources(step, given), peers=() if step.alone else tuple(given.peers),
        seconds=min(step.seconds, given.cap), threads=given.threads,
    )


def _sources(step: Step, given: argparse.Namespace) -> tuple[Source, ...]:
    if step.family == Path(EXAMPLE).name:
        return of_folder(EXAMPLE, given.outcomes)
    return of_family(step.family, given.seeds, given.size)


def _capped(step: Step, seconds: float) -> str:
    if seconds >= step.seconds:
        return ""
    return f"**Capped**: the limit was {seconds:.0f} s here, and {step.seconds:.0f} s are meant."


def _rows(step: Step, found: Measured) -> Iterator[tuple[str, str]]:
    """Row of each wanted figure by its key; those that the run says nothing about are left out."""
    number = len(found.bench.sources)
    what = "outcome" if found.bench.sources[0].folder else "seed"
    on = f"{number} {what}{'' if number == 1 else 's'}, limit {found.bench.seconds:.0f} s"
    if found.bench.seconds < step.seconds:
        on += f" (capped, {step.seconds:.0f} s are meant)"
    for wanted in step.wanted:
        verdict = wanted.verdict(found)
        if verdict is not None:
            if any(record.valid is False for record in found.own):
                # What is read off a plan that does not hold is no figure.
                verdict = Verdict(False, "a plan FAILS verify")
            met = "reached" if verdict.met else "NOT reached"
            yield f"{step.family} | {wanted.words}", f"{verdict.reached} | {met} | {on}"


def _write(rows: dict[str, str], page: Path | None) -> None:
    keys = [f"{step.family} | {wanted.words}" for step in STEPS for wanted in step.wanted]
    update_rows(WANTED, "Wanted and reached", _HEAD, rows, page, dict.fromkeys(keys, _NOT_YET))


def _longest(steps: Sequence[Step], given: argparse.Namespace) -> float:
    """Minutes that solvers may run at most when all stop at their limits."""
    benches = [_bench(step, given) for step in steps]
    return sum(len(b.sources) * (1 + len(b.peers)) * b.seconds for b in benches) / 60


def read_arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=FAMILIES)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--outcomes", default="each backstop", help="of the example")
    parser.add_argument(
        "--limits", nargs="+", type=float, help="only the runs of so many seconds; default: all"
    )
    parser.add_argument("--cap", type=float, default=float("inf"), help="no limit above, seconds")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--size", type=float, default=1.0, help="not 1: the page is not touched")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-page", action="store_true")
    return parser.parse_args(words)


def main() -> None:
    """Measure every wanted figure, and say at the end which are reached."""
    given = read_arguments()
    steps = [
        step for step in STEPS
        if step.family in given.families and (not given.limits or step.seconds in given.limits)
    ]
    minutes = _longest(steps, given)
    print(f"About {minutes:.0f} minutes, when each solver takes its limit and stops there.")
    command = f"python -m benchmarks.wanted {shlex.join(sys.argv[1:])}".strip()
    print("\n".join(["", *run(steps, given, command)]))


if __name__ == "__main__":
    main()
