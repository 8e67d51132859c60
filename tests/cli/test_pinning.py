"""Rows fixed by a planner: from a table or a plan file, and what is said when they cannot stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ONE_POST, TWO_TASKS, Typed
from willing.cli.app import BAD_INPUT, FINE
from willing.io.planfile import read_plan

HEADER = "outcome,kind,pledge,unit,task,first_day,days,count\n"
LATE = "tour,nor_pledge,nor_company,post,2027-10-28,180,1\n"


def pinned(plan: str) -> list[tuple[str, str]]:
    """Unit and first day of every pinned row of a plan file."""
    return [(row.unit, row.first_day.isoformat()) for row in read_plan(plan).rows
            if row.pinned == "pin"]


@pytest.mark.parametrize("outcome", ["2027-04-01", ""])
def test_a_pinned_row_of_a_table_stands_in_the_plan(willing_: Typed, outcome: str) -> None:
    """A tour that planners fixed is in the plan as it stands, named or not by its outcome."""
    Path("pins.csv").write_text(f"{HEADER}{outcome},{LATE}", "utf-8")
    said = willing_("plan", ONE_POST, "--pin", "pins.csv", "--out", "plan.json")
    assert said.code == FINE
    assert pinned("plan.json") == [("nor_company", "2027-10-28")]
    assert willing_("verify", ONE_POST, "plan.json").code == FINE


def test_a_plan_can_be_pinned_as_a_whole(willing_: Typed, plan_file: Path) -> None:
    """Pinning every row of a plan gives its turns again, all of them marked."""
    said = willing_("plan", TWO_TASKS, "--outcomes", "all", "--pin", plan_file, "--out", "b.json")
    assert said.code == FINE
    before = {(r.outcome, r.unit, r.task, r.first_day) for r in read_plan(plan_file).rows
              if r.kind == "tour" and not r.pinned}
    after = {(r.outcome, r.unit, r.task, r.first_day) for r in read_plan("b.json").rows
             if r.kind == "tour" and r.pinned == "pin"}
    assert before == after
    assert willing_("verify", TWO_TASKS, "b.json").code == FINE


def test_a_pin_that_cannot_stand_is_refused_with_the_reason(willing_: Typed) -> None:
    """A tour before its notice has passed is no plan, and nothing is written."""
    Path("pins.csv").write_text(f"{HEADER},{LATE.replace('2027-10-28', '2027-05-01')}", "utf-8")
    said = willing_("plan", ONE_POST, "--pin", "pins.csv", "--out", "plan.json")
    assert said.code == BAD_INPUT
    assert "nor_pledge on post from 2027-05-01" in said.err
    assert not Path("plan.json").exists()


def test_pins_that_cannot_stand_are_told_one_a_line(willing_: Typed) -> None:
    """Problems that stand in no file get no heading above them."""
    early = LATE.replace("2027-10-28", "2027-05-01")
    Path("pins.csv").write_text(f"{HEADER},{early},{early.replace('05-01', '05-02')}", "utf-8")
    lines = willing_("plan", ONE_POST, "--pin", "pins.csv").err.splitlines()
    told = [line for line in lines if "nor_pledge" in line]
    assert len(told) == 2
    assert all(line.startswith("outcome 2027-04-01, pinned tour") for line in told)
    assert "outcome" not in lines


def test_a_pin_table_that_cannot_be_read_is_told_by_line(willing_: Typed) -> None:
    """Faults of the table come with file, line and column."""
    Path("pins.csv").write_text(f"{HEADER},{LATE.replace(',180,', ',long,')}", "utf-8")
    said = willing_("plan", ONE_POST, "--pin", "pins.csv")
    assert said.code == BAD_INPUT
    assert "pins.csv:2 days" in said.err
