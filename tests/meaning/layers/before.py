"""Layers about the time before the deal: it comes later, and steps may be taken meanwhile."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.meaning.build import agreement, day, question, step
from willing.calendar import parse_steps
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.question import DEAL, Answer
from willing.domain.step import Step


def steps(dice: Random, operation: Operation) -> Operation:
    """The deal comes a month or two later, and a step opens or shortens what waits for it."""
    lines = {line.id for line in operation.requirements}
    under_way = any(row.state == "tour" and row.task in lines for row in operation.cycles)
    single = [pledge for pledge in operation.pledges if _one_notice(operation, pledge)]
    opened = {name for step in operation.steps for name in (*step.opens, *step.shortens)}
    if under_way or not single or opened & {pledge.id for pledge in operation.pledges}:
        return operation
    if operation.grid.waiting.days == 0:
        operation = _deal_later(dice, operation)
    shut, made = dice.choice(single), list[Step]()
    if dice.random() < 0.7:
        made.append(_step(dice, "early", shut.id))
        condition = parse_condition("passage == yes") if dice.random() < 0.6 else None
        operation = replace(operation, pledges=tuple(
            replace(p, condition=condition) if p is shut else p for p in operation.pledges))
    if not operation.standbys and dice.random() < 0.4:
        forward = _step(dice, "forward")
        made.append(replace(forward, shortens=(dice.choice(single).id,), notice_days=0))
    if not made or dice.random() < 0.2:
        made.append(_step(dice, "signed", "leave"))
        operation = _with_leave(dice, operation)
    asked = question("passage", "yes", "no", answered=dice.choice((None, 20, 70)))
    return replace(
        operation, steps=(*operation.steps, *made),
        questions=operation.questions if "passage" in operation.question
        else (*operation.questions, asked),
    )


def _one_notice(operation: Operation, pledge: Pledge) -> bool:
    """Whether all elements of a pledge leave at one notice, whatever their stage."""
    policy = operation.policy[operation.unit[pledge.unit].policy]
    return pledge.notice_days is not None or policy.stages is None


def _deal_later(dice: Random, operation: Operation) -> Operation:
    waiting, deal = dice.choice((("1x30", 30), ("2x30", 60)))
    return replace(
        operation, grid=replace(operation.grid, waiting=parse_steps(waiting)),
        questions=tuple(
            replace(asked, answers=(Answer(id=day(deal).isoformat()),)) if asked.id == DEAL
            else asked for asked in operation.questions
        ),
    )


def _step(dice: Random, name: str, *opens: str) -> Step:
    return step(
        name, *opens, lead_days=dice.choice((0, 20, 50)), cost=dice.choice((0.0, 1e6, 20e6)),
        cost_per_day=dice.choice((0.0, 50_000.0)), start=dice.choice((None, None, 10)),
        taken=dice.choice((None, None, None, -20)),
    )


def _with_leave(dice: Random, operation: Operation) -> Operation:
    """One of the places asks for an agreement that waits for an answer, or for a step alone."""
    place = dice.choice(sorted({line.place for line in operation.requirements}))
    leave = agreement(
        "technical", place, id="leave", signed=False, condition=dice.choice(("", "passage == yes")))
    return replace(
        operation, agreements=(*operation.agreements, leave), places=tuple(
            replace(p, agreements=(*p.agreements, "technical")) if p.id == place else p
            for p in operation.places
        ),
    )
