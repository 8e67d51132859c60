"""Outcomes, their chances, what they change, and when a condition is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from hypothesis import given, settings

from tests.domain.bend import add, bend
from tests.domain.here import here
from tests.meaning.build import change, need, operation, pledge, question, unit
from tests.operations import coalition
from tests.strategies import operations
from willing.domain.condition import parse_condition
from willing.domain.nation import Leg, Place
from willing.domain.operation import Operation
from willing.domain.outcomes import chances, outcomes, rank
from willing.domain.question import Change
from willing.domain.situation import situation
from willing.errors import TextFault


@settings(max_examples=60, deadline=None)
@given(operations())
def test_chances_of_all_outcomes_add_up(operation: Operation) -> None:
    """Together the outcomes have the chance 1; each has its own name and answers everything."""
    found = outcomes(operation)
    assert fsum(o.probability for o in found) == pytest.approx(1)
    assert len({o.name for o in found}) == len(found)
    assert all([q for q, _ in o.answers] == [q.id for q in operation.questions] for o in found)
    shown = [round(o.probability, 12) for o in found]
    assert shown == sorted(shown, reverse=True)


def test_chances_follow_earlier_answers() -> None:
    """Open answers share the rest; where a condition holds, its chances are taken instead."""
    backstop = coalition().question["backstop"]
    plain = dict(chances(coalition(), backstop, {"deal": "2027-05-01"}))
    assert plain == pytest.approx({"none": 0.3, "enablers": 0.4, "full": 0.3})
    assert chances(coalition(), backstop, {"deal": "never"}) == (("none", 1.0),)
    assert "never/enablers/wide" not in {o.name for o in outcomes(coalition())}
    assert len(outcomes(coalition())) == 14


def test_the_deal_of_an_outcome() -> None:
    """An outcome knows its deal; `never`, and an operation without the question, have none."""
    deals = {o.name.split("/")[0]: o.deal for o in outcomes(coalition())}
    assert deals == {"2027-05-01": date(2027, 5, 1), "2027-10-15": date(2027, 10, 15),
                     "never": None}
    only = outcomes(replace(coalition(), questions=()))
    assert [(o.name, o.deal, o.probability) for o in only] == [("only", None, 1.0)]


def test_answers_have_a_rank_where_they_are_ordered() -> None:
    """Ladders and dates have an order, with `never` after any date; other answers have none."""
    assert [rank(coalition(), "backstop", a) for a in ("none", "full", "odd")] == [0, 2, None]
    assert rank(coalition(), "acceptance", "wide") is None
    assert rank(coalition(), "unknown", "wide") is None
    days = [rank(coalition(), "deal", a) for a in ("2027-05-01", "9999-12-31", "never")]
    assert days == sorted(days, key=lambda n: n or 0)
    assert rank(coalition(), "deal", "soon") is None


def test_changes_are_made_where_their_condition_holds() -> None:
    """An outcome's operation has its changes; the others keep the table's value."""
    full, none = here(), here(backstop="none")
    assert str(full.operation.task["sector_east"].quantity) == "D+30..D+360: 2"
    assert none.operation.task["sector_east"] == coalition().task["sector_east"]
    assert full.operation.unit["est_engineers"].count == 3
    assert here(deal="2027-10-15").operation.nation["FRA"].ceiling_tasks == 2
    assert here(deal="never").operation.nation["FRA"].ceiling_tasks == 2


def test_the_last_of_several_changes_holds() -> None:
    """Changes are made in the order of the table; different fields add up."""
    rows = [
        Change(when=parse_condition("backstop == full"), table="units", id="gbr_jets",
               field=field, value=value)
        for field, value in (("count", "12"), ("people", "40"), ("count", "9"))
    ]
    unit = here(add("changes", *rows)).operation.unit["gbr_jets"]
    assert (unit.count, unit.people) == (9, 40)


def test_a_change_that_cannot_be_read_is_refused() -> None:
    """The text is told as in the table itself."""
    with pytest.raises(TextFault, match=r"'many' is not a whole number"):
        here(bend("changes", "2", value="many"))


@pytest.mark.parametrize(("text", "deal", "day"), [
    ("acceptance == wide", "2027-05-01", 59),
    ("acceptance == narrow", "2027-05-01", None),
    ("backstop == full", "2027-05-01", 120),
    ("backstop == full", "never", None),
    ("acceptance == wide or backstop == full", "2027-05-01", 59),
    ("acceptance == narrow or backstop == full", "2027-05-01", 120),
    ("acceptance == wide and backstop == full", "2027-05-01", 120),
    ("deal <= 2027-06-01", "2027-05-01", 120),
    ("deal == never", "never", None),
    # 2027-10-15 is day 287; D moves to the line on day 300.
    ("deal > 2027-06-01", "2027-10-15", 300),
])
def test_a_condition_is_known_on_the_first_day_that_decides_it(
    text: str, deal: str, day: int | None
) -> None:
    """Questions are answered on their date or at D; a condition is known when it becomes true."""
    assert here(deal=deal).known_day(parse_condition(text)) == day


def test_an_answer_before_the_as_of_date_is_known_from_day_0() -> None:
    """What was answered already is known from the beginning; so is the absence of a condition."""
    asked = bend("questions", "acceptance", answered=date(2026, 1, 1))
    assert here(asked).known_day(parse_condition("acceptance == wide")) == 0
    assert here().known_day(None) == 0

def test_answers_that_change_nothing_of_the_ways_share_them_and_others_do_not() -> None:
    """The camp lies in the west, or with the other answer in the east, to which it is farther."""
    made = operation(
        unit("aaa"), pledge("aaa"), need("post", "1", place="camp"),
        Place(id="camp", part_of="west"), Place(id="west"), Place(id="east"),
        Leg(start="home of AAA", end="west", days=2), Leg(start="home of AAA", end="east", days=9),
        question("side", "west", "east"), question("weather", "fair", "foul"),
        change("side == east", "places", "camp", "part_of", "east"),
    )
    days = {
        (answers["side"], answers["weather"]): situation(made, outcome).movement(
            "home of AAA", "camp")
        for outcome in outcomes(made) if (answers := dict(outcome.answers))
    }
    assert days == {
        ("west", "fair"): (2, True), ("west", "foul"): (2, True),
        ("east", "fair"): (9, True), ("east", "foul"): (9, True),
    }
