"""Why nothing is in reach of a place, and what would help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.explain.plans import best
from tests.meaning.build import near, need, operation, pledge, unit
from tests.meaning.oracle import solve
from tests.meaning.plans import as_plan
from willing.domain.operation import Operation
from willing.domain.reach import Travel
from willing.explain.gaps import GapNote, explain_gaps
from willing.explain.story import TaskStory, explain_task

DEAL = {"deal": "2027-01-01"}


def notes(op: Operation) -> tuple[GapNote, ...]:
    """The notes on a best plan."""
    plan = as_plan(op, DEAL, solve(op, DEAL))
    return explain_gaps(op, plan, plan.outcomes[0].outcome)


def story(op: Operation, task: str) -> TaskStory:
    """Everything about one task in a best plan."""
    return explain_task(op, as_plan(op, DEAL, solve(op, DEAL)), task)


def camp(minutes: int = 40) -> Operation:
    """One team for two months, of which its nation pledged the first; the camp wants it in both."""
    return operation(
        unit("aaa"), pledge("aaa", until=30), need("clinic", "D+0..D+60: 1", place="town"),
        near("camp_reach", "D+0..D+60: 1", 60), Travel(start="camp", end="town", minutes=minutes),
        grid="2x30",
    )


def test_a_reach_without_a_near_line_says_so() -> None:
    """In the case worked by hand the outpost has no line within an hour."""
    op, plan = best("in-reach")
    [note] = explain_gaps(op, plan, plan.outcomes[0].outcome)
    assert (note.task, note.sentences) == (
        "outpost_reach", ("No line for a team lies within 60 minutes of outpost.",)
    )


def test_near_lines_are_named_with_their_minutes_and_what_stops_elements_there() -> None:
    """The clinic is near; its team is gone when its pledge has ended."""
    note = next(note for note in notes(camp()) if note.task == "camp_reach")
    assert note.sentences[0] == "Lines within 60 minutes of camp: clinic (40 min)."
    assert "On clinic: " in note.sentences[1]
    assert "pledged until D+30" in note.sentences[1]
    assert (note.first, note.after, note.stopped) == (30, 60, ())


def test_a_reach_by_one_means_names_it() -> None:
    """Where only the road counts, the sentence says by road."""
    op = camp()
    by_road = replace(op, reaches=(replace(op.reaches[0], mode="road"),))
    note = next(note for note in notes(by_road) if note.task == "camp_reach")
    assert note.sentences[0] == "Lines within 60 minutes of camp by road: clinic (40 min)."


def test_what_would_bring_it_back_into_reach_is_found_by_planning_again() -> None:
    """A pledge that lasts a month longer closes the gap at the camp."""
    told = story(camp(), "camp_reach")
    [remedy] = told.remedies
    assert remedy.closes
    assert "extend pledge aaa pledge by 30 days" in remedy.text
    assert remedy.after == pytest.approx(0.0)
    assert told.assignments == ()


def test_a_reach_that_no_change_of_one_record_mends_is_told() -> None:
    """Too far is too far: nobody is stopped, and nothing is tried."""
    [remedy] = story(camp(minutes=61), "camp_reach").remedies
    assert remedy.text == "No single change of one record lifts what stops them."


def test_a_turn_more_is_worth_what_it_saves_for_reaches_too() -> None:
    """A free element on a line saves the line's points and those of each reach near to it."""
    op = replace(camp(), pledges=(pledge("aaa"),))
    plan = as_plan(op, DEAL, solve(op, DEAL))
    part = plan.outcomes[0]
    bare = replace(plan, rows=tuple(
        replace(row, kind="shortfall", unit="", pledge="", nation="", days=60)
        for row in plan.rows[:1]
    ))
    [note] = [n for n in explain_gaps(op, bare, part.outcome) if n.task == "clinic"]
    [stopped] = note.stopped
    assert stopped.stopper.kind == "free"
    assert stopped.stopper.better == pytest.approx(-72.0)
