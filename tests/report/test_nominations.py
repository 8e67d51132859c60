"""Every tour says by which day its elements must be named; lists are sorted by it."""

from __future__ import annotations

from pathlib import Path

from tests.meaning.build import cycle, need, operation, pledge, unit
from tests.report.conftest import LATE, Case
from tests.report.plans import plan_of, tour
from tests.report.test_sheets import table
from willing.domain.nation import Nation, Place
from willing.report.data import summary
from willing.report.html import page
from willing.report.nations import nation_page
from willing.report.nominations import nominations
from willing.report.reading import readings
from willing.report.workbook import write_workbook


def test_decision_and_notice_come_after_the_naming(tasks: Case) -> None:
    """Germany decides in 30 days and needs 20 of notice: for D+60 it must name somebody at D."""
    (reading, _) = readings(*tasks)
    found = nominations(reading, "DEU")
    label = reading.timeline.label
    assert [(label(item.by), item.tour.task) for item in found if item.tour.pledge] == [
        ("D+0", "sector_north"), ("D+180", "sector_north"),
    ]
    assert [item.by for item in found] == sorted(item.by for item in found)


def test_what_is_ordered_or_under_way_is_not_to_be_named(allies: Case) -> None:
    """Nobody is asked for elements that are on their way; own elements need no notice."""
    operation_, plan = allies
    for reading in readings(operation_, plan):
        for item in reading.tours:
            assert (item.name_by is None) is (item.pinned in ("order", "cycle"))
            if item.name_by is not None and not item.pledge:
                assert item.name_by == item.turn.leaves


def test_notice_by_stage_and_for_entry_count() -> None:
    """Whoever goes early has the short notice; the notice to enter comes on top."""
    staged = operation(
        Nation(id="AAA", decision_days=10), unit("aaa", 2, tours=(90, 30), stages="0: 60; 30: 20"),
        cycle("aaa", "home", 2), pledge("aaa", 2), Place(id="field", entry_notice_days=5),
        need("post", "D+0..D+120: 2"),
    )
    plan = plan_of(staged, {"2027-01-01": [
        tour(staged, "aaa pledge", "post", "2027-02-10", 30),
        tour(staged, "aaa pledge", "post", "2027-03-22", 30),
    ]})
    (reading,) = readings(staged, plan)
    # In place on days 40 and 80: 20 + 5 + 10 days before the first, 60 + 5 + 10 before the other.
    assert [item.by for item in nominations(reading)] == [40 - 35, 80 - 75]
    # The order follows the ten days in which the nation decides.
    [asked] = [a for a in nation_page(reading, "AAA").asked if a.what.startswith("order")]
    assert asked.by == reading.timeline.date_of(40 - 25)
    assert "notice of 25 days" in asked.why


def test_page_workbook_and_summary_tell_them(tasks: Case, tmp_path: Path) -> None:
    """Bars, the nation's page, a sheet sorted by day, and the figures for machines."""
    text = page(*tasks)
    assert "free again D+610, name by D+0" in text
    assert "Elements to name, and the last day for it" in text
    write_workbook(*tasks, tmp_path / "n.xlsx")
    rows = table(tmp_path / "n.xlsx", "Nominations")
    assert [r["Day"] for r in rows if r["Task"] == "sector_south"] == ["D+16", "D+196"]
    told = next(o for o in summary(*tasks)["outcomes"] if o["outcome"] == LATE)["nominations"]
    assert [n["name_by"] for n in told if n["task"] == "sector_north"] == [270, 450]
