"""What is in reach of each place: on the page, in the workbook, in the terminal, for machines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reaching import post_in_reach
from tests.report.conftest import Case
from tests.report.plans import plan_of, tour
from tests.report.test_sheets import table
from tests.report.test_terminal import printed
from willing.report.data import summary
from willing.report.html import page
from willing.report.pledged import terms
from willing.report.reach import Near, reaches_of
from willing.report.reading import readings
from willing.report.workbook import write_workbook


@pytest.fixture(scope="module")
def case() -> Case:
    """Norway, then the Netherlands, then nobody; help is wanted at the post and at havelte."""
    operation = post_in_reach()
    return operation, plan_of(operation, {"2027-04-01": [
        tour(operation, "nor_pledge", "post", "2027-05-01", 180),
        tour(operation, "nld_pledge", "post", "2027-10-28", 180),
    ]})


def test_each_reach_tells_its_lines_and_when_they_cover_it(case: Case) -> None:
    """The post is reached for 360 days of 540, havelte never."""
    [reading] = readings(*case)
    post, home = reaches_of(reading)
    assert (post.place, post.near) == ("The post", (Near(task="post", minutes=0, most=1),))
    assert (post.covered, post.short) == (((120, 480),), ((480, 660),))
    assert (home.near, home.covered, home.short) == ((), (), ((120, 660),))


def test_the_page_has_a_table_of_reaches(case: Case) -> None:
    """Place, minutes, line and days stand in it, and the bar leads there."""
    text = page(*case)
    assert '<a href="#reach">Reach</a>' in text
    part = text.split('<section id="reach">')[1].split("</section>")[0]
    for words in ("The post", "60 min", "0 min: up to 1", "no line lies within reach",
                  "D+30 to D+390", "D+390 to D+570", "67 %"):
        assert words in part


def test_reaches_are_counted_apart_from_lines_that_elements_are_sent_to(case: Case) -> None:
    """The page and the terminal count requirements and reaches each for itself."""
    text = page(*case)
    assert "<h3>Requirements</h3>" in text
    assert "<h3>Reaches</h3>" in text
    shown = printed(*case)
    assert "in reach, class 2" in shown
    assert "required, class 1" in shown
    assert "60 min of the_post" in shown
    assert "post (0)" in shown


def test_the_workbook_has_a_row_for_each_reach_and_line(case: Case, tmp_path: Path) -> None:
    """A reach without a line has one row that says so."""
    write_workbook(*case, tmp_path / "report.xlsx")
    rows = table(tmp_path / "report.xlsx", "Reach")
    assert [(row["Reach"], row["Line"], row["Minutes"]) for row in rows] == [
        ("at_post", "post", 0.0), ("at_home", "none", ""),
    ]
    assert rows[0]["Covered"] == "D+30 to D+390"


def test_machines_are_told_the_same(case: Case) -> None:
    """The summary has the near lines, and the days covered and short."""
    [outcome] = summary(*case)["outcomes"]
    assert outcome["reaches"][0] == {
        "task": "at_post", "place": "the_post", "coverage": pytest.approx(2 / 3),
        "near": [{"task": "post", "minutes": 0, "most": 1}],
        "covered": [[120, 480]], "short": [[480, 660]],
    }


def test_what_a_host_gives_is_named_as_such() -> None:
    """The terms of a host's pledge begin with host nation support; an own one has no such word."""
    operation = post_in_reach()
    pledge = operation.pledge["nld_pledge"]
    assert terms(operation, replace(pledge, provided="host"))[:1] == ("host nation support",)
    assert "host nation support" not in terms(operation, pledge)
