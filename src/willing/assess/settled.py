"""Turns decided before the plan: rule orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from willing.assess.fault import Fault
from willing.assess.scene import Scene

Turn = tuple[str, str, str, str, str, int, int]
"""Tour or hold, `order` or `cycle`, pledge, unit, task, first day in place or held, days."""


def decided(scene: Scene) -> Counter[Turn]:
    """Elements on each turn that must stand in the plan.

    Orders keep their own first day, even before the as-of date; one counted from D does not exist
    where there is never a deal, and the deal ends whoever stands by. Elements on tour for a task
    are in place from day 0 until their date.
    """
    line, found = scene.timeline, Counter[Turn]()
    for order in scene.operation.orders:
        day, days = line.day_of(order.first_day), order.days
        if order.kind == "standby" and day is not None:
            days = min(days, (line.end if line.d_day is None else line.d_day) - day)
        if day is not None and day < line.end and days > 0:
            found[
                order.kind, "order", order.pledge, order.unit, order.task, day, days
            ] += order.count
    for row in scene.operation.cycles:
        if row.state == "tour" and row.task in scene.operation.served and row.until is not None:
            days = (row.until - line.as_of).days
            if days > 0:
                found["tour", "cycle", row.pledge, row.unit, row.task, 0, days] += row.count
    return found


def order_faults(scene: Scene) -> Iterator[Fault]:
    """Turns that are missing or changed, and rows that call themselves decided and are not."""
    planned: Counter[Turn] = Counter()
    turns = (scene.rows_of(kind) for kind in ("tour", "hold", "standby"))
    for row, first, _ in chain(*turns):
        if row.pinned in ("order", "cycle"):
            key: Turn = (row.kind, row.pinned, row.pledge, row.unit, row.task, first, row.days)
            planned[key] += int(row.count)
    wanted = decided(scene)
    for turn in dict.fromkeys([*wanted, *planned]):
        if wanted[turn] != planned[turn]:
            what, kind, pledge, unit, task, first, days = turn
            by = f" ({pledge})" if pledge else ""
            decided_ = {"hold": f"{kind} to hold", "standby": f"{kind} to stand by"}.get(what, kind)
            day = scene.timeline.date_of(first)
            where = f"{decided_} of {unit}{by} on {task} from {day}"
            text = f"{planned[turn]} elements for {days} days in the plan, {wanted[turn]} decided"
            yield Fault(rule="orders", outcome=scene.outcome.name, where=where, text=text)
