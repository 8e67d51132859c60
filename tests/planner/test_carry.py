"""The prepared plan carried to the outcome that came, before anything is planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

import willing
from tests.assess.good import together
from tests.meaning.build import cycle, day, need, pledge, unit
from tests.meaning.build import operation as micro
from tests.planner.test_react import prepared, written
from tests.strategies import random_operation
from willing.api.judged import priced
from willing.api.reacting import Reaction
from willing.assess.verify import verify
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.errors import ProblemsFound
from willing.planner.carry import carried
from willing.planner.react import known


def first_and_last(
    operation: Operation, plan: Plan, answers: dict[str, str], **named: object
) -> tuple[Reaction, Reaction]:
    """What is told first, and what is handed out at last."""
    told: list[Reaction] = []
    found = willing.react(operation, plan, answers, first=told.append, **named)  # type: ignore[arg-type]
    (first,) = told
    return first, found


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5])
def test_an_outcome_that_was_prepared_begins_with_its_own_plan(seed: int) -> None:
    """Nothing is changed, and the score is the prepared one."""
    operation, plan = prepared(seed)
    for part in plan.outcomes:
        first, last = first_and_last(operation, plan, dict(part.answers))
        assert first.changed == ()
        assert first.plan.outcomes[0].score == pytest.approx(part.score, abs=1e-6)
        assert first.first_score == last.first_score == first.plan.outcomes[0].score


def test_whoever_asks_for_the_first_plan_alone_gets_it() -> None:
    """It claims no bound, and orders those that the prepared plan sends, as many days behind D."""
    operation, plan = together()
    found = willing.react(operation, plan, {"deal": "2027-03-05"}, only_first=True)
    (part,) = found.plan.outcomes
    assert (part.bound, part.status) == (None, "limit")
    assert {row.unit for row in found.plan.rows if row.kind == "tour"} == {
        order.unit for order in found.orders}
    assert willing.verify(found.known.operation, found.plan, found.known.baseline) == ()


@pytest.mark.parametrize("seed", range(40))
def test_first_plans_of_operations_made_at_random_pass_the_judge(seed: int) -> None:
    """Whatever came, a first plan is sound where it is told, and the last one is no worse."""
    operation, dice = random_operation(seed), Random(seed)
    if any(problem.level == "fault" for problem in check(operation)):
        pytest.skip("check finds fault with it")
    plan = willing.plan(operation, "all", work=3)
    if all(part.d_day is None for part in plan.outcomes):
        pytest.skip("it never has a deal")
    days = operation.grid.waiting.days
    deals = [operation.as_of + timedelta(dice.randint(0, days)) for _ in range(3)]
    for answers, without, closed in (
        *(({"deal": deal.isoformat()}, (), ()) for deal in deals),
        ({}, (dice.choice(operation.nations).id,), ()),
        ({}, (), (dice.choice(operation.places).id,)),
    ):
        told: list[Reaction] = []
        try:
            found = willing.react(
                operation, plan, answers, without=without, closed=closed, stay=0.5, work=3,
                first=told.append,
            )
        except ProblemsFound:
            assert told == [], "what is decided breaks a rule, and no plan was told"
            continue
        for first in told:
            sound = priced(first.known.operation, 0.5)
            assert verify(sound, first.plan, first.known.baseline) == ()
            assert found.plan.outcomes[0].score <= first.plan.outcomes[0].score
        assert verify(priced(found.known.operation, 0.5), found.plan, found.known.baseline) == ()


def test_the_less_important_line_loses_who_is_missing() -> None:
    """On day 30 one of two elements still rests, so one tour is called off: that of class 2."""
    operation = written(micro(
        unit("aaa", 2, tours=(30,)), pledge("aaa", 2), need("first", "D+0..D+30: 1", priority=1),
        need("second", "D+0..D+30: 1", priority=2),
        cycle("aaa", "home", 1), cycle("aaa", "dwell", 1, 45),
        waiting="2x30", grid="2x30", deal=[day(60).isoformat()],
    ))
    plan = willing.plan(operation, "all")
    assert {row.task for row in plan.rows if row.kind == "tour"} == {"first", "second"}
    first, _ = first_and_last(operation, plan, {"deal": day(30).isoformat()})
    assert [row.task for row in first.plan.rows if row.kind == "tour"] == ["first"]
    assert [(row.task, row.days) for row in first.plan.rows if row.kind == "shortfall"] == [
        ("second", 30)]


def test_no_more_are_called_off_than_are_missing() -> None:
    """Of three elements on one row two still rest: one stays in place."""
    operation = written(micro(
        unit("aaa", 3, tours=(30,)), pledge("aaa", 3), need("post", "D+0..D+30: 3"),
        cycle("aaa", "home", 1), cycle("aaa", "dwell", 2, 45),
        waiting="2x30", grid="2x30", deal=[day(60).isoformat()],
    ))
    plan = willing.plan(operation, "all")
    first, _ = first_and_last(operation, plan, {"deal": day(30).isoformat()})
    assert [row.count for row in first.plan.rows if row.kind in ("tour", "shortfall")] == [1, 2]


def test_who_is_left_leads_when_the_lead_nation_walks_out() -> None:
    """Its lead is called off with its tours; the other nation has elements enough to lead."""
    operation = written(micro(
        unit("aaa", 2, tours=(30,)), pledge("aaa", 2), unit("bbb", 2, tours=(30,)),
        pledge("bbb", 2), need("post", "D+0..D+30: 4", lead=2, lead_days=30),
        waiting="1x30", grid="2x30", deal=[day(30).isoformat()],
    ))
    plan = willing.plan(operation, "all")
    (leader,) = {row.nation for row in plan.rows if row.kind == "lead"}
    (other,) = {"AAA", "BBB"} - {leader}
    first, _ = first_and_last(operation, plan, {}, without=[leader])
    assert {row.nation for row in first.plan.rows if row.kind == "tour"} == {other}
    assert [(row.nation, row.days) for row in first.plan.rows if row.kind == "lead"] == [
        (other, 30)]


def test_what_is_decided_and_breaks_a_rule_is_not_mended() -> None:
    """There is no first plan: nothing that may be called off has to do with the fault."""
    operation, plan = together()
    found = known(operation, plan, {"deal": "2027-04-01"})
    assert carried(found.operation, found) is not None
    none = tuple(replace(item, count=0) for item in found.operation.units)
    assert carried(replace(found.operation, units=none), found) is None
