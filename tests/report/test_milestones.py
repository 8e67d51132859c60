"""Milestones in page, workbook, terminal and JSON, and between two plans."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.report.conftest import LATE, LATE_NONE, Case
from tests.report.test_sheets import table
from tests.report.test_terminal import printed
from willing.assess.compare import compare
from willing.report.data import summary
from willing.report.html import page
from willing.report.reading import readings
from willing.report.workbook import write_workbook


@pytest.fixture(scope="module")
def text(tasks: Case) -> str:
    """The page of the two sectors."""
    return page(*tasks)


def test_the_dates_of_all_outcomes_stand_side_by_side(text: str) -> None:
    """Under Outcomes each milestone has its day, date and line in every outcome."""
    part = re.sub("<wbr>", "", text[text.index('<section id="outcomes">'):])
    row = part[part.index("Full operational capability"):].partition("</tr>")[0]
    assert re.findall(r"(D\+\d+|never)", row) == ["D+60", "never"]
    assert 'D+60 <span class="id"><time>2027-11-27</time></span>' in row
    assert "set by sector_north, sector_south" in row
    assert "held up by sector_south" in row


def test_a_section_tells_what_set_each_date(text: str) -> None:
    """Line, what was missing, and what kept those who could have come stand at the milestone."""
    part = text[text.index('<section id="milestones">'): text.index('<section id="effects">')]
    assert "sector_north asks for nothing until D+60." in part
    assert "sector_south has 0 of 1, D+60 to D+420." in part
    assert "Condition: FRA fra_battalions 2 of 2" in part
    assert "for 90 days at least" in part
    assert '<a href="#milestones">Milestones</a>' in text


def test_what_a_plan_says_begins_with_its_milestones(tasks: Case) -> None:
    """The first sentences give the dates and what is never reached."""
    told = {part["outcome"]: part["says"] for part in summary(*tasks)["outcomes"]}
    assert told[LATE][0] == (
        "Initial operational capability on D+60 (2027-11-27), set by sector_north; Full "
        "operational capability on D+60 (2027-11-27), set by sector_north, sector_south."
    )
    assert told[LATE_NONE][1] == (
        "Full operational capability: never; held up by sector_south."
    )


def test_the_workbook_has_a_sheet_of_milestones(tasks: Case, tmp_path: Path) -> None:
    """Every line of every milestone has a row with its own date, and why not before."""
    write_workbook(*tasks, tmp_path / "m.xlsx")
    rows = table(tmp_path / "m.xlsx", "Milestones")
    south = [r for r in rows if r["Line"] == "sector_south"]
    assert [r["Sets or holds up"] for r in south] == ["sets the date", "holds it up"]
    assert [str(r["Date"]) for r in south] == ["2027-11-27", ""]
    assert "Condition: FRA" in str(south[1]["Why not before"])


def test_the_terminal_and_the_summary_tell_them_too(tasks: Case) -> None:
    """The table names date and line; the summary carries every figure."""
    shown = printed(*tasks)
    assert re.search(r"Full operational capability\s+never\s+–\s+sector_south", shown)
    told = {part["outcome"]: part["milestones"] for part in summary(*tasks)["outcomes"]}
    assert [m["date"] for m in told[LATE]] == ["2027-11-27", "2027-11-27"]
    assert [m["day"] for m in told[LATE_NONE]] == [330, None]
    (held,) = told[LATE_NONE][1]["held_by"]
    assert (held["task"], held["needs"], held["there"], held["missing"]) == (
        "sector_south", 1.0, 0.0, 1.0
    )


def test_without_milestones_nothing_speaks_of_them(post: Case, tmp_path: Path) -> None:
    """Page, workbook and terminal of an operation that names none are as before."""
    assert "ilestone" not in page(*post).replace("milestones.html", "")
    assert "ilestone" not in printed(*post)
    write_workbook(*post, tmp_path / "p.xlsx")
    with pytest.raises(Exception, match="Milestones"):
        table(tmp_path / "p.xlsx", "Milestones")
    assert [reading.milestones for reading in readings(*post)] == [()]


def test_dates_that_moved_between_two_plans_are_told(tasks: Case) -> None:
    """A milestone reached later, or no more, is told with both dates."""
    operation, plan = tasks
    fewer = replace(plan, rows=tuple(
        row for row in plan.rows
        if not (row.outcome == LATE and row.task == "sector_south" and row.kind == "tour")
    ))
    told = {item.new.outcome: item.milestones for item in compare(operation, plan, fewer)}
    assert [(m.milestone, m.before, m.after) for m in told[LATE]] == [
        ("FOC", date(2027, 11, 27), None)
    ]
    assert told[LATE_NONE] == ()
