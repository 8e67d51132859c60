"""Who could stand in on a line that hangs on an answer: which part, by when, and at what cost."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from willing.assess.scene import Scene
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.explain.gaps import GapNote, gaps_of
from willing.explain.ground import Ground, ground
from willing.explain.mend import Mending
from willing.explain.remedy import remedy_of

TRIES = 6
"""Changes tried for one line."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInCost:
    """What a plan pays for it when somebody stands in, beside the plan as it is."""

    points: float
    """Points by which the score of the outcome changes; below 0: it becomes better."""
    person_days: int
    """Person-days more on tour before the horizon; below 0: fewer."""
    money: float
    """Of the operation's currency more, for days on tour and on standby before the horizon."""
    unpriced: tuple[str, ...]
    """Pools with more days on tour whose cost a day is not said, so that `money` lacks them."""
    shorter: tuple[tuple[str, float], ...]
    """Lines of which more is missing for it, and how many element-days before the horizon."""


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
    waits: bool
    """Whether it asks a pledge to come without what it waits for."""
    who: tuple[tuple[str, int, date], ...]
    """Nation, elements and first day of what would then serve on the line beside the plan."""
    cost: StandInCost | None
    """What the plan pays for it; None: nothing tried helps."""


def stand_ins(operation: Operation, plan: Plan, outcome: str, task: str) -> tuple[StandIn, ...]:
    """What could close the heaviest shortfall of a line in one outcome.

    The change that closes it, or most of it; and where that asks a pledge to come without what it
    waits for, one beside it that does not. Nothing where the line is not short.
    """
    here = ground(operation, plan, outcome)
    gaps = gaps_of(here, task, 1)
    if not gaps:
        return ()
    mending = Mending(here)
    found = [_found(here, gaps[0], mending)]
    others = replace(gaps[0], stopped=tuple(
        item for item in gaps[0].stopped if item.stopper.kind != "condition"))
    if found[0].waits and others.stopped:
        other = _found(here, others, mending)
        found += [other] if other.ask and not other.waits else []
    return tuple(found)


def _found(here: Ground, gap: GapNote, mending: Mending) -> StandIn:
    """The best of the changes that lift what stops those whom an account names."""
    # Only turns near the line are free: what is decided before the deal must stay as it is.
    found = remedy_of(here, gap, mending, tries=TRIES, looks=0)
    helps = found.change is not None
    return StandIn(
        task=gap.task, outcome=here.part.outcome, missing=found.whole,
        stays=found.left if helps else found.whole,
        ask="" if found.change is None else found.change.text,
        waits=found.change is not None and found.change.kind == "condition",
        who=_more(here.scene.rows, found.rows, gap.task),
        cost=None if found.change is None or found.after is None else cost_of(
            here.scene, replace(
                here.scene, operation=found.change.operation, rows=found.rows),
            found.after - found.before),
    )


def cost_of(before: Scene, after: Scene, points: float) -> StandInCost:
    """What one plan pays that another does not."""
    old, new = _spent(before), _spent(after)
    more = {
        name: new[name].days - old[name].days if name in old else new[name].days for name in new}
    missing, left = _missing(before), _missing(after)
    return StandInCost(
        points=points,
        person_days=round(_sum(new).people - _sum(old).people),
        money=_sum(new).money - _sum(old).money,
        unpriced=tuple(sorted(
            name for name, days in more.items()
            if days > _EPSILON and not after.operation.unit[name].cost_per_day)),
        shorter=tuple(sorted(
            (task, days - missing.get(task, 0.0)) for task, days in left.items()
            if days > missing.get(task, 0.0) + _EPSILON)),
    )


class _Spent(NamedTuple):
    """What one pool spends before the horizon."""

    days: float
    """Element-days on tour."""
    people: float
    """Person-days on tour."""
    money: float
    """For days on tour and on standby, as far as their cost is said."""


def _sum(pools: Mapping[str, _Spent]) -> _Spent:
    """What all pools spend together."""
    days, people, money = (math.fsum(pool[at] for pool in pools.values()) for at in range(3))
    return _Spent(days, people, money)


def _spent(scene: Scene) -> dict[str, _Spent]:
    found: dict[str, _Spent] = {}
    operation, horizon = scene.operation, scene.timeline.horizon
    for tour in scene.tours:
        days, unit = tour.count * scene.days_before(tour, horizon), tour.unit
        old = found.get(unit.id, _Spent(0.0, 0.0, 0.0))
        found[unit.id] = _Spent(old.days + days, old.people + days * unit.people,
                                old.money + days * unit.cost_per_day)
    for row, first, after in scene.rows_of("standby"):
        held = row.count * max(min(after, horizon) - max(first, 0), 0)
        old = found.get(row.unit, _Spent(0.0, 0.0, 0.0))
        found[row.unit] = old._replace(
            money=old.money + held * operation.standby[row.task].cost_per_day)
    return found


def _missing(scene: Scene) -> dict[str, float]:
    """Element-days short of each line before the horizon."""
    found: dict[str, float] = {}
    for row, first, after in scene.rows_of("shortfall"):
        days = max(min(after, scene.timeline.horizon) - first, 0)
        found[row.task] = found.get(row.task, 0.0) + row.count * days
    return found


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
