"""Who could stand in on a line that hangs on an answer: which part, by when, and what stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.explain.gaps import gaps_of
from willing.explain.ground import ground
from willing.explain.mend import Mending
from willing.explain.remedy import remedy_of

TRIES = 6
"""Changes tried for one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """A line under the answer that is worst for it, and what could close it there."""

    task: str
    """Line."""
    outcome: str
    """Outcome looked at."""
    missing: float
    """Element-days of its heaviest shortfall."""
    stays: float
    """Those that no single change tried closes."""
    ask: str
    """The change; empty: none of those tried helps."""
    who: tuple[tuple[str, int, date], ...]
    """Nation, elements and first day of what would then serve on the line beside the plan."""


def stand_ins(operation: Operation, plan: Plan, outcome: str, task: str) -> StandIn | None:
    """What could close the heaviest shortfall of a line in one outcome; None: it is not short."""
    here = ground(operation, plan, outcome)
    gaps = gaps_of(here, task, 1)
    if not gaps:
        return None
    found = remedy_of(here, gaps[0], Mending(here), tries=TRIES, looks=0)
    return StandIn(
        task=task, outcome=outcome, missing=found.whole,
        stays=found.left if found.change is not None else found.whole,
        ask="" if found.change is None else found.change.text,
        who=_more(here.scene.rows, found.rows, task),
    )


def _more(
    before: tuple[Row, ...], after: tuple[Row, ...], task: str
) -> tuple[tuple[str, int, date], ...]:
    """Turns on a task that a plan has and another has not, with their elements."""
    left: dict[tuple[str, str, date, int], int] = {}
    for rows, sign in ((after, 1), (before, -1)):
        for row in rows:
            if row.task == task and row.kind in ("tour", "hold"):
                key = (row.nation, row.unit, row.first_day, row.days)
                left[key] = left.get(key, 0) + sign * int(row.count)
    found: dict[str, tuple[int, date]] = {}
    for (nation, _, first, _), count in sorted(left.items(), key=lambda item: item[0][2]):
        if count > 0:
            most, earliest = found.get(nation, (0, first))
            found[nation] = (max(most, count), min(earliest, first))
    return tuple((nation, count, first) for nation, (count, first) in sorted(found.items()))
