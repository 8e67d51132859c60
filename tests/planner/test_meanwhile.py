"""What is decided while one answer is still out: proved by trying everything, and judged."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.meaning.build import agreement, day, duty, need, operation, pledge, question, step, unit
from tests.meaning.chance_meanwhile import another_deal, answered_later, told_later, two_deals
from tests.meaning.meanwhile import by_trying
from tests.meaning.oracle import TooMany
from willing.assess.verify import verify
from willing.domain.checks.decided import check_decided
from willing.domain.nation import Leg, Nation
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Plan
from willing.domain.question import NEVER
from willing.domain.situation import situation
from willing.planner import plan as planner
from willing.planner.all_outcomes import plan_together

LOOKS = 8_000
"""Partial plans that brute force may look at."""
KINDS = ("micro", "standing", "stepped", "ways", "mixed")
FOUND = {
    ("told later", "ways"): (65, 137, 323), ("another deal", "standing"): (9, 36, 44),
    ("another deal", "stepped"): (2,), ("another deal", "ways"): (4,),
}
"""Seeds whose plans were once told as proved, though others are better."""


def agrees(made: Operation) -> Plan:
    """Brute force, planner and judge are of one mind."""
    if any(list(check_decided([situation(made, each)])) for each in outcomes(made)):
        pytest.skip("what is decided breaks a limit alone")
    try:
        best = by_trying(made, LOOKS)
    except TooMany:
        pytest.skip("there are too many plans to try them all")
    plan, found = plan_together(made)
    assert [str(fault) for fault in verify(made, plan)] == []
    assert found.status == "proved"
    assert found.value == pytest.approx(best, abs=1e-4)
    # In days, tours that begin between an outcome's lines may cover a little more.
    assert plan.expected is not None
    assert plan.expected <= best + 1e-4
    return plan


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[] if seed < 12 or seed == 117 else [pytest.mark.slow])
    for seed in range(160)
])
def test_what_is_sent_before_a_late_answer_is_the_best_of_all_ways(seed: int) -> None:
    """Nothing that is the same with either answer until it is given does better."""
    agrees(answered_later(seed))


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[] if seed < 12 or seed == 333 else [pytest.mark.slow])
    for seed in (*range(160), 333)
])
def test_what_is_sent_before_either_deal_is_the_best_of_all_ways(seed: int) -> None:
    """Tours begin on every line that both outcomes have, not on those of the waiting grid alone."""
    agrees(two_deals(seed))


@pytest.mark.parametrize(("which", "kind", "seed"), [
    pytest.param(which, kind, seed, marks=[] if seed in quick else [pytest.mark.slow])
    for which, kind in product(("told later", "another deal"), KINDS)
    for quick in [FOUND.get((which, kind), ())]
    for seed in sorted({*range(120), *quick})
])
def test_steps_and_standby_while_an_answer_is_out_are_the_best_of_all_ways(
    which: str, kind: str, seed: int
) -> None:
    """Steps, ways that they open, standby, renewals, and changes that the answer makes."""
    agrees({"told later": told_later, "another deal": another_deal}[which](kind, seed))


@pytest.mark.parametrize("made", [
    answered_later(102), answered_later(157), two_deals(22), two_deals(30), two_deals(249),
])
def test_not_knowing_costs_something_sometimes(made: Operation) -> None:
    """The proofs above are no empty ones: whoever knew beforehand would do better in these."""
    plan = agrees(made)
    known = planner.plan(made, "all", gap=0.0)
    assert plan.expected is not None
    assert plan.expected > sum(x.probability * x.score for x in known.outcomes) + 0.1


def test_somebody_leaves_before_he_could_know() -> None:
    """Nor are they about the days behind the answer alone."""
    early = 0
    for seed in range(30):
        made = answered_later(seed)
        plan, _ = plan_together(made)
        (told,) = {asked.answered for asked in made.questions} - {None}
        early += any(
            row.kind == "tour" and not row.pinned and row.first_day < told for row in plan.rows)
    assert early >= 3


def test_what_a_nation_holds_by_itself_may_differ_before_anybody_knows() -> None:
    """AAA 1; it owes a guard for D-30..D+30 and a reserve (class 2) always; the deal comes on day
    30, or never.

    With a deal the element counts for the guard from day 0 on, and the reserve is short for two
    months: 12. Without one nobody asks for a guard, and the reserve is whole: 0. Expected: 6.
    """
    made = operation(
        unit("u", 1, nation="AAA"), pledge("u"),
        duty("guard", "AAA", "standing", "D-30..D+30: 1", order="now"),
        duty("reserve", "AAA", "standing", "1", priority=2, order="now"),
        waiting="1x30", grid="1x30", deal=(day(30).isoformat(), NEVER),
    )
    assert agrees(made).expected == pytest.approx(6)


def test_who_leaves_before_anybody_knows_stays_as_long_as_the_longer_task_asks() -> None:
    """AAA 1, tours of 30 and 60, dwell 60, work-up 10; it owes a post for D-30..D+30, the deal
    comes on day 30 or 60.

    Whoever leaves on day 20 is there on day 30. For 60 days he stays to the end with the later
    deal: 0. With the sooner one the end of the post brings him home on day 60, and its first month
    is short: 36. Expected: 18.
    """
    made = operation(
        unit("u", 1, nation="AAA", tours=(30, 60), dwell=60, work_up=10), pledge("u"),
        duty("post", "AAA", "rotating", "D-30..D+30: 1"),
        waiting="2x30", grid="2x30", deal=(day(30).isoformat(), day(60).isoformat()),
    )
    assert agrees(made).expected == pytest.approx(18)


def test_who_leaves_before_an_answer_opens_his_way_needs_it_opened_by_a_step() -> None:
    """AAA 1, work-up 20, five days by rail over RRR's ground; leave to cross it is a question
    answered on day 70, or a step for 1 point. The deal comes on day 30, a post wants 1 for
    D+60..D+90.

    He leaves on day 65 and departs on day 85. With the answer yes he could go without the step, but
    on day 65 nobody knows. So it is taken, and he goes with either answer. Expected: 1.
    """
    made = operation(
        unit("u", 1, nation="AAA", work_up=20), pledge("u"), need("post", "D+60..D+90: 1"),
        Nation(id="RRR"),
        Leg(start="home of AAA", end="field", mode="rail", days=5, transit="RRR"),
        agreement("transit", "RRR", id="leave", signed=False, condition="passage == yes"),
        question("passage", "yes", "no", answered=70), step("pass", "leave", cost=1_000_000.0),
        waiting="1x30", grid="3x30", deal=(day(30).isoformat(),),
    )
    plan = agrees(made)
    assert plan.expected == pytest.approx(1)
    assert len([row for row in plan.rows if row.kind == "tour"]) == 2
    without = agrees(replace(made, steps=()))
    assert without.expected == pytest.approx(36)
