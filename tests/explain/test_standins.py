"""Who could stand in where an answer leaves a line short, by when, and at what cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.build import need, operation, pledge, question, unit
from willing.assess.scene import stage_of
from willing.domain.operation import Operation
from willing.explain.standins import StandIn, StandInCost, cost_of, stand_ins
from willing.planner import plan as planner


def told(cost: float = 0.0, camp: str = "D+60..D+90: 1") -> Operation:
    """AAA comes with the backstop only; BBB of ten people could, but is offered for the camp."""
    return operation(
        unit("aaa"), pledge("aaa", condition="backstop == full"),
        unit("bbb", people=10, cost_per_day=cost), pledge("bbb", offered_for=("camp",)),
        need("post", "D+0..D+30: 1"), need("camp", camp, priority=3),
        question("backstop", "none", "full"), weights={"movement": 0.5},
    )


def found(case: Operation) -> tuple[StandIn, ...]:
    """Who could be on the post without the backstop."""
    made = planner.plan(case, "all", gap=0.0)
    outcome = next(p.outcome for p in made.outcomes if dict(p.answers)["backstop"] == "none")
    return stand_ins(case, made, outcome, "post")


def test_one_who_waits_and_one_who_does_not() -> None:
    """AAA without its condition; and BBB, whose days and money are told: 30 days of ten people.

    The post is worth 36 points, each of them costs half a point to move.
    """
    one, other = found(told(cost=1000.0))
    assert (one.missing, one.stays, other.stays) == (30.0, 0.0, 0.0)
    assert (one.waits, other.waits) == (True, False)
    assert [item.who[0][0] for item in (one, other)] == ["AAA", "BBB"]
    assert one.cost == StandInCost(
        points=pytest.approx(-35.5), person_days=0, money=0.0, unpriced=("aaa",), shorter=())
    assert other.cost == StandInCost(
        points=pytest.approx(-35.5), person_days=300, money=30_000.0, unpriced=(), shorter=())


def test_a_line_that_is_shorter_for_it_is_told() -> None:
    """BBB on the post instead of the camp: 30 days are missing there, and nobody is more away."""
    case = told(cost=1000.0, camp="D+0..D+30: 1")
    made = planner.plan(case, "all", gap=0.0)
    outcome = next(p.outcome for p in made.outcomes if dict(p.answers)["backstop"] == "none")
    before = stage_of(case, made, outcome)
    moved = {"camp": "post", "post": "camp"}
    after = replace(before, rows=tuple(
        replace(row, task=moved[row.task]) if row.kind in ("tour", "shortfall") else row
        for row in before.rows))
    assert cost_of(before, after, -35.0) == StandInCost(
        points=-35.0, person_days=0, money=0.0, unpriced=(), shorter=(("camp", 30.0),))


def test_on_a_line_that_is_not_short_nobody_need_stand_in() -> None:
    """With the backstop AAA is there."""
    case = told()
    made = planner.plan(case, "all", gap=0.0)
    outcome = next(p.outcome for p in made.outcomes if dict(p.answers)["backstop"] == "full")
    assert stand_ins(case, made, outcome, "post") == ()
