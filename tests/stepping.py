"""An operation in which steps may be taken before the deal, for tests of plans and reports."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.meaning.build import agreement, day, duty, need, operation, pledge, question, step, unit
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.planner.plan import plan

DEAL = {"deal": day(60).isoformat()}
"""The deal comes after two periods of waiting."""

NO = "2027-03-02/no"
"""The outcome in which the mandate is refused."""


def harbour() -> Operation:
    """A pier wants one that waits for a mandate, a mole one that its own nation needs at home.

    Passing the mandate early costs 2 million; a backfill by BBB is open by a contract of 10 days
    and 1 million; an early agreement costs 400 million, which the beacon is not worth.
    """
    return replace(operation(
        unit("aaa", tours=(120,)), pledge("aaa", condition="mandate == yes", offered_for=("pier",)),
        unit("ccc", tours=(120,)), pledge("ccc", offered_for=("mole",)),
        unit("bbb", capability="guard"), pledge("bbb", id="guards", purpose="backfill"),
        unit("ddd", tours=(120,)), pledge("ddd", offered_for=("beacon",)),
        unit("cccguard", nation="CCC", capability="guard", tours=(120,)),
        pledge("cccguard", id="escort", offered_for=("ferry",)),
        question("mandate", "yes", "no"),
        Place(id="rock", agreements=("sofa",)), agreement("sofa", "rock", id="sofa", signed=False),
        step("mandate_early", "aaa pledge", cost=2_000_000.0, name="Mandate before the deal"),
        step("contract", "guards", kind="backfill", nation="BBB", lead_days=10, cost=1_000_000.0),
        step("sofa_early", "sofa", kind="agreement", cost=400_000_000.0),
        need("pier", "D+0..D+120: 1"), need("mole", "D+0..D+120: 1"),
        need("ferry", "D+0..D+120: 1", capability="guard"),
        need("beacon", "D+0..D+120: 1", place="rock"),
        duty("gate", "CCC", "standing", "1", capability="guard", backfill="home"),
        waiting="2x30", deal=(DEAL["deal"],),
    ), name="Harbour")


@cache
def taken() -> tuple[Operation, Plan]:
    """The harbour and its best plan where the mandate is refused: two steps are taken."""
    made = harbour()
    return made, plan(made, [NO], seed=0, gap=0.0)
