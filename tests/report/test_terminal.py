"""Tables in the terminal, and the summary for machines."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from rich.console import Console

from tests.report.conftest import EARLY_NONE, Case
from willing.cli.page import page as commands
from willing.domain.milestone import Milestone, Threshold
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.milestones import TOLD
from willing.report.data import summary
from willing.report.proof import effort, proof
from willing.report.reading import readings
from willing.report.table import tables


def printed(operation: Operation, plan: Plan, width: int = 140) -> str:
    """What a terminal without colour shows."""
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    tables(operation, plan, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_terminal_tells_what_is_filled_and_what_is_short(allies: Case) -> None:
    """Lines by class and state, effects over time, shortfalls, outcomes side by side."""
    text = printed(*allies)
    for words in (
        "filled (F)", "partly (P)", "unfilled (U)", "element-days", "D+180", "0 % U",
        "2 battalions", "Outcomes side by side", "What hangs on each answer", "sector_east",
    ):
        assert words in text
    assert text.count("ILLUSTRATIVE") == 2


def test_outcomes_are_shown_with_the_names_that_commands_take(allies: Case, post: Case) -> None:
    """Under each heading, and beside the others, stands the name as a user may type it."""
    for operation, plan in (allies, post):
        lines = [line.strip() for line in printed(operation, plan).splitlines()]
        for part in plan.outcomes:
            assert f"outcome {part.outcome}" in lines
            assert (part.outcome in lines) == (len(plan.outcomes) > 1)


def test_headings_give_way_before_the_name_of_an_outcome_is_broken(allies: Case) -> None:
    """In a narrow terminal the headings stand in two lines, and names can still be copied."""
    operation, plan = allies
    lines = [line.strip() for line in printed(operation, plan, width=84).splitlines()]
    for part in plan.outcomes:
        assert part.outcome in lines


def test_a_milestone_names_the_lines_that_lack_most_and_counts_the_others(allies: Case) -> None:
    """Fifty lines that hold a milestone up are no table; `milestones` has each."""
    operation, plan = allies
    lines = [task.id for task in operation.requirements]
    assert len(lines) > TOLD
    all_of_it = replace(
        operation, milestones=(Milestone(id="all", name="All of it", hold_days=400),),
        thresholds=tuple(Threshold(milestone="all", line=line) for line in lines),
    )
    notes = [note for reading in readings(all_of_it, plan) for note in reading.milestones]
    assert any(len(note.holdings) > TOLD for note in notes)
    text = " ".join(printed(all_of_it, plan).split())
    for note in notes:
        assert note.lines_told in text


def test_how_good_a_plan_is_is_said_plainly(post: Case) -> None:
    """The four states of proof, with the distance where it is known."""
    [item] = post[1].outcomes
    close = replace(item, score=100.0, bound=99.6, unfillable=50.0)
    assert proof(close) == "proved within 0.8 % of the best possible"
    assert proof(replace(close, bound=100.0)) == "proved and no plan can be better"
    assert proof(replace(close, status="limit")) == (
        "stopped at the limit, within 0.8 % of the best possible"
    )
    assert proof(replace(close, status="interrupted", bound=None)) == "interrupted"
    assert proof(replace(close, status="made elsewhere")) == "made elsewhere, with no proof"


def test_a_plan_stopped_by_the_clock_says_that_it_may_not_repeat(post: Case) -> None:
    """The terminal, the page and the summary say whether the plan comes again."""
    operation, plan = post
    assert "give the same plan again" in printed(operation, plan)
    stopped = replace(plan, repeatable=False)
    assert "may give another plan next time" in printed(operation, stopped)
    assert "may give another plan" in summary(operation, stopped)["repeats"]


def test_words_in_brackets_are_shown_as_they_are(post: Case) -> None:
    """What looks like markup of the terminal in a user's text is printed, not obeyed."""
    operation, plan = post
    assert "[bold]Post[/]" in printed(replace(operation, name="[bold]Post[/]"), plan)


def test_the_summary_is_plain_json_and_repeats_the_judge(allies: Case) -> None:
    """All of it can be written as JSON, and its terms are the plan's."""
    operation, plan = allies
    told = json.loads(json.dumps(summary(operation, plan), allow_nan=False))
    outcomes = {item["outcome"]: item for item in told["outcomes"]}
    part = next(item for item in plan.outcomes if item.outcome == EARLY_NONE)
    assert outcomes[EARLY_NONE]["terms"] == {term.name: term.points for term in part.terms}
    lines = {line["task"]: line for line in outcomes[EARLY_NONE]["lines"]}
    assert lines["mines"]["unit"] == "vessel"
    # Two ships for 90 days; the last ten lie in a span that is not covered to its end.
    assert lines["mines"]["filled_element_days"] == 160
    assert told["marking"] == "ILLUSTRATIVE"


def test_burdens_stand_beside_every_key(allies: Case) -> None:
    """Each nation's share is held against population, GDP and forces."""
    operation, plan = allies
    burden = {
        row["nation"]: row for row in summary(operation, plan)["outcomes"][0]["burden"]
    }
    assert burden["GBR"]["operation_person_days"] == 3 * 750 * 180
    assert burden["POL"]["backfill_person_days"] == 600 * 180
    shares = sum(row["share"] for row in burden.values())
    assert abs(shares - 1) < 1e-9
    britain = burden["GBR"]
    assert abs(britain["against_gdp"] * britain["share_of_gdp"] - britain["share"]) < 1e-9


def test_the_effort_is_told_in_attempts_as_a_step_is_something_bought_or_signed(
    allies: Case,
) -> None:
    """One word for one thing: the planner makes attempts, steps are taken before the deal."""
    part = allies[1].outcomes[0]
    assert effort(replace(part, seconds=2.0, work=1)) == "2 seconds, 1 attempt to improve"
    assert effort(replace(part, seconds=1.0, work=1200)) == "1 second, 1,200 attempts to improve"
    assert "improvement step" not in printed(*allies)
    assert "mprovement step" not in commands()
