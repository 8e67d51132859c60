"""A scene stays set for whoever reads the same outcome of the same plan next."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.standing import held_ready
from willing.assess.scene import stage_of
from willing.assess.score import score
from willing.assess.verify import verify
from willing.errors import WillingError


def test_the_judge_and_who_reads_the_plan_next_look_at_one_scene() -> None:
    """What was reckoned to judge a plan is not reckoned again to tell of it."""
    operation, plan = held_ready()
    assert verify(operation, plan) == ()
    name = plan.outcomes[0].outcome
    assert stage_of(operation, plan, name) is stage_of(operation, plan, name)
    assert stage_of(operation, plan, name).__dict__.keys() >= {"tours", "credits"}


def test_no_other_plan_outcome_or_operation_is_taken_for_it() -> None:
    """A plan with other rows, and data with other weights, are looked at anew."""
    operation, plan = held_ready()
    part = plan.outcomes[0]
    plan = replace(plan, outcomes=(part, replace(part, outcome="other", same_as=part.outcome)))
    first = part.outcome
    scene = stage_of(operation, plan, first)
    empty = replace(plan, rows=())
    heavier = replace(operation, weights=replace(operation.weights, movement=9.0))
    assert stage_of(operation, plan, "other").outcome.name == "other"
    assert stage_of(operation, empty, first).tours == ()
    assert stage_of(operation, plan, first) is scene
    assert score(heavier, plan, first) != score(operation, plan, first)


def test_an_unknown_outcome_is_refused_however_many_scenes_are_set() -> None:
    """Names are looked up in the plan, not among the scenes."""
    operation, plan = held_ready()
    stage_of(operation, plan, plan.outcomes[0].outcome)
    with pytest.raises(WillingError, match="the plan has no outcome 'nowhere'"):
        stage_of(operation, plan, "nowhere")


def test_a_plan_whose_score_is_told_looks_at_the_scenes_it_was_scored_by() -> None:
    """Scores change no row, so who scores a plan and then has it judged sets each scene once."""
    operation, plan = held_ready()
    part = plan.outcomes[0]
    told = replace(plan, outcomes=(replace(part, score=part.score + 1), *plan.outcomes[1:]))
    assert stage_of(operation, told, part.outcome) is stage_of(operation, plan, part.outcome)


def test_scenes_of_small_plans_do_not_pile_up() -> None:
    """Whoever tries thousands of small plans leaves no more than a hundred or so behind."""
    operation, plan = held_ready()
    name, rows = plan.outcomes[0].outcome, list(plan.rows)
    seen = [
        weakref.ref(stage_of(operation, replace(plan, rows=tuple(rows)), name)) for _ in range(300)
    ]
    gc.collect()
    assert 1 <= sum(scene() is not None for scene in seen) <= 128


def test_scenes_are_set_in_several_threads_at_once() -> None:
    """Plans that are tried side by side are each looked at as they are."""
    operation, plan = held_ready()
    name, rows = plan.outcomes[0].outcome, list(plan.rows)
    plans = [replace(plan, rows=tuple(rows[:number % len(rows)])) for number in range(2_000)]
    with ThreadPoolExecutor(8) as threads:
        scenes = list(threads.map(lambda each: stage_of(operation, each, name), plans))
    assert [len(scene.rows) for scene in scenes] == [
        sum(row.outcome == name for row in each.rows) for each in plans]
