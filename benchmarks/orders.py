"""What is already decided in a generated operation: where units stand, and turns ordered."""

from __future__ import annotations

import random
from datetime import timedelta

from willing.calendar import DDay
from willing.domain.fit import fit
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.pledge import Order
from willing.domain.situation import Situation, situation
from willing.domain.span import task_days
from willing.domain.turn import rhythm
from willing.domain.unit import Cycle

_ORDERS = 5


def cycles(operation: Operation, dice: random.Random) -> tuple[Cycle, ...]:
    """Where every third unit stands: some at home, some at rest, one on tour elsewhere."""
    made: list[Cycle] = []
    duties = {duty.nation: duty for duty in operation.commitments if duty.kind == "rotating"}
    for unit in operation.units[::3]:
        on_tour = 1 if unit.count >= 3 else 0
        resting = (unit.count - on_tour) // 2
        home = unit.count - on_tour - resting
        made.append(Cycle(unit=unit.id, state="home", count=home))
        for i in range(resting):
            until = operation.as_of + timedelta(days=30 + 500 * i // resting + dice.randint(0, 20))
            made.append(Cycle(unit=unit.id, state="dwell", count=1, until=until))
        if on_tour:
            duty = duties.get(unit.nation)
            own = duty is not None and duty.capability == unit.capability
            made.append(Cycle(
                unit=unit.id, state="tour", count=1, task=duty.id if duty and own else "",
                until=operation.as_of + timedelta(days=dice.randint(20, 120)),
            ))
    return tuple(made)


def orders(operation: Operation) -> tuple[Order, ...]:
    """Turns of one element on the first lines that pledges without limits may serve."""
    now = situation(operation, outcomes(operation)[0])
    limited = {caveat.pledge for caveat in operation.caveats}
    placed: list[Order] = []
    taken: set[str] = set()
    for pledge in operation.pledges:
        if len(placed) == _ORDERS:
            break
        if pledge.count < 3 or pledge.until or pledge.id in limited:
            continue
        found = _order(now, pledge.id, taken)
        if found is not None:
            placed.append(found)
            taken |= {found.task, operation.unit[pledge.unit].nation}
    return tuple(placed)


def _order(now: Situation, pledge_id: str, taken: set[str]) -> Order | None:
    """One element for the longest tour on the first task that it fits, on an early line."""
    pledge = now.operation.pledge[pledge_id]
    unit = now.operation.unit[pledge.unit]
    if unit.nation in taken:
        return None
    for task in now.operation.requirements:
        held, days = fit(now, unit, pledge, task), task_days(task, now.timeline)
        if held.reasons or task.id in taken or task.lead or days is None:
            continue
        if held.credit is None or held.credit.worth != 1 or task.min_useful:
            continue
        way = rhythm(now, unit, task, days[0])
        lead_in = way.work_up + way.movement + way.reception + way.overlap
        # A third of a unit at least is home within a few months; later lines leave time for it.
        earliest = max(held.leaves_from + lead_in, days[0], 150)
        line = now.timeline.line_at_or_after(earliest)
        if line is None or now.timeline.lines[line] + max(way.tours) > days[1]:
            continue
        first = now.timeline.lines[line]
        return Order(unit=unit.id, pledge=pledge.id, task=task.id, first_day=DDay(first),
                     days=max(way.tours), count=1)
    return None
