"""Steps before the deal: on the page, in the workbook, in tables, in the terminal, for machines."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from tests.meaning.build import day, need
from tests.meaning.cases import CASES
from tests.planner.test_ways import ONE, shipped
from tests.report.test_sheets import table
from tests.report.test_terminal import printed
from tests.stepping import harbour, taken
from willing.planner.plan import plan
from willing.report.bought import bought, needed_words
from willing.report.data import summary
from willing.report.html import page
from willing.report.nations import nation_page
from willing.report.ordered import ordered
from willing.report.reading import Reading, readings
from willing.report.tidy import STEPS, write_csv
from willing.report.workbook import write_workbook


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The harbour, where two of three steps are taken."""
    [found] = readings(*taken())
    return found


def test_a_step_tells_when_it_is_in_effect_and_what_needs_it(reading: Reading) -> None:
    """Those taken come first, with their cost; the others cost nothing."""
    assert [(b.step.id, b.day, b.effect, b.cost, b.needed) for b in bought(reading)] == [
        ("mandate_early", 0, 0, 2e6, (("pier", "aaa pledge", 1),)),
        ("contract", 0, 10, 1e6, (("gate", "guards", 1),)),
        ("sofa_early", None, None, 0.0, ()),
    ]


def test_who_comes_by_a_faster_way_is_told_with_the_days_of_both() -> None:
    """Ships that are chartered already save a tour 20 days, that could come by road too."""
    made = shipped()
    late = replace(made, requirements=(need("post", "D+40..D+120: 1"),), steps=tuple(
        replace(s, cost=0.0, taken=made.as_of) for s in made.steps))
    found = plan(late, [ONE], gap=0.0)
    [reading] = readings(late, found)
    [ship] = bought(reading)
    assert (ship.needed, ship.sooner) == ((), (("post", "aaa pledge", 1, 10, 30),))
    assert needed_words(ship) == "1 of aaa pledge on post: 10 days of movement instead of 30"
    assert needed_words(ship) in page(late, found)


def test_the_page_has_a_part_of_its_own() -> None:
    """Name, kind, day and cost stand in it; without steps there is no such part."""
    text = page(*taken())
    assert '<a href="#steps">Steps</a>' in text
    part = text.split('<section id="steps">')[1].split("</section>")[0]
    for words in ("Mandate before the deal (permission given early)", "2,000,000", "D-60",
                  "1 of guards on gate", "not taken"):
        assert words in part


def test_a_nation_is_asked_for_its_own_steps(reading: Reading) -> None:
    """The contract is asked of BBB, on the day on which it is taken; of AAA nothing is."""
    asked = [a for a in nation_page(reading, "BBB").asked if "contract" in a.what]
    assert [(a.by, a.what, a.why) for a in asked] == [
        (reading.timeline.as_of, "take step contract", "needed by: 1 of guards on gate")]
    assert not [a for a in nation_page(reading, "AAA").asked if "step" in a.what]


def test_sheet_table_and_summary_have_the_same(tmp_path: Path) -> None:
    """A row for each step in each outcome."""
    write_workbook(*taken(), tmp_path / "report.xlsx")
    rows = table(tmp_path / "report.xlsx", "Steps")
    assert [(row["Step"], row["Cost"]) for row in rows] == [
        ("mandate_early", 2e6), ("contract", 1e6), ("sofa_early", 0.0)]
    write_csv(*taken(), tmp_path)
    with (tmp_path / "steps.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    assert list(told[0]) == list(STEPS)
    assert [(row["step"], row["taken"], row["needed"]) for row in told] == [
        ("mandate_early", "2027-01-01", "1 of aaa pledge on pier"),
        ("contract", "2027-01-01", "1 of guards on gate"), ("sofa_early", "", "not taken")]
    [outcome] = summary(*taken())["outcomes"]
    assert [item["cost"] for item in outcome["steps"]] == [2e6, 1e6, 0.0]


def test_the_terminal_tells_of_what_is_taken_only() -> None:
    """A step that is not taken stands on the page, not in the terminal's few lines."""
    text = printed(*taken())
    assert "Steps before the deal" in text
    assert "sofa_early" not in text


def test_a_step_that_serves_nobody_in_an_outcome_says_so() -> None:
    """Where the mandate comes anyway, the vote that was taken for it is needed by nothing."""
    from tests.planner.test_steps import pinned

    made = plan(harbour(), ["2027-03-02/yes"], pins=[pinned("mandate_early", 0)], gap=0.0)
    [found] = readings(harbour(), made)
    assert "nothing in this outcome" in page(harbour(), made)
    assert next(b for b in bought(found) if b.day is not None).pinned == "pin"


def test_who_leaves_by_a_shorter_notice_is_ordered_by_it() -> None:
    """With equipment forward the order is due on D, and the page says what the step gives."""
    operation = CASES["equipment-placed-forward"]().operation
    made = plan(operation, gap=0.0)
    [order] = ordered(operation, made, made.outcomes[0].outcome)
    assert (order.notice_days, order.order_day, order.count) == (0, day(60), 2)
    assert "notice of 0 days for aaa pledge" in page(operation, made)
