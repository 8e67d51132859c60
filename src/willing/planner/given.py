"""What is already decided: elements on tour on the as-of date, and ordered turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from willing.domain.credit import Credit
from willing.domain.fit import fit
from willing.domain.plan import Row
from willing.domain.requirement import Task
from willing.domain.situation import Situation
from willing.planner.choices import GivenHold, Pair
from willing.planner.program import Ints
from willing.planner.stints import on_level

REFUSED = -1
"""Day of a step that is pinned not to be taken."""
ORDERED, ON_TOUR, PINNED = 1, 2, 3
"""Why a tour is given: decided by an order, under way on the as-of date, or fixed by a planner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """What the rows fixed by a planner fix in one outcome, beside the least of its tours."""

    rows: tuple[Row, ...] = ()
    """The rows, as they will stand in the plan."""
    holds: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Elements held, by pair and period."""
    leads: Mapping[tuple[int, str], Ints] = field(default_factory=dict)
    """Spans that a nation leads, by task and nation."""
    frames: Mapping[tuple[int, str], Ints] = field(default_factory=dict)
    """Formations that a nation frames in each span, by task and nation."""
    steps: Mapping[str, int] = field(default_factory=dict)
    """Day on which each of some steps is taken; -1: it is refused."""
    either: Mapping[tuple[int, ...], int] = field(default_factory=dict)
    """Elements on tours that differ in the day of the decision only, any of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTurn:
    """A tour that is in every plan."""

    pair: Pair
    """Who serves what; it needs no permission any more."""
    first_day: int
    """First day in place; day 0 for elements already on tour."""
    days: int
    """Days in place."""
    count: int
    """Elements."""
    why: int
    """Ordered, or on tour."""


def given_holds(situation: Situation, tasks: tuple[Task, ...]) -> Iterator[GivenHold]:
    """Holds that are ordered."""
    line = situation.timeline
    for order in situation.operation.orders:
        first = line.day_of(order.first_day)
        if order.kind == "hold" and first is not None and first < line.end:
            yield GivenHold(
                pair=_pair(situation, tasks, order.unit, order.pledge, order.task), first=first,
                after=first + order.days, count=order.count,
            )


def given_turns(situation: Situation, tasks: tuple[Task, ...]) -> Iterator[GivenTurn]:
    """Cycle rows on a task of this operation, then orders."""
    operation, line = situation.operation, situation.timeline
    for row in operation.cycles:
        if row.state == "tour" and row.task in operation.served and row.until is not None:
            days = (row.until - line.as_of).days
            if days > 0 and row.count:
                yield GivenTurn(
                    pair=_pair(situation, tasks, row.unit, row.pledge, row.task),
                    first_day=0, days=days, count=row.count, why=ON_TOUR,
                )
    for order in operation.orders:
        first_day = line.day_of(order.first_day)
        if first_day is None or first_day >= line.end or order.kind == "hold":
            continue
        stands, days = order.kind == "standby", order.days
        if stands and line.d_day is not None:
            days = min(days, line.d_day - first_day)  # the deal ends every stint
        if days > 0:
            who = _on_standby if stands else _pair
            yield GivenTurn(
                pair=who(situation, tasks, order.unit, order.pledge, order.task),
                first_day=first_day, days=days, count=order.count, why=ORDERED,
            )


def _on_standby(
    situation: Situation, tasks: tuple[Task, ...], unit_id: str, pledge_id: str, task_id: str
) -> Pair:
    operation = situation.operation
    k = [p.id for p in operation.pledges].index(pledge_id)
    found = on_level(
        situation, operation.unit[unit_id], k, operation.pledges[k], operation.standby[task_id],
        [task.id for task in tasks].index(task_id),
    )
    return replace(found, number=0)


def _pair(
    situation: Situation, tasks: tuple[Task, ...], unit_id: str, pledge_id: str, task_id: str
) -> Pair:
    operation = situation.operation
    unit = operation.unit[unit_id]
    pledge = operation.pledge[pledge_id] if pledge_id else None
    task = operation.served[task_id]
    found = fit(situation, unit, pledge, task)
    # What is decided counts even where it could not be decided again; at worst for nothing.
    worth = found.credit or Credit(give=1, count=0)
    ids = [t.id for t in tasks]
    return Pair(
        unit=[u.id for u in operation.units].index(unit_id),
        pledge=[p.id for p in operation.pledges].index(pledge_id) if pledge else None,
        task=ids.index(task_id), fit=replace(found, credit=worth), credit=worth, number=0,
    )
