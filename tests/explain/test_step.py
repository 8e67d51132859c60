"""Why a step before the deal is taken, where it is used, and what it would lift."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.beforehand import Before, score_after
from tests.meaning.cases import CASES
from tests.planner.test_all_outcomes import everything
from tests.stepping import NO, taken
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Plan, Row
from willing.domain.pledge import Order
from willing.explain.ground import ground
from willing.explain.step import Lifted, explain_step
from willing.explain.story import explain_task
from willing.planner.all_outcomes import plan_together
from willing.planner.plan import plan


def test_a_step_taken_tells_what_could_not_be_without_it() -> None:
    """The mandate carries the tour on the pier; without it four months of 36 are short."""
    [told] = explain_step(*taken(), "mandate_early").outcomes
    assert (told.taken, [(row.kind, row.task) for row in told.used]) == (0, [("tour", "pier")])
    assert told.gain == pytest.approx(4 * 36 - 2)
    assert told.lifts == (Lifted(task="pier", days=120.0),)


def test_a_contract_carries_a_hold() -> None:
    """Who fills in at home is held by the contract, and a ferry sails for it."""
    [told] = explain_step(*taken(), "contract").outcomes
    assert [(row.kind, row.task) for row in told.used] == [("hold", "gate")]
    assert told.gain == pytest.approx(4 * 36 - 1)


def test_a_step_not_taken_tells_what_it_would_lift_and_cost() -> None:
    """The beacon would be manned, for far more than that is worth."""
    [told] = explain_step(*taken(), "sofa_early").outcomes
    assert (told.taken, told.used) == (None, ())
    assert told.gain == pytest.approx(4 * 36 - 400)
    assert told.lifts == (Lifted(task="beacon", days=120.0),)


def test_what_more_planning_gains_is_not_the_steps() -> None:
    """A plan that was stopped and left the pier empty: the beacon's step is worth no more by it."""
    operation, made = taken()
    part = made.outcomes[0]
    # Nobody on the pier, though the mandate was paid for: much worse than it could be.
    idle = replace(
        made, outcomes=(replace(part, status="limit", score=part.score + 4 * 36),),
        rows=tuple(row for row in made.rows if row.task != "pier"),
    )
    for status, credited in (("limit", 0.0), ("proved", 4 * 36)):
        [outcome] = idle.outcomes
        told = explain_step(
            operation, replace(idle, outcomes=(replace(outcome, status=status),)), "sofa_early")
        assert told.outcomes[0].gain == pytest.approx(4 * 36 - 400 + credited)


def test_what_is_a_fact_is_compared_with_nothing() -> None:
    """A step taken already cannot be undone."""
    operation, _ = taken()
    done = replace(operation, steps=tuple(
        replace(step, taken=operation.as_of) for step in operation.steps))
    [told] = explain_step(done, plan(done, [NO], gap=0.0), "mandate_early").outcomes
    assert (told.taken, told.gain, len(told.used)) == (0, None, 1)


def test_a_shortfall_tells_of_the_step_that_is_not_taken() -> None:
    """Without the agreement nobody may be on the rock; the step that would bring it is named."""
    [gap, *_] = explain_task(*taken(), "beacon", remedies=0).gaps
    assert any("sofa not signed, and sofa_early is not taken before the deal" in sentence
               for sentence in gap.sentences)


def test_what_a_step_opens_is_open_to_explanations() -> None:
    """Who serves the pier by the mandate is no stranger there: the pledge counts from day 0."""
    operation, made = taken()
    here = ground(operation, made, NO)
    told = explain_task(operation, made, "pier").assignments[0]
    [offer] = here.offers(operation.unit["aaa"], operation.served["pier"])
    assert (offer.refusal, told.row.task) == (None, "pier")


def test_a_shortfall_tells_how_much_sooner_a_step_would_let_elements_leave() -> None:
    """Where equipment is not placed forward, whoever is late tells what it would have saved."""
    operation = CASES["equipment-placed-forward"]().operation
    refused = Row(outcome="", kind="step", task="forward", first_day=operation.as_of, days=1,
                  count=0)
    made = plan(operation, pins=[refused], gap=0.0)
    [gap, *_] = explain_task(operation, made, "post", remedies=0).gaps
    assert any("it might leave 60 days sooner if forward were taken before the deal" in sentence
               for sentence in gap.sentences)


def test_who_leaves_by_a_shorter_notice_needs_the_step() -> None:
    """Both elements go on D, which their own notice of 60 days would not let them."""
    operation = CASES["equipment-placed-forward"]().operation
    [told] = explain_step(operation, plan(operation, gap=0.0), "forward").outcomes
    assert [(row.task, row.count) for row in told.used] == [("post", 2)]
    assert told.gain == pytest.approx(2 * 2 * 36 - 4)


def both(seed: int) -> tuple[Operation, Plan]:
    """A tiny operation and one plan for all its outcomes."""
    made = everything(seed)
    return made, plan_together(made)[0]


def before(operation: Operation, made: Plan, outcome: str) -> Before:
    """What a plan decides before the deal in an outcome."""
    rows = [row for row in made.rows if row.outcome == outcome]
    return Before(
        taken=tuple((row.task, (row.first_day - operation.as_of).days)
                    for row in rows if row.kind == "step"),
        orders=tuple(
            Order(unit=row.unit, pledge=row.pledge, task=row.task, first_day=row.first_day,
                  days=row.days, count=int(row.count), kind="standby")
            for row in rows if row.kind == "standby"
        ),
    )


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 15 else []) for seed in range(60)
])
def test_in_one_plan_for_all_outcomes_all_else_before_the_deal_stays(seed: int) -> None:
    """What a step gains in each outcome is what brute force says without it, or with it on its
    first day, the other steps and all stints as they are; over all it is the mean by chances.
    """
    operation, made = both(seed)
    for step in operation.steps:
        story = explain_step(operation, made, step.id)
        taken = any(row.kind == "step" and row.task == step.id for row in made.rows)
        first = 0 if step.start is None else 30
        total = 0.0
        for part, told in zip(outcomes(operation), story.outcomes, strict=True):
            assert part.deal is not None
            was = before(operation, made, part.name)
            others = tuple(pair for pair in was.taken if pair[0] != step.id)
            late = first >= (part.deal - operation.as_of).days
            now = others if taken or late else (*others, (step.id, first))
            changed = score_after(operation, part, replace(was, taken=now))
            score = next(p.score for p in made.outcomes if p.outcome == part.name)
            gain = changed - score if taken else score - changed
            assert told.gain == pytest.approx(gain, abs=1e-4)
            total += part.probability * gain
        assert (story.common, story.gain) == (True, pytest.approx(total, abs=1e-4))


def test_steps_of_these_plans_gain_in_some_and_would_cost_in_others() -> None:
    """The proof above is about steps that are taken, and about steps that are not."""
    stories = [
        (any(row.kind == "step" and row.task == step.id for row in made.rows),
         explain_step(operation, made, step.id).gain)
        for operation, made in map(both, range(15)) for step in operation.steps
    ]
    assert sum(taken for taken, _ in stories) >= 3
    assert sum(not taken for taken, _ in stories) >= 3
    assert all(gain is not None and (gain >= -1e-6 or not taken) for taken, gain in stories)


def test_one_outcome_of_a_plan_for_all_tells_no_gain_over_all() -> None:
    """Where one outcome is asked for, the others are not looked at."""
    operation, made = both(6)
    name = made.outcomes[0].outcome
    story = explain_step(operation, made, operation.steps[0].id, name)
    assert ([item.outcome for item in story.outcomes], story.common, story.gain) == (
        [name], True, None)
