"""Why a milestone is reached on its day: the line that sets it, who comes, and what held him up."""

from __future__ import annotations

import pytest

import willing
from tests.explain.plans import best, held_up, nobody
from tests.operations import coalition, two_tasks
from willing.explain.ground import ground
from willing.explain.milestones import MilestoneNote, explain_milestones, milestone_notes
from willing.explain.stoppers import KINDS


def notes(case: str) -> dict[str, MilestoneNote]:
    """Milestones of the best plan of a micro case."""
    operation, plan = best(case)
    found = explain_milestones(operation, plan)
    return {note.date.milestone: note for part in found for note in part.notes}


def test_the_date_and_the_line_that_sets_it_are_told() -> None:
    """Whoever comes last is named, with what kept him and what was there before."""
    foc = notes("milestone")["FOC"]
    assert foc.text == "FOC: D+60, set by post."
    (holding,) = foc.holdings
    assert holding.text == "post has 1 of 2, D+0 to D+60; then comes BBB bbb x1."
    assert holding.causes[0] == (
        "Not ready yet: BBB bbb 1 of 1 (may leave from D+50 (ordered D+0, notice 50 days); by "
        "lines D+60)."
    )


def test_a_milestone_that_is_never_reached_tells_what_holds_it_up() -> None:
    """Without the backstop FOC waits for France's condition."""
    operation = two_tasks()
    plan = willing.plan(operation, ["2027-04-01/none"])
    ((part),) = willing.milestones(operation, plan)
    ioc, foc = part.notes
    assert (ioc.label, ioc.date.day) == ("D+60", 150)
    assert foc.text == "Full operational capability: never; held up by sector_south."
    (holding,) = foc.holdings
    assert holding.text == "sector_south has 0 of 1, D+60 to D+420."
    assert any(cause.startswith("Condition: FRA fra_battalions 2 of 2") for cause in holding.causes)


def test_of_many_lines_those_that_lack_most_are_named() -> None:
    """Three lines are named, most missing first, and the others are counted; none is left out."""
    ((part),) = willing.milestones(*held_up())
    foc = part.notes[1]
    assert foc.text == (
        "Full operational capability: never; held up by post_5, post_4, post_3 and 4 more."
    )
    assert len(foc.holdings) == len(foc.worst) == 7


def test_a_line_that_nobody_asks_for_yet_has_no_other_cause() -> None:
    """Where a window begins on the day of the milestone, that is the cause."""
    opened, watched = (notes("milestone-of-an-effect")[name] for name in ("open", "watched"))
    assert [(h.text, h.causes) for h in opened.holdings] == [
        ("mines asks for nothing until D+30.", ())
    ]
    assert watched.label == "never"
    assert {h.held.task for h in watched.holdings} == {"patrol"}


def test_every_line_that_sets_a_date_has_a_cause_or_is_not_asked() -> None:
    """In plans that send nobody and in best ones, no line is left without an answer."""
    for operation in (coalition(), two_tasks()):
        plan = nobody(operation)
        here = ground(operation, plan, plan.outcomes[0].outcome)
        found = milestone_notes(here)
        assert found
        for note in found:
            assert note.text.endswith(".")
            assert note.holdings or note.date.day == 0 or not note.date.lines
            for holding in note.holdings:
                assert bool(holding.causes) == holding.held.asked
                for cause in holding.causes:
                    assert cause.startswith(tuple(KINDS.values())) or cause[0].isdigit()


def test_an_operation_without_milestones_has_no_notes() -> None:
    """Nothing is reckoned where nothing is named."""
    operation, plan = best("notice")
    assert [part.notes for part in explain_milestones(operation, plan)] == [()]


@pytest.mark.parametrize("outcome", ["2027-04-01/none", "2027-09-15/enablers"])
def test_the_same_plan_gives_the_same_notes(outcome: str) -> None:
    """Two readings of one plan say the same."""
    operation = two_tasks()
    plan = willing.plan(operation, [outcome])
    assert explain_milestones(operation, plan) == explain_milestones(operation, plan)
