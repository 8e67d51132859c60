r"""What answers are worth, what it is worth to know them now, and to plan for all outcomes.

Worth of an answer, beside the least one $a_0$; the chances of all other questions are as they are,
so $W_a$ are the outcomes with the answer for certain:

$$ worth(a) = V(W_{a_0}) - V(W_a) $$

Value of knowing a question now (EVPI of this question alone), where $W \cap a$ are the outcomes
with the answer, each planned knowing it and nothing else; never below nothing, as who knows can do
as if he did not:

$$ knowing(q) = V(W) - \sum_a P(a) \, V(W \cap a) \ge 0 $$

Value of planning for all outcomes rather than for the likeliest (VSS), where $x^*$ is a best choice
for the likeliest outcome alone:

$$ together = \Big( c^T x^* + \sum_w p_w Q_w(x^*) \Big) - V(W) \ge 0 $$

Latest date for an answer (or for an ask that is granted on a date), where $V_q(t)$ is the score
with $q$ answered on line $t$ of the waiting grid; later knowledge never helps, so it is found by
cutting the grid in two, and the lines with $V_q(t) = V_q(0)$ come before those with more:

$$ latest(q) = \max \, \{ t : V_q(t) = V_q(0) \} $$

Columns of $x$ that the likeliest outcome does not copy (it comes before they are decided) are free
in the first part. Where several choices are best for it, one of them is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.domain.question import Answer
from willing.planner.interval import NOT_KNOWN, NOTHING, Interval
from willing.planner.valuing import Ended, Known, Valuer


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWorth:
    """What one answer to a question is worth."""

    answer: str
    """The answer."""
    chance: float
    """Its chance among the outcomes planned, 0 to 1."""
    low: float | None
    """Lowest chance anybody argues for."""
    high: float | None
    """Highest chance anybody argues for."""
    score: Interval | None
    """Expected score of the best plan made knowing it; None: not reached."""
    worth: Interval | None
    """Points by which that is below the score with the least answer; None: it is the least, or
    was not reached."""
    found: float | None
    """The same of the plans found, which proves nothing; None like the worth, or without plans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """What it is worth to know one question's answer now."""

    question: str
    """The question."""
    value: Interval | None
    """Points; None: not reached."""


def with_answer(
    operation: Operation, question: str, answer: str, names: Sequence[str]
) -> tuple[Outcome, ...]:
    """Outcomes of these names with a question answered for certain; all other chances stay."""
    asked = operation.question[question]
    sure = replace(asked, given=(), answers=tuple(
        replace(option, probability=float(option.id == answer)) for option in asked.answers))
    told = replace(operation, questions=tuple(
        sure if other is asked else other for other in operation.questions))
    return tuple(outcome for outcome in outcomes(told) if outcome.name in set(names))


def answers_worth(
    valuer: Valuer, chosen: Sequence[Outcome], question: str
) -> tuple[AnswerWorth, ...]:
    """Every answer of a question that some outcome has, from the least to the most.

    Tightened until every worth excludes nothing or is narrow, or all tries are made.
    """
    operation = valuer.operation
    names = [outcome.name for outcome in chosen]
    total = sum(outcome.probability for outcome in chosen)
    groups = {
        option.id: group for option in operation.question[question].answers
        if (group := with_answer(operation, question, option.id, names))
    }
    known = {answer: valuer.before(group) for answer, group in groups.items()}
    try:
        for answer, group in groups.items():
            valuer.doing = f"with {question} {answer}"
            known[answer] = valuer.of(group)
        least = next(iter(known.values()), None)
        while least is not None:
            wide = [k for k in known.values() if not least.score.less(k.score).settled]
            wide = [k for k in wide if k is not least]
            if not wide or not _tighter(valuer, (least, *wide)):
                break
    except Ended:
        pass
    return tuple(
        _told(option, known, next(iter(groups)), sum(
            outcome.probability for outcome in chosen
            if dict(outcome.answers)[question] == option.id) / total)
        for option in operation.question[question].answers if option.id in groups
    )


def _told(option: Answer, known: Mapping[str, Known], least: str, chance: float) -> AnswerWorth:
    """One answer held against the least."""
    own, base = known.get(option.id), known.get(least)
    both = None if own is None or base is None or own is base else (base.score, own.score)
    return AnswerWorth(
        answer=option.id, low=option.low, high=option.high, chance=chance,
        score=None if own is None or own.score == NOT_KNOWN else own.score,
        worth=None if both is None or NOT_KNOWN in both else both[0].less(both[1]),
        found=None if both is None or both[0].high is None or both[1].high is None
        else both[0].high - both[1].high,
    )


def knowing(
    valuer: Valuer, chosen: Sequence[Outcome], question: str, joint: Known
) -> Knowing:
    """What it is worth to know a question's answer now: never below nothing."""
    total = sum(outcome.probability for outcome in chosen)
    groups: dict[str, list[Outcome]] = {}
    for outcome in chosen:
        groups.setdefault(dict(outcome.answers)[question], []).append(outcome)
    valuer.doing = f"knowing {question}"
    try:
        known = [valuer.of(group) for group in groups.values()]
    except Ended:
        return Knowing(question=question, value=None)

    def value() -> Interval:
        after = NOTHING
        for group, one in zip(groups.values(), known, strict=True):
            after = after.plus(one.score.times(sum(o.probability for o in group) / total))
        return joint.score.less(after).never_below_nothing()

    try:
        while not value().settled and _tighter(valuer, known):
            pass
    except Ended:
        pass
    return Knowing(question=question, value=value())


def _tighter(valuer: Valuer, known: Sequence[Known]) -> bool:
    """Look again for every one of them; False: for none there is a try left."""
    return sum(valuer.tighten(one) for one in known) > 0
