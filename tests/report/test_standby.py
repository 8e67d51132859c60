"""Who stands ready: on the page, in the workbook, in tables, in the terminal, for machines."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.test_sheets import table
from tests.report.test_terminal import printed
from tests.standing import DEAL, held_ready
from willing.domain.plan import Plan, Row
from willing.report.data import summary
from willing.report.html import page
from willing.report.nations import nation_page
from willing.report.reading import Reading, readings
from willing.report.standby import Called
from willing.report.tidy import STANDBY, write_csv
from willing.report.workbook import write_workbook


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The river, where one is held on each level."""
    [found] = readings(*held_ready())
    return found


def test_a_stint_tells_who_is_called_for_what(reading: Reading) -> None:
    """The element on the sooner level goes to the bridge, that on the later one to the banks."""
    told = [(h.level.id, h.first, h.after, h.cost, h.called) for h in reading.standby]
    assert told == [
        ("now", 30, 60, 3e6, (Called(task="bridge", count=1, leaves=60),)),
        ("soon", 30, 60, 1.5e6, (Called(task="banks", count=1, leaves=90),)),
    ]
    assert all(held.uncalled == 0 for held in reading.standby)


def test_who_is_not_called_rests() -> None:
    """Without the tour that calls it, an element that stood ready rests for thirty days."""
    operation, plan = held_ready()
    rows = tuple(row for row in plan.rows if row.task != "bridge" or row.kind != "tour")
    [reading] = readings(operation, replace(plan, rows=rows))
    now, soon = reading.standby
    assert (now.uncalled, now.rested, soon.uncalled) == (1, 90, 0)
    assert "1 nobody calls: rests until D+30" in printed(operation, replace(plan, rows=rows))


def test_the_most_pressing_tour_takes_the_slowest_that_is_soon_enough() -> None:
    """With the row for the banks first, the bridge still finds the element that may go at once."""
    operation, plan = held_ready()
    [reading] = readings(operation, replace(plan, rows=tuple(reversed(plan.rows))))
    assert {(h.level.id, h.called[0].task) for h in reading.standby} == {
        ("now", "bridge"), ("soon", "banks")}


def test_an_early_tour_is_ordered_by_the_notice_of_its_level(reading: Reading) -> None:
    """Its order is due on D, when it stood ready on a level without notice."""
    first = next(tour for tour in reading.tours if tour.task == "bridge")
    assert ([level.id for level in first.stood], first.order_by) == (["now"], 60)
    banks = next(tour for tour in reading.tours if tour.task == "banks")
    assert ([level.id for level in banks.stood], banks.order_by) == (["now", "soon"], 60)


def test_the_page_has_a_part_and_bars_of_their_own(reading: Reading) -> None:
    """Level, unit, days and cost stand in it; in the charts stints are drawn as no tours."""
    text = page(*held_ready())
    assert '<a href="#standby">Standby</a>' in text
    part = text.split('<section id="standby">')[1].split("</section>")[0]
    for words in ("Ready at once (notice of 0 days)", "AAA aaa", "D-30", "3,000,000",
                  "1 called for bridge, lead-in begins D+0"):
        assert words in part
    chart = text.split('<section id="rotation">')[1].split("</section>")[0]
    assert "on standby at home (dashed edge)" in chart
    assert chart.count('<path class="y" d="M') == 3  # two stints, one in the key
    assert "aaa: 2 tours, 2 stints on standby" in text


def test_a_nation_sees_its_own_stints_only(reading: Reading) -> None:
    """The page of AAA asks to hold them on the day they begin; that of BBB has none."""
    text = page(*held_ready(), nation="BBB")
    assert "standby" not in text.split("<main>")[1].split("</main>")[0]
    mine = page(*held_ready(), nation="AAA")
    assert "Whom you hold on standby" in mine
    asked = [a for a in nation_page(reading, "AAA").asked if "standby now" in a.what]
    assert [(a.by, a.why) for a in asked] == [
        (reading.timeline.date_of(30), "D-30 to D+0, notice of 0 days; called on D: 1 for bridge")]


def test_sheet_table_and_summary_have_the_same(tmp_path: Path) -> None:
    """A row for each stint, with what it costs and how many are called."""
    write_workbook(*held_ready(), tmp_path / "report.xlsx")
    rows = table(tmp_path / "report.xlsx", "Standby")
    assert [(row["Level"], row["Cost"], row["Called"]) for row in rows] == [
        ("now", 3e6, 1.0), ("soon", 1.5e6, 1.0)]
    write_csv(*held_ready(), tmp_path)
    with (tmp_path / "standby.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    assert list(told[0]) == list(STANDBY)
    assert [(row["level"], row["called"], row["days"]) for row in told] == [
        ("now", "1", "30"), ("soon", "1", "30")]
    [outcome] = summary(*held_ready())["outcomes"]
    assert [held["cost"] for held in outcome["standby"]] == [3e6, 1.5e6]


def test_equal_stints_are_told_as_one() -> None:
    """Two rows of one pledge on one level and the same days are one stint of two."""
    operation, plan = held_ready()
    row = next(row for row in plan.rows if row.kind == "standby")
    [reading] = readings(operation, _with(plan, row))
    assert [held.count for held in reading.standby] == [2, 1]
    assert DEAL["deal"] in printed(operation, plan)


def _with(plan: Plan, row: Row) -> Plan:
    return replace(plan, rows=(*plan.rows, row))
