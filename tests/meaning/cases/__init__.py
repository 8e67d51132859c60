"""The micro cases, by theme; each works its figures by hand in its docstring."""

from tests.meaning.case import CASES
from tests.meaning.cases import (
    backfills,
    clock,
    company,
    credits,
    crowds,
    decisions,
    formations,
    limits,
    lines,
    milestones,
    outcomes,
    pools,
    presence,
    reach,
    rounding,
    score,
    standing,
    steps,
    today,
    who,
)

THEMES = (
    pools, backfills, rounding, clock, standing, steps, decisions, today, credits, who, presence,
    outcomes, limits, crowds, formations, milestones, lines, reach, company, score,
)
"""The files, in the order of the reference page."""

__all__ = ["CASES", "THEMES"]
