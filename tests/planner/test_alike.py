"""Outcomes that are alike, and what a plan of one says to another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from willing import load
from willing.domain.outcomes import outcomes
from willing.domain.plan import Row
from willing.domain.situation import situation
from willing.planner.alike import Alike
from willing.planner.extract import rows
from willing.planner.model import Model, build
from willing.planner.search.together import quick

NAMES = (
    "2027-06-15/enablers/all/full", "2027-11-01/enablers/all/full", "never/enablers/all/full",
    "2027-06-15/none/all/partial",
)


@cache
def models() -> tuple[Model, ...]:
    """Outcomes of the example."""
    example = load("examples/reassurance")
    known = {outcome.name: outcome for outcome in outcomes(example)}
    return tuple(build(situation(example, known[name])) for name in NAMES)


def sent(model: Model, made: Iterable[Row]) -> set[tuple[str, str, str, int, int]]:
    """Free tours since the deal, by days since then."""
    line = model.situation.timeline
    assert line.d_day is not None
    deal = line.date_of(line.d_day)
    return {
        (row.pledge, row.unit, row.task, (row.first_day - deal).days, row.days)
        for row in made if row.kind == "tour" and not row.pinned and row.first_day >= deal
    }


def test_only_the_day_of_the_deal_makes_no_other_outcome() -> None:
    """Who differs in the day alone is alike; without a deal, or with half of the answers, not."""
    assert Alike(models()).near(0) == [1]
    assert Alike(models()).near(2) == []


def test_a_plan_is_carried_to_as_many_days_after_the_deal() -> None:
    """Nearly every tour of a plan is wished for in the other outcome, as far from its deal."""
    first, second = models()[:2]
    nobody = np.maximum(first.program.lower, 0.0)
    plan = quick(first, nobody)
    wish = Alike(models()).carried(0, 1, plan)
    mine, theirs = sent(first, rows(first, plan)), sent(second, rows(second, wish))
    assert theirs <= mine
    assert len(theirs) > 0.9 * len(mine) > 0


def test_what_is_carried_keeps_to_the_limits_of_columns() -> None:
    """A wish may break rules, but no column's limits, and what is decided stays."""
    first, second = models()[:2]
    wish = Alike(models()).carried(0, 1, quick(first, np.maximum(first.program.lower, 0.0)))
    assert (wish >= second.program.lower - 1e-9).all()
    assert (wish <= second.program.upper + 1e-9).all()
