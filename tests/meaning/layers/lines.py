"""Layers about what is required: under whom, of which kind, led by whom, and near to what."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.meaning.build import near
from willing.domain.command import Command
from willing.domain.operation import Operation
from willing.domain.requirement import Requirement


def transfer(dice: Random, operation: Operation) -> Operation:
    """Some lines serve under a headquarters, to which authority is transferred first."""
    if operation.commands:
        return operation
    return replace(
        operation, commands=(Command(id="hq", transfer_days=dice.choice((5, 15))),),
        requirements=tuple(
            replace(line, command=dice.choice(("hq", "hq", "")))
            for line in operation.requirements
        ),
    )


def reach(dice: Random, operation: Operation) -> Operation:
    """Something must be within an hour of one of the places."""
    if operation.reaches:
        return operation
    wanted = near(
        "n0", "D+0..D+60: 1", 60, capability=dice.choice([u.capability for u in operation.units]),
        place=dice.choice(sorted({line.place for line in operation.requirements})),
        priority=dice.choice((1, 2)),
    )
    return replace(operation, reaches=(wanted,))


def kind(dice: Random, operation: Operation) -> Operation:
    """The last line is at notice or on call, unless it must be in place."""
    *others, last = operation.requirements
    if not others or not _may_be_held(operation, last):
        return operation
    chosen = dice.choice(("notice", "on_call"))
    held = replace(
        last, kind=chosen, ready_days=20 if chosen == "notice" else None, nations=None, command="",
        twice=chosen == "notice" and dice.random() < 0.5,
    )
    return replace(operation, requirements=(*others, held))


def lead(dice: Random, operation: Operation) -> Operation:
    """One nation must lead some of the lines, a month at least."""
    formations = {slot.formation for slot in operation.compositions}
    return replace(operation, requirements=tuple(
        replace(line, lead=1, lead_days=30)
        if line.kind == "in_place" and line.capability not in formations and dice.random() < 0.5
        else line for line in operation.requirements
    ))


def nations(dice: Random, operation: Operation) -> Operation:
    """Some lines are served by one nation at a time."""
    return replace(operation, requirements=tuple(
        replace(line, nations=1) if line.kind == "in_place" and dice.random() < 0.5 else line
        for line in operation.requirements
    ))


def _may_be_held(operation: Operation, line: Requirement) -> bool:
    """Whether nothing is said of a line that only lines in place know."""
    formations = {slot.formation for slot in operation.compositions}
    decided = [row.task for row in (*operation.orders, *operation.cycles)]
    return not (
        line.capability in formations or line.lead or line.id in decided
        or line.per_people is not None or line.max_share is not None or line.tour_days is not None
    )
