"""The waiting chain: rows of all outcomes put together, drawn, explained, in cells and in JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.assess.good import together
from tests.report.test_page import Outline
from tests.report.test_sheets import table
from tests.standing import held_ready
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.step import Step
from willing.report.data import summary
from willing.report.html import page
from willing.report.reading import readings
from willing.report.waiting import Wait, waits_of
from willing.report.waiting_chart import by_deal, may_be_d, waiting_chart
from willing.report.waiting_table import heading_of, why_words
from willing.report.workbook import write_workbook


@cache
def two_days() -> tuple[Operation, Plan]:
    """One plan for two days of the deal: held from day 30 on, until it comes."""
    operation, plan = together()
    return operation, replace(plan, outcomes=tuple(
        replace(part, probability=0.5) for part in plan.outcomes))


@pytest.fixture(scope="module")
def waits() -> tuple[Wait, ...]:
    """Its stints."""
    return waits_of(readings(*two_days()))


def test_a_stint_that_a_deal_ends_is_one_with_that_which_goes_on(waits: tuple[Wait, ...]) -> None:
    """Held from day 30 in both outcomes: to day 60 in one, to day 90 in the other, one decision."""
    now = [wait for wait in waits if wait.level.id == "now"]
    assert [(wait.first, wait.after, wait.count) for wait in now] == [(30, 90, 1)]
    assert [(then.reading.name, then.after, then.to_deal) for then in now[0].thens] == [
        ("2027-03-02", 60, True), ("2027-04-01", 90, True)]
    assert now[0].chance == pytest.approx(1.0)
    assert [now[0].cost(then) for then in now[0].thens] == [1.2e6, 2.4e6]


def test_every_row_is_told_once(waits: tuple[Wait, ...]) -> None:
    """Element-days on standby are those of the plan's rows, outcome by outcome."""
    _, plan = two_days()
    for part in plan.outcomes:
        rows = sum(row.count * row.days for row in plan.rows
                   if row.kind == "standby" and row.outcome == part.outcome)
        told = sum(then.count * (then.after - wait.first) for wait in waits for then in wait.thens
                   if then.reading.name == part.outcome)
        assert told == rows


def test_more_elements_in_one_outcome_are_a_stint_of_their_own() -> None:
    """Where the later outcome holds a second element from the same day, it is told apart."""
    operation, plan = two_days()
    row = next(r for r in plan.rows if r.kind == "standby" and r.outcome == "2027-04-01")
    found = waits_of(readings(operation, replace(plan, rows=(*plan.rows, replace(row, days=40)))))
    mine = [wait for wait in found if wait.level.id == row.task]
    assert sorted((wait.after - wait.first, len(wait.thens)) for wait in mine) == [(40, 1), (60, 2)]


def test_without_the_stint_the_tour_would_be_late_and_the_line_short() -> None:
    """The bridge could be reached 90 days later: three times the points of a month, in class 1."""
    [_, later] = sorted(waits_of(readings(*held_ready())), key=lambda w: w.level.id, reverse=True)
    assert later.level.id == "now"
    [call] = later.thens[0].calls
    assert call.called.task == "bridge"
    assert call.spared is not None
    assert (call.spared.days, call.spared.usual, call.spared.count) == (90, 150, 1)
    weight = held_ready()[0].weights.shortfall[0]
    assert call.spared.points == pytest.approx(3 * weight, rel=0.2)


def test_it_is_said_in_which_outcomes_a_stint_is_used(waits: tuple[Wait, ...]) -> None:
    """In words, with the price; of a plan made apart that it need not stand elsewhere."""
    operation, _ = two_days()
    now = next(wait for wait in waits if wait.level.id == "now")
    assert heading_of(operation, now) == (
        "NLD: 1 company of nld_company (nld_pledge) on now (notice of 2 days), from 2027-01-31 "
        "until 2027-04-01 or the deal")
    told = why_words(operation, now, common=True)
    assert told.startswith("Called in 2 of the 2 outcomes in which they are held (100 % of their")
    assert "2,400,000 EUR" in told
    assert "need not stand" not in told
    assert "need not stand in another" in why_words(operation, now, common=False)


def test_who_is_never_called_is_told(waits: tuple[Wait, ...]) -> None:
    """Without its tours a stint is used in no outcome, and its circles are empty."""
    operation, plan = two_days()
    idle = replace(plan, rows=tuple(row for row in plan.rows if row.kind != "tour"))
    found = waits_of(readings(operation, idle))
    assert all("Nobody calls them" in why_words(operation, wait, common=True) for wait in found)
    drawn = "".join(row[2] for row in waiting_chart(readings(operation, idle), found).rows)
    assert 'class="u none"' in drawn
    assert 'class="u all"' not in drawn


def test_days_that_may_be_d_are_marked_with_their_chance() -> None:
    """Each once, and each stint has a circle on those on which it stands ready."""
    found = readings(*two_days())
    assert [(deal.day, deal.chance) for deal in may_be_d(found)] == [(60, 0.5), (90, 0.5)]
    waits = waits_of(found)
    assert [list(by_deal(wait)) for wait in waits if wait.level.id == "now"] == [[60, 90]]
    chart = waiting_chart(found, waits)
    assert "2027-03-02" in chart.axis
    assert "D: 50 %" in chart.axis


def test_the_picture_is_well_formed_and_leads_to_what_is_said() -> None:
    """Drawings are XML; every bar leads to a paragraph that is there; nothing is unbalanced."""
    text = page(*two_days())
    assert Outline(text).unbalanced == []
    assert '<details class="stint">' in text
    assert "details:is(.stint,.fold)::details-content{content-visibility:visible" in text
    part = text.split('<section id="standby">')[1].split("</section>")[0]
    targets = set(re.findall(r'<a href="#(w\d+)">', part))
    assert targets == set(re.findall(r'<p id="(w\d+)">', part)) != set()
    for drawing in re.findall(r"<svg.*?</svg>", part, re.DOTALL):
        ElementTree.fromstring(drawing)
    assert part.count('class="u ') - 3 == sum(
        len(by_deal(wait)) for wait in waits_of(readings(*two_days())))


def test_steps_before_the_deal_stand_above_who_is_held(waits: tuple[Wait, ...]) -> None:
    """Each nation's in a row: hatched until in effect, then open until the last D."""
    operation, plan = two_days()
    day = operation.as_of
    step = Step(id="vote", nation="NLD", opens=("nld_pledge",), lead_days=20, taken=day)
    rows = tuple(
        Row(outcome=part.outcome, kind="step", nation="NLD", task="vote", first_day=day, days=30,
            count=1, pinned="order") for part in plan.outcomes)
    found = readings(replace(operation, steps=(step,)), replace(plan, rows=(*plan.rows, *rows)))
    name, _, svg = waiting_chart(found, waits).rows[0]
    assert name.startswith("Steps: ")
    assert "vote: taken on 2027-01-01, in effect on 2027-01-21, in 2 outcomes" in svg
    assert svg.count('<path class="l"') == svg.count('<path class="y"') == 1
    assert not any(row[0].startswith("Steps") for row in waiting_chart(
        readings(operation, plan), waits).rows)


def test_turns_of_one_pool_stand_behind_each_other(waits: tuple[Wait, ...]) -> None:
    """A later stint takes the lane of its own pool, though another lane was free before."""
    now, soon = sorted(waits, key=lambda wait: wait.level.id)
    first = replace(now, first=0, after=20)
    other = replace(soon, first=5, after=15, level=now.level, nation=now.nation)
    later = replace(other, first=25, after=40)
    [row] = waiting_chart(readings(*two_days()), (first, other, later)).rows
    bars = [(title.split(" ")[1], int(y)) for y, title in re.findall(
        r'<path class="y" d="M\d+ (\d+)h[^>]*><title>([^<]*)', row[2])]
    assert len({y for unit, y in bars if unit == other.unit}) == 1
    assert len({y for _, y in bars}) == 2


def test_sheet_and_summary_have_a_row_for_each_outcome_of_a_stint(tmp_path: Path) -> None:
    """Both outcomes of both stints, with what they are called for."""
    write_workbook(*two_days(), tmp_path / "w.xlsx")
    rows = table(tmp_path / "w.xlsx", "Waiting chain")
    mine = [row for row in rows if row["Level"] == "now"]
    assert [(row["Cost"], row["Called"], row["Stands ready on D"]) for row in mine] == [
        (1.2e6, 1.0, "yes"), (2.4e6, 1.0, "yes")]
    told = summary(*two_days())["waiting"]
    assert json.loads(json.dumps(told)) == told
    assert {item["level"] for item in told} == {wait.level.id for wait in waits_of(
        readings(*two_days()), why=False)}
