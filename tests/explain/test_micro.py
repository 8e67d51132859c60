"""What stops whom in the cases worked by hand."""

from __future__ import annotations

import pytest

from tests.explain.plans import best
from willing.explain.gaps import GapNote, explain_gaps

EXPECTED = [
    ("shared-pool", "south", "elsewhere", "aaa", "north (class 1, higher)"),
    ("pledged-number", "post", "rest", "aaa", "at rest until D+60 after post"),
    ("pledged-number", "post", "unpledged", "aaa", "1 of 3 pledged"),
    ("standing-and-rotating", "reserve", "rest", "aaa", "after alert"),
    ("own-cover", "post", "ready", "aaa", "may leave from D+60 (ordered D+0, notice 60 days)"),
    ("own-cover", "alert", "elsewhere", "aaa", "post (class 1, higher)"),
    ("work-up", "reserve", "elsewhere", "aaa", "on its way to post (class 1, higher), there D+60"),
    ("backfill-from-home", "post", "held", "aaa", "held for reserve (class 1, higher) to"),
    ("backfill-from-home", "post", "purpose", "bbb", "pledged for backfill, not for operation"),
    ("notice", "post", "ready", "aaa", "decision 5 days, notice 10 days), then movement 7, "
     "reception 3 days; by lines D+30"),
    ("dwell", "post", "rest", "aaa", "at rest until D+70 after post"),
    ("recovery", "post", "rest", "aaa", "at rest until D+70 after post"),
    ("movement", "post", "ready", "bbb", "movement 20, reception 5 days; by lines D+25"),
    ("in-dwell", "post", "rest", "aaa", "at rest until D+45"),
    ("in-dwell", "post", "here", "aaa", "in place there"),
    ("rest-under-a-pledge", "post", "rest", "aaa", "at rest until D+30"),
    ("ordered", "post", "elsewhere", "aaa", "patrol (class 3, lower, decided before)"),
    ("frozen", "post", "ready", "aaa", "nothing new leaves before"),
    ("place-caveat", "north post", "caveat", "aaa", "not border region"),
    ("dated-caveat", "post", "caveat", "aaa", "not field, D+30 to D+60"),
    ("time-caveat", "post", "caveat", "aaa", "max 30 days; the shortest tour here lasts 60 days"),
    ("number-caveat", "post", "number", "aaa", "max 1, the beginning to D+60"),
    ("condition-with-a-date", "post", "ready", "aaa", "its condition holds from D+40"),
    ("status", "post", "status", "aaa", "promised only"),
    ("pledge-dates", "post", "until", "aaa", "pledged until D+80; a turn here ends D+90"),
    ("renewed", "post", "until", "aaa", "pledged until D+120; a turn here ends D+150; it would "
     "serve if renewed (until 2027-05-31 if asked by 2027-03-02)"),
    ("pledge-dates", "post", "ready", "aaa", "first day of the pledge"),
    ("changed-acceptance", "post", "accept", "aaa", "AAA is not accepted there (not AAA)"),
    ("never", "reserve", "condition", "bbb", "backstop is not answered without a deal"),
    ("min-useful", "post", "least", "aaa", "1 more would not make the 2 that are of use"),
    ("lots-of-one-nation", "post", "lot", "bbb", "2 of one nation count as 1"),
    ("max-share", "post", "share", "aaa", "at most 2 may"),
    ("ceiling-with-support", "care", "ceiling", "medics", "50 more would pass its ceiling of 250"),
    ("ceiling-of-cost", "watch", "ceiling", "aaa", "AAA spends 300 EUR, 300 more would pass"),
    ("ceiling-with-overlap", "post", "ceiling", "aaa", "its ceiling of 200"),
    ("lead", "post", "lead", "bbb", "0 in place from D+0, and 2 lead"),
    ("lead", "post", "lead_days", "aaa", "a lead lasts 60 days at least"),
    ("weights-of-a-class", "post", "elsewhere", "aaa", "battalion (class 2, the same)"),
]
"""Case, task, kind of stopper, pool, and what it says."""


def notes(case: str) -> tuple[GapNote, ...]:
    """The notes on the best plan of a case."""
    operation, plan = best(case)
    return explain_gaps(operation, plan, plan.outcomes[0].outcome)


@pytest.mark.parametrize(("case", "task", "kind", "unit", "words"), EXPECTED)
def test_a_case_worked_by_hand_is_explained_by_what_it_is_about(
    case: str, task: str, kind: str, unit: str, words: str
) -> None:
    """The pool is stopped by the rule of the case, with its days and numbers."""
    told = [
        item.stopper.text for note in notes(case) if note.task == task
        for item in note.stopped if (item.stopper.kind, item.unit) == (kind, unit)
    ]
    assert any(words in text for text in told), told


@pytest.mark.parametrize("case", ["ceiling-of-tasks"])
def test_a_ceiling_of_tasks_names_the_task_served(case: str) -> None:
    """Who serves one task at a time is either there with both elements, or at his ceiling."""
    told = [item.stopper for note in notes(case) for item in note.stopped]
    assert {stopper.kind for stopper in told} <= {"elsewhere", "ceiling"}
    assert any("north" in stopper.text for stopper in told)


def test_a_task_that_nobody_can_serve_says_so() -> None:
    """Where no capability counts there is nobody to account for."""
    (note,) = notes("parents")
    assert note.stopped == ()
    assert note.sentences == ("No unit has the capability, or may stand in for it.",)


def test_rounding_is_named_where_only_the_lines_are_in_the_way() -> None:
    """In a plan by lines, who would fit in days is told apart from who rests."""
    kinds = {item.stopper.kind for note in notes("overlap") for item in note.stopped}
    assert kinds <= {"rounding", "rest", "turn"}


def test_only_the_task_asked_for_is_explained() -> None:
    """Naming a task leaves out the shortfalls of others."""
    operation, plan = best("own-cover")
    found = explain_gaps(operation, plan, plan.outcomes[0].outcome, "alert")
    assert [note.task for note in found] == ["alert"]


def test_shortfalls_that_follow_each_other_are_one() -> None:
    """Rows of one number in a row are told together, the heaviest shortfall first."""
    found = notes("own-cover")
    assert [(n.task, n.first, n.days, n.points) for n in found] == [
        ("post", 0, 60, 72.0), ("alert", 60, 60, 12.0)
    ]
