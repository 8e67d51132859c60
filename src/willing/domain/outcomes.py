"""Outcomes: one answer to every question, and how likely that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from willing.domain.operation import Operation
from willing.domain.question import DEAL, NEVER, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One answer to every question."""

    name: str
    """Answers in the order of the questions, joined by '/'."""
    answers: tuple[tuple[str, str], ...]
    """Question and answer; a question may be left open."""
    probability: float
    """Chance that it comes, 0 to 1."""

    @property
    def deal(self) -> date | None:
        """Day the deal takes effect; None: never."""
        answer = dict(self.answers).get(DEAL, NEVER)
        return None if answer == NEVER else date.fromisoformat(answer)


def rank(operation: Operation, question: str, answer: str) -> int | None:
    """Position of an answer on its question's ladder; dates and `never` always have one."""
    if question == DEAL:
        return 10**6 * 9 if answer == NEVER else _ordinal(answer)
    known = operation.question.get(question)
    if known is None or not known.ordered:
        return None
    ids = [option.id for option in known.answers]
    return ids.index(answer) if answer in ids else None


def _ordinal(answer: str) -> int | None:
    try:
        return date.fromisoformat(answer).toordinal()
    except ValueError:
        return None


def outcome(answers: Mapping[str, str], probability: float) -> Outcome:
    """Make an outcome of answers in the order given."""
    pairs = tuple(answers.items())
    return Outcome(
        name="/".join(answer for _, answer in pairs) or "only", answers=pairs,
        probability=probability,
    )


def outcomes(operation: Operation) -> tuple[Outcome, ...]:
    """Every combination of answers with a chance above 0, likeliest first.

    Questions are answered in their order; a question with `given` takes the chances of the first
    condition that holds. Ties keep the order of the answers.
    """
    partial: list[tuple[dict[str, str], float]] = [({}, 1.0)]
    for question in operation.questions:
        partial = [
            ({**answers, question.id: answer}, chance * share)
            for answers, chance in partial
            for answer, share in chances(operation, question, answers)
            if share > 0
        ]
    found = [outcome(answers, chance) for answers, chance in partial]
    return tuple(sorted(found, key=lambda item: -round(item.probability, 12)))


def chances(
    operation: Operation, question: Question, answers: Mapping[str, str]
) -> tuple[tuple[str, float], ...]:
    """Answers of a question and their chances, where earlier questions have these answers."""
    for given in question.given:
        if given.condition.holds(answers, lambda q, a: rank(operation, q, a)):
            return given.probabilities
    stated = sum(option.probability or 0.0 for option in question.answers)
    open_answers = sum(option.probability is None for option in question.answers)
    share = max(1.0 - stated, 0.0) / open_answers if open_answers else 0.0
    return tuple(
        (option.id, share if option.probability is None else option.probability)
        for option in question.answers
    )
