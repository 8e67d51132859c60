"""Ways that steps before the deal open: whoever may go by a faster one does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.meaning.agree import agree
from tests.meaning.build import (
    AS_OF,
    agreement,
    by_ship,
    day,
    need,
    operation,
    pledge,
    question,
    step,
    unit,
)
from willing.assess.verify import verify
from willing.domain.nation import Leg, Nation, Place
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.plan import Row
from willing.domain.pledge import Order
from willing.domain.situation import situation
from willing.domain.standby import Standby
from willing.planner.all_outcomes import plan_together
from willing.planner.freeze import freeze
from willing.planner.model import build
from willing.planner.plan import plan
from willing.planner.react import known
from willing.planner.search.warm import wish_of

ROAD = Leg(start="home of AAA", end="field", days=30)
DEAL = {"deal": day(60).isoformat()}
ONE = "2027-03-02"


def shipped(**other: object) -> Operation:
    """A post for AAA, 30 days by road or 10 by a ship that a charter brings."""
    return operation(
        unit("aaa", tours=(90, 120)), pledge("aaa"), ROAD, by_ship(10, id="ship"),
        step("charter", "ship", kind="charter", cost=5_000_000.0, **other),
        need("post", "D+0..D+120: 1"), waiting="2x30", grid="12x10", deal=(DEAL["deal"],),
    )


def test_who_stood_ready_is_not_counted_twice_where_a_ship_lets_him_leave_later() -> None:
    """An element ordered to stand by rests up to D+30, unless it leaves before its notice is over.

    By road it leaves on D+5, called from standby; by ship, which another nation needs, on D+15,
    when it still rests.
    """
    made = operation(
        unit("aaa", tours=(60, 50, 40), notice_days=10), pledge("aaa", offered_for=("post",)),
        unit("bbb", tours=(120,)), pledge("bbb", offered_for=("camp",)),
        replace(ROAD, days=20), by_ship(10, id="ship"),
        Leg(start="home of BBB", end="field", mode="sea", days=5, id="ferry"),
        step("charter", "ship", "ferry", kind="charter"), Place(id="field", reception_days=5),
        Standby(id="now", notice_days=0, longest=60, recovery=30),
        Order(unit="aaa", pledge="aaa pledge", task="now", first_day=day(30), days=30, count=1,
              kind="standby"),
        need("post", "D+30..D+90: 1"), need("camp", "D+10..D+120: 1"),
        waiting="2x30", grid="12x10", deal=(DEAL["deal"],),
    )
    agree(made, DEAL)


def test_a_charter_for_one_answer_alone_changes_nothing_that_began_before() -> None:
    """Who has set out by road while nobody knew the answer is not by ship in one outcome.

    Planners go to the field before the deal, order now. On day 40 an answer says whether BBB's
    pledge counts; only then is the charter, which BBB needs, worth its price.
    """
    made = operation(
        unit("aaa", tours=(120,)), pledge("aaa"), ROAD, by_ship(5, id="ship"),
        unit("bbb", tours=(90,), capability="guard"), pledge("bbb", condition="mandate == yes"),
        Leg(start="home of BBB", end="field", mode="sea", days=5, id="ferry"),
        question("mandate", "yes", "no", answered=40),
        step("charter", "ship", "ferry", kind="charter", start=40, cost=20_000_000.0),
        need("plans", "D-10..D+90: 1", order="now"),
        need("guards", "D+10..D+90: 1", capability="guard"),
        waiting="6x10", grid="12x10", deal=(DEAL["deal"],),
    )
    found = plan_together(made)[0]
    assert [str(fault) for fault in verify(made, found)] == []
    assert any(row.kind == "step" for row in found.rows)


def test_a_pinned_tour_by_a_ship_that_is_pinned_too_is_kept() -> None:
    """Rows of a plan can all be pinned: the tour leaves by the way that the pinned step opens."""
    made = shipped()
    first = plan(made, [ONE], gap=0.0)
    assert {row.kind for row in first.rows if not row.kind.endswith("shortfall")} >= {
        "step", "tour"}
    rows = [replace(row, pinned="pin") for row in first.rows if row.kind in ("step", "tour")]
    again = plan(made, [ONE], pins=rows, gap=0.0)
    assert again.outcomes[0].score == pytest.approx(first.outcomes[0].score)
    assert verify(made, again) == ()


def test_refused_the_charter_leaves_the_road() -> None:
    """With a pin of count 0 nobody sails, and the tour goes by road."""
    refused = plan(shipped(), [ONE], gap=0.0, pins=[Row(
        outcome=ONE, kind="step", task="charter", first_day=AS_OF, days=1, count=0)])
    [tour] = [row for row in refused.rows if row.kind == "tour"]
    assert (tour.first_day, refused.outcomes[0].score) == (day(90), pytest.approx(36.0))


def test_a_wish_with_the_charter_sails_and_one_without_goes_by_road() -> None:
    """Rows to start from are read with their steps: of the same tour by two ways, the open one."""
    made = shipped()
    model = build(situation(made, outcome(DEAL, 1.0)))
    row = Row(outcome=ONE, kind="tour", unit="aaa", nation="AAA", pledge="aaa pledge", task="post",
              first_day=day(90), days=90, count=1)
    taken = Row(outcome=ONE, kind="step", task="charter", first_day=AS_OF, days=60, count=1)
    leaves = model.choices.tours.leaves
    for rows, begins in (([row, taken], 80), ([row], 60)):
        sent = wish_of(model, rows)[model.making.tours] > 0.5
        assert list(leaves[sent]) == [begins]


def test_when_the_deal_comes_the_charter_stands_and_the_ship_sails() -> None:
    """The step is a fact behind D, and the tour by ship can still be planned as it was."""
    made = shipped()
    prepared = plan(made, [ONE], gap=0.0)
    came = known(made, prepared, DEAL)
    assert [s.taken for s in came.operation.steps] == [AS_OF]
    after = plan(came.operation, [came.outcome.name], gap=0.0)
    assert verify(came.operation, after) == ()
    assert [row.first_day for row in after.rows if row.kind == "tour"] == [
        row.first_day for row in prepared.rows if row.kind == "tour"]


def test_a_tour_by_ship_is_frozen_on_the_day_it_leaves() -> None:
    """By road it would have left on D-20; by ship it leaves on D, and is no order before."""
    made, leaves = shipped(), day(60)
    prepared = plan(made, [ONE], gap=0.0)
    assert not freeze(made, prepared, ONE, leaves).orders
    assert freeze(made, prepared, ONE, leaves + timedelta(1)).orders


def test_an_order_goes_by_no_ship_that_the_plan_may_still_charter() -> None:
    """What is decided keeps its days: by road it leaves 30 days before it is in place."""
    made = replace(shipped(), orders=(Order(
        unit="aaa", pledge="aaa pledge", task="post", first_day=day(90), days=90, count=1),))
    found = plan(made, [ONE], gap=0.0)
    assert verify(made, found) == ()
    assert not [row for row in found.rows if row.kind == "step"]


def test_of_two_ways_that_are_bought_the_cheaper_is() -> None:
    """Two charters give the same days; a third is faster and too dear."""
    made = shipped()
    legs = (*made.legs, by_ship(10, id="other"), by_ship(1, id="planes"))
    steps = (*made.steps, step("cheaper", "other", kind="charter", cost=3_000_000.0),
             step("flight", "planes", kind="charter", cost=90_000_000.0))
    found = plan(replace(made, legs=legs, steps=steps), [ONE], gap=0.0)
    assert [row.task for row in found.rows if row.kind == "step"] == ["cheaper"]


def test_a_plan_changes_little_by_another_way() -> None:
    """The same tour by another way is no change to the baseline."""
    made = shipped()
    weights = replace(made.weights, disturbance=100.0)
    base = plan(made, [ONE], gap=0.0)
    legs = (*made.legs, by_ship(9, id="other"))
    steps = (*made.steps, step("other", "other", kind="charter", cost=1_000_000.0))
    again = plan(replace(made, weights=weights, legs=legs, steps=steps), [ONE], gap=0.0,
                 baseline=base)
    assert again.outcomes[0].score == pytest.approx(base.outcomes[0].score - 4)


def test_leave_to_cross_by_a_step_and_by_an_answer_join() -> None:
    """Where an agreement ends another may begin by a step; both together open the way."""
    made = operation(
        unit("aaa", tours=(60,)), pledge("aaa"), by_ship(20, transit="RRR"), Nation(id="RRR"),
        agreement("transit", "RRR", id="first", until="D+10"),
        agreement("transit", "RRR", id="then", start="D+5", signed=False),
        step("early", "then", kind="agreement", lead_days=65, cost=1_000_000.0),
        need("post", "D+20..D+80: 1"), waiting="2x30", grid="12x10", deal=(DEAL["deal"],),
    )
    agree(made, DEAL)
    found = plan(made, [ONE], gap=0.0)
    assert [row.first_day for row in found.rows if row.kind == "step"] == [date(2027, 1, 1)]
