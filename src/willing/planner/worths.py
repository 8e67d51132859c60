"""One plan for all outcomes, and what every answer, every question and every step is worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Plan
from willing.errors import Problem, ProblemsFound
from willing.planner.ahead.decided import AheadLimits, Decided
from willing.planner.all_outcomes import judged
from willing.planner.choose import choose
from willing.planner.flipping import ROUNDS, checked_flips
from willing.planner.here_and_now import HereAndNow, here_and_now
from willing.planner.interval import Interval
from willing.planner.kept import (
    Alone,
    Candidate,
    Flip,
    Step,
    Swing,
    alone,
    candidate,
    costs_of,
    flips,
    steps,
    swings,
)
from willing.planner.limits import Reached
from willing.planner.valuing import Ended, Known, Valuer, small
from willing.planner.worth import AnswerWorth, Knowing, answers_worth, knowing

_COMMON = 3
"""The common plan has this part of the time, all else shares the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worths:
    """What is known of a question, and of deciding before any is answered."""

    question: str
    """The question looked at."""
    plan: Plan
    """One plan for all outcomes looked at, judged."""
    score: Interval
    """Expected score of the best such plan."""
    answers: tuple[AnswerWorth, ...]
    """What each answer of the question is worth, from the least to the most."""
    knowing: tuple[Knowing, ...]
    """What it is worth to know each question with several answers now."""
    likeliest: str
    """The likeliest outcome."""
    together: Interval | None
    """What planning for all outcomes is worth over planning for the likeliest; None: not
    reached."""
    steps: tuple[Step, ...]
    """Decisions before the deal: no regret, options, and those to leave."""
    alone: tuple[Alone, ...]
    """Each outcome as if it were known to come, with the common plan's regret."""
    flips: tuple[Flip, ...]
    """Chances at which another choice looked at is better."""
    swings: tuple[Swing, ...]
    """Ranges of chances by how far they move the expected score, the widest first."""
    stopped: bool
    """Whether the clock or the user ended it before everything was looked at."""


@dataclass
class _Parts:
    """What was found by the time it ended."""

    answers: tuple[AnswerWorth, ...] = ()
    knowing: list[Knowing] = field(default_factory=list)
    together: Interval | None = None
    singles: dict[int, Alone] = field(default_factory=dict)
    others: list[Candidate] = field(default_factory=list)
    flips: tuple[Flip, ...] = ()


def worths(
    operation: Operation, question: str, wanted: str | Sequence[str] = "all", *,
    seconds: float = math.inf, work: int = 20, gap: float = 0.01, seed: int = 0,
    progress: Callable[[Reached], None] | None = None,
) -> Worths:
    """Plan outcomes together, then reckon what answers, knowledge and steps are worth.

    `seconds` is for all of it, `gap` for the common plan; it is closer where outcomes are small.
    What the clock or the user leaves out is None or missing, and `stopped` says so. Raises
    `ProblemsFound` when nothing can be planned, or not in time, and `JudgeRefuses` as
    `plan_together` does.
    """
    chosen = choose(operation, wanted)
    asked = [q.id for q in operation.questions
             if len({dict(outcome.answers)[q.id] for outcome in chosen}) > 1]
    valuer = Valuer(
        operation=operation, seconds=seconds, work=work, seed=seed, progress=progress)
    valuer.stage(1 / _COMMON, 1)
    here = here_and_now(operation, chosen)
    joint = Known(chosen=chosen)
    try:
        found = valuer.take(joint, here, gap)
    except Ended:
        raise ProblemsFound([_too_short(operation, seconds)]) from None
    if found.x is None:
        if valuer.interrupted:
            raise KeyboardInterrupt  # there is nothing to hand over
        raise ProblemsFound([_too_short(operation, seconds)])
    plan = judged(operation, here, found, AheadLimits(seconds=seconds, work=work, gap=gap), seed)
    costs, parts = costs_of(here, found), _Parts()
    valuer.costs = {
        outcome.name: float(cost) for outcome, cost in zip(chosen, costs, strict=True)}
    ours = Candidate(name="all outcomes together", costs=costs, expected=joint.score)
    _look(valuer, chosen, here, joint, found, question, asked, parts, ours)
    return Worths(
        question=question, plan=plan, score=joint.score, answers=parts.answers,
        knowing=tuple(parts.knowing), likeliest=chosen[_likeliest(chosen)].name,
        together=parts.together, steps=steps(here, found, parts.singles),
        alone=tuple(parts.singles.values()),
        flips=parts.flips or flips(operation, chosen, ours, parts.others),
        swings=swings(operation, chosen, costs), stopped=valuer.stopped,
    )


def _too_short(operation: Operation, seconds: float) -> Problem:
    return Problem(
        kind="time", where=f"operation '{operation.name}'",
        given=f"no plan for all outcomes was found in {seconds / _COMMON:g} of {seconds:g} s",
        allowed="a common plan comes first, in a third of the time",
        fix="give more seconds, or fewer outcomes",
    )


def _likeliest(chosen: Sequence[Outcome]) -> int:
    return max(range(len(chosen)), key=lambda number: (chosen[number].probability, -number))


def _look(
    valuer: Valuer, chosen: Sequence[Outcome], here: HereAndNow, joint: Known, found: Decided,
    question: str, asked: Sequence[str], parts: _Parts, ours: Candidate,
) -> None:
    """Look at one thing after the other, what was asked first; each has its part of the time."""
    numbers = {
        option.id: group for option in valuer.operation.question[question].answers
        if (group := [n for n, o in enumerate(chosen) if dict(o.answers)[question] == option.id])
    }
    # One outcome of a large operation is worth little without its relaxation, which takes a while.
    part, looks = (1 / 2, 2) if small(here) else (2 / 3, 1)
    valuer.stage(part, looks * len(numbers))
    parts.answers = answers_worth(valuer, chosen, question)
    valuer.stage(1 / 3, sum(len({dict(o.answers)[name] for o in chosen}) for name in asked))
    for name in sorted(asked, key=lambda name: name != question):
        parts.knowing.append(knowing(valuer, chosen, name, joint))
    valuer.stage(1 / 2, 2 * len(numbers) + 2)
    with suppress(Ended):
        _candidates(valuer, chosen, here, joint, question, numbers, parts)
    answers = sum(len(valuer.operation.question[name].answers) for name in asked)
    valuer.stage(1 / 3, ROUNDS * answers)
    with suppress(Ended):
        parts.flips = checked_flips(
            valuer, valuer.operation, here, chosen, ours, parts.others)
    valuer.stage(1.0, len(chosen))
    with suppress(Ended):
        for number in range(len(chosen)):
            valuer.doing = f"{chosen[number].name} alone"
            single = alone(valuer, here, found, number)
            if single is not None:
                parts.singles[number] = single


def _candidates(
    valuer: Valuer, chosen: Sequence[Outcome], here: HereAndNow, joint: Known, question: str,
    numbers: Mapping[str, Sequence[int]], parts: _Parts,
) -> None:
    """Other choices here and now: that of the likeliest outcome, and of every answer."""
    valuer.doing = "the likeliest outcome"
    likeliest = candidate(valuer, here, [_likeliest(chosen)], "the likeliest outcome alone")
    if likeliest is None:
        parts.together = Interval(low=0.0, high=None)
    else:
        parts.together = likeliest.expected.less(joint.score).never_below_nothing()
        parts.others.append(likeliest)
    for answer, group in numbers.items():
        if len(group) < len(chosen):
            valuer.doing = f"the choice of {question} {answer}"
            other = candidate(valuer, here, group, f"{question} {answer}")
            parts.others += [] if other is None else [other]
