"""What becomes of every kind of failure: a sentence, an exit code, and never a traceback."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest

import willing.api
from tests.cli.conftest import EXAMPLES, ONE_POST, TWO_TASKS, Typed
from willing.assess.fault import Fault
from willing.cli.app import BAD_INPUT, BROKEN, FINE, NO, STOPPED
from willing.planner.plan import JudgeRefuses


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A copy of one_post with a misspelt home and a pledge of too many."""
    folder = tmp_path / "faulty"
    shutil.copytree(EXAMPLES / "one_post", folder)
    for file, old, new in (("units.csv", "steinkjer", "steinkjaer"),
                           ("pledges.csv", "nld_company,1", "nld_company,7")):
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_check_says_all_faults_at_once_and_no(willing_: Typed, faulty: Path) -> None:
    """Faults of two files are told together, each with its line, and the answer is no."""
    said = willing_("check", faulty)
    assert said.code == NO
    assert "units.csv:2" in said.out
    assert "did you mean 'steinkjer'?" in said.out
    assert "pledges.csv:" in said.out
    assert "2 faults" in said.out


def test_check_says_faults_of_reading(willing_: Typed, faulty: Path) -> None:
    """A cell that cannot be read is an answer of check too, not a failure of the command."""
    (faulty / "nations.csv").write_text("id,decision_days\nNOR,soon\nNLD,5\n", "utf-8")
    said = willing_("check", faulty, "--json")
    assert said.code == NO
    assert said.json["faults"][0]["where"] == "nations.csv:2 decision_days (NOR)"


def test_problems_of_one_file_stand_together(willing_: Typed, faulty: Path) -> None:
    """Several problems of one file follow its name."""
    (faulty / "nations.csv").write_text("id,decision_days\nNOR,soon\nNLD,later\n", "utf-8")
    assert "nations.csv\n  nations.csv:2" in willing_("check", faulty).out


@pytest.mark.parametrize("words", [
    ("plan",), ("replan", "plan.json"), ("verify", "plan.json"), ("report", "plan.json"),
])
def test_nothing_is_done_with_a_faulty_operation(
    willing_: Typed, faulty: Path, plan_file: Path, words: tuple[str, ...]
) -> None:
    """Every verb that needs a sound operation tells its faults and stops."""
    said = willing_(words[0], faulty, *words[1:])
    assert said.code == BAD_INPUT
    assert "units.csv:2" in said.err
    assert said.out == ""


@pytest.mark.parametrize("words", [
    (), ("check",), ("plan", "--out", "x.json"), ("verify", TWO_TASKS),
    ("compare", TWO_TASKS, "plan.json"), ("replan", TWO_TASKS),
])
def test_a_command_without_its_arguments_is_refused_or_helped(
    willing_: Typed, words: tuple[str, ...]
) -> None:
    """What is missing is named; no verb at all prints the help."""
    said = willing_(*words)
    assert said.code == (BAD_INPUT if words else FINE)
    assert ("requires an argument" in said.err) if words else ("Commands" in said.out)


@pytest.mark.parametrize(("words", "match"), [
    (("plam", ONE_POST), "Did you mean \"plan\"?"),
    (("plan", ONE_POST, "--seed", "x"), "--seed"),
    (("plan", ONE_POST, "--work", "-1"), "--work"),
    (("plan", ONE_POST, "--time-limit", "0"), "--time-limit"),
    (("plan", ONE_POST, "--gap", "1%"),
     "--gap: '1%' cannot be read; a number such as 0.01 stands here. ('willing plan --help' says"),
    (("plan", ONE_POST, "--work", "much"), "'much' cannot be read; a whole number such as 12"),
    (("ready", ONE_POST, "plan.json", "--on", "20/4/2027"),
     "--on: '20/4/2027' cannot be read; a day such as 2027-04-20 stands here."),
    (("plan", ONE_POST, "--sed", "1"), "--sed"),
    (("check", ONE_POST, "--no-json"), "--no-json"),
    (("check", "nowhere"), "nothing has this name"),
    (("check", "plan.json"), "an operation is a folder or an .xlsx workbook"),
    (("plan", ONE_POST, "--outcomes", "2027-04-02"), "did you mean '2027-04-01'?"),
    (("plan", ONE_POST, "--outcomes", "each deel"), "did you mean 'deal'?"),
    (("verify", ONE_POST, "nowhere.json"), "cannot be read"),
    (("verify", ONE_POST, ONE_POST), "no regular file"),
    (("plan", ONE_POST, "--pin", "nowhere.csv"), "cannot be read"),
    (("plan", ONE_POST, "--out", "no/folder.json"), "its folder does not exist"),
    (("report", ONE_POST, "nowhere.json"), "nowhere.json: it cannot be read (No such file"),
    (("report", "nowhere", "plan.json"), "nowhere: nothing has this name"),
    (("report", ONE_POST, ONE_POST + "/operation.yaml"), "a plan is a file of JSON"),
    (("convert", ONE_POST, "copy.ods"), "'.ods' is not written"),
    (("new", "."), "unless you say so; choose another name.\n"),
    (("plan", ONE_POST, "--out", "plan.json"),
     "unless you say so; choose another name, or write over it with --replace.\n"),
    (("check", "~$book.xlsx"), "this is the lock file that Excel leaves while book.xlsx is open"),
    (("check", "."), "no operation.yaml stands in this folder; an operation is a folder with"),
    (("agreements", ONE_POST, "--on", "April"),
     "command line: --on: 'April' is not a day; a day is 'D+30' or '2027-04-20'"),
    (("sustain", ONE_POST, "--classes", "9"),
     "class 9 is not known; classes are 1 to 3, as many as shortfall has weights"),
])
def test_mistakes_are_named(willing_: Typed, words: tuple[str, ...], match: str) -> None:
    """A mistake in a command or a path is said in a line, with what is allowed."""
    Path("plan.json").write_text("{}", "utf-8")
    said = willing_(*words)
    assert said.code == BAD_INPUT
    assert match in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


@pytest.mark.parametrize(("words", "results"), [
    (("plan", ONE_POST), ("--out", "plan.json")),
    (("replan", TWO_TASKS, "before.json"), ("--out", "plan.json")),
    (("react", TWO_TASKS, "before.json"), ("--orders", "orders.csv")),
    (("backstop", TWO_TASKS), ("--html", "page.html")),
    (("report", TWO_TASKS, "before.json"), ("--html", "page.html", "--explain")),
])
def test_a_folder_that_may_not_be_written_is_told_before_the_work(
    willing_: Typed, monkeypatch: pytest.MonkeyPatch, plan_file: Path,
    words: tuple[str, ...], results: tuple[str, ...],
) -> None:
    """Minutes of planning are not lost to a folder that nobody may write."""
    plan_file.rename("before.json")

    def denied(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", denied)
    said = willing_(*words, *results)
    assert said.code == BAD_INPUT
    assert f"{results[1]}: it cannot be written (Permission denied); a name in a" in said.err
    assert "making" not in said.err
    assert "explaining" not in said.err
    assert said.out == ""


def test_nothing_is_left_of_trying_whether_a_folder_may_be_written(willing_: Typed) -> None:
    """A command that fails after its result's folder was tried leaves nothing there."""
    assert willing_("plan", "nowhere", "--out", "plan.json").code == BAD_INPUT
    assert list(Path().iterdir()) == []


def test_complaints_are_json_when_json_is_asked_for(willing_: Typed) -> None:
    """With --json a complaint is an object on stdout, for programs."""
    found = willing_("plan", "nowhere", "--json").json
    assert found["problems"][0]["kind"] == "no-operation"
    assert "--seed" in willing_("plan", ONE_POST, "--seed", "x", "--json").json["error"]


def test_a_fault_of_ours_is_one_line(
    willing_: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody foresaw says that it is ours and how to report it; debugging shows it."""
    def stumble(path: Path) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.delenv("WILLING_DEBUG", raising=False)
    monkeypatch.setattr(willing.api, "load", stumble)
    said = willing_("check", ONE_POST)
    assert said.code == BROKEN
    assert said.err.count("\n") == 1
    assert "ZeroDivisionError: division by zero" in said.err
    assert "WILLING_DEBUG=1" in said.err
    monkeypatch.setenv("WILLING_DEBUG", "1")
    with pytest.raises(ZeroDivisionError, match="by zero"):
        willing_("check", ONE_POST)


def test_a_plan_the_judge_refuses_is_not_shown(
    willing_: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When planner and judge disagree, no plan is printed or written."""
    def refuse(*_: object, **__: object) -> None:
        raise JudgeRefuses([Fault(rule="rotate", outcome="o", where="unit u", text="two of one")])

    monkeypatch.setattr(willing.api, "plan", refuse)
    said = willing_("plan", ONE_POST, "--out", "plan.json")
    assert said.code == BROKEN
    assert "rotate: o: unit u: two of one" in said.err
    assert said.out == ""
    assert not Path("plan.json").exists()


def test_an_interrupted_command_says_so(
    willing_: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C with nothing to hand over ends with 130."""
    def interrupt(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(willing.api, "load", interrupt)
    assert willing_("check", ONE_POST).code == STOPPED


def test_a_plan_of_another_operation_is_judged_not_shown(
    willing_: Typed, plan_file: Path
) -> None:
    """Rows that name what an operation does not have are faults, and no report is made of them."""
    said = willing_("verify", ONE_POST, plan_file)
    assert said.code == NO
    assert "no question 'backstop'" in said.out
    assert "it was made from other data than" in said.err
    for verb in (("report", "--html", "plan.html"), ("explain", "post")):
        said = willing_(verb[0], ONE_POST, plan_file, *verb[1:])
        assert said.code == BAD_INPUT
        (told,) = said.err.splitlines()
        assert told.startswith("plan of 'Two tasks': 6 of its rows and outcomes do not fit the "
                               "data of 'One post', the first in outcome 2027-04-01/")
        assert told.endswith("no question 'backstop'; known are 'deal'; a plan is read with the "
                             "data that it was made from; give the operation that it was made "
                             "from, or plan this one anew; 'willing causes' reads two plans, "
                             "each with its own operation.")
    assert not Path("plan.html").exists()


def test_a_plan_of_another_operation_is_no_plan_to_stay_close_to(
    willing_: Typed, plan_file: Path
) -> None:
    """Replanning from a plan whose tasks are all unknown is refused, and nothing is written."""
    said = willing_("replan", ONE_POST, plan_file, "--out", "again.json")
    assert said.code == BAD_INPUT
    (told,) = said.err.splitlines()
    assert told.startswith("plan of 'Two tasks': none of its 4 tasks is one of 'One post'; ")
    assert told.endswith(
        "give a plan of 'One post', or make the first one with 'willing plan'.")
    assert not Path("again.json").exists()


def test_of_two_plans_the_strange_one_is_named(willing_: Typed, plan_file: Path) -> None:
    """Where two plans are given, the message says which of them belongs elsewhere."""
    willing_("plan", ONE_POST, "--out", "other.json")
    assert "old plan of 'One post'" in willing_("compare", TWO_TASKS, "other.json", plan_file).err
    assert "new plan of 'One post'" in willing_("compare", TWO_TASKS, plan_file, "other.json").err


@pytest.mark.parametrize(("hash", "told"), [
    ("", "its operation_hash is empty, so it cannot be told whether it was made from the data of"),
    ("0" * 64, "it was made from other data than"),
])
def test_a_plan_of_other_or_unknown_data_is_told_so(
    willing_: Typed, plan_file: Path, hash: str, told: str
) -> None:
    """Who shows a plan learns whether it was made from this data, from others, or nobody knows."""
    plan = json.loads(plan_file.read_text("utf-8"))
    assert "operation_hash" not in willing_("verify", TWO_TASKS, plan_file).err
    plan_file.write_text(json.dumps({**plan, "operation_hash": hash}), "utf-8")
    for verb in (("verify",), ("report", "--csv", "tables"), ("explain", "sector_north")):
        said = willing_(verb[0], TWO_TASKS, plan_file, *verb[1:])
        assert said.code == FINE
        assert f"{plan_file}: {told}" in said.err


@pytest.mark.parametrize(("words", "told"), [
    (("--html", "no/page.html"), "no/page.html: its folder does not exist; a name in a folder"),
    (("--html", "x.html", "--csv", "no/tables"), "no/tables: its folder does not exist"),
    (("--html", "x.html", "--xlsx", "./x.html"), "x.html: two results would have this name; page,"),
])
def test_a_report_that_cannot_be_written_writes_nothing(
    willing_: Typed, plan_file: Path, words: tuple[str, ...], told: str
) -> None:
    """Names are looked at before any page is made."""
    said = willing_("report", TWO_TASKS, plan_file, *words)
    assert said.code == BAD_INPUT
    assert told in said.err
    assert not Path("x.html").exists()


def test_a_broken_plan_is_named_by_its_rule_and_not_reported(
    willing_: Typed, plan_file: Path
) -> None:
    """A tour that begins before it may is found by verify, and refused by report."""
    plan = json.loads(plan_file.read_text("utf-8"))
    tour = next(row for row in plan["rows"] if row["task"] == "sector_north")
    tour["first_day"] = "2027-04-02"
    plan_file.write_text(json.dumps(plan), "utf-8")
    said = willing_("verify", TWO_TASKS, plan_file, "--json")
    assert said.code == NO
    assert "ready" in {fault["rule"] for fault in said.json["faults"]}
    assert "ready: Nobody leaves before he may" in willing_("verify", TWO_TASKS, plan_file).out
    said = willing_("report", TWO_TASKS, plan_file)
    assert said.code == BAD_INPUT
    assert "leaves on D-9, and may from D+50; nobody leaves before he may" in said.err
    assert "only a plan that keeps every rule is shown: correct it, or plan anew." in said.err
    plan_file.write_text(json.dumps({**plan, "operation_hash": ""}), "utf-8")
    assert "the data may have changed since" in willing_("report", TWO_TASKS, plan_file).err


def test_an_outcome_that_the_plan_does_not_have_is_refused_by_name(
    willing_: Typed, plan_file: Path
) -> None:
    """headcount and offer say which outcomes there are, and do not blame Willing."""
    for words in (("headcount", TWO_TASKS, plan_file, "--outcome", "none"),
                  ("offer", TWO_TASKS, "--nation", "LTU", "--people", "800", "--plan", plan_file,
                   "--outcome", "none")):
        said = willing_(*words)
        assert said.code == BAD_INPUT
        assert "outcome 'none': the plan has none of this name" in said.err
        assert "'2027-04-01/none'" in said.err


def test_each_without_quotes_says_what_to_write(willing_: Typed) -> None:
    """'each' and the question as two words are refused with the word that was meant."""
    said = willing_("plan", TWO_TASKS, "--outcomes", "each", "backstop")
    assert said.code == BAD_INPUT
    assert "write it in quotes, with a question: 'each backstop'" in said.err


def test_changed_turns_of_several_outcomes_name_theirs(
    willing_: Typed, plan_file: Path
) -> None:
    """A replan of several outcomes says in which of them a turn differs."""
    shutil.copytree(TWO_TASKS, "later")
    units = Path("later/units.csv")
    units.write_text(units.read_text("utf-8").replace("battalion,20,", "battalion,50,"), "utf-8")
    said = willing_("replan", "later", plan_file)
    table = said.out.partition("Changed turns")[2]
    assert "Outcome" in table
    assert "2027-04-01/enablers" in table


def test_a_plan_of_other_data_is_refused_in_few_lines(willing_: Typed, plan_file: Path) -> None:
    """Where the data changed a few faults stand for all, and verify tells the rest."""
    shutil.copytree(TWO_TASKS, "later")
    lines = Path("later/requirements.csv")
    lines.write_text(lines.read_text("utf-8").replace("D+60..D+420: 1", "D+60..D+420: 3"), "utf-8")
    said = willing_("milestones", "later", plan_file)
    assert said.code == BAD_INPUT
    assert len(said.err.strip().splitlines()) < 10
    assert "more faults; the plan was made from other data" in said.err
    assert "more faults" not in willing_("verify", "later", plan_file).out
