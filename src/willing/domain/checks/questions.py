"""Questions: their answers, the chances of these, and the deal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import prod

from willing.calendar import timeline
from willing.domain.checks.conditions import is_deal
from willing.domain.checks.grids import sound_grid
from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import Names
from willing.domain.question import DEAL, NEVER, Question
from willing.errors import Problem, TextFault, nearest

COMBINATIONS = 20_000
"""Most combinations of answers."""
_ROUNDING = 1e-6
"""By how much chances may miss 1, since people write three digits."""


def check_questions(names: Names) -> Iterator[Problem]:
    """Questions without answers, chances that do not add up, too many combinations."""
    questions = names.operation.questions
    for question in questions:
        place = where("questions", question, "answers")
        if not question.answers:
            yield problem(
                "missing", place, "the question has no answers", "it needs one answer or more",
                "write its answers, from least to most where they are ordered",
            )
        yield from _chances(place, question)
        yield from _given(question)
    combinations = prod(max(len(question.answers), 1) for question in questions)
    if combinations > COMBINATIONS:
        yield problem(
            "limit", "operation questions",
            f"the answers combine to {short(combinations)} outcomes",
            f"at most {COMBINATIONS} are planned", "leave out questions that change little",
        )


def check_deal(names: Names) -> Iterator[Problem]:
    """The question 'deal': there where needed, and answered by days of the waiting grid."""
    operation = names.operation
    question = operation.question.get(DEAL)
    if question is None:
        if operation.requirements:
            yield problem(
                "deal-missing", "operation questions", f"there is no question '{DEAL}'",
                "requirements need a D-day, which an answer of 'deal' gives",
                "add the question 'deal' with one date or more as its answers",
            )
        return
    place = where("questions", question, "answers")
    for answer in question.answers:
        if not is_deal(answer.id):
            yield problem(
                "deal-answer", place, f"'{short(answer.id)}' is given",
                f"an answer of 'deal' is a date such as 2027-06-30, or '{NEVER}'",
                "write the day on which the deal takes effect",
            )
        elif answer.id != NEVER and sound_grid(operation):
            try:
                timeline(operation.as_of, date.fromisoformat(answer.id), operation.grid)
            except TextFault as fault:
                yield problem("deal-late", place, fault.given, fault.allowed, fault.fix)


def _chances(place: str, question: Question) -> Iterator[Problem]:
    stated = [a.probability for a in question.answers if a.probability is not None]
    for answer in question.answers:
        bounds = [x for x in (answer.low, answer.probability, answer.high) if x is not None]
        if not all(0 <= x <= 1 for x in bounds) or bounds != sorted(bounds):
            yield problem(
                "probability", place,
                f"'{short(answer.id)}' has chances {' / '.join(map(str, bounds))}",
                "lowest, chance and highest lie between 0 and 1, in this order",
                "correct the figures",
            )
    if question.answers:
        yield from _sum(place, "the answers", stated, len(stated) < len(question.answers))


def _given(question: Question) -> Iterator[Problem]:
    place = where("questions", question, "given")
    known = [answer.id for answer in question.answers]
    for given in question.given:
        named = [answer for answer, _ in given.probabilities]
        for answer, chance in given.probabilities:
            if answer not in known:
                yield problem(
                    "unknown-answer", place, f"'{short(answer)}' is not known",
                    f"an answer of '{short(question.id)}' must stand here",
                    nearest(short(answer), known),
                )
            if not 0 <= chance <= 1:
                yield problem(
                    "probability", place, f"'{short(answer)}' has the chance {chance}",
                    "a chance lies between 0 and 1", "correct the figure",
                )
        if len(set(named)) < len(named):
            yield problem(
                "duplicate", place, f"an answer stands twice where '{short(given.condition)}'",
                "each answer stands once", "take one out",
            )
        chances = [chance for _, chance in given.probabilities]
        yield from _sum(place, f"the answers where '{short(given.condition)}'", chances, False)


def _sum(place: str, what: str, chances: list[float], rest: bool) -> Iterator[Problem]:
    total = sum(chances)
    # Answers without a chance share the rest, so the others may together stay below 1.
    if not abs(total - 1) <= _ROUNDING and not (rest and total <= 1):
        yield problem(
            "probability-sum", place, f"the chances of {what} add up to {total:.6g}",
            "together they are at most 1" if rest else "together they are 1",
            "correct the chances",
        )
