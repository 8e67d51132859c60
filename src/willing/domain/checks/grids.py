"""The time lines, and the timelines of all deals that can be laid out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from willing.calendar import Steps, Timeline, timeline
from willing.domain.checks.conditions import is_deal
from willing.domain.checks.kinds import problem, short
from willing.domain.checks.names import Names
from willing.domain.checks.ranges import FIRST_YEAR, LAST_YEAR
from willing.domain.operation import Operation
from willing.domain.question import DEAL, NEVER
from willing.errors import Problem, TextFault

PERIODS = 400
"""Most periods of all grids together."""
LONGEST = 36_600
"""Most days of all grids together: a hundred years."""


def check_grid(names: Names) -> Iterator[Problem]:
    """Grids without periods, or with more than can be planned; weights without classes."""
    operation = names.operation
    if not _periods(operation.grid.operation):
        yield problem(
            "missing", "operation grid.operation", "the operation grid has no periods",
            "it has one period or more", "write periods such as '12x7, 21x30'",
        )
    if not _periods(operation.grid.waiting) and None in _deals(operation):
        yield problem(
            "missing", "operation grid.waiting", "the waiting grid has no periods",
            "it has one period or more where the deal may never come",
            "write periods such as '24x30'",
        )
    grids = (operation.grid.waiting, operation.grid.operation, operation.grid.tail)
    periods, days = sum(map(_periods, grids)), sum(grid.days for grid in grids)
    if periods > PERIODS or days > LONGEST:
        yield problem(
            "limit", "operation grid", f"{short(periods)} periods of {short(days)} days are given",
            f"at most {PERIODS} periods and {LONGEST} days are planned",
            "make late periods longer, or the grids shorter",
        )
    if any(number < 1 or days < 1 for grid in grids for number, days in grid.runs):
        yield problem(
            "range", "operation grid", "a run of periods has no periods or no days",
            "both are 1 or more", "write runs such as '12x7'",
        )
    if not operation.weights.shortfall:
        yield problem(
            "missing", "operation weights.shortfall", "there are no priority classes",
            "shortfall has a weight for each class", "write weights such as [36, 6, 1]",
        )


def sound_grid(operation: Operation) -> bool:
    """Whether timelines can be laid out at all."""
    grids = (operation.grid.waiting, operation.grid.operation, operation.grid.tail)
    return (
        sum(map(_periods, grids)) <= PERIODS and sum(grid.days for grid in grids) <= LONGEST
        and all(number > 0 and days > 0 for grid in grids for number, days in grid.runs)
        and FIRST_YEAR <= operation.as_of.year <= LAST_YEAR
    )


def timelines(operation: Operation) -> tuple[Timeline, ...]:
    """Timelines of all deals, each D-day once; those that cannot be laid out are left out."""
    if not sound_grid(operation):
        return ()
    found: dict[int | None, Timeline] = {}
    for deal in _deals(operation):
        try:
            line = timeline(operation.as_of, deal, operation.grid)
        except TextFault:
            continue
        found.setdefault(line.d_day, line)
    return tuple(found.values())


def _deals(operation: Operation) -> tuple[date | None, ...]:
    question = operation.question.get(DEAL)
    if question is None:
        return (None,)
    return tuple(
        None if answer.id == NEVER else date.fromisoformat(answer.id)
        for answer in question.answers if is_deal(answer.id)
    )


def _periods(steps: Steps) -> int:
    return sum(number for number, _ in steps.runs)
