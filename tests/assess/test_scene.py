"""A scene stays set for whoever reads the same outcome of the same plan next."""

from __future__ import annotations

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
