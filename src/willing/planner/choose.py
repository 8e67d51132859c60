"""Which outcomes are planned, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.domain.question import DEAL
from willing.errors import Problem, ProblemsFound, nearest


def choose(operation: Operation, wanted: str | Sequence[str]) -> tuple[Outcome, ...]:
    """Outcomes by `likeliest`, `all`, `each QUESTION`, or names; neighbours follow each other.

    `likeliest N` are the N likeliest; of equally likely ones those that `outcomes` has first.
    Neighbours have the same deal date and answers that differ little, in the order of the
    questions' ladders, so that each plan is a good start for the next.
    """
    every = outcomes(operation)
    if not every:
        raise ProblemsFound([_refuse(operation, "none", "questions whose chances are above 0")])
    words = [wanted] if isinstance(wanted, str) else list(wanted)
    found: dict[str, Outcome] = {}
    for word in words:
        for outcome in _named(operation, every, word.strip()):
            found.setdefault(outcome.name, outcome)
    return tuple(sorted(found.values(), key=lambda outcome: _ladder(operation, outcome)))


def _named(operation: Operation, every: Sequence[Outcome], word: str) -> list[Outcome]:
    if word == "all":
        return list(every)
    if word == "likeliest":
        return [every[0]]
    if word.startswith("likeliest "):
        # They stand likeliest first already.
        return list(every[:_count(operation, word)])
    if word.startswith("each "):
        question = operation.question.get(word[5:].strip())
        if question is None:
            raise ProblemsFound([_refuse(
                operation, word, nearest(word[5:].strip(), list(operation.question))
            )])
        others = {q: a for q, a in every[0].answers if q != question.id}
        return [o for o in every if all(dict(o.answers)[q] == a for q, a in others.items())]
    found = [outcome for outcome in every if outcome.name == word]
    if not found and word == "each":
        raise ProblemsFound([_refuse(
            operation, word,
            f"write it in quotes, with a question: 'each {operation.questions[-1].id}'",
        )])
    if not found and word.isdecimal() and len(word) < 5:
        raise ProblemsFound([_refuse(
            operation, word, f"write it in quotes, as one: 'likeliest {word}'")])
    if not found:
        raise ProblemsFound([_refuse(operation, word, nearest(word, [o.name for o in every]))])
    return found


def _count(operation: Operation, word: str) -> int:
    """How many outcomes `likeliest N` means."""
    number = word.removeprefix("likeliest ").strip()
    if not number.isdecimal() or int(number) < 1:
        raise ProblemsFound([_refuse(
            operation, word, "give a whole number of outcomes, 1 or more: 'likeliest 30'")])
    return int(number)


def _refuse(operation: Operation, word: str, hint: str) -> Problem:
    return Problem(
        kind="unknown-outcome", where=f"operation '{operation.name}'",
        given=f"outcome '{word}' is not known",
        allowed="outcomes are 'likeliest', 'likeliest N', 'all', 'each QUESTION' or a name such as "
        "its answers joined by '/'", fix=hint,
    )


def _ladder(operation: Operation, outcome: Outcome) -> tuple[int | str, ...]:
    """Deal first, then the position of each answer among its question's answers."""
    answers = dict(outcome.answers)
    positions = [
        [option.id for option in question.answers].index(answers[question.id])
        for question in operation.questions if question.id != DEAL
    ]
    return (answers.get(DEAL, ""), *positions)
