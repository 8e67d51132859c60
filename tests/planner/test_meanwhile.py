"""What is decided while one answer is still out: proved by trying everything, and judged."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.meaning.build import day
from tests.meaning.chance import micro
from tests.meaning.meanwhile import by_trying
from tests.meaning.oracle import TooMany
from willing.assess.verify import verify
from willing.calendar import Steps
from willing.domain.checks.decided import check_decided
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.question import Answer, Question
from willing.domain.situation import situation
from willing.planner import plan as planner
from willing.planner.all_outcomes import plan_together

LOOKS = 20_000
"""Partial plans that brute force may look at."""


def answered_later(seed: int) -> Operation:
    """One date of the deal, and a mandate that is given or refused some weeks later."""
    made, _ = micro(seed)
    dice = Random(f"meanwhile {seed}")
    on = day(dice.choice((20, 40, 60)))
    return replace(
        made, questions=tuple(
            replace(asked, answered=on) if asked.id == "mandate" else asked
            for asked in made.questions
        ),
        pledges=tuple(
            replace(given, condition=parse_condition("mandate == yes"))
            if dice.random() < 0.5 else given for given in made.pledges
        ),
    )


def two_deals(seed: int) -> Operation:
    """Two dates of the deal, and nothing else to be known; grids that meet on some lines only."""
    made, _ = micro(seed)
    days = Random(f"two {seed}").choice(((20, 50), (0, 30), (30, 75), (20, 80)))
    answers = {"deal": tuple(day(on).isoformat() for on in days), "mandate": ("yes",)}

    def asked(question: Question) -> Question:
        ids = answers.get(question.id)
        return question if ids is None else replace(
            question, answered=None, answers=tuple(Answer(id=name) for name in ids))

    return replace(
        made, questions=tuple(asked(question) for question in made.questions),
        grid=replace(made.grid, waiting=Steps(runs=((3, 30),))),
    )


def agrees(made: Operation) -> None:
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
    assert plan.expected == pytest.approx(best, abs=1e-4)


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


@pytest.mark.parametrize("made", [
    answered_later(102), answered_later(157), two_deals(22), two_deals(30), two_deals(249),
])
def test_not_knowing_costs_something_sometimes(made: Operation) -> None:
    """The proofs above are no empty ones: whoever knew beforehand would do better in these."""
    agrees(made)
    plan, _ = plan_together(made)
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
