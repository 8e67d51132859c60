"""What each answer changes: outcomes side by side that differ in one question only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from willing.domain.operation import Operation
from willing.domain.outcomes import rank
from willing.domain.question import DEAL
from willing.report.lines import Line, lines_of
from willing.report.reading import Reading

_EPSILON = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A line whose coverage depends on the answer to one question."""

    question: str
    """The question."""
    task: str
    """The line."""
    priority: int
    """Its class."""
    least: float
    """Coverage up to the horizon under the answer that is worst for it, 0 to 1."""
    least_answer: str
    """That answer."""
    most: float
    """Coverage under the answer that is best for it, 0 to 1."""
    most_answer: str
    """That answer."""
    days: float
    """Element-days missing under the one and not under the other."""
    reversed: bool
    """Whether the answers are ordered and the higher one leaves more missing: what comes with it
    is needed elsewhere, or asks for more."""


def hanging(operation: Operation, found: Sequence[Reading]) -> tuple[Hanging, ...]:
    """Lines that hang on a question: more is missing under one of its answers than another.

    Compared are outcomes that give the same answers to all other questions. Dates of the deal are
    not compared: another date is another timeline. Of several differences the largest is told.
    Worst first, within each question.
    """
    best: dict[tuple[str, str], Hanging] = {}
    lines = {reading.name: {line.task.id: line for line in lines_of(reading)} for reading in found}
    for low in found:
        for high in found:
            question = only_difference(low, high)
            if question is None or question == DEAL:
                continue
            for task, line in lines[low.name].items():
                other = lines[high.name].get(task)
                item = _compared(operation, question, line, other, low, high)
                known = best.get((question, task))
                if item and (known is None or item.days > known.days):
                    best[question, task] = item
    order = [question.id for question in operation.questions]
    return tuple(sorted(
        best.values(),
        key=lambda h: (order.index(h.question), h.priority, -h.days, h.task),
    ))


def varied(operation: Operation, found: Sequence[Reading]) -> tuple[str, ...]:
    """Questions that have several answers in outcomes that are the same otherwise; no dates."""
    asked = {only_difference(one, other) for one in found for other in found}
    return tuple(q.id for q in operation.questions if q.id in asked and q.id != DEAL)


def heaviest(hangs: Sequence[Hanging], most: int) -> tuple[Hanging, ...]:
    """So many of the lines at most, in their order: of each question the first, then the second,
    and so on, so that no question is left out for the sake of another."""
    place: dict[str, int] = {}
    rank_of = []
    for at, item in enumerate(hangs):
        place[item.question] = place.get(item.question, 0) + 1
        rank_of.append((place[item.question], at))
    return tuple(hangs[at] for at in sorted(at for _, at in sorted(rank_of)[:most]))


def only_difference(one: Reading, other: Reading) -> str | None:
    """The question in which two outcomes differ; None: in none, or in more than one."""
    left, right = dict(one.plan.answers), dict(other.plan.answers)
    differing = [name for name in left if left[name] != right.get(name)]
    return differing[0] if len(differing) == 1 and left.keys() == right.keys() else None


def _compared(
    operation: Operation, question: str, low: Line, high: Line | None, worse: Reading,
    better: Reading,
) -> Hanging | None:
    if high is None or low.before.share is None or high.before.share is None:
        return None
    days = (low.before.wanted - low.before.cover) - (high.before.wanted - high.before.cover)
    if days <= _EPSILON:
        return None
    return Hanging(
        question=question, task=low.task.id, priority=low.task.priority,
        least=low.before.share, least_answer=dict(worse.plan.answers)[question],
        most=high.before.share, most_answer=dict(better.plan.answers)[question],
        days=days, reversed=_below(operation, question, better, worse),
    )


def _below(operation: Operation, question: str, one: Reading, other: Reading) -> bool:
    ranks = [rank(operation, question, dict(r.plan.answers)[question]) for r in (one, other)]
    return ranks[0] is not None and ranks[1] is not None and ranks[0] < ranks[1]
