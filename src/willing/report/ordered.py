"""Who is ordered when: the tours and holds that a plan still has to order, by nation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from willing.assess.known import decided_on
from willing.assess.scene import Scene, stage_of
from willing.assess.standby import enough
from willing.assess.stay import Stay
from willing.domain.notice import stages_of, waiting
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.taken import shortening
from willing.io.csvfile import write_rows

HOURS, DAYS = 3, 30
"""Days of the first 72 hours, and of the first month."""

When = Literal["before D", "72 hours", "30 days", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """So many elements that are ordered on one day."""

    order_day: date
    """Last day on which they can be ordered: they leave when their notice is over."""
    when: When
    """In the first 72 hours, in the first 30 days, or later; `before D`: no order given on D
    reaches them in time, they must have been told before."""
    nation: str
    """Who gives the order."""
    unit: str
    """The pool."""
    pledge: str
    """Pledge they serve under; empty: own elements."""
    count: int
    """Elements."""
    kind: str
    """tour or hold."""
    task: str
    """Requirement or commitment."""
    place: str
    """Where."""
    notice_days: int
    """Notice of the level that they stand ready on, or of their pledge, entry included."""
    level: str
    """Level of standby that they are called from; empty: from home."""
    leaves: date
    """First day of their lead-in."""
    in_place: date
    """First day in place, or held."""


def ordered(operation: Operation, plan: Plan, outcome: str) -> tuple[Ordered, ...]:
    """What a plan still has to order in one outcome, in order of days.

    Left out are tours and holds ordered before, and what a nation holds at home by itself.
    """
    scene = stage_of(operation, plan, outcome)
    found = [
        _ordered(scene, item) for item in (*scene.tours, *scene.holds)
        if not item.settled and (item.row.kind == "tour" or item.pledge is not None)
    ]
    return tuple(sorted(found, key=lambda item: (
        item.order_day, item.nation, item.unit, item.task, item.in_place)))


def first_orders(orders: Sequence[Ordered], within: int) -> list[Ordered]:
    """Those of the first 72 hours, or of all the first 30 days."""
    wanted = ("before D", "72 hours") if within <= HOURS else ("before D", "72 hours", "30 days")
    return [item for item in orders if item.when in wanted]


def _ordered(scene: Scene, item: Stay) -> Ordered:
    line = scene.timeline
    notice, level = _notice(scene, item)
    day = item.leaves - notice
    d_day = line.d_day or 0
    when: When = "later"
    if day < d_day + DAYS:
        when = "before D" if day < d_day else "72 hours" if day < d_day + HOURS else "30 days"
    return Ordered(
        order_day=line.date_of(day), when=when, nation=item.unit.nation, unit=item.unit.id,
        pledge=item.row.pledge, count=item.count, kind=item.row.kind, task=item.task.id,
        place=item.task.place, notice_days=notice, level=level,
        leaves=line.date_of(item.leaves), in_place=line.date_of(item.first),
    )


def _notice(scene: Scene, item: Stay) -> tuple[int, str]:
    """Days from the order until a stay begins, and the level it is called from."""
    if item.pledge is None or item.row.kind != "tour":
        return 0, ""
    known = scene.answered.counts_since(item.pledge.id)
    decided = decided_on(scene, item.unit, item.pledge, item.task)
    ordered_ = 0 if item.task.order == "now" else scene.timeline.d_day
    if known is None or decided is None or ordered_ is None:
        return max(stage.notice for stage in stages_of(scene.operation, item.unit, item.pledge)), ""
    own = waiting(scene.operation, item.unit, item.pledge, item.task, ordered_, known)
    called = enough(scene, item)
    if called:
        level = max(called, key=lambda level: level.notice_days)
        return level.notice_days + own.entry, level.id
    if item.leaves < own.first_day:
        # Its notice is one that a step gives.
        taken, begins = dict(scene.answered.taken), own.decided + own.entry
        short = [days for step, days in shortening(scene.operation, item.pledge)
                 if step.id in taken and begins + days <= item.leaves]
        return max(short, default=0) + own.entry, ""
    return own.of(item.leaves), ""


def as_csv(orders: Sequence[Ordered]) -> str:
    """The list as CSV, one order a line."""
    names = [field.name for field in fields(Ordered)]
    return write_rows(names, ([str(getattr(item, name)) for name in names] for item in orders))
