"""Outcomes of the named operations, laid out."""

from __future__ import annotations

from tests.operations import coalition
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.situation import Situation, situation


def here(
    operation: Operation | None = None, deal: str = "2027-05-01", backstop: str = "full",
    acceptance: str = "wide",
) -> Situation:
    """One outcome of `coalition` (or of a bent one): D is day 120 with the first deal."""
    answers = {"deal": deal, "backstop": backstop, "acceptance": acceptance}
    return situation(operation or coalition(), outcome(answers, 1.0))
