"""Turns already decided or under way, in days: they are in every plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from willing.domain.requirement import Requirement, Served
from willing.domain.situation import Situation
from willing.domain.span import task_days
from willing.domain.turn import rhythm
from willing.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """So many elements on a turn that is in every plan; days from the as-of date."""

    unit: Unit
    pledge: str
    task: Served
    count: int
    departs: int
    arrives: int
    first: int
    ends: int
    back: int

    @property
    def people(self) -> int:
        """People of all of them."""
        return self.count * self.unit.people

    @property
    def abroad(self) -> bool:
        """Whether it serves others: a requirement, or another nation's commitment."""
        return isinstance(self.task, Requirement) or self.task.nation != self.unit.nation


def decided(here: Situation) -> Iterator[Decided]:
    """Elements on tour on the as-of date, and ordered turns."""
    operation, line = here.operation, here.timeline
    for row in operation.cycles:
        task = operation.served.get(row.task)
        if row.state == "tour" and task is not None and row.until is not None:
            unit, ends = operation.unit[row.unit], (row.until - line.as_of).days
            way = here.movement(unit.home, task.place)[0]
            yield Decided(unit=unit, pledge=row.pledge, task=task, count=row.count, departs=0,
                          arrives=0, first=0, ends=ends, back=ends + way)
    for order in operation.orders:
        first = line.day_of(order.first_day)
        if first is not None and first < line.end and order.kind == "tour":
            task, unit = operation.served[order.task], operation.unit[order.unit]
            opening, _ = task_days(task, line) or (first, None)
            turn = rhythm(here, unit, task, first).turn(first, order.days, opening, None)
            yield Decided(unit=unit, pledge=order.pledge, task=task, count=order.count,
                          departs=turn.departs, arrives=turn.arrives, first=first,
                          ends=turn.ends, back=turn.back)
