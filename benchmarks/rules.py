"""Turns every remaining rule on in a generated operation."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from math import ceil

from benchmarks.orders import cycles, orders
from willing.calendar import DDay
from willing.domain.condition import parse_condition
from willing.domain.nation import Nation
from willing.domain.operation import Operation
from willing.domain.pledge import Caveat, Pledge
from willing.domain.question import Answer, Question
from willing.domain.requirement import Requirement
from willing.domain.unit import Unit
from willing.domain.windows import Window, Windows

_CEILING = 0.25
_DAYS = 1000
_SUPPORTED = "borders"


def with_every_rule(operation: Operation, dice: random.Random) -> Operation:
    """The operation with ceilings, leads, support, caveats, conditions, cycle rows and orders."""
    backstop = Question(
        id="backstop", ordered=True,
        answers=tuple(
            Answer(id=answer, probability=chance)
            for answer, chance in (("none", 0.0), ("enablers", 1.0), ("full", 0.0))
        ),
    )
    ruled = replace(
        operation, questions=(*operation.questions, backstop),
        nations=tuple(_nation(operation, nation, dice) for nation in operation.nations),
        pledges=tuple(_pledge(operation, pledge, dice) for pledge in operation.pledges),
        requirements=_requirements(operation, dice),
    )
    limited = replace(ruled, caveats=_caveats(ruled, dice))
    turned = replace(limited, cycles=cycles(limited, dice))
    return replace(turned, orders=orders(turned))


def _nation(operation: Operation, nation: Nation, dice: random.Random) -> Nation:
    """Decision days for all; a ceiling of people for two in three, of tasks and cost for some."""
    own = [unit for unit in operation.units if unit.nation == nation.id]
    people = sum(unit.people * unit.count for unit in own)
    largest = max((unit.people for unit in own), default=0)
    limit = max(round(people * _CEILING), 2 * largest)
    cost = sum(unit.cost_per_day * unit.count for unit in own)
    draw = dice.random()
    return replace(
        nation, decision_days=dice.choice((0, 10, 20)),
        ceiling_people=Windows((Window(None, None, limit),)) if draw < 2 / 3 else None,
        ceiling_tasks=max(len(own) // 2, 3) if draw > 1 / 2 else None,
        ceiling_cost=float(round(cost * _CEILING * _DAYS)) if draw > 3 / 4 else None,
    )


def _pledge(operation: Operation, pledge: Pledge, dice: random.Random) -> Pledge:
    """One in six hangs on the backstop, which comes; one in twenty on more of it; some lapse."""
    draw = dice.random()
    step = "full" if draw < 1 / 20 else "enablers" if draw < 1 / 6 else ""
    lapse = operation.as_of + timedelta(days=900) if draw > 0.9 else None
    return replace(
        pledge, condition=parse_condition(f"backstop >= {step}") if step else None, until=lapse,
        renew_by=lapse - timedelta(days=90) if lapse else None,
    )


def _requirements(operation: Operation, dice: random.Random) -> tuple[Requirement, ...]:
    ruled = []
    for line in operation.requirements:
        most = max(part.quantity for part in line.quantity.parts)
        draw = dice.random()
        if most >= 3 and draw < 0.15:
            line = replace(line, lead=2, lead_days=180)
        elif most >= 3 and draw < 0.3:
            line = replace(line, max_share=0.5)
        elif most >= 3 and draw < 0.4:
            line = replace(line, min_useful=2)
        elif draw > 0.95:
            line = replace(line, order="now")
        ruled.append(line)
    plain = [r.id for r in ruled if r.effect == "enabling" and not r.lead and not r.max_share]
    return tuple(_support(operation, r) if r.id in plain[::2] else r for r in ruled)


def _support(operation: Operation, line: Requirement) -> Requirement:
    """The line grows with the people on another effect's lines."""
    mean = {unit.capability: unit.people for unit in operation.units}
    people = sum(
        other.quantity.parts[0].quantity * mean.get(other.capability, 0)
        for other in operation.requirements if other.effect == _SUPPORTED
    )
    quantity = line.quantity.parts[0].quantity
    each = ceil(people / (1.2 * quantity)) if people else 1000
    return replace(line, per_people=each, supports=(_SUPPORTED,), priority=1)


def _caveats(operation: Operation, dice: random.Random) -> tuple[Caveat, ...]:
    """A caveat on one pledge in five: an area, an effect, a span, a number, or a longest tour."""
    unit: dict[str, Unit] = dict(operation.unit)
    effect = operation.requirements[-1].effect
    made = []
    for pledge in operation.pledges:
        if dice.random() >= 1 / 5:
            continue
        number = unit[pledge.unit].count
        made.append(dice.choice((
            Caveat(pledge=pledge.id, kind="place", rule="not", values=("area_1", "area_2")),
            Caveat(pledge=pledge.id, kind="place", rule="only",
                   values=("area_3", "area_4", "area_5", "flank")),
            Caveat(pledge=pledge.id, kind="task", rule="not", values=(effect,)),
            Caveat(pledge=pledge.id, kind="time", rule="not", start=DDay(360), until=DDay(420)),
            Caveat(pledge=pledge.id, kind="time", rule="max", values=("200",)),
            Caveat(pledge=pledge.id, kind="number", rule="max", values=(str(max(number // 2, 1)),)),
            Caveat(pledge=pledge.id, kind="place", rule="not", values=("area_6",), start=DDay(0),
                   until=DDay(180)),
        )))
    return tuple(made)
