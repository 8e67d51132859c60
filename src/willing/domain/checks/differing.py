"""Outcomes that differ in something that matters to who may serve what, laid out."""

from __future__ import annotations

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.question import DEAL
from willing.domain.situation import Situation, situation
from willing.domain.taken import with_every_step

OUTCOMES = 200
"""Most outcomes looked at, likeliest first; those that differ in nothing of weight count once."""


def differing(
    operation: Operation, found: tuple[Outcome, ...]
) -> tuple[tuple[Situation, ...], bool]:
    """Lay out outcomes that differ in the deal or in answers that a condition asks for.

    Every step before the deal is supposed to be taken. Also says whether these are all there are.
    Wants an operation without faults.
    """
    conditions = [pledge.condition for pledge in operation.pledges if pledge.condition]
    conditions += [change.when for change in operation.changes]
    asked = {part.question for condition in conditions for part in condition.comparisons()}
    kept: dict[tuple[tuple[str, str], ...], Outcome] = {}
    for outcome in found:
        key = tuple(pair for pair in outcome.answers if pair[0] in asked | {DEAL})
        kept.setdefault(key, outcome)
    laid = tuple(
        with_every_step(situation(operation, outcome))
        for outcome in list(kept.values())[:OUTCOMES]
    )
    return laid, len(laid) == len(kept)
