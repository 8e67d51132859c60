"""Conditions: the questions they ask, the answers they name, and whether these have an order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import Names
from willing.domain.condition import Comparison, Condition
from willing.domain.question import DEAL, NEVER
from willing.errors import Problem, nearest

_ORDERED = ("<", "<=", ">", ">=")


def check_conditions(names: Names) -> Iterator[Problem]:
    """Conditions of pledges, agreements, renewals and changes, and of chances on answers."""
    operation = names.operation
    for pledge in operation.pledges:
        yield from condition_problems(
            names, where("pledges", pledge, "condition"), pledge.condition
        )
    for agreement in operation.agreements:
        yield from condition_problems(
            names, where("agreements", agreement, "condition"), agreement.condition
        )
    for renewal in operation.renewals:
        yield from condition_problems(
            names, where("renewals", renewal, "condition"), renewal.condition
        )
    for change in operation.changes:
        yield from condition_problems(names, where("changes", change, "when"), change.when)
    earlier: list[str] = []
    for question in operation.questions:
        for given in question.given:
            place = where("questions", question, "given")
            yield from condition_problems(names, place, given.condition)
            yield from _only_earlier(place, given.condition, earlier)
        earlier.append(question.id)


def condition_problems(
    names: Names, place: str, condition: Condition | None
) -> Iterator[Problem]:
    """Questions and answers of one condition that do not exist or cannot be compared."""
    for comparison in condition.comparisons() if condition else ():
        at = f"{place}, column {comparison.column}"
        question = names.operation.question.get(comparison.question)
        if question is None:
            yield problem(
                "unknown-id", at, f"question '{short(comparison.question)}' is not known",
                "a condition asks questions of the operation",
                names.nearest(comparison.question, "questions"),
            )
            continue
        sized = comparison.operator in _ORDERED
        if sized and question.id != DEAL and not question.ordered:
            yield problem(
                "unordered", at, f"'{short(comparison)}' compares by size",
                f"the answers of '{short(question.id)}' have no order; '==', '!=' and 'in' may"
                " stand here",
                "list the answers with 'in', or mark the question as ordered",
            )
        yield from _answers(at, comparison, [answer.id for answer in question.answers])


def _answers(at: str, comparison: Comparison, known: list[str]) -> Iterator[Problem]:
    for answer in comparison.answers:
        # `deal <= DATE` may name any day; only `==` and `in` must name one that can come.
        if comparison.question == DEAL and comparison.operator in _ORDERED:
            if not is_deal(answer):
                yield problem(
                    "unknown-answer", at, f"'{short(answer)}' is no date",
                    "'deal' is compared with a date such as 2027-06-30, or 'never'",
                    "write a date",
                )
        elif answer not in known:
            yield problem(
                "unknown-answer", at, f"'{short(answer)}' is not known",
                f"an answer of '{short(comparison.question)}' must stand here",
                nearest(short(answer), known),
            )


def is_deal(answer: str) -> bool:
    """Whether an answer can be one of 'deal': a date of the calendar, or 'never'."""
    if answer == NEVER:
        return True
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", answer):
        return False
    try:
        date.fromisoformat(answer)
    except ValueError:
        return False
    return True


def _only_earlier(
    place: str, condition: Condition, earlier: Iterable[str]
) -> Iterator[Problem]:
    for comparison in condition.comparisons():
        if comparison.question not in earlier:
            yield problem(
                "given-order", f"{place}, column {comparison.column}",
                f"'{short(comparison.question)}' is not answered yet",
                "chances depend only on questions that stand above",
                "move that question up, or give the chances there",
            )
