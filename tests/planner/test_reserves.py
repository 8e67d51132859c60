"""First plans of lines that nobody is sent to: filled by hand, and always to be completed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.meaning.build import duty, need, operation, order, pledge, unit
from tests.meaning.cases import CASES
from tests.meaning.chance_reserves import reserves
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.requirement import Substitution
from willing.domain.situation import situation
from willing.planner.choose import choose
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.plan import plan
from willing.planner.search.dive import complete
from willing.planner.search.greedy import greedy


def model(op: Operation, *pins: Row) -> Model:
    """The model of the one outcome of an operation."""
    return build(situation(op, choose(op, "likeliest")[0]), pins=pins)


def by_hand(laid: Model) -> np.ndarray:
    """The quick plan, completed; it fails where a rule was broken."""
    point = complete(Neighbourhoods(laid), greedy(laid, np.maximum(laid.program.lower, 0.0)))
    assert point is not None
    return point


@pytest.mark.parametrize("name", [
    "at-notice", "reserve-called", "on-call", "declared-twice", "declared-once-each",
    "pledged-twice", "free-by-date", "free-until", "common-fleet",
])
def test_the_quick_plan_of_a_micro_case_is_its_best(name: str) -> None:
    """Filled by hand these small operations already score what they can."""
    case = CASES[name]()
    laid = model(case.operation)
    assert laid.program.value(by_hand(laid)) == pytest.approx(case.score)


@pytest.mark.parametrize("seed", range(60))
def test_quick_plans_of_reserves_keep_every_rule(seed: int) -> None:
    """Whatever is held, declared twice or free by date, the quick plan breaks nothing."""
    laid = model(reserves(seed)[0])
    assert not laid.program.broken(by_hand(laid))


def test_whole_lots_are_held_and_are_of_use() -> None:
    """Two light teams count as two in lots: where one is wanted, both are held, and are enough."""
    op = operation(
        unit("aaa", 2, capability="light"), pledge("aaa", 2),
        need("reserve", "D+0..D+30: 1", kind="notice", ready_days=10, min_useful=1),
        Substitution(capability="light", stands_for="team", give=2, count=2, mode="lots"),
    )
    made = plan(op, gap=0.0)
    assert [(row.kind, row.count) for row in made.rows] == [("hold", 2)]
    assert made.outcomes[0].score == 0.0


def test_what_is_pinned_at_home_is_not_sent_away() -> None:
    """The only element is pinned to the reserve, so the quick plan does not send it to the post."""
    op = operation(
        unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"),
        need("reserve", "D+0..D+30: 1", kind="notice", ready_days=10, priority=3),
    )
    pin = Row(outcome="", kind="hold", pledge="aaa pledge", unit="aaa", task="reserve",
              first_day=date(2027, 1, 1), days=30, count=1)
    laid = model(op, pin)
    point = by_hand(laid)
    assert point[laid.making.holds].sum() == 1
    assert point[laid.making.tours].sum() == 0


def test_a_decided_hold_leaves_room_for_one_declaration_more() -> None:
    """An element ordered into a reserve may still stand in the pool, and may not be sent away."""
    held = replace(order("aaa", "reserve", "D+0", 30, 1), kind="hold")
    op = operation(
        unit("aaa"), duty("pool", "AAA", "standing", "D+0..D+30: 1", twice=True, priority=3),
        duty("reserve", "AAA", "standing", "D+0..D+30: 1", twice=True, priority=2),
        pledge("aaa"), need("post", "D+0..D+30: 1"), held,
    )
    laid = model(op)
    point = by_hand(laid)
    assert point[laid.making.tours].sum() == 0
    assert laid.program.value(point) == pytest.approx(36.0)
