"""A shock to an operation that is under way: pools drop out, and more is wanted."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from willing.calendar import DDay, Timeline
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.pledge import Order, Pledge
from willing.domain.requirement import Requirement
from willing.domain.windows import Window, Windows

AWAY = 0.08
"""Part of the pools that drops out."""
MORE = 1.3
"""What the lines that grow want, beside before."""
LINES = 5
"""How many lines grow."""


def shocked(operation: Operation, line: Timeline, plan: Plan, day: int, seed: int) -> Operation:
    """The operation as it stands on a day: what began before is ordered, and the shock has come.

    `line` is the timeline of the outcome that was planned. Elements of pools that drop out finish
    the tours they are on.
    """
    dice = random.Random(seed)
    shock = line.date_of(day)
    away = set(dice.sample(
        [unit.id for unit in operation.units], max(round(AWAY * len(operation.units)), 1)
    ))
    later = [r for r in operation.requirements if r.quantity.on(line)[-1][1] > day]
    grown = {r.id for r in dice.sample(later, min(LINES, len(later)))}
    return replace(
        operation, settings=replace(operation.settings, frozen_until=shock),
        orders=_orders(plan, shock),
        pledges=tuple(
            _lapsed(pledge, plan, shock) if pledge.unit in away else pledge
            for pledge in operation.pledges
        ),
        requirements=tuple(
            _grown(requirement, line, day) if requirement.id in grown else requirement
            for requirement in operation.requirements
        ),
    )


def _orders(plan: Plan, shock: date) -> tuple[Order, ...]:
    return tuple(
        Order(
            unit=row.unit, pledge=row.pledge, task=row.task, first_day=row.first_day,
            days=row.days, count=int(row.count), source="plan before the shock",
        )
        for row in plan.rows
        if row.kind == "tour" and row.pinned != "cycle" and row.first_day < shock
    )


def _lapsed(pledge: Pledge, plan: Plan, shock: date) -> Pledge:
    ends = [
        row.first_day + timedelta(days=row.days) for row in plan.rows
        if row.kind == "tour" and row.pledge == pledge.id and row.first_day < shock
    ]
    lapse = max([shock, *ends])
    return replace(pledge, until=lapse if pledge.until is None else min(pledge.until, lapse))


def _grown(requirement: Requirement, line: Timeline, day: int) -> Requirement:
    """Windows cut at the day of the shock; what lies behind it wants more."""
    d_day = line.d_day or 0
    parts = []
    for first, after, quantity in requirement.quantity.on(line):
        after = min(after, line.horizon)
        for begin, end, wanted in (
            (first, min(after, day), quantity),
            (max(first, day), after, ceil(MORE * quantity)),
        ):
            if begin < end:
                parts.append(Window(DDay(begin - d_day), DDay(end - d_day), wanted))
    return replace(requirement, quantity=Windows(tuple(parts)))
