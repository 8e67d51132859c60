"""The verbs `backstop` and `asks`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import ONE_POST, TWO_TASKS, Typed
from willing.cli.app import BAD_INPUT, FINE


def test_the_backstop_is_told_in_intervals(willing_: Typed) -> None:
    """Worth of answers, what hangs on them, who could stand in, and steps before the deal."""
    said = willing_("backstop", TWO_TASKS)
    assert said.code == FINE
    assert "question backstop, 4 outcomes planned together" in said.out
    assert "enablers (chance 60 %): 71.90 points" in said.out
    assert "knowing deal: nothing (0.00 points)" in said.out
    assert "sector_south (class 2): 0 % with none, 100 % with enablers" in said.out
    assert "confirm pledge fra_pledge without its condition" in said.out
    assert "0 of 360 element-days stay short" in said.out
    assert "it costs +252,000 person-days on tour, and what fra_battalions cost" in said.out
    assert "No regret" in said.out


def test_the_same_as_json(willing_: Typed) -> None:
    """Every figure has two ends."""
    told = willing_("backstop", TWO_TASKS, "--json").json
    assert [item["answer"] for item in told["answers"]] == ["none", "enablers"]
    assert told["answers"][0]["worth"] is None
    worth = told["answers"][1]["worth"]
    assert worth["low"] <= 71.901
    assert worth["high"] >= 71.899
    assert {item["question"] for item in told["knowing"]} == {"deal", "backstop"}
    assert told["together"]["low"] >= 0.0
    assert told["days"] == [7, 14, 30, 60, 90, 180]
    assert {step["kind"] for step in told["steps"]} <= {"no regret", "option", "leave"}


def test_page_and_workbook_of_the_backstop(willing_: Typed) -> None:
    """Both ends of the worth stand on the page."""
    said = willing_("backstop", TWO_TASKS, "--html", "b.html", "--xlsx", "b.xlsx")
    assert said.err.endswith("Written: b.html\nWritten: b.xlsx\n")
    assert "71.90 points" in Path("b.html").read_text("utf-8")
    assert Path("b.xlsx").stat().st_size > 0


def test_fewer_outcomes_may_be_looked_at(willing_: Typed) -> None:
    """Those named count alone, their chances scaled to one."""
    told = willing_("backstop", TWO_TASKS, "--outcomes", "each backstop", "--json").json
    assert len(told["outcomes"]) == 2
    assert [round(item["chance"], 3) for item in told["answers"]] == [0.4, 0.6]


def test_questions_that_nothing_hangs_on_are_refused(willing_: Typed) -> None:
    """One that is not known, with the nearest that is; one with a single answer."""
    said = willing_("backstop", TWO_TASKS, "--question", "backstp")
    assert said.code == BAD_INPUT
    assert "no such question is known" in said.err
    assert "backstop" in said.err
    said = willing_("backstop", ONE_POST, "--question", "deal")
    assert said.code == BAD_INPUT
    assert "its only answer is 2027-04-01" in said.err


def test_asks_stand_by_line_and_by_nation(willing_: Typed, plan_file: Path) -> None:
    """Each with its worth from both ends; nations stand by name."""
    said = willing_("asks", TWO_TASKS, plan_file, "--most", "4")
    assert said.code == FINE
    assert "each as if it were known" in said.out
    assert "\nBy line\n" in said.out
    assert "confirm pledge fra_pledge without its condition 'backstop >= enablers': 28." in said.out
    assert said.out.index("\nDEU\n") < said.out.index("\nFRA\n")


def test_a_nation_sees_its_own_asks_only(willing_: Typed, plan_file: Path) -> None:
    """Its page has no other nation's asks; a nation nobody knows is refused."""
    said = willing_("asks", TWO_TASKS, plan_file, "--nation", "FRA", "--most", "4")
    assert "fra_pledge" in said.out
    assert "deu_pledge" not in said.out
    assert "By line" not in said.out
    told = willing_("asks", TWO_TASKS, plan_file, "--nation", "FRA", "--most", "4", "--json").json
    assert {item["nation"] for item in told["asks"]} == {"FRA"}
    wrong = willing_("asks", TWO_TASKS, plan_file, "--nation", "FRE")
    assert wrong.code == BAD_INPUT
    assert "no such nation is known" in wrong.err


def test_a_nation_gets_its_own_page_and_workbook(willing_: Typed, plan_file: Path) -> None:
    """Its asks only, and where they were written."""
    said = willing_("asks", TWO_TASKS, plan_file, "--nation", "FRA", "--most", "4",
                    "--html", "fra.html", "--xlsx", "fra.xlsx")
    assert "Written: fra.html\nWritten: fra.xlsx\n" in said.err
    text = Path("fra.html").read_text("utf-8")
    assert "fra_pledge" in text
    assert "deu_pledge" not in text


def test_without_a_plan_all_outcomes_are_planned_together(willing_: Typed) -> None:
    """The worth is that over one plan for all of them."""
    told = willing_("asks", TWO_TASKS, "--most", "2", "--json").json
    assert told["together"] is True
    assert len(told["asks"]) == 2
    assert all(item["worth"]["low"] <= item["worth"]["high"] for item in told["asks"])


def test_the_fewest_asks_that_close_a_class(willing_: Typed, plan_file: Path) -> None:
    """The set, whom to ask, the proof, and other sets as small; JSON has the same."""
    said = willing_("asks", TWO_TASKS, plan_file, "--close", "2")
    assert said.code == FINE
    assert "1 ask closes it, and no fewer of those known do (proved)" in said.out
    assert "'backstop >= enablers' (FRA)\n  worth together, all classes" in said.out
    assert "\nAs few would be\n" in said.out
    told = willing_("asks", TWO_TASKS, plan_file, "--close", "1", "2", "--json").json
    assert told["proved"] is True
    assert told["classes"] == [1, 2]
    assert [item["nation"] for item in told["chosen"]] == ["FRA"]
    assert told["worth"]["low"] > 0


def test_a_class_that_is_not_there_is_refused(willing_: Typed, plan_file: Path) -> None:
    """With the classes that there are."""
    said = willing_("asks", TWO_TASKS, plan_file, "--close", "4")
    assert said.code == BAD_INPUT
    assert "class 4 is not known; classes are 1 to 3" in said.err


def test_latest_dates_of_answers_and_asks(willing_: Typed) -> None:
    """As good until, worse from, by how much; a nation's page has its own asks only."""
    said = willing_("asks", TWO_TASKS, "--most", "2", "--latest")
    assert said.code == FINE
    assert "answer backstop (now at the deal): as good until 2027-04-01, worse from" in said.out
    told = willing_("asks", TWO_TASKS, "--most", "2", "--latest", "--nation", "DEU", "--json").json
    assert {item["nation"] for item in told["latest"]} <= {"DEU"}
    assert told["latest_stopped"] is False


def test_illustrative_figures_are_moved_both_ways(willing_: Typed) -> None:
    """What moves the worth most first; JSON has both ends of each."""
    said = willing_("backstop", TWO_TASKS, "--drivers", "2", "--moved", "0.5")
    assert said.code == FINE
    assert "What illustrative figures do to the worth of enablers" in said.out
    assert "moved to D+60..D+420: 0: 0.00 points" in said.out
    told = willing_("backstop", TWO_TASKS, "--drivers", "2", "--json").json
    assert len(told["drivers"]) == 2
    assert told["drivers_stopped"] is False
    assert {"at_low", "at_high", "low", "high", "value"} <= set(told["drivers"][0])


def test_a_set_of_asks_is_not_for_one_nations_page(willing_: Typed) -> None:
    """It would show what is asked of others; latest dates belong to asks that are tried alone."""
    said = willing_("asks", TWO_TASKS, "--close", "2", "--nation", "FRA", "--latest")
    assert said.code == BAD_INPUT
    assert "--nation FRA and --latest with --close" in said.err
    assert "is for the coordinator" in said.err
    assert said.out == ""
