"""Turns already decided or under way that break a limit by themselves.

No plan could mend these: such turns are in every plan. Planner and judge count them in days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor

from willing.domain.checks.crowded import Crowded, Excess
from willing.domain.checks.kinds import problem, where
from willing.domain.checks.orders import peak, pledged_uses
from willing.domain.checks.turns import Decided, decided
from willing.domain.fit import fit, supports
from willing.domain.formation import line_of
from willing.domain.limited import around, binds, counts_for
from willing.domain.requirement import Requirement
from willing.domain.situation import Situation
from willing.domain.span import Span, spans
from willing.errors import Problem

_ROUNDED = 1e-6
"""Rounding allowed in shares and costs."""


def check_decided(laid: Iterable[Situation]) -> Iterator[Problem]:
    """Limits that decided turns break in some outcome. Wants an operation without faults."""
    told: set[str] = set()
    for here in laid:
        turns = list(decided(here))
        for place, need, allowed in (
            *_ceilings(here, turns), *Crowded(here, tuple(turns)).excesses(),
            *_shares(here, turns), *_numbers(here, turns), *_free(here), *_tonnages(here, turns),
            *_nations(here, turns),
        ):
            if need > allowed * (1 + _ROUNDED) and place not in told:
                told.add(place)
                yield problem(
                    "decided", place, f"turns decided or under way come to {need:g}",
                    f"{allowed:g} is allowed", "change the orders or cycle rows, or the limit",
                )


def _ceilings(here: Situation, turns: list[Decided]) -> Iterator[Excess]:
    for nation in here.operation.nations:
        mine = [turn for turn in turns if turn.unit.nation == nation.id]
        if mine:
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


def _tasks(here: Situation, others: list[Decided]) -> int:
    end = here.timeline.end
    stays = [(max(t.first, 0), min(t.ends, end), line_of(t.task)) for t in others]
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
                and (worth := counts_for(here.operation, turn.unit, task))
            ]
            for span in spans(task, here.timeline):
                wanted = _wanted(here, task, span, turns)
                if wanted is not None:
                    most = max(1, floor(task.max_share * wanted + _ROUNDED))
                    need = _within(counted, span.first, span.after)
                    yield where("requirements", task, "max_share"), need, most


def _nations(here: Situation, turns: list[Decided]) -> Iterator[Excess]:
    """Nations on a requirement and its slots at once, on days on which it wants something."""
    for task in here.operation.requirements:
        if task.nations is None:
            continue
        mine = [turn for turn in turns if line_of(turn.task) == task.id]
        for span in spans(task, here.timeline) if mine else ():
            days = {max(span.first, turn.first) for turn in mine}
            at_once = max(
                len({t.unit.nation for t in mine if t.first <= day < min(t.ends, span.after)})
                for day in days
            )
            yield where("requirements", task, "nations"), at_once, task.nations


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
        for other in here.operation.served.values():
            if unit.id not in there and supports(here, task, other):
                found = fit(here, unit, pledge, other)
                way = here.movement(unit.home, other.place)[0]
                if not found.reasons and found.leaves_from + way < span.after:
                    there[unit.id] = unit
    people = sum(unit.count * unit.people for unit in there.values())
    return max(span.quantity, ceil(people / task.per_people))


def _tonnages(here: Situation, turns: list[Decided]) -> Iterator[Excess]:
    operation, line = here.operation, here.timeline
    for place in operation.places:
        inside = [
            (turn.arrives, turn.ends, turn.count * turn.unit.tonnes) for turn in turns
            if place in around(operation, turn.task.place)
            and binds(operation, place, turn.unit.nation)
        ] if place.stay_tonnes else []
        for first, after, allowed in place.stay_tonnes.on(line) if place.stay_tonnes else ():
            if inside:
                yield where("places", place, "stay_tonnes"), _within(inside, first, after), allowed


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

