"""Shortfalls, leads, terms and totals that are told wrongly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.assess.asking import names, served
from tests.assess.good import post, two_late, wide
from willing.assess.verify import verify
from willing.domain.plan import Row
from willing.domain.requirement import Substitution


def test_lead_shortfalls_are_told_as_they_are() -> None:
    """Spans without lead need a row, and no row tells of one that is led."""
    operation, plan = wide()
    none = tuple(row for row in plan.rows if row.kind != "lead_shortfall")
    assert names(operation, replace(plan, rows=none), "lead_shortfall",
                 r"sector_east: from D\+30 to .* nobody leads, and no row says so")
    more = Row(outcome=plan.outcomes[0].outcome, kind="lead_shortfall", task="sector_east", count=1,
               first_day=operation.as_of + timedelta(215), days=5)
    assert names(operation, replace(plan, rows=(*plan.rows, more)), "lead_shortfall",
                 r"from D\+95 to D\+100 no lead is told, and there is one")


def test_shortfalls_are_told_as_they_are() -> None:
    """A lapse nobody tells of, and one that is told too great."""
    operation, plan = two_late()
    silent = tuple(r for r in plan.rows if not (r.kind == "shortfall" and r.task == "reserve"))
    assert names(operation, replace(plan, rows=silent), "cover",
                 r"task reserve: 0 told short from D\+240 to D\+300, 1 are \(60 days in all\)")
    louder = tuple(
        replace(r, count=2) if r.kind == "shortfall" and r.task == "reserve" else r
        for r in plan.rows
    )
    assert names(operation, replace(plan, rows=louder), "cover", "2 told short .*, 1 are")


def test_shortfall_rows_may_run_over_spans() -> None:
    """Spans with the same shortfall may be one row; days are compared, not rows."""
    operation, plan = post()
    told = [row for row in plan.rows if row.kind == "shortfall"]
    assert len(told) == 6
    merged = replace(told[0], days=180)
    rows = (*(row for row in plan.rows if row.kind != "shortfall"), merged)
    assert verify(operation, replace(plan, rows=rows)) == ()


def test_half_a_lot_counts_nothing() -> None:
    """Two for one in lots: a single one of them leaves the whole shortfall."""
    operation, _ = post()
    lots = replace(
        operation,
        units=(replace(operation.units[0], capability="platoon"), operation.units[1]),
        substitutions=(Substitution(capability="platoon", stands_for="infantry_company", give=2,
                                    mode="lots"),),
    )
    plan = served(lots, [("nor_pledge", "post", 150, 180, 1)])
    assert verify(lots, plan) == ()
    half = tuple(
        replace(row, count=0.5) if row.kind == "shortfall"
        and 150 <= (row.first_day - lots.as_of).days < 330 else row for row in plan.rows
    )
    assert names(lots, replace(plan, rows=half), "cover", "0.5 told short .*, 1 are")


def test_terms_and_total_are_what_the_rows_come_to() -> None:
    """Every figure of the score is compared with the figure recomputed."""
    operation, plan = post()
    part = plan.outcomes[0]
    cheaper = tuple(
        replace(t, points=t.points - 36) if t.name == "shortfall_1" else t for t in part.terms
    )
    for broken, rule, text in (
        (replace(part, terms=cheaper), "score", "term shortfall_1: 180 told, it is 216"),
        (replace(part, score=216.0), "score", "total: 216 told, the terms come to 216.1"),
        (replace(part, unfillable=217.0), "score", "unfillable: 217 told"),
        (replace(part, score=float("nan")), "score", "total: nan told"),
        (replace(part, terms=(*part.terms, part.terms[-1])), "score", "it is told 2 times"),
        (replace(part, bound=216.2), "bound", "216.2 told, and the score is 216.1"),
    ):
        assert names(operation, replace(plan, outcomes=(broken,)), rule, text)
    proved = replace(part, bound=216.1, unfillable=36.0)
    assert verify(operation, replace(plan, outcomes=(proved,))) == ()
