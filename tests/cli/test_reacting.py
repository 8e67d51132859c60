"""The verb `react`."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import willing
from tests.assess.good import together
from tests.cli.conftest import Typed
from willing.cli.app import BAD_INPUT, FINE
from willing.io.planfile import write_plan
from willing.planner import plan as planner


@pytest.fixture
def two(willing_: Typed) -> Typed:
    """The operation of two days of the deal and its plan, in files."""
    operation, plan = together()
    willing.save(operation, "two")
    write_plan(plan, Path("two.json"))
    return willing_


def test_what_changed_and_who_is_ordered_is_printed(two: Typed) -> None:
    """The prepared outcome, what stands, what changed, and orders by nation."""
    said = two("react", "two", "two.json", "--answer", "deal=2027-03-20")
    assert said.code == FINE
    assert "D-day 2027-04-01; nearest prepared outcome: 2027-04-01; 2 turns had begun" in said.out
    assert (
        "The deal of 2027-03-20 falls between two lines of the waiting grid and takes effect on "
        "the next: D-day 2027-04-01, 12 days later."
    ) in said.out
    assert "Not named" not in said.out
    assert "4 elements on 4 turns changed." in said.out
    assert "0 orders in the first 72 hours, 1 in the first 30 days, 2 in all." in said.out
    assert "Orders of the first 30 days" in said.out


def test_the_plan_belongs_to_the_data_that_are_written(two: Typed) -> None:
    """`verify` passes the plan with the operation as it stands on D, and not with the old one."""
    said = two(
        "react", "two", "two.json", "--answer", "deal=2027-03-20", "--out", "new.json",
        "--data", "new", "--orders", "orders.csv",
    )
    assert said.code == FINE
    assert two("verify", "new", "new.json").code == FINE
    assert two("verify", "two", "new.json").code != FINE
    rows = list(csv.DictReader(Path("orders.csv").read_text("utf-8").splitlines()))
    assert [row["nation"] for row in rows] == ["NOR", "NLD"]
    assert [(row["order_day"], row["leaves"]) for row in rows] == [
        ("2027-04-27", "2027-05-17"), ("2027-05-07", "2027-05-17")]


def test_the_same_as_json(two: Typed) -> None:
    """Answers, what was kept, turns that changed, and every order."""
    told = two("react", "two", "two.json", "--json").json
    assert told["kept"] == {"deal": "2027-03-02"}
    assert told["changed_elements"] == sum(
        abs(turn["after"] - turn["before"]) for turn in told["changed"])
    assert {order["task"] for order in told["decided"]} == {"now", "soon"}
    assert [order["when"] for order in told["orders"]] == ["30 days", "later"]


def test_the_first_plan_is_told_when_it_is_there(two: Typed) -> None:
    """With its seconds since the command began, its score and its orders; and in JSON."""
    said = two("react", "two", "two.json", "--answer", "deal=2027-04-01", "--json")
    told = said.json["first_plan"]
    assert 0 <= told["seconds"] < 3600
    assert re.match(
        rf"2027-04-01: first plan after \d+\.\d s; score {told['score']:,.2f}, 0 orders in the "
        "first 72 hours, 2 in the first 30 days.\n", said.err)


def test_the_first_plan_alone_is_one_to_work_with(two: Typed) -> None:
    """`verify` passes it with the data written beside it, and its orders are written out."""
    said = two(
        "react", "two", "two.json", "--answer", "deal=2027-03-20", "--first", "--out", "new.json",
        "--data", "new", "--orders", "orders.csv",
    )
    assert said.code == FINE
    assert "2027-03-20: first plan after " in said.out
    assert "0 elements on 0 turns changed." in said.out
    assert said.err == "Written: new\nWritten: new.json\nWritten: orders.csv\n"
    assert two("verify", "new", "new.json").code == FINE
    assert len(list(csv.DictReader(Path("orders.csv").read_text("utf-8").splitlines()))) == 2


def test_the_first_plan_alone_as_json_says_whose_it_is_and_who_is_ordered(two: Typed) -> None:
    """Without the figures of the report, which take longer than the plan."""
    told = two("react", "two", "two.json", "--answer", "deal=2027-03-20", "--first", "--json").json
    assert [part["outcome"] for part in told["outcomes"]] == ["2027-03-20"]
    assert told["outcomes"][0]["score"] == told["first_plan"]["score"]
    assert [order["nation"] for order in told["orders"]] == ["NLD", "NOR"]
    assert "calendar" not in told


def test_files_hold_the_first_plan_until_there_is_a_better_one(
    two: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are there when planning begins; whoever stops then has the first plan for an answer."""
    def stopped(*given: object, **named: object) -> None:
        assert Path("orders.csv").read_text("utf-8").count("\n") == 3
        raise KeyboardInterrupt

    monkeypatch.setattr(planner, "plan", stopped)
    said = two(
        "react", "two", "two.json", "--answer", "deal=2027-03-20", "--orders", "orders.csv",
        "--out", "new.json", "--data", "new",
    )
    assert said.code == FINE
    assert "interrupted" in said.out
    assert two("verify", "new", "new.json").code == FINE


@pytest.mark.parametrize("answer", ["deal", "=x", "deal="])
def test_an_answer_without_a_question_is_refused(two: Typed, answer: str) -> None:
    """It is written QUESTION=ANSWER."""
    said = two("react", "two", "two.json", "--answer", answer)
    assert said.code == BAD_INPUT
    assert "QUESTION=ANSWER, each question once" in said.err


def test_nothing_is_written_over(two: Typed) -> None:
    """A list that is there already is refused before anything is planned."""
    Path("orders.csv").write_text("mine", "utf-8")
    said = two("react", "two", "two.json", "--orders", "orders.csv")
    assert said.code == BAD_INPUT
    assert Path("orders.csv").read_text("utf-8") == "mine"


def test_orders_are_handed_out_by_nation(two: Typed) -> None:
    """As a page and a workbook; a place that is taken is refused before anything is planned."""
    words = ("react", "two", "two.json", "--answer", "deal=2027-03-20")
    said = two(*words, "--html", "r.html", "--xlsx", "r.xlsx")
    assert said.err.endswith("Written: r.html\nWritten: r.xlsx\n")
    assert "Orders of the first 72 hours" in Path("r.html").read_text("utf-8")
    again = two(*words, "--xlsx", "r.xlsx")
    assert again.code == BAD_INPUT
    assert "something has this name already" in again.err


def test_a_question_that_was_not_named_is_named_once(two: Typed) -> None:
    """Its answer stands in the heading; a deal on a line is not said to have been moved."""
    said = two("react", "two", "two.json", "--html", "r.html").out
    assert "Not named, and as in that outcome: deal.\n" in said
    assert "falls between" not in said
    page = re.sub("</?time>", "", Path("r.html").read_text("utf-8"))
    assert page.count("deal 2027-03-02") == 1
    assert "Not named, and as in the nearest prepared outcome: deal 2027-03-02" in page
