"""Steps taken before the deal: what they open, from when, and what that is worth."""

from __future__ import annotations

from typing import Any

from tests.meaning.build import (
    agreement,
    by_ship,
    day,
    duty,
    need,
    operation,
    pledge,
    question,
    step,
    unit,
)
from tests.meaning.case import Case, case
from willing.domain.nation import Leg, Nation, Place
from willing.domain.operation import Operation
from willing.domain.pledge import Order
from willing.domain.standby import Standby

DEAL = {"deal": day(60).isoformat()}
"""The deal comes after two periods of waiting."""
MANDATE = question("mandate", "yes", "no")
"""Answered at the deal."""


def _waiting(*records: Any, **other: Any) -> Operation:
    return operation(*records, waiting="2x30", deal=(DEAL["deal"],), **other)


@case
def mandate_passed_early() -> Case:
    """A permission that no answer brings is given before the deal, and the pledge counts.

    AAA 1 goes only with a mandate, which the answer refuses. Passing it costs 2 million before the
    deal: 2 points, and saves four months of 36.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(120,)), pledge("aaa", condition="mandate == yes"), MANDATE,
            step("mandate_early", "aaa pledge", cost=2_000_000.0), need("post", "D+0..D+120: 1"),
        ),
        answers={**DEAL, "mandate": "no"}, terms={"readiness": 2}, shortfalls={},
        tours=(("aaa", "post", 60, 120, 1),),
    )


@case
def not_bought_where_the_answer_brings_it() -> Case:
    """The same with the answer yes: the pledge counts by itself, and nobody pays for the step."""
    return Case(
        operation=_waiting(
            unit("aaa", tours=(120,)), pledge("aaa", condition="mandate == yes"), MANDATE,
            step("mandate_early", "aaa pledge", cost=2_000_000.0), need("post", "D+0..D+120: 1"),
        ),
        answers={**DEAL, "mandate": "yes"}, terms={}, shortfalls={},
    )


@case
def lead_time_of_a_step() -> Case:
    """A step works from its lead time on, and what it costs a day is paid from its day up to D.

    BBB's backfill is open by the contract alone, which takes 50 days and costs 0.1 million a day.
    Bought on day 0 it is in effect on day 50 and paid for 60 days: 6 points; bought on day 30
    (3 points) on day 80, and from D+20 on no span of the reserve begins before D+30. AAA holds its
    reserve (class 2) until BBB does, and then goes to the post (class 2). Bought at once nothing is
    short behind D: 6. Bought on day 30 the post is short for a month: 3 + 6 = 9.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(30, 60, 90, 120)), pledge("aaa"), unit("bbb"),
            pledge("bbb", purpose="backfill"),
            step("contract", "bbb pledge", kind="backfill", lead_days=50, cost_per_day=100_000.0),
            need("post", "D+0..D+120: 1", priority=2),
            duty("reserve", "AAA", "standing", "1", priority=2, backfill="home"),
        ),
        answers=DEAL, terms={"readiness": 6}, shortfalls={},
    )


@case
def contract_too_dear() -> Case:
    """The same contract for 30 million: without it the post is short for four months, 24."""
    return Case(
        operation=_waiting(
            unit("aaa", tours=(30, 60, 90, 120)), pledge("aaa"), unit("bbb"),
            pledge("bbb", purpose="backfill"),
            step("contract", "bbb pledge", kind="backfill", cost=30_000_000.0),
            need("post", "D+0..D+120: 1", priority=2),
            duty("reserve", "AAA", "standing", "1", priority=2, backfill="home"),
        ),
        answers=DEAL, terms={"shortfall_2": 24}, shortfalls=None,
    )


@case
def agreement_signed_early() -> Case:
    """An agreement that waits for an answer is in force from the step's lead time on.

    The field needs a status of forces agreement, which waits for a mandate that is refused. Signed
    early it takes 75 days: on day 75 at the soonest, so that nobody arrives on D (day 60) and the
    first month is short (36), for 1 point.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(30, 90)), pledge("aaa"), MANDATE,
            Place(id="field", agreements=("sofa",)),
            agreement("sofa", "field", id="sofa", signed=False, condition="mandate == yes"),
            step("sofa_early", "sofa", kind="agreement", lead_days=75, cost=1_000_000.0),
            need("post", "D+0..D+120: 1"),
        ),
        answers={**DEAL, "mandate": "no"}, terms={"shortfall_1": 36, "readiness": 1},
        shortfalls={("post", 60, 30): 1},
    )


@case
def two_steps_for_one_tour() -> Case:
    """Who waits for a permission and for an agreement waits for both.

    Each step costs 20 points, together they save 72: both are bought, for 40.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(60,)), pledge("aaa"), Place(id="field", agreements=("sofa",)),
            agreement("sofa", "field", id="sofa", signed=False),
            step("sofa_early", "sofa", kind="agreement", cost=20_000_000.0),
            step("permission", "aaa pledge", cost=20_000_000.0),
            need("post", "D+0..D+60: 1"),
        ),
        answers=DEAL, terms={"readiness": 40}, shortfalls={},
    )


@case
def step_taken_already() -> Case:
    """What was taken before the as-of date is a fact: it is in effect and costs what is still due.

    The contract was signed on day -40 for 9 million and costs 0.1 million a day: 60 days are left
    up to D, 6 points.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(60,)), pledge("aaa"),
            step("contract", "aaa pledge", kind="backfill", lead_days=90, cost=9_000_000.0,
                 cost_per_day=100_000.0, taken=-40),
            need("post", "D+0..D+60: 1"),
        ),
        answers=DEAL, terms={"readiness": 6}, shortfalls={},
    )


@case
def equipment_placed_forward() -> Case:
    """Elements whose equipment stands forward leave at the notice of the step.

    AAA 2, notice 60. A post wants 2 for D+0..D+120. With the equipment forward elements leave at
    no notice. Placing it takes 20 days and 1 million, and standing there 0.1 million a day. From
    day 30 on it is there on day 50: 1 + 30 x 0.1 = 4 points save 2 elements two months each.
    """
    return Case(
        operation=_waiting(
            unit("aaa", 2, tours=(120,), notice_days=60), pledge("aaa", 2),
            step("forward", kind="placing", shortens=("aaa pledge",), notice_days=0, lead_days=20,
                 cost=1_000_000.0, cost_per_day=100_000.0),
            need("post", "D+0..D+120: 2"),
        ),
        answers=DEAL, terms={"readiness": 4}, shortfalls={},
        tours=(("aaa", "post", 60, 120, 2),),
    )


@case
def charter_on_call() -> Case:
    """A charter that is on call behind D shortens notice from that day on.

    AAA 1, notice 90. Ships on call give a notice of 10 days; the charter takes 70 days, so that
    from day 0 it holds on day 70, which is D+10, and by lines AAA is there on D+30. A post wants 1
    for D+0..D+120: short for a month instead of three, for 5 points.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(30, 90), notice_days=90), pledge("aaa"),
            step("ships", kind="charter", shortens=("aaa pledge",), notice_days=10, lead_days=70,
                 cost=5_000_000.0),
            need("post", "D+0..D+120: 1"),
        ),
        answers=DEAL, terms={"shortfall_1": 36, "readiness": 5},
        shortfalls={("post", 60, 30): 1},
    )


def _either(price: float, *records: Any) -> Operation:
    return _waiting(
        unit("aaa", 2, tours=(90, 20), dwell=0, notice_days=60), pledge("aaa", 2),
        Standby(id="ready", notice_days=30, longest=30, recovery=30, cost_per_day=100_000.0),
        step("forward", kind="placing", shortens=("aaa pledge",), notice_days=10, cost=price),
        need("post", "D+30..D+120: 2"), *records, grid="12x10",
    )


@case
def placed_forward_or_held_ready() -> Case:
    """Where a step and a level of standby shorten one notice, the shorter holds and no sum.

    AAA 2, notice 60. On standby 30 days are left of it (3 points a month each), with equipment
    placed forward 10 (8 points). A post wants 2 for D+30..D+120, a gate 1 for D+10..D+30. Nothing:
    24 + 72. Held: 24 + 6. Placed forward: 8. Both together would be there no sooner.
    """
    return Case(
        operation=_either(8_000_000.0, need("gate", "D+10..D+30: 1")),
        answers=DEAL, terms={"readiness": 8}, shortfalls={},
    )


@case
def held_where_nothing_is_placed() -> Case:
    """The same with equipment for 50 points and without the gate: both are held, for 6."""
    return Case(
        operation=_either(50_000_000.0), answers=DEAL, terms={"readiness": 6}, shortfalls={},
    )


@case
def rest_of_who_was_called() -> Case:
    """Who may leave without standing ready is not called, and rests first.

    AAA 1, notice 60, ordered to stand by up to D at no notice, with 60 days of rest. A post wants 1
    for D+30..D+90. Equipment forward, which costs nothing, lets it leave after 20 days: then a tour
    from D+30 is not early, and its element rests until D+60. Nobody places it.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(60, 30), notice_days=60), pledge("aaa"),
            Standby(id="now", notice_days=0, longest=30, recovery=60),
            Order(unit="aaa", pledge="aaa pledge", task="now", first_day=day(30), days=30, count=1,
                  kind="standby"),
            step("forward", kind="placing", shortens=("aaa pledge",), notice_days=20),
            need("post", "D+30..D+90: 1"),
        ),
        answers=DEAL, terms={}, shortfalls={}, tours=(("aaa", "post", 90, 60, 1),),
    )


@case
def faster_by_charter() -> Case:
    """A leg that a step opens is a way from its lead time on, there and back.

    AAA 1, 40 days by road. Ships under charter take 10 days; the charter takes 30 days and 5
    million. A post wants 1 for D+0..D+120, lines are 10 days apart. By ship AAA leaves on D and is
    there on D+10: 12 points short and 5 for the ships. By road D+40: 48.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(110, 80)), pledge("aaa"), _by_road(40), by_ship(10, id="ship"),
            step("charter", "ship", kind="charter", lead_days=30, cost=5_000_000.0),
            need("post", "D+0..D+120: 1"), grid="12x10",
        ),
        answers=DEAL, terms={"shortfall_1": 12, "readiness": 5},
        shortfalls={("post", 60, 10): 1}, tours=(("aaa", "post", 70, 110, 1),),
    )


@case
def charter_worth_the_wait() -> Case:
    """A way is open from its lead time on, and back home it is as short.

    AAA 1, 40 days by road, 10 by ships that are there on D+45 at the soonest, for 5 million; tour
    30, no dwell. A post wants 1 for D+30..D+120, lines are 10 days apart. By road AAA is in place
    D+40..D+70 and back on D+110: short for 10 + 50 days, 72 points. Waiting for the ships it is in
    place D+60..D+90, back on D+100 and in place again from D+110: short for 30 + 20 days, 60.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(30,), dwell=0), pledge("aaa"), _by_road(40), by_ship(10, id="ship"),
            step("charter", "ship", kind="charter", lead_days=105, cost=5_000_000.0),
            need("post", "D+30..D+120: 1"), grid="12x10",
        ),
        answers=DEAL, terms={"shortfall_1": 60, "readiness": 5}, shortfalls=None,
    )


@case
def charter_not_worth_it() -> Case:
    """The same ships as in the first case for 40 million: by road 48 are short, and AAA goes so."""
    return Case(
        operation=_waiting(
            unit("aaa", tours=(110, 80)), pledge("aaa"), _by_road(40), by_ship(10, id="ship"),
            step("charter", "ship", kind="charter", lead_days=30, cost=40_000_000.0),
            need("post", "D+0..D+120: 1"), grid="12x10",
        ),
        answers=DEAL, terms={"shortfall_1": 48}, shortfalls=None,
        tours=(("aaa", "post", 100, 80, 1),),
    )


@case
def transit_signed_early() -> Case:
    """A transit agreement that a step opens lets elements cross from that day on.

    AAA 1, 10 days over RRR's ground, 40 round it. RRR's agreement waits for a mandate that is
    refused; signed early it is in force 70 days later, which is D+10. A post wants 1 for
    D+0..D+120, lines are 10 days apart. Over RRR's ground AAA is there on D+20: 24 short, for 2
    million. Round it on D+40: 48.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(100, 80)), pledge("aaa"), MANDATE, _by_road(40), Nation(id="RRR"),
            by_ship(10, transit="RRR"),
            agreement("transit", "RRR", id="leave", signed=False, condition="mandate == yes"),
            step("signed_early", "leave", kind="agreement", lead_days=70, cost=2_000_000.0),
            need("post", "D+0..D+120: 1"), grid="12x10",
        ),
        answers={**DEAL, "mandate": "no"}, terms={"shortfall_1": 24, "readiness": 2},
        shortfalls={("post", 60, 10): 1, ("post", 70, 10): 1},
        tours=(("aaa", "post", 80, 100, 1),),
    )


@case
def two_steps_for_one_way() -> Case:
    """A leg that is chartered and crosses foreign ground wants both steps, and one alone is for
    nothing.

    AAA 1; no other way. Each step costs 10 million. A post wants 1 for D+0..D+60: 72 without.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(50,)), pledge("aaa"), Nation(id="RRR"),
            by_ship(10, id="ship", transit="RRR"),
            agreement("transit", "RRR", id="leave", signed=False),
            step("signed_early", "leave", kind="agreement", cost=10_000_000.0),
            step("charter", "ship", kind="charter", cost=10_000_000.0),
            need("post", "D+0..D+60: 1"), grid="6x10",
        ),
        answers=DEAL, terms={"shortfall_1": 12, "readiness": 20},
        shortfalls={("post", 60, 10): 1},
    )


@case
def certificate_by_ship() -> Case:
    """Whoever may go by a faster way does, though his certificate has run out by the later day.

    AAA 1, certified until day 70, 40 days to be certified again; 30 days by road, 10 by ship. BBB 1
    comes by ship only. One charter brings both ships. A post wants AAA for D+40..D+100, a camp BBB
    for D+10..D+100; lines are 10 days apart. By road AAA would leave on day 70, by ship on day 90
    less the 40: before D. So it is there on D+50. Without the charter 108 are short at the camp.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(60, 50), certified=70, certify_days=40),
            pledge("aaa", offered_for=("post",)), unit("bbb", tours=(90,)),
            pledge("bbb", offered_for=("camp",)), _by_road(30), by_ship(10, id="ship"),
            Leg(start="home of BBB", end="field", mode="sea", days=10, id="ferry"),
            step("charter", "ship", "ferry", kind="charter"),
            need("post", "D+40..D+100: 1"), need("camp", "D+10..D+100: 1"), grid="12x10",
        ),
        answers=DEAL, terms={"shortfall_1": 12}, shortfalls={("post", 100, 10): 1},
    )


def _by_road(days: int) -> Leg:
    return Leg(start="home of AAA", end="field", mode="road", days=days)
