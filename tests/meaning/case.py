"""One micro case: an operation small enough to plan by hand, and what the hand found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from willing.domain.operation import Operation

DEAL_NOW = {"deal": "2027-01-01"}
"""The answers of a micro operation that asks only for the deal, on day 0."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """An operation in one outcome, and its best plan as worked by hand."""

    operation: Operation
    """The operation."""
    answers: Mapping[str, str] = field(default_factory=lambda: DEAL_NOW)
    """The outcome."""
    terms: Mapping[str, float]
    """Every term of the best score that is not 0."""
    shortfalls: Mapping[tuple[str, int, int], float] | None = field(default_factory=dict)
    """Elements missing by task, first day and days; None: several plans are equally good."""
    tours: tuple[tuple[str, str, int, int, int], ...] = ()
    """Tours every best plan holds: pool, task, first day, days in place, elements."""
    score_in_days: float | None = None
    """Best score without rounding, where that differs."""
    milestones: Mapping[str, int | None] = field(default_factory=dict)
    """Days on which its milestones are reached in every best plan; None: never."""

    @property
    def score(self) -> float:
        """The best score, in points."""
        return sum(self.terms.values())


CASES: dict[str, Callable[[], Case]] = {}
"""Every case by its id."""


def case(function: Callable[[], Case]) -> Callable[[], Case]:
    """Register a case; its id is the function's name with hyphens."""
    CASES[function.__name__.replace("_", "-")] = function
    return function
