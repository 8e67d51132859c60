"""What the verbs do when all is well."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, ONE_POST, TWO_TASKS, Typed
from willing.cli.app import BAD_INPUT, FINE
from willing.cli.page import arguments, verbs
from willing.io.load import load
from willing.io.planfile import read_plan


def test_a_sound_operation_can_be_planned(willing_: Typed) -> None:
    """Check of a sound operation counts no faults and tells its warnings."""
    said = willing_("check", TWO_TASKS)
    assert said.code == FINE
    assert "no legs join" in said.out
    assert "0 faults, 1 warning. It can be planned." in said.out


def test_a_plan_is_printed_and_written_where_it_was_said(willing_: Typed) -> None:
    """The likeliest outcome is planned; the file holds the score worked by hand."""
    said = willing_("plan", ONE_POST, "--out", "plan.json")
    assert said.code == FINE
    assert "216.1 points" in said.out
    assert "Written: plan.json" in said.err
    assert read_plan("plan.json").outcomes[0].score == pytest.approx(216.1)
    assert [path.name for path in Path().iterdir()] == ["plan.json"]


@pytest.mark.parametrize("verb", verbs())
def test_the_help_of_every_verb_names_what_it_takes(willing_: Typed, verb: str) -> None:
    """The line of usage has every argument by its name, and no default is an empty word."""
    said = willing_(verb, "--help")
    usage = said.out.splitlines()[0]
    taken = [item for item in arguments(verb) if item.field_info.is_positional_only]
    for item in taken:
        assert item.name in usage.replace("[", " ").replace("]", " ").split()
        assert (f"[{item.name}]" in usage) is (not item.required)
    assert "[ARGS]" not in usage
    assert '[default: ""]' not in said.out
    assert "[default: ]" not in said.out


def test_nothing_is_written_where_nothing_was_said(willing_: Typed, plan_file: Path) -> None:
    """Verbs without a place to write leave no file behind."""
    for words in (("plan", ONE_POST), ("check", ONE_POST), ("verify", TWO_TASKS, plan_file),
                  ("report", TWO_TASKS, plan_file), ("replan", TWO_TASKS, plan_file)):
        assert willing_(*words).code == FINE
    assert [path.name for path in Path().iterdir()] == ["plan.json"]


@pytest.mark.parametrize(("words", "count"), [
    ((), 1), (("--outcomes", "all"), 4), (("--outcomes", "each backstop"), 2),
    (("--outcomes", "2027-04-01/none", "2027-09-15/none"), 2),
    (("--outcomes", "2027-04-01/none", "--outcomes", "2027-04-01/enablers"), 2),
])
def test_outcomes_are_chosen(willing_: Typed, words: tuple[str, ...], count: int) -> None:
    """One outcome, all, each answer of a question, or those named."""
    said = willing_("plan", TWO_TASKS, "--json", *words)
    assert len(said.json["outcomes"]) == count


@pytest.mark.parametrize("words", [
    ("plan", ONE_POST, "--out", "taken"), ("new", "taken"), ("convert", ONE_POST, "taken"),
    ("anonymise", ONE_POST, "taken"), ("report", TWO_TASKS, "plan.json", "--html", "taken"),
    ("report", TWO_TASKS, "plan.json", "--xlsx", "taken"),
    ("report", TWO_TASKS, "plan.json", "--csv", "taken"),
    ("replan", TWO_TASKS, "plan.json", "--out", "taken"),
])
def test_nothing_is_written_over(
    willing_: Typed, plan_file: Path, words: tuple[str, ...]
) -> None:
    """A file that exists stays as it is unless --replace is said; replacing puts ours there."""
    Path("taken").write_text("mine", "utf-8")
    said = willing_(*words)
    assert said.code == BAD_INPUT
    assert "something has this name already" in said.err
    assert Path("taken").read_text("utf-8") == "mine"
    if words[0] in ("plan", "replan", "report") and "--csv" not in words:
        assert willing_(*words, "--replace").code == FINE
        assert Path("taken").read_bytes() != b"mine"


def test_the_same_input_gives_the_same_plan(willing_: Typed) -> None:
    """Rows, scores and bounds repeat; only the seconds it took may differ."""
    def planned(name: str) -> str:
        willing_("plan", TWO_TASKS, "--outcomes", "all", "--seed", "3", "--out", name)
        return re.sub(r'"seconds": [\d.e-]+', "", Path(name).read_text("utf-8"))

    assert planned("one.json") == planned("two.json")


def test_progress_stands_on_stderr(willing_: Typed) -> None:
    """Outcome, best, bound, gap and seconds are told while planning, apart from the result."""
    said = willing_("plan", ONE_POST, "--json")
    assert re.search(r"^2027-04-01: done; best 216.10, bound 216.10, gap 0.00 %, \d+ s$",
                     said.err, re.MULTILINE)
    assert said.json["outcomes"][0]["status"] == "proved"


def test_a_plan_is_verified(willing_: Typed, plan_file: Path) -> None:
    """Our own plan keeps every rule and was made from this data."""
    said = willing_("verify", TWO_TASKS, plan_file)
    assert said.code == FINE
    assert "keeps every rule" in said.out
    found = willing_("verify", TWO_TASKS, plan_file, "--json").json
    assert found == {"keeps_every_rule": True, "same_data": True, "faults": []}


def test_reports_are_written(willing_: Typed, plan_file: Path) -> None:
    """Page, workbook and tables come from one command; JSON says what was written."""
    said = willing_("report", TWO_TASKS, plan_file, "--html", "a.html", "--xlsx", "a.xlsx",
                    "--csv", "tables", "--json")
    assert said.json["written"] == {"html": "a.html", "xlsx": "a.xlsx", "csv": "tables"}
    assert Path("a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert Path("a.xlsx").read_bytes()[:2] == b"PK"
    assert {path.name for path in Path("tables").iterdir()} == {
        "coverage.csv", "shortfalls.csv", "tours.csv", "burden.csv"}


def test_a_report_without_a_file_is_printed(willing_: Typed, plan_file: Path) -> None:
    """Tables in the terminal are the report when no file is asked for."""
    said = willing_("report", TWO_TASKS, plan_file)
    assert said.code == FINE
    assert "sector_south" in said.out


def test_an_operation_is_converted_there_and_back(willing_: Typed) -> None:
    """A folder, its workbook, and the folder made of that hold the same."""
    assert willing_("convert", TWO_TASKS, "two.xlsx").code == FINE
    assert willing_("convert", "two.xlsx", "two").code == FINE
    assert load("two") == load(TWO_TASKS)


def test_a_new_operation_plans_at_once(willing_: Typed) -> None:
    """The starter folder is sound, carries the name given, and can be planned."""
    assert willing_("new", "first", "--name", "Northern lights", "--json").json == {
        "written": "first"}
    assert load("first").name == "Northern lights"
    assert willing_("check", "first").code == FINE
    assert willing_("plan", "first", "--json").code == FINE


def test_an_anonymous_copy_names_nobody(willing_: Typed) -> None:
    """Nations, units and places of the copy are numbers, and it plans alike."""
    assert willing_("anonymise", TWO_TASKS, "neutral").code == FINE
    told = "".join(path.read_text("utf-8") for path in Path("neutral").iterdir())
    assert not re.search("DEU|FRA|munster|Germany", told)
    scores = [
        [item["score_points"] for item in
         willing_("plan", folder, "--outcomes", "all", "--json").json["outcomes"]]
        for folder in (TWO_TASKS, "neutral")
    ]
    assert scores[0] == pytest.approx(scores[1])


@pytest.mark.parametrize("verb", [
    "check", "convert", "new", "anonymise", "plan", "replan", "verify", "report", "compare",
])
def test_every_verb_explains_itself(willing_: Typed, verb: str) -> None:
    """--help of each verb says what it does and what its exit codes mean."""
    said = willing_(verb, "--help")
    assert said.code == FINE
    assert f"Usage: willing {verb}" in said.out
    assert "Exit codes: 0 done" in " ".join(said.out.split())


@pytest.fixture
def shaken(tmp_path: Path) -> Path:
    """two_tasks after the French have withdrawn one of their two battalions."""
    folder = tmp_path / "shaken"
    shutil.copytree(EXAMPLES / "two_tasks", folder)
    pledges = (folder / "pledges.csv").read_text("utf-8")
    assert "fra_battalions,2" in pledges
    (folder / "pledges.csv").write_text(
        pledges.replace("fra_battalions,2", "fra_battalions,1"), "utf-8")
    return folder


def test_replanning_what_did_not_change_changes_nothing(
    willing_: Typed, plan_file: Path
) -> None:
    """Every outcome of the old plan is planned again, and no element moves."""
    said = willing_("replan", TWO_TASKS, plan_file, "--json")
    assert len(said.json["outcomes"]) == 4
    assert said.json["changed"] == []


def test_replanning_tells_what_changed_and_at_which_price(
    willing_: Typed, plan_file: Path, shaken: Path
) -> None:
    """The new plan stays close, names the changed turns, and is judged at its price of change."""
    said = willing_("replan", shaken, plan_file, "--stay", "0.25", "--out", "new.json", "--json")
    assert {row["unit"] for row in said.json["changed"]} == {"fra_battalions"}
    terms = {item["outcome"]: item["terms"] for item in said.json["outcomes"]}
    assert terms["2027-04-01/enablers"]["disturbance"] == pytest.approx(0.25)
    assert dict(read_plan("new.json").settings)["disturbance"] == "0.25"
    for more in ((), ("--baseline", plan_file)):
        found = willing_("verify", shaken, "new.json", "--json", *more).json
        assert found == {"keeps_every_rule": True, "same_data": True, "faults": []}


def test_plans_are_compared(willing_: Typed, plan_file: Path, shaken: Path) -> None:
    """Terms, lines and turns that differ are told for each outcome."""
    assert willing_("replan", shaken, plan_file, "--out", "new.json").code == FINE
    said = willing_("compare", shaken, plan_file, "new.json", "--json")
    item = next(o for o in said.json["outcomes"] if o["outcome"] == "2027-04-01/enablers")
    assert item["score_before"] == pytest.approx(0.3)
    assert item["lines"][0]["task"] == "sector_south"
    assert item["lines"][0]["after"] == item["lines"][0]["before"] - 180
    assert item["changed_elements"] == 1
    shown = willing_("compare", shaken, plan_file, "new.json").out
    assert "1 element on 1 turn changed." in shown
    assert "sector_south" in shown


def test_json_of_every_verb_is_json_alone(willing_: Typed, plan_file: Path) -> None:
    """With --json stdout holds one JSON value and nothing else."""
    for words in (
        ("check", TWO_TASKS), ("plan", ONE_POST), ("verify", TWO_TASKS, plan_file),
        ("report", TWO_TASKS, plan_file), ("compare", TWO_TASKS, plan_file, plan_file),
        ("convert", ONE_POST, "copy"), ("replan", TWO_TASKS, plan_file),
        ("anonymise", ONE_POST, "nobody"),
    ):
        assert json.loads(willing_(*words, "--json").out), words[0]
