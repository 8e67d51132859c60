"""Replanning after a shock: how soon there is a plan, and how little of the old one changes.

    python -m benchmarks.replan --family basic --seed 1 --day 360 --seconds 60
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace

from benchmarks.changes import fewest_changes, tours_of
from benchmarks.door import model_of, plan_of
from benchmarks.page import machine, update
from benchmarks.record import Record
from benchmarks.shock import AWAY, LINES, MORE, shocked
from benchmarks.source import Source, add_arguments, read_source
from willing.assess.diff import diff
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.plan import Plan

ROOM = 0.005
"""How much worse than the best plan after the shock a plan may be that stays close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    """A plan after the shock, at one price of a change."""

    price: float
    first: float | None
    """Seconds to the first plan."""
    points: float
    """Score without what changes cost."""
    changed: int
    """Elements whose tour differs from the old plan."""
    holds: bool
    """Whether `verify` passes."""


def measure(source: Source, day: int, seconds: float, prices: list[float]) -> str:
    """Plan, shock, plan anew freely and at each price of a change; a table of all."""
    operation = source.operation()
    now = source.situation(operation)
    old = plan_of(operation, source.outcome, seconds)
    after = shocked(operation, now.timeline, old, day, source.seed)
    tries = [_replan(source, after, old, seconds, price) for price in (0.0, *prices)]
    best = min(one.points for one in tries)
    least = fewest_changes(
        model_of(source.situation(after)), tours_of(old), best * (1 + ROOM), seconds
    )
    lines = [
        "| price of a change, points | first plan, s | score without the price, points "
        "| above the best | elements changed | verify |",
        "|---:|---:|---:|---:|---:|---|",
        *(
            f"| {one.price:g} | {'never' if one.first is None else f'{one.first:.1f}'} "
            f"| {one.points:,.1f} | {one.points / best - 1 if best else 0.0:.2%} "
            f"| {one.changed} | {'passes' if one.holds else 'FAILS'} |"
            for one in tries
        ),
    ]
    bound = "not known in time" if least is None else str(least)
    lines += ["", f"No plan within {ROOM:.1%} of the best changes fewer elements than: {bound}."]
    return "\n".join(lines)


def undisturbed(plan: Plan) -> float:
    """Score of a plan without what its changes cost, in points."""
    return sum(term.points for term in plan.outcomes[0].terms if term.name != "disturbance")


def _replan(
    source: Source, after: Operation, old: Plan, seconds: float, price: float
) -> _Try:
    priced = replace(after, weights=replace(after.weights, disturbance=price))
    baseline = old if price else None
    record = Record(name="replan", unfillable=0.0)
    record.start()
    new = plan_of(priced, source.outcome, seconds, baseline=baseline, progress=record.see)
    return _Try(
        price=price, first=record.first_plan(), points=undisturbed(new),
        changed=sum(item.elements for item in diff(old, new)),
        holds=not verify(priced, new, baseline),
    )


def main() -> None:
    """Measure one shock."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    add_arguments(parser)
    parser.add_argument("--day", type=int, default=360)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--prices", nargs="+", type=float, default=[0.02, 0.1, 0.5])
    parser.add_argument("--no-page", action="store_true")
    given = parser.parse_args()
    source = read_source(given)
    table = measure(source, given.day, given.seconds, given.prices)
    body = (
        f"{source.folder or source.family}, {source.label}: on day {given.day} {AWAY:.0%} of the "
        f"pools drop out and {LINES} lines want {MORE - 1:.0%} more; what began before is ordered. "
        f"An element on another tour counts twice, once gone and once new, as `willing compare` "
        f"counts. Limit {given.seconds:.0f} s a plan. {machine()}\n\n{table}"
    )
    print(body)
    if not given.no_page:
        command = f"python -m benchmarks.replan {' '.join(sys.argv[1:])}".strip()
        name = f"replan {source.folder or source.family} {source.label}"
        update(name, f"Replanning after a shock: {source.label}", (
            f"{body}\n\nTo repeat: `{command}`"
        ))


if __name__ == "__main__":
    main()
