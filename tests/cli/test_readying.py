"""The verb `ready`."""

from __future__ import annotations

from pathlib import Path

import willing
from tests.assess.good import together
from tests.cli.conftest import TWO_TASKS, Typed
from willing.cli.app import BAD_INPUT, FINE
from willing.io.planfile import write_plan


def saved() -> None:
    """The operation of two days of the deal and its plan, in files."""
    operation, plan = together()
    willing.save(operation, "two")
    write_plan(plan, Path("two.json"))


def test_cover_and_who_stands_ready_are_printed(willing_: Typed) -> None:
    """Each outcome has its effects, its short lines, and who stands ready."""
    saved()
    said = willing_("ready", "two", "two.json")
    assert said.code == FINE
    assert "D-day 2027-03-02" in said.out
    assert "borders: post (D+30)" in said.out
    assert "1/2" in said.out
    assert "Stands ready: NLD 1 of nld_company (nld_pledge) on now, notice 2 days" in said.out
    assert "Nothing has expired by 2027-01-01, or will within 30 days." in said.out


def test_the_same_as_json(willing_: Typed) -> None:
    """One outcome, with every day looked at."""
    saved()
    told = willing_("ready", "two", "two.json", "--on", "2027-04-01", "--json").json
    (part,) = told["outcomes"]
    assert part["outcome"] == "2027-04-01"
    assert [day["cover"] for day in part["effects"][0]["days"]] == [
        None, None, 0.5, 1.0, 1.0, 1.0]
    assert part["lines"][0]["days"][2] == {"mark": 30, "wanted": 2, "there": 1.0}
    assert told["fans"] == []
    every = willing_("ready", "two", "two.json", "--json").json
    assert {(fan["kind"], fan["name"]) for fan in every["fans"]} == {
        ("effect", "borders"), ("line", "post")}


def test_page_and_workbook_are_written_where_they_are_wanted(willing_: Typed) -> None:
    """Both are named on stderr; what stands there already is refused before anything is read."""
    saved()
    said = willing_("ready", "two", "two.json", "--html", "r.html", "--xlsx", "r.xlsx")
    assert said.code == FINE
    assert "Written: r.html\nWritten: r.xlsx\n" in said.err
    assert "if the deal were today" in Path("r.html").read_text("utf-8")
    again = willing_("ready", "nowhere", "two.json", "--html", "r.html")
    assert again.code == BAD_INPUT
    assert "something has this name already" in again.err
    assert willing_("ready", "two", "two.json", "--html", "r.html", "--replace").code == FINE


def test_changes_since_the_last_time_are_counted(willing_: Typed) -> None:
    """Held against itself nothing changed."""
    saved()
    said = willing_("ready", "two", "two.json", "--since", "two.json")
    assert "0 tasks served otherwise than in the older plan." in said.out


def test_a_day_that_is_none_is_refused(willing_: Typed) -> None:
    """The word is named."""
    saved()
    said = willing_("ready", "two", "two.json", "--on", "soon")
    assert said.code == BAD_INPUT
    assert "soon" in said.err


def test_explain_tells_why_a_level_and_a_unit_stand_by(willing_: Typed) -> None:
    """In which outcomes the elements are called, and what would be lost; JSON has the same."""
    saved()
    said = willing_("explain", "two", "two.json", "now")
    assert said.code == FINE
    assert "NLD: 1 company of nld_company (nld_pledge) on now" in said.out
    assert "Called in 2 of the 2 outcomes" in said.out
    assert "could not leave before" in said.out
    told = willing_("explain", "two", "two.json", "nld_company", "--json").json
    assert [item["level"] for item in told["standby"]] == ["now"]
    assert "post" in {call["task"] for then in told["standby"][0]["outcomes"]
                      for call in then["calls"]}


def test_a_unit_that_nobody_holds_ready_is_told_so(willing_: Typed) -> None:
    """It is known, and stands by nowhere."""
    assert willing_("plan", TWO_TASKS, "--outcomes", "likeliest", "--out", "p.json").code == FINE
    said = willing_("explain", TWO_TASKS, "p.json", "fra_battalions")
    assert said.out == "Nobody of 'fra_battalions' is held on standby in this plan.\n"
