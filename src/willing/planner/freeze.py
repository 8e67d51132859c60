"""Freeze the past of a plan: what has begun is an order, nothing else may begin before a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.pledge import Order
from willing.domain.situation import Situation, situation
from willing.domain.span import task_days
from willing.domain.step import Step
from willing.domain.taken import as_taken
from willing.domain.turn import rhythm
from willing.planner.choose import choose


def orders_from(
    operation: Operation, plan: Plan, outcome: str, before: date
) -> tuple[Order, ...]:
    """Orders for the plan's tours whose elements have left home, or begun to prepare, by a day.

    Stints on standby begun by a day up to D are ordered whole. Holds under pledges are ordered up
    to the line at or after that day, on which the next plan may begin others. `outcome` is one of
    the plan's. Tours that were orders, or under way on the as-of date, are in the operation
    already. Raises `ProblemsFound` when the operation knows no such outcome.
    """
    shown = {part.outcome: part.same_as or part.outcome for part in plan.outcomes}
    here = as_taken(
        situation(operation, choose(operation, [outcome])[0]),
        (row for row in plan.rows if row.outcome == shown.get(outcome, outcome)),
    )
    return tuple(
        Order(
            unit=row.unit, pledge=row.pledge, task=row.task, first_day=row.first_day,
            days=days, count=int(row.count), note=f"begun by {before}, as planned",
            kind=row.kind if row.kind in ("hold", "standby") else "tour",
        )
        for row in plan.rows
        if row.outcome == shown.get(outcome, outcome) and row.pinned in ("", "pin")
        and (days := _decided_days(here, row, (before - operation.as_of).days))
    )


def freeze(operation: Operation, plan: Plan, outcome: str, until: date) -> Operation:
    """The operation with the past of a plan decided, for planning again from a later day.

    The past is that of one outcome: plan it in outcomes that share it, with the same D-day.
    A nation's own holds need no order: they may begin on any day. Steps taken by then stand.
    """
    return replace(
        operation, orders=(*operation.orders, *orders_from(operation, plan, outcome, until)),
        steps=steps_taken(operation, plan, outcome, until),
        settings=replace(operation.settings, frozen_until=until),
    )


def steps_taken(
    operation: Operation, plan: Plan, outcome: str, before: date
) -> tuple[Step, ...]:
    """The steps before the deal, with the day of those that a plan takes before a day."""
    shown = {part.outcome: part.same_as or part.outcome for part in plan.outcomes}
    days = {
        row.task: row.first_day for row in plan.rows
        if row.kind == "step" and row.outcome == shown.get(outcome, outcome)
        and row.first_day < before
    }
    return tuple(
        replace(step, taken=days[step.id]) if step.id in days else step for step in operation.steps
    )


def _decided_days(here: Situation, row: Row, before: int) -> int:
    """Days of a row that are decided when its past is; 0: none."""
    if row.kind == "tour":
        return row.days if leaves(here, row) < before else 0
    first = (row.first_day - here.timeline.as_of).days
    if row.kind == "standby":
        # Behind D who was called is ordered by his tour, and nobody stands ready any more.
        return row.days if first < before <= (here.timeline.d_day or before) else 0
    if row.kind != "hold" or not row.pledge or first >= before:
        return 0
    line = here.timeline.line_at_or_after(before)
    held_until = here.timeline.end if line is None else here.timeline.lines[line]
    return min(row.days, held_until - first)


def leaves(here: Situation, row: Row) -> int:
    """Day on which the elements of a tour begin their lead-in."""
    unit, task = here.operation.unit[row.unit], here.operation.served[row.task]
    first = (row.first_day - here.timeline.as_of).days
    opening, _ = task_days(task, here.timeline) or (first, None)
    return rhythm(here, unit, task, first).turn(first, row.days, opening, None).leaves
