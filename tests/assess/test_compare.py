"""Plans side by side: what is held ready and what is bought before the deal is compared too."""

from __future__ import annotations

from dataclasses import replace

from tests.meaning.build import day
from tests.standing import held_ready, nobody_held
from tests.stepping import NO, harbour, taken
from willing.assess.compare import compare
from willing.assess.diff import StepMoved, diff
from willing.cli.differences import compared_mapping
from willing.domain.plan import Row
from willing.planner.all_outcomes import plan_together
from willing.planner.plan import plan


def test_stints_that_one_plan_has_are_told() -> None:
    """Of the river nobody is held in the one plan, and one on each level in the other."""
    operation, new = held_ready()
    _, old = nobody_held()
    [item] = compare(operation, old, new)
    assert [(s.task, s.first_day, s.days, s.before, s.after) for s in item.stints] == [
        ("now", day(30), 30, 0, 1), ("soon", day(30), 30, 0, 1)]
    assert all(turn.task in ("bridge", "banks") for turn in item.changed)
    assert {turn["task"] for turn in compared_mapping(item)["changed_standby"]} == {"now", "soon"}


def test_a_stint_that_is_longer_is_one_less_and_one_more() -> None:
    """As tours are: another first day is another stint."""
    operation, old = held_ready()
    new = replace(old, rows=tuple(
        replace(row, first_day=day(0), days=60) if row.task == "soon" else row
        for row in old.rows
    ))
    [item] = compare(operation, old, new)
    assert [(s.first_day, s.before, s.after) for s in item.stints] == [
        (day(0), 0, 1), (day(30), 1, 0)]
    assert diff(old, new) == ()


def test_steps_that_are_taken_on_another_day_or_not_are_told() -> None:
    """The contract a month later, the mandate not at all."""
    operation, old = taken()
    new = plan(operation, [NO], pins=[
        Row(outcome="", kind="step", task="mandate_early", first_day=day(0), days=1, count=0),
        Row(outcome="", kind="step", nation="BBB", task="contract", first_day=day(30), days=30,
            count=1),
    ], gap=0.0)
    [item] = compare(operation, old, new)
    assert item.steps == (
        StepMoved(outcome=NO, step="contract", before=day(0), after=day(30)),
        StepMoved(outcome=NO, step="mandate_early", before=day(0), after=None),
    )
    assert compared_mapping(item)["changed_steps"] == [
        {"step": "contract", "before": "2027-01-01", "after": "2027-01-31"},
        {"step": "mandate_early", "before": "2027-01-01", "after": None},
    ]


def test_in_one_plan_for_all_outcomes_a_step_is_told_in_each() -> None:
    """Beside the plan of an outcome that needs no mandate the common one has it."""
    operation = harbour()
    name = NO.replace("/no", "/yes")
    alone, (common, _) = plan(operation, [name], gap=0.0), plan_together(operation)
    [item] = compare(operation, alone, common)
    assert [(s.step, s.before, s.after) for s in item.steps] == [("mandate_early", None, day(0))]
