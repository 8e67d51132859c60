"""What answers, knowledge and asks are worth, measured by solving again."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from willing.api.ahead import plan_ahead
from willing.api.judged import refuse_unsound
from willing.api.refusals import refuse_class, refuse_faults, refuse_unknown
from willing.domain.operation import Operation
from willing.domain.outcomes import chances
from willing.domain.plan import Plan
from willing.errors import Problem, ProblemsFound

if TYPE_CHECKING:
    from willing.explain.asks_worth import Asks, AskWorth
    from willing.explain.closing import Closing
    from willing.explain.latest import Latest
    from willing.explain.watch import Looked
    from willing.planner.limits import Reached
    from willing.report.backstop import Backstop


def backstop(
    operation: Operation, question: str = "backstop", *, outcomes: str | Sequence[str] = "all",
    drivers: int = 0, moved: float = 0.25, seconds: float = math.inf, work: int = 20,
    gap: float = 0.01, seed: int = 0, progress: Callable[[Reached], None] | None = None,
) -> Backstop:
    """What hangs on a question, and what each answer and knowing it now is worth.

    Outcomes are planned together, then again for each answer, for each question known, for the
    likeliest outcome and one by one; every figure is an interval from bound and best plan, made
    narrower until it excludes nothing or the limits end it. So many `drivers` are tried:
    illustrative figures `moved` by a share both ways, and what the highest answer is worth then;
    they have half of the time. `seconds` is for all of it; Ctrl-C hands over what was found once
    there is a common plan. Raises `ProblemsFound` for faults that `check` finds, and for a question
    that is not known or has one answer only.
    """
    from willing.planner import drivers as moving
    from willing.planner.worths import worths
    from willing.report.backstop import backstop as read

    refuse_faults(operation)
    refuse_unknown("question", question, operation.question)
    _refuse_single(operation, question)
    half = seconds / 2 if drivers else seconds
    found = read(operation, worths(
        operation, question, outcomes, seconds=half, work=work, gap=gap, seed=seed,
        progress=progress,
    ))
    every = found.worths.answers
    if not drivers or len(every) < 2:
        return found
    lines = {item.task for item in found.hangs}
    tried = moving.figures(operation, found.worths.plan, lines, moved)[:drivers]
    told, stopped = moving.drivers(
        operation, tried, question, (every[0].answer, every[-1].answer),
        [part.outcome for part in found.worths.plan.outcomes], seconds=half, work=work, seed=seed,
        progress=progress)
    return replace(found, drivers=told, drivers_stopped=stopped)


def asks(
    operation: Operation, plan: Plan | None = None, *, most: int = 10, seconds: float = math.inf,
    work: int = 20, gap: float = 0.01, seed: int = 0,
    progress: Callable[[Reached | Looked], None] | None = None,
) -> Asks:
    """What to ask nations for at the next conference, by what it is worth.

    Candidates are the changes that lift what stops those who could fill the heaviest shortfalls;
    the `most` hopeful are tried, each alone, by planning again. Without a plan all outcomes are
    planned together first. Worth is an interval from bounds and plans. Raises `ProblemsFound` for
    faults that `check` finds, and for a plan that breaks a rule.
    """
    from willing.explain.asks_worth import asks as found

    refuse_faults(operation)
    plan, seconds = _begun(operation, plan, seconds, work, gap, seed, progress)
    return found(
        operation, plan, most=most, seconds=seconds, work=work, gap=gap, seed=seed,
        progress=progress,
    )


def closing(
    operation: Operation, classes: int | Sequence[int], plan: Plan | None = None, *,
    others: int = 3, seconds: float = math.inf, work: int = 20, gap: float = 0.01, seed: int = 0,
    progress: Callable[[Reached | Looked], None] | None = None,
) -> Closing:
    """The fewest asks that close all shortfall of a class, or of several, before the horizon.

    In every outcome of the plan; without one all outcomes are planned together first. Sets are
    looked for among the asks that lift what stops those who could fill the shortfalls; each is
    measured by planning again, so the least number is proved for these asks, or told as a bound.
    Raises `ProblemsFound` for faults that `check` finds, for a plan that breaks a rule, and for a
    class that the operation does not have.
    """
    from willing.explain.closing import closing as found

    refuse_faults(operation)
    wanted = (classes,) if isinstance(classes, int) else tuple(dict.fromkeys(classes))
    refuse_class(operation, wanted)
    plan, seconds = _begun(operation, plan, seconds, work, gap, seed, progress)
    return found(
        operation, plan, wanted, others=others, seconds=seconds, work=work, gap=gap, seed=seed,
        progress=progress,
    )


def latest(
    operation: Operation, plan: Plan, asked: Sequence[AskWorth] = (), *,
    seconds: float = math.inf, work: int = 20, gap: float = 0.01, seed: int = 0,
    progress: Callable[[Reached | Looked], None] | None = None,
) -> tuple[tuple[Latest, ...], bool]:
    """The latest date for the answer of every question, and for those asks that can have one.

    Each is moved over the lines of the waiting grid and planned again, as the plan was made:
    together, or outcome by outcome. True: the clock or the user ended it. Raises `ProblemsFound`
    for faults that `check` finds, and for a plan that breaks a rule.
    """
    from willing.explain.latest import latest as found

    refuse_faults(operation)
    refuse_unsound(operation, plan)
    return found(
        operation, plan, asked, seconds=seconds, work=work, gap=gap, seed=seed, progress=progress)


def _begun(
    operation: Operation, plan: Plan | None, seconds: float, work: int, gap: float, seed: int,
    progress: Callable[[Reached | Looked], None] | None,
) -> tuple[Plan, float]:
    """The plan that was given, or one for all outcomes; and the seconds left after it."""
    if plan is not None:
        refuse_unsound(operation, plan)
        return plan, seconds
    made = plan_ahead(
        operation, seconds=seconds / 3, work=work, gap=gap, seed=seed, progress=progress)
    return made, seconds * 2 / 3


def _refuse_single(operation: Operation, question: str) -> None:
    """Refuse a question with one answer: nothing hangs on it."""
    asked = operation.question[question]
    if len(asked.answers) < 2:
        given = ", ".join(answer for answer, _ in chances(operation, asked, {}))
        raise ProblemsFound([Problem(
            kind="one-answer", where=f"question '{question}'", given=f"its only answer is {given}",
            allowed="a question of which at least two answers are open",
            fix="name another question with '--question', or add the other answer",
        )])
