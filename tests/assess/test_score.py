"""Totals worked by hand: terms, burdens, coverage and changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.assess.build import mended
from tests.assess.good import post, two_early, two_late, wide
from willing.assess.coverage import Weakest, coverage
from willing.assess.diff import diff
from willing.assess.ledger import ledger
from willing.assess.score import score
from willing.assess.verify import verify
from willing.domain.operation import Operation, Weights
from willing.domain.plan import Plan
from willing.errors import WillingError


def told(operation: Operation, plan: Plan, baseline: Plan | None = None) -> dict[str, float]:
    """Terms that are not 0, by name."""
    terms = score(operation, plan, plan.outcomes[0].outcome, baseline)
    return {term.name: term.points for term in terms if term.points}


def test_one_post_by_hand() -> None:
    """One element of class 1 short for 180 days is 6 x 36 points; two tours cost 0.05 each."""
    assert told(*post()) == pytest.approx({"shortfall_1": 216.0, "movement": 0.1})


def test_two_tasks_by_hand() -> None:
    """The south short for 360 days (class 2), the reserve for two periods (class 3), 5 tours."""
    assert told(*two_late()) == pytest.approx(
        {"shortfall_2": 72.0, "shortfall_3": 2.0, "movement": 0.25}
    )


def test_the_coalition_by_hand() -> None:
    """Terms of the larger plan, each from its own rows.

    lead: none on D+30..D+90, nor throughout the last two periods of 60 days in the tail, which
    weigh half; class 1 is 30 points.
    backfill: two patrol vessels held for 104 days. movement: 40 elements but those under way.
    substitution: three builders for 180 days at 0.1, two patrol vessels for 90 days at 0.2.
    """
    terms = told(*wide())
    assert terms["lead"] == pytest.approx(30 * 60 / 30 + 0.5 * 30 * 120 / 30)
    assert terms["backfill"] == pytest.approx(0.05 * 2 * 104 / 30)
    assert terms["movement"] == pytest.approx(0.05 * 40)
    assert terms["substitution"] == pytest.approx(0.1 * 3 * 6 + 0.2 * 2 * 3)


def test_every_term_is_told_in_order() -> None:
    """Terms that are 0 are told too, classes first, in the order of the reference page."""
    operation, plan = post()
    names = [term.name for term in score(operation, plan, "2027-04-01")]
    assert names == ["shortfall_1", "shortfall_2", "shortfall_3", "lead", "tail", "burden",
                     "backfill", "substitution", "movement", "disturbance"]
    with pytest.raises(WillingError, match=r"no outcome 'never'; it has '2027-04-01'"):
        score(operation, plan, "never")


def test_what_changed_is_counted_from_both_sides() -> None:
    """A tour moved by a day is one element less and one element more; two points at weight 1."""
    operation, old = post()
    operation = replace(operation, weights=Weights(disturbance=1.0))
    later = tuple(
        replace(row, first_day=row.first_day + timedelta(1)) if row.unit == "nor_company" else row
        for row in old.rows
    )
    new = mended(operation, replace(old, rows=later))
    found = diff(old, new)
    assert [(item.unit, item.before, item.after) for item in found] == [
        ("nor_company", 1, 0), ("nor_company", 0, 1),
    ]
    assert sum(item.elements for item in found) == 2
    assert diff(old, old) == ()
    assert told(operation, new, old)["disturbance"] == 2.0
    assert "disturbance" not in told(operation, new)


def test_a_disturbance_is_judged_where_the_baseline_is_there() -> None:
    """Without the baseline it is taken as told; with it, it must be what it is."""
    operation, old = post()
    operation = replace(operation, weights=Weights(disturbance=1.0))
    part = old.outcomes[0]
    terms = tuple(replace(t, points=3.0) if t.name == "disturbance" else t for t in part.terms)
    new = replace(old, outcomes=(replace(part, terms=terms, score=part.score + 3),))
    assert verify(operation, new) == ()
    assert [f.where for f in verify(operation, new, old)] == ["term disturbance", "total"]
    unpriced = replace(operation, weights=Weights())
    assert [f.where for f in verify(unpriced, new)] == ["term disturbance", "total"]


def test_the_ledger_shows_who_carries_what() -> None:
    """Person-days by hand: 800 Germans for 360 days, 700 French for 360 days; 1,600 away at most.

    At Rukla the Germans serve their own commitment: away, but no burden.
    """
    operation, plan = two_early()
    operation = replace(operation, nations=tuple(
        replace(n, gdp=value) for n, value in zip(
            operation.nations, (3000.0, 1000.0, None, None), strict=True
        )
    ))
    books = {item.nation: item for item in ledger(operation, plan, plan.outcomes[0].outcome)}
    assert books["DEU"].in_operation == 800 * 360
    assert books["FRA"].in_operation == 700 * 360
    assert books["DEU"].part == pytest.approx(800 / 1500)
    assert books["LTU"].fair_share is None
    assert books["LTU"].excess == 0.0
    mean = (6 * 800 + 2 * 700) / 8
    assert books["DEU"].fair_share == pytest.approx(0.75 * 2 * 360 * mean)
    assert books["FRA"].excess == pytest.approx(700 * 360 - 0.25 * 2 * 360 * mean)
    assert dict(books["FRA"].key_parts) == {"population": None, "gdp": 0.25, "forces": None}
    assert (books["DEU"].most_away, books["FRA"].most_away) == (2400, 1400)


def test_backfill_is_credited_in_the_burden() -> None:
    """Two Norwegian vessels of 35 people held 104 days, at half credit."""
    operation, plan = wide()
    half = replace(operation, settings=replace(operation.settings, backfill_credit=0.5))
    norway = next(b for b in ledger(half, plan, plan.outcomes[0].outcome) if b.nation == "NOR")
    assert norway.on_backfill == 2 * 35 * 104
    assert norway.in_operation == 2 * 35 * 90 + 12 * (90 + 390)
    assert norway.burden == norway.in_operation + 0.5 * norway.on_backfill


def test_coverage_by_line_class_and_effect() -> None:
    """The post is covered 360 of 540 days: partly; its effect is full, then nothing."""
    operation, plan = post()
    found = coverage(operation, plan, "2027-04-01")
    (line,) = found.lines
    assert (line.task, line.effect, line.owner, line.state) == ("post", "borders", "", "partly")
    assert (line.wanted, line.there) == (540, 360)
    (only,) = found.classes
    assert (only.priority, only.filled, only.partly, only.unfilled) == (1, 0, 1, 0)
    assert found.effects == (("borders", (
        Weakest(first=120, after=480, task="post", cover=1.0),
        Weakest(first=480, after=660, task="post", cover=0.0),
    )),)


def test_states_of_lines() -> None:
    """Without the backstop the south is unfilled, the reserve partly, the others filled."""
    operation, plan = two_late()
    found = coverage(operation, plan, plan.outcomes[0].outcome)
    assert {line.task: line.state for line in found.lines} == {
        "sector_north": "filled", "sector_south": "unfilled", "battlegroup": "filled",
        "reserve": "partly",
    }
    assert {line.owner for line in found.lines} == {"", "DEU"}
    assert [(c.priority, c.filled, c.partly, c.unfilled) for c in found.classes] == [
        (1, 1, 0, 0), (2, 1, 0, 1), (3, 0, 1, 0),
    ]


def test_an_effect_is_no_better_than_its_weakest_essential_line() -> None:
    """Monitoring has no essential line, so nothing is said; enabling follows its weakest line."""
    operation, plan = wide()
    effects = dict(coverage(operation, plan, plan.outcomes[0].outcome).effects)
    assert effects["monitoring"] == ()
    # Engineers are wanted from D+14 and come on D+90; until the theatre is opened all is well.
    first, second = effects["enabling"][:2]
    assert (first.after, first.cover, second.task, second.cover) == (134, 1.0, "engineers", 0.0)
