"""Steps before the deal in plans: proved by trying everything, pinned, frozen, told apart."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

import willing
from tests.meaning.beforehand import by_trying
from tests.meaning.build import day, need, operation, pledge, question, step, unit
from tests.meaning.case import Case
from tests.meaning.cases.decisions import answer_awaited_on_standby, later_step_on_a_sooner_level
from tests.planner.test_react import written
from tests.stepping import NO, harbour, taken
from willing.api import pins_of
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Row
from willing.errors import ProblemsFound
from willing.planner.all_outcomes import plan_together
from willing.planner.freeze import freeze
from willing.planner.plan import plan

DEALS = (30, 60)


def tiny(seed: int) -> Operation:
    """Two units, two dates of the deal, two answers; one or two steps."""
    dice = Random(f"tiny steps {seed}")
    records = []
    for i, nation in enumerate(("AAA", "BBB")):
        records += [
            *unit(f"u{i}", nation=nation, tours=dice.choice(((30,), (60,), (30, 60))),
                  notice_days=dice.choice((0, 10)), dwell=dice.choice((0, 30))),
            pledge(f"u{i}", condition=dice.choice(("", "mandate == yes", "mandate == yes"))),
            step(f"s{i}", f"u{i} pledge", lead_days=dice.choice((0, 20, 40)),
                 cost=dice.choice((2e6, 25e6, 60e6)), cost_per_day=dice.choice((0.0, 50_000.0)),
                 start=dice.choice((None, None, 10))),
        ]
    return operation(
        *records, need("post", f"D+0..D+60: {dice.choice((1, 2))}"),
        need("camp", "D+30..D+90: 1", priority=2),
        question("mandate", "yes", "no", answered=dice.choice((None, 20))),
        waiting="2x30", grid="3x30", deal=[day(d).isoformat() for d in DEALS],
    )


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 12 else []) for seed in range(60)
])
def test_one_plan_for_all_outcomes_takes_the_best_steps(seed: int) -> None:
    """No way to take steps while answers are unknown has a lower expected score."""
    op = tiny(seed)
    made, _ = plan_together(op)
    assert made.expected == pytest.approx(by_trying(op), abs=1e-6)
    assert verify(op, made) == ()


def test_random_steps_are_taken_in_some_plans_and_left_in_others() -> None:
    """The proof above is no empty one."""
    took = [
        step.id in {row.task for row in made.rows if row.kind == "step"}
        for seed in range(12) for made in [plan_together(tiny(seed))[0]]
        for step in tiny(seed).steps
    ]
    assert 4 <= took.count(True) <= 20


def test_a_quick_plan_does_not_take_a_step_that_is_too_dear() -> None:
    """It sends whoever gains; the step that costs more than all of them gain is left out again."""
    made = plan(harbour(), [NO], gap=math.inf)
    took = {row.task for row in made.rows if row.kind == "step"}
    assert "mandate_early" in took
    assert "sofa_early" not in took


def test_what_a_quick_plan_is_worth_is_told_before_its_steps_are_tried() -> None:
    """Whoever watches hears of the plan with the step that is too dear, and then of a better one.
    """
    told: list[float | None] = []
    made = plan(harbour(), [NO], gap=math.inf, progress=lambda reached: told.append(reached.best))
    first, *_, last = [best for best in told if best is not None]
    assert first > last == pytest.approx(made.outcomes[0].score)


def test_a_step_taken_in_one_outcome_only_is_told() -> None:
    """Before the deal nobody knows the answer, so the judge finds fault with it."""
    op = harbour()
    made, _ = plan_together(op)
    row = next(r for r in made.rows if r.kind == "step" and r.task == "mandate_early"
               and r.outcome.endswith("yes"))
    told = verify(op, replace(made, rows=tuple(r for r in made.rows if r is not row)))
    assert any(
        fault.rule == "ahead" and fault.where == "step mandate_early from 2027-01-01"
        and "nobody can tell the two apart" in fault.text for fault in told
    )


def pinned(name: str, first: int, count: int = 1) -> Row:
    """A step taken on a day, or refused."""
    return Row(outcome="", kind="step", task=name, first_day=day(first), days=1, count=count)


def test_a_pinned_step_is_taken_on_its_day() -> None:
    """However dear it is; the row stands as pinned, and is paid for up to D."""
    made = plan(harbour(), [NO], pins=[pinned("sofa_early", 30)], gap=0.0)
    [row] = [r for r in made.rows if r.task == "sofa_early"]
    assert (row.first_day, row.days, row.pinned) == (day(30), 30, "pin")


def test_a_refused_step_is_not_taken() -> None:
    """What only it would open stays closed: the pier is short for four months."""
    made = plan(harbour(), [NO], pins=[pinned("mandate_early", 0, 0)], gap=0.0)
    assert "mandate_early" not in [r.task for r in made.rows if r.kind == "step"]
    assert {r.task for r in made.rows if r.kind == "shortfall"} == {"pier", "beacon"}


@pytest.mark.parametrize(("row", "match"), [
    (pinned("sofa_late", 0), r"no step 'sofa_late'; .*'sofa_early'"),
    (pinned("sofa_early", 45), r"it is taken on a line before the deal: 2027-01-01, 2027-01-31"),
    (pinned("sofa_early", 0, 2), r"a step counts 1, or 0 where it is refused, not 2"),
])
def test_a_pin_that_takes_no_step_is_told(row: Row, match: str) -> None:
    """Unknown steps, days that are no lines, and numbers are refused."""
    with pytest.raises(ProblemsFound, match=match):
        plan(harbour(), [NO], pins=[row])


def test_a_tour_pinned_through_a_step_takes_it() -> None:
    """Where a pin cannot be without a step, the step is taken with it."""
    tour = Row(outcome="", kind="tour", pledge="ddd pledge", unit="ddd", task="beacon",
               first_day=day(60), days=120, count=1)
    made = plan(harbour(), [NO], pins=[tour], gap=0.0)
    assert "sofa_early" in [r.task for r in made.rows if r.kind == "step"]


def test_steps_taken_before_a_day_are_facts_for_planning_on() -> None:
    """Frozen from day 20 on, what was taken on day 0 stands, and nothing is taken before."""
    op, made = taken()
    later = freeze(op, made, NO, day(20))
    assert {s.id: s.taken for s in later.steps} == {
        "mandate_early": day(0), "contract": day(0), "sofa_early": None}
    again = plan(later, [NO], gap=0.0)
    assert [(r.task, r.pinned) for r in again.rows if r.kind == "step"] == [
        ("contract", "order"), ("mandate_early", "order")]
    assert again.outcomes[0].score == pytest.approx(made.outcomes[0].score)


def test_when_the_deal_comes_steps_taken_stand_but_those_of_who_walked_out() -> None:
    """The contract is in effect whatever came; when its nation walks out it is not."""
    made = written(harbour())
    op = replace(
        made,
        commitments=tuple(replace(c, place=c.place.replace(" ", "_")) for c in made.commitments),
        steps=tuple(replace(s, opens=tuple(n.replace(" ", "_") for n in s.opens))
                    for s in made.steps),
    )
    prepared, _ = plan_together(op)
    for gone, day_taken in (((), day(0)), (("BBB",), None)):
        came = willing.react(
            op, prepared, {"deal": day(30).isoformat(), "mandate": "no"}, without=gone)
        steps = came.known.operation.step
        assert (steps["contract"].taken, steps["mandate_early"].taken) == (day_taken, day(0))
        held = {row.pledge for row in came.plan.rows if row.kind == "hold"}
        assert ("guards" in held) is not bool(gone)


@pytest.mark.parametrize("made", [answer_awaited_on_standby, later_step_on_a_sooner_level])
def test_a_tour_that_waits_for_a_later_decision_is_pinned_and_planned_again(
    made: Callable[[], Case]
) -> None:
    """All rows of the plan pinned give it once more, and nothing of it is a change."""
    op, name = made().operation, outcomes(made().operation)[0].name
    first = plan(op, [name], gap=0.0)
    again = plan(op, [name], pins=pins_of(first.rows), gap=0.0)
    assert {replace(row, pinned="") for row in again.rows} == set(first.rows)
    dear = replace(op, weights=replace(op.weights, disturbance=5.0))
    near = plan(dear, [name], baseline=first, gap=0.0)
    assert near.rows == first.rows
    assert near.outcomes[0].score == pytest.approx(first.outcomes[0].score)


def test_where_a_tour_was_elsewhere_each_day_of_its_decision_is_a_change() -> None:
    """A baseline without the tour charges it once, whichever day it is decided on."""
    op = answer_awaited_on_standby().operation
    name = outcomes(op)[0].name
    without = replace(op, weights=replace(op.weights, disturbance=5.0))
    empty = plan(replace(op, pledges=(replace(op.pledges[0], status="promised"),),
                         settings=replace(op.settings, counts_from="confirmed")), [name])
    assert not [row for row in empty.rows if row.kind == "tour"]
    made = plan(without, [name], baseline=empty, gap=0.0)
    assert made.outcomes[0].score == pytest.approx(3 + 5)
