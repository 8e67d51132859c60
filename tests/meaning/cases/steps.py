"""Steps taken before the deal: what they open, from when, and what that is worth."""

from __future__ import annotations

from typing import Any

from tests.meaning.build import (
    agreement,
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
from willing.domain.nation import Place
from willing.domain.operation import Operation

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
