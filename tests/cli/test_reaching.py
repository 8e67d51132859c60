"""The verb `milestones`, and milestones in `compare`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import willing
from tests.cli.conftest import ONE_POST, TWO_TASKS, Typed
from tests.explain.plans import held_up
from willing.cli.app import FINE
from willing.io.planfile import read_plan, write_plan


def test_dates_lines_and_causes_are_printed(willing_: Typed, plan_file: Path) -> None:
    """Each outcome has its milestones, each with the line that sets it and what kept it."""
    said = willing_("milestones", TWO_TASKS, plan_file)
    assert said.code == FINE
    assert "Outcome 2027-04-01/none" in said.out
    assert "  Initial operational capability: D+60, set by sector_north (for 30 days at least, " \
        "2027-05-31)." in said.out
    assert "  Full operational capability: never; held up by sector_south (for 90 days at " \
        "least)." in said.out
    assert "      Condition: FRA fra_battalions 2 of 2" in said.out


def test_of_many_lines_three_tell_their_causes(willing_: Typed) -> None:
    """Lines that lack most are told, the others counted; the JSON has them all."""
    operation, plan = held_up()
    willing.save(operation, "many")
    write_plan(plan, Path("many.json"))
    lines = willing_("milestones", "many", "many.json").out.splitlines()
    foc = lines[next(n for n, line in enumerate(lines) if line.startswith("  Full")):]
    told = [line for line in foc if line.startswith("    ") and not line.startswith("      ")]
    assert [line.split()[0] for line in told] == ["post_5", "post_4", "post_3", "and"]
    assert told[-1] == "    and 4 more lines; `--json` has all"
    said = willing_("milestones", "many", "many.json", "--json").json["outcomes"]
    assert len(said[0]["milestones"][1]["held_by"]) == 7


def test_the_same_as_json(willing_: Typed, plan_file: Path) -> None:
    """All outcomes with dates, lines and causes."""
    told = willing_("milestones", TWO_TASKS, plan_file, "--json").json["outcomes"]
    found = {part["outcome"]: {m["milestone"]: m["date"] for m in part["milestones"]}
             for part in told}
    assert found["2027-04-01/enablers"] == {"IOC": "2027-05-31", "FOC": "2027-05-31"}
    assert found["2027-09-15/none"] == {"IOC": "2027-11-27", "FOC": None}


def test_an_operation_without_milestones_is_told_where_they_stand(willing_: Typed) -> None:
    """Nothing to tell is said in words, with the files that would name them."""
    willing_("plan", ONE_POST, "--out", "post.json")
    said = willing_("milestones", ONE_POST, "post.json")
    assert said.code == FINE
    assert "no milestone is named (milestones.csv, thresholds.csv)" in said.out


def test_a_comparison_tells_which_dates_moved(willing_: Typed, plan_file: Path) -> None:
    """A milestone that is no longer reached stands with both dates."""
    plan = read_plan(plan_file)
    fewer = replace(plan, rows=tuple(
        row for row in plan.rows
        if (row.outcome, row.task, row.kind) != ("2027-04-01/enablers", "sector_south", "tour")
    ))
    write_plan(fewer, Path("fewer.json"))
    said = willing_("compare", TWO_TASKS, plan_file, "fewer.json")
    assert "Milestones" in said.out
    assert "2027-05-31 (D+60)" in said.out
    assert "never" in said.out
    told = willing_("compare", TWO_TASKS, plan_file, "fewer.json", "--json").json["outcomes"]
    moved = {part["outcome"]: part["milestones"] for part in told}
    assert moved["2027-04-01/enablers"] == [
        {"milestone": "FOC", "name": "Full operational capability", "before": "2027-05-31",
         "after": None},
    ]
