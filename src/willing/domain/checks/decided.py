"""Turns already decided or under way that break a ceiling, a share or a caveat by themselves.

No plan could mend these: such turns are in every plan. Planner and judge count them in days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor

from willing.domain.checks.kinds import problem, where
from willing.domain.checks.orders import peak, pledged_uses
from willing.domain.credit import credit
from willing.domain.fit import fit, supports
from willing.domain.nation import Nation
from willing.domain.requirement import Requirement, Task
from willing.domain.route import at_home
from willing.domain.situation import Situation
from willing.domain.span import Span, spans, task_days
from willing.domain.turn import rhythm
from willing.domain.unit import Unit
from willing.errors import Problem

_ROUNDED = 1e-6
"""Rounding allowed in shares and costs."""

Excess = tuple[str, float, float]
"""Where, how much the decided turns need, and how much is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """So many elements on a turn that is in every plan; days from the as-of date."""

    unit: Unit
    pledge: str
    task: Task
    count: int
    departs: int
    first: int
    ends: int
    back: int

    @property
    def abroad(self) -> bool:
        """Whether it serves others: a requirement, or another nation's commitment."""
        return isinstance(self.task, Requirement) or self.task.nation != self.unit.nation


def check_decided(laid: Iterable[Situation]) -> Iterator[Problem]:
    """Limits that decided turns break in some outcome. Wants an operation without faults."""
    told: set[str] = set()
    for here in laid:
        turns = list(decided(here))
        for place, need, allowed in (
            *_ceilings(here, turns), *_shares(here, turns), *_numbers(here, turns), *_free(here),
        ):
            if need > allowed * (1 + _ROUNDED) and place not in told:
                told.add(place)
                yield problem(
                    "decided", place, f"turns decided or under way come to {need:g}",
                    f"{allowed:g} is allowed", "change the orders or cycle rows, or the limit",
                )


def decided(here: Situation) -> Iterator[Decided]:
    """Elements on tour on the as-of date, and ordered turns."""
    operation, line = here.operation, here.timeline
    for row in operation.cycles:
        task = operation.task.get(row.task)
        if row.state == "tour" and task is not None and row.until is not None:
            unit, ends = operation.unit[row.unit], (row.until - line.as_of).days
            way = here.movement(unit.home, task.place)[0]
            yield Decided(unit=unit, pledge=row.pledge, task=task, count=row.count, departs=0,
                          first=0, ends=ends, back=ends + way)
    for order in operation.orders:
        task, unit = operation.task[order.task], operation.unit[order.unit]
        first = line.day_of(order.first_day)
        if first is not None and first < line.end and order.kind == "tour":
            opening, _ = task_days(task, line) or (first, None)
            turn = rhythm(here, unit, task, first).turn(first, order.days, opening, None)
            yield Decided(unit=unit, pledge=order.pledge, task=task, count=order.count,
                          departs=turn.departs, first=first, ends=turn.ends, back=turn.back)


def _ceilings(here: Situation, turns: list[Decided]) -> Iterator[Excess]:
    for nation in here.operation.nations:
        mine = [turn for turn in turns if turn.unit.nation == nation.id]
        if mine:
            yield from _people(here, nation, mine)
            others = [turn for turn in mine if turn.abroad]
            if nation.ceiling_tasks is not None:
                place = where("nations", nation, "ceiling_tasks")
                yield place, _tasks(here, others), nation.ceiling_tasks
        if nation.ceiling_cost is not None:
            spent = sum(
                here.operation.borne[turn.unit.id].get(nation.id, 0.0)
                * turn.unit.cost_per_day * turn.count
                * max(min(turn.ends, here.timeline.horizon) - max(turn.first, 0), 0)
                for turn in turns if turn.abroad
            )
            yield where("nations", nation, "ceiling_cost"), spent, nation.ceiling_cost


def _people(here: Situation, nation: Nation, mine: list[Decided]) -> Iterator[Excess]:
    line = here.timeline
    away = [
        (turn.departs, turn.back, turn.count * turn.unit.people)
        for turn in mine if not at_home(here.operation, nation.id, turn.task.place)
    ]
    for first, after, allowed in nation.ceiling_people.on(line) if nation.ceiling_people else ():
        most = _within(away, first, after)
        yield where("nations", nation, "ceiling_people"), most, allowed


def _tasks(here: Situation, others: list[Decided]) -> int:
    end = here.timeline.end
    stays = [(max(t.first, 0), min(t.ends, end), t.task.id) for t in others]
    return max((
        len({name for first, after, name in stays if first <= day < after}) for day, _, _ in stays
    ), default=0)


def _shares(here: Situation, turns: list[Decided]) -> Iterator[Excess]:
    for task in here.operation.requirements:
        mine = [turn for turn in turns if turn.task.id == task.id]
        if task.max_share is None or not mine:
            continue
        for nation in dict.fromkeys(turn.unit.nation for turn in mine):
            counted = [
                (turn.first, turn.ends, turn.count * worth.worth) for turn in mine
                if turn.unit.nation == nation
                and (worth := credit(here.operation, turn.unit.capability, task.capability))
            ]
            for span in spans(task, here.timeline):
                wanted = _wanted(here, task, span, turns)
                if wanted is not None:
                    most = max(1, floor(task.max_share * wanted + _ROUNDED))
                    need = _within(counted, span.first, span.after)
                    yield where("requirements", task, "max_share"), need, most


def _wanted(here: Situation, task: Requirement, span: Span, turns: list[Decided]) -> int | None:
    """The most that could be wanted in a span; None where perhaps nothing is, without any limit.

    Where people ask for support, as many may as could be there by then at all.
    """
    if task.per_people is None:
        return span.quantity
    there = {
        turn.unit.id: turn.unit for turn in turns
        if supports(here, task, turn.task) and turn.first < span.after and turn.ends > span.first
    }
    if span.quantity == 0 and not any(unit.people for unit in there.values()):
        return None
    for pledge in here.operation.pledges:
        unit = here.operation.unit[pledge.unit]
        for other in here.operation.requirements:
            if unit.id not in there and supports(here, task, other):
                found = fit(here, unit, pledge, other)
                way = here.movement(unit.home, other.place)[0]
                if not found.reasons and found.leaves_from + way < span.after:
                    there[unit.id] = unit
    people = sum(unit.count * unit.people for unit in there.values())
    return max(span.quantity, ceil(people / task.per_people))


def _numbers(here: Situation, turns: list[Decided]) -> Iterator[Excess]:
    line = here.timeline
    for caveat in here.operation.caveats:
        mine = [(t.first, t.ends, t.count) for t in turns if t.pledge == caveat.pledge]
        if caveat.kind != "number" or not mine:
            continue
        first = 0 if caveat.start is None else line.day_of(caveat.start)
        after = line.end if caveat.until is None else line.day_of(caveat.until)
        if first is not None and after is not None and first < after:
            most = _within(mine, max(first, 0), min(after, line.end))
            yield where("caveats", caveat, "values"), most, int(caveat.values[0])


def _free(here: Situation) -> Iterator[Excess]:
    """What decided turns use under pledges of a unit that says how many are free, by windows."""
    for unit in here.operation.units:
        if unit.free is None:
            continue
        uses, day = pledged_uses(here, unit), 0
        place = where("units", unit, "free")
        for first, after, free in (*unit.free.on(here.timeline), (here.timeline.end,) * 2 + (0,)):
            yield place, _within(uses, day, first), 0
            yield place, _within(uses, first, after), free
            day = after


def _within(uses: Iterable[tuple[int, int, float]], first: int, after: int) -> float:
    return peak((max(a, first), min(b, after), amount) for a, b, amount in uses)

