"""The story of a task, notes for reports, and the verbs that print them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import willing
from tests.cli.conftest import TWO_TASKS, Typed, plan_file, willing_  # noqa: F401
from tests.operations import two_tasks
from willing.cli.app import BAD_INPUT, FINE
from willing.errors import ProblemsFound, WillingError
from willing.explain.story import explain_task
from willing.explain.worst import notes_for_report

SOUTH = "confirm pledge fra_pledge without its condition 'backstop >= enablers'"


def test_a_story_tells_shortfalls_remedies_and_who_serves() -> None:
    """Without the backstop the south is short because of a condition; the reserve is held."""
    operation = two_tasks()
    plan = willing.plan(operation, ["2027-04-01/none"])
    south = explain_task(operation, plan, "sector_south")
    assert [gap.count for gap in south.gaps] == [1.0]
    assert south.remedies[0].change is not None
    assert south.remedies[0].change.text == SOUTH
    north = explain_task(operation, plan, "sector_north")
    assert north.gaps == ()
    assert {note.row.unit for note in north.assignments} == {"deu_battalions"}


def test_unknown_tasks_and_outcomes_are_refused() -> None:
    """A misspelt task is answered with the nearest; an outcome must be one of the plan's."""
    operation = two_tasks()
    plan = willing.plan(operation, ["2027-04-01/none"])
    with pytest.raises(ProblemsFound, match="did you mean 'sector_south'"):
        explain_task(operation, plan, "sector_sout")
    with pytest.raises(WillingError, match="has no outcome 'tomorrow'"):
        explain_task(operation, plan, "sector_south", "tomorrow")


def test_notes_for_reports_keep_their_budget() -> None:
    """Every shortfall has reasons; without a budget no change is looked for."""
    operation = two_tasks()
    plan = willing.plan(operation, "all")
    bare = notes_for_report(operation, plan, budget=0)
    full = notes_for_report(operation, plan)
    assert [note.remedy for note in bare] == [None] * len(bare)
    assert notes_for_report(operation, plan, heaviest=0) == bare
    assert all(note.reasons for note in bare)
    assert any(note.remedy is not None and SOUTH in note.remedy for note in full)
    assert [(n.outcome, n.task, n.first_day) for n in bare] == [
        (n.outcome, n.task, n.first_day) for n in full
    ]


def test_outcomes_that_are_the_same_have_the_same_notes() -> None:
    """An outcome planned as another has the notes of that one under its own name."""
    operation = two_tasks()
    plan = willing.plan(operation, ["2027-04-01/none"])
    twin = replace(plan.outcomes[0], outcome="twin", same_as=plan.outcomes[0].outcome)
    both = replace(plan, outcomes=(*plan.outcomes, twin))
    notes = notes_for_report(operation, both, budget=0)
    mine, others = (
        [replace(n, outcome="") for n in notes if (n.outcome == "twin") is own]
        for own in (True, False)
    )
    assert mine == others
    assert mine


def test_explain_prints_who_was_stopped_and_what_would_help(
    willing_: Typed, plan_file: Path  # noqa: F811
) -> None:
    """The verb tells the shortfall, the condition behind it, and the change that closes it."""
    said = willing_("explain", TWO_TASKS, plan_file, "sector_south")
    assert said.code == FINE
    assert "Short 1, D+60 to D+420 (360 days, 72.00 points)" in said.out
    assert "Condition: FRA fra_battalions 2 of 2" in said.out
    assert f"Would close it: {SOUTH}" in said.out
    served = willing_("explain", TWO_TASKS, plan_file, "sector_north")
    assert "Nothing is short." in served.out
    assert "Nobody else could." in served.out


def test_explain_without_a_task_tells_the_heaviest_of_every_outcome(
    willing_: Typed, plan_file: Path  # noqa: F811
) -> None:
    """Each outcome stands once, with its heaviest shortfalls and what would close them."""
    said = willing_("explain", TWO_TASKS, plan_file, "--remedies", 1)
    assert said.code == FINE
    heads = [line for line in said.out.splitlines() if line.startswith("Outcome ")]
    assert len(heads) == len(set(heads)) > 1
    assert "sector_south (class 2): Short 1, D+60 to D+420 (360 days, 72.00 points)" in said.out
    assert f"Would close it: {SOUTH}" in said.out
    one = willing_("explain", TWO_TASKS, plan_file, "--outcome", "2027-04-01/none", "--json").json
    assert [part["outcome"] for part in one["outcomes"]] == ["2027-04-01/none"]
    assert one["outcomes"][0]["shortfalls"][0]["remedy"]["closes"] is True


def test_explain_answers_in_json(willing_: Typed, plan_file: Path) -> None:  # noqa: F811
    """The same as data: stoppers with kinds and numbers, the remedy with both scores."""
    told = willing_("explain", TWO_TASKS, plan_file, "sector_south", "--json").json
    (short,) = told["shortfalls"]
    assert {item["stopper"]["kind"] for item in short["stopped"]} >= {"condition", "rest"}
    assert short["remedy"]["change"] == SOUTH
    assert short["remedy"]["score_after"] < short["remedy"]["score_before"]
    outcome = "2027-04-01/enablers"
    other = willing_(
        "explain", TWO_TASKS, plan_file, "sector_south", "--json", "--outcome", outcome
    ).json
    assert other["outcome"] == outcome
    assert other["shortfalls"] == []


@pytest.mark.parametrize(("words", "problem"), [
    (("sector_sout",), "did you mean 'sector_south'?"),
    (("sector_south", "--outcome", "2027-04-01/non"), "did you mean '2027-04-01/none'?"),
])
def test_explain_refuses_what_the_plan_does_not_have(
    willing_: Typed, plan_file: Path, words: tuple[str, ...], problem: str  # noqa: F811
) -> None:
    """Misspelt tasks and outcomes are answered with the nearest known one."""
    said = willing_("explain", TWO_TASKS, plan_file, *words)
    assert said.code == BAD_INPUT
    assert problem in said.err


def test_causes_prints_what_differs_and_why(
    willing_: Typed, plan_file: Path, tmp_path: Path  # noqa: F811
) -> None:
    """Records that differ come first, then the tasks they touch."""
    made = two_tasks()
    pledges = tuple(replace(p, count=1) if p.id == "deu_pledge" else p for p in made.pledges)
    willing.save(replace(made, pledges=pledges), "other")
    assert willing_("plan", "other", "--outcomes", "all", "--out", "other.json").code == FINE
    said = willing_(
        "causes", TWO_TASKS, "other", "--old-plan", plan_file, "--new-plan", "other.json"
    )
    assert said.code == FINE
    assert "pledges deu_pledge: count 2 -> 1" in said.out
    assert "caused by pledges deu_pledge: count 2 -> 1" in said.out
    lonely = willing_("causes", TWO_TASKS, "other", "--old-plan", plan_file)
    assert lonely.code == BAD_INPUT
    assert "only one plan is given" in lonely.err


def test_a_report_carries_the_reasons(willing_: Typed, plan_file: Path) -> None:  # noqa: F811
    """With --explain the page says what stopped whom and what would close it; without, neither."""
    assert willing_("report", TWO_TASKS, plan_file, "--html", "why.html", "--explain").code == FINE
    assert willing_("report", TWO_TASKS, plan_file, "--html", "bare.html").code == FINE
    words = ("Condition: FRA fra_battalions 2 of 2", "Would close it:")
    why, bare = (
        Path(name).read_text("utf-8").partition('<section id="shortfalls">')[2]
        for name in ("why.html", "bare.html")
    )
    assert [word in why for word in words] == [True, True]
    assert [word in bare for word in words] == [False, False]
