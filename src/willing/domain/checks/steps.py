"""Steps before the deal: dates that hold, and what they open that needs no opening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.domain.notice import notice_of
from willing.domain.operation import Operation
from willing.domain.situation import Situation
from willing.domain.step import Step
from willing.domain.taken import days_to_take
from willing.errors import Problem


def check_steps(names: Names) -> Iterator[Problem]:
    """Steps that open nothing, end before they begin, or shorten a notice that something else
    shortens.
    """
    operation = names.operation
    for step in operation.steps:
        if not step.opens and not step.shortens:
            yield problem(
                "step-opens", where("steps", step, "opens"), "it opens nothing",
                "a step opens pledges, agreements or legs, or shortens the notice of pledges",
                "name what it opens, or take it out",
            )
        yield from _notice(operation, step)
        if step.start is not None and step.until is not None and step.until < step.start:
            yield problem(
                "step-dates", where("steps", step, "until"),
                f"it can be taken from {step.start} until {step.until}",
                "it ends no earlier than it begins", "correct one of the days",
            )


def _notice(operation: Operation, step: Step) -> Iterator[Problem]:
    """A notice for nobody, none for somebody, or one for elements whose notice is by stage."""
    if (step.notice_days is None) is bool(step.shortens):
        yield problem(
            "step-notice", where("steps", step, "notice_days"),
            f"{'no' if step.notice_days is None else 'a'} notice is given, and it shortens "
            f"{listed(list(step.shortens)) if step.shortens else 'that of no pledge'}",
            "both are given, or neither", "give the notice, or the pledges whose notice it is",
        )
    for name in step.shortens:
        pledge = operation.pledge.get(name)
        unit = None if pledge is None else operation.unit.get(pledge.unit)
        policy = None if unit is None else operation.policy.get(unit.policy)
        if pledge is None or unit is None or policy is None:
            continue
        if pledge.notice_days is None and policy.stages is not None:
            yield problem(
                "step-notice", where("steps", step, "shortens"),
                f"elements of '{short(name)}' have a shorter notice by stage too",
                "a step shortens a notice that is the same for all elements of a pledge",
                "give the pledge a notice of its own, or take it out of the list",
            )


def check_useless_steps(operation: Operation, laid: Iterable[Situation]) -> Iterator[Problem]:
    """Steps that open what holds anyway, or that can be taken in no outcome. Wants no faults."""
    every = list(laid)
    signed = {a.id for a in operation.agreements if a.signed and a.condition is None}
    for step in operation.steps:
        held = [name for name in step.opens if name in signed]
        slow = [
            name for name in step.shortens if step.notice_days is not None
            and step.notice_days >= notice_of(
                operation, operation.unit[operation.pledge[name].unit], operation.pledge[name])
        ]
        if slow:
            yield _useless(step, "notice_days", f"{listed(slow)} goes as soon without it")
        elif held:
            yield _useless(step, "opens", f"{listed(held)} is signed, and waits for nothing")
        elif not any(days_to_take(here, step) for here in every):
            yield _useless(step, "until", "there is no day before a deal on which it can be taken")


def _useless(step: Any, field: str, given: str) -> Problem:
    return problem(
        "step-useless", where("steps", step, field), given,
        "a step is taken before the deal, and opens or shortens what waits for something",
        "correct its dates or what it opens, or take it out",
    )
