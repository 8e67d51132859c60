"""On operations made at random, brute force, the judge and the planner must agree."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.meaning.agree import agree
from tests.meaning.build import day
from tests.meaning.chance import micro
from tests.meaning.chance_clock import clocked
from tests.meaning.chance_company import bound
from tests.meaning.chance_crowds import crowded, shared_support
from tests.meaning.chance_formations import formations
from tests.meaning.chance_reserves import reserves
from tests.meaning.chance_standing import standing
from tests.meaning.chance_steps import stepped
from tests.meaning.chance_ways import opened_ways
from tests.meaning.oracle import Best, solve
from tests.meaning.plans import as_plan
from willing.assess.verify import verify
from willing.domain.outcomes import outcome
from willing.planner import plan as planner
from willing.planner.freeze import freeze

TOO_LARGE = {352, 379}
"""Seeds for which trying every plan takes more than a few seconds."""
ROUNDED = {19}
"""Seeds in which a turn decided by then ends inside a period, and its nation may serve one task at
once: who follows it there counts as a further task, which the planner rounds against the plan."""
LARGE_RESERVES = {61, 101, 122, 126, 141, 168, 197}
"""The same for operations of reserves."""
SEEDS = [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else [])
    for seed in range(400) if seed not in TOO_LARGE
]


@cache
def brute_force(seed: int) -> Best:
    """The best plan of a seed's operation, found once for all tests."""
    return solve(*micro(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_agrees_with_brute_force_on_random_operations(seed: int) -> None:
    """The judge finds no fault in a best plan, and the same terms."""
    operation, answers = micro(seed)
    plan = as_plan(operation, answers, brute_force(seed))
    assert [str(fault) for fault in verify(operation, plan)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_planner_reaches_brute_force_on_random_operations(seed: int) -> None:
    """The planner's plan is as good as the best of all plans, and passes the judge."""
    operation, answers = micro(seed)
    name = outcome(answers, 1.0).name
    plan = planner.plan(operation, outcomes=[name], seed=0, gap=0.0)
    assert plan.outcomes[0].score == pytest.approx(brute_force(seed).score, abs=1e-6)
    assert [str(fault) for fault in verify(operation, plan)] == []


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else []) for seed in range(120)
])
def test_all_agree_on_the_share_of_what_people_ask_for(seed: int) -> None:
    """Where people ask for more, a nation's share grows: brute force, judge and planner agree."""
    operation, answers = shared_support(seed)
    agree(operation, answers)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else [])
    for seed in range(200) if seed not in LARGE_RESERVES
])
def test_all_agree_on_elements_declared_twice_and_free_by_date(seed: int) -> None:
    """On reserves that may share their elements, brute force, judge and planner agree."""
    operation, answers = reserves(seed)
    agree(operation, answers)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 60 else [])
    for seed in range(300) if seed not in TOO_LARGE
])
def test_all_agree_on_people_behind_people_beds_and_the_force(seed: int) -> None:
    """With overhead, beds that grow and a force's ceiling, brute force, judge and planner agree."""
    operation, answers = crowded(seed)
    agree(operation, answers)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else []) for seed in range(200)
])
def test_all_agree_on_formations(seed: int) -> None:
    """Whole or slot by slot, framed in turns, under a limit of nations: all three agree."""
    operation, answers = formations(seed)
    agree(operation, answers)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else []) for seed in range(120)
    if seed not in ROUNDED
])
def test_all_agree_on_what_a_frozen_past_leaves_to_decide(seed: int) -> None:
    """With what a plan had begun by day 45 ordered, brute force, judge and planner agree."""
    operation, answers = micro(seed)
    name = outcome(answers, 1.0).name
    later = freeze(operation, planner.plan(operation, [name]), name, day(45))
    agree(later, answers)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else []) for seed in range(200)
])
def test_all_agree_on_who_goes_only_with_whom(seed: int) -> None:
    """Where pledges wait for each other, brute force, judge and planner agree."""
    operation, answers = bound(seed)
    agree(operation, answers)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 15 else []) for seed in range(60)
])
def test_all_agree_on_company_of_whom_the_past_is_frozen(seed: int) -> None:
    """What has begun waits for nobody any more, and is company to others."""
    operation, answers = bound(seed)
    name = outcome(answers, 1.0).name
    later = freeze(operation, planner.plan(operation, [name]), name, day(45))
    agree(later, answers)


def test_random_company_matters() -> None:
    """In many of these operations company costs something, and in many it is kept."""
    costs = [
        solve(*bound(seed)).score - solve(replace(
            (made := bound(seed))[0], packages=(), needs=(),
            pledges=tuple(replace(p, only=None) for p in made[0].pledges)), made[1]).score
        for seed in range(25)
    ]
    assert sum(cost > 0 for cost in costs) >= 5
    assert sum(cost == 0 for cost in costs) >= 5


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else []) for seed in range(200)
])
def test_all_agree_on_the_clock(seed: int) -> None:
    """Notice by stage, certificates and limited stays: brute force, judge and planner agree."""
    operation, answers = clocked(seed)
    agree(operation, answers)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 60 else []) for seed in range(600)
])
def test_all_agree_on_who_stands_ready(seed: int) -> None:
    """With levels of standby before the deal, brute force, judge and planner agree."""
    operation, answers = standing(seed)
    agree(operation, answers, most=20_000)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 60 and seed != 183 else [])
    for seed in range(400)
])
def test_all_agree_on_steps_before_the_deal(seed: int) -> None:
    """Where steps open pledges and agreements, brute force, judge and planner agree."""
    operation, answers = stepped(seed)
    agree(operation, answers, most=20_000)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 60 else []) for seed in range(400)
])
def test_all_agree_on_ways_that_steps_open(seed: int) -> None:
    """Where steps open legs and foreign ground, brute force, judge and planner agree."""
    operation, answers = opened_ways(seed)
    agree(operation, answers, most=20_000)


def test_random_steps_matter() -> None:
    """In many of these operations a step is taken, and in many it is not worth its price."""
    plans = [planner.plan((made := stepped(seed))[0], [outcome(made[1], 1.0).name], gap=0.0)
             for seed in range(25)]
    taken = [any(row.kind == "step" and not row.pinned for row in plan.rows) for plan in plans]
    assert taken.count(True) >= 5
    assert taken.count(False) >= 5


def test_random_operations_bring_every_term_into_play() -> None:
    """The made operations are not all alike: each kind of row and term turns up somewhere."""
    plans = [brute_force(seed) for seed in range(40)]
    kinds = {row.kind for plan in plans for row in plan.rows}
    terms = {term for plan in plans for term in plan.terms}
    assert kinds == {"tour", "hold", "lead", "shortfall", "lead_shortfall"}
    assert terms >= {"shortfall_1", "shortfall_2", "shortfall_3", "tail", "lead", "burden",
                     "movement", "backfill"}
