"""What holds for every plan: its score, its proof, how it repeats, and how it stops."""

from __future__ import annotations

import json
import math
import signal
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TypeVar

import pytest

from benchmarks.generate import family
from tests.meaning.build import need, operation, pledge, question, unit
from tests.operations import coalition, two_tasks
from tests.strategies import random_operation
from willing.assess.verify import verify
from willing.domain.agreement import Agreement
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import OutcomePlan, Plan
from willing.domain.pledge import Pledge
from willing.domain.situation import situation
from willing.io.planfile import plan_text
from willing.planner import solve
from willing.planner.choose import choose
from willing.planner.limits import PlanLimits, Reached
from willing.planner.model import build
from willing.planner.plan import plan
from willing.planner.solve import solve_model

Promise = TypeVar("Promise", Pledge, Agreement)
SEEDS = [pytest.param(seed, marks=[pytest.mark.slow] if seed >= 25 else []) for seed in range(150)]
WIDE = "2027-05-01/enablers/wide"
TABLES = ("nations", "places", "legs", "units", "pledges", "caveats", "requirements",
          "commitments", "orders", "cycles", "groups")
"""Tables whose order means nothing."""


def sound(seed: int) -> Operation:
    """A random operation that passes `check`, near a seed."""
    return next(
        op for op in map(random_operation, range(seed * 20, seed * 20 + 20))
        if not any(problem.level == "fault" for problem in check(op))
    )


def best(op: Operation, outcome: str = "likeliest") -> float | None:
    """The score that is proved best; None where the proof was not reached."""
    part = plan(op, outcome, gap=0.0).outcomes[0]
    return part.score if part.status == "proved" else None


def what_was_made(made: Plan) -> Plan:
    """A plan without the seconds it took."""
    return replace(made, outcomes=tuple(replace(part, seconds=0.0) for part in made.outcomes))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_planner_counts_what_the_judge_counts(seed: int) -> None:
    """The value the planner reports is the total that the judge makes of the rows."""
    op = sound(seed)
    model = build(situation(op, choose(op, "likeliest")[0]))
    solved = solve_model(model, PlanLimits(work=3))
    part = plan(op, work=3).outcomes[0]
    assert solved.value == pytest.approx(part.score, rel=1e-6, abs=1e-6)
    assert solved.bound is None or solved.bound <= solved.value + 1e-6 * max(1, solved.value) or (
        part.bound == part.score)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_pledge_never_makes_the_best_plan_worse(seed: int) -> None:
    """Whoever offers one more element without conditions does no harm."""
    op = sound(seed)
    more = Pledge(id="one more", unit=op.units[0].id, count=1, status="verified")
    before, after = best(op), best(replace(op, pledges=(*op.pledges, more)))
    if before is not None and after is not None:
        assert after <= before + 1e-6 * max(1.0, before)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_tables_means_nothing(seed: int) -> None:
    """With the rows of all tables shuffled the best score is the same."""
    op, chance = sound(seed), Random(seed)
    shuffled = replace(op, **{
        table: tuple(chance.sample(rows, len(rows)))
        for table in TABLES if (rows := getattr(op, table))
    })
    before, after = best(op), best(shuffled)
    if before is not None and after is not None:
        assert after == pytest.approx(before, rel=1e-6, abs=1e-6)


def test_nearly_all_small_operations_are_proved() -> None:
    """The properties above would say little if proofs were rare."""
    proved = [best(sound(seed)) is not None for seed in range(25)]
    assert sum(proved) >= 23


@pytest.mark.parametrize("seed", range(12))
def test_the_same_seed_and_work_make_the_same_plan(seed: int) -> None:
    """Made twice, a plan is the same to the last row, and says that it repeats."""
    op = sound(seed)
    first, second = (plan(op, "all", work=5, seed=seed) for _ in range(2))
    assert what_was_made(first) == what_was_made(second)
    assert first.repeatable


@pytest.mark.parametrize("name", [WIDE, "2027-10-15/none/narrow"])
def test_a_larger_plan_repeats_too(name: str) -> None:
    """The coalition's plan, too large to be made in one step, is the same twice."""
    first, second = (plan(coalition(), [name], work=8, gap=0.0, seed=7) for _ in range(2))
    assert what_was_made(first) == what_was_made(second)


def test_a_plan_stopped_by_the_clock_is_a_judged_plan_that_may_not_repeat() -> None:
    """With no time at all there is still a plan without fault that tells how it was made."""
    made = plan(coalition(), [WIDE], seconds=1e-9)
    assert verify(coalition(), made) == ()
    assert not made.repeatable
    assert made.outcomes[0].status == "limit"


def hard() -> Operation:
    """A coalition of which the first plan found is not the best."""
    return replace(coalition(), weights=replace(coalition().weights, movement=1.7))


@pytest.mark.parametrize("step", ["relax", "dive"])
def test_ctrl_c_hands_over_the_best_plan_so_far(step: str) -> None:
    """Interrupted while it plans, the planner stops and the judge passes what it has."""
    told: list[str] = []

    def interrupt(reached: Reached) -> None:
        if reached.step == step and step not in told:
            signal.raise_signal(signal.SIGINT)
        told.append(reached.step)

    made = plan(hard(), [WIDE], gap=0.0, progress=interrupt)
    assert verify(hard(), made) == ()
    assert made.outcomes[0].status == "interrupted"
    assert not made.repeatable
    assert not {"prove", "improve"} & set(told)


def test_a_first_plan_that_is_good_enough_tells_its_score() -> None:
    """Where any gap will do, whoever watches hears what the plan is worth, and of no bound."""
    told: list[Reached] = []
    made = plan(hard(), [WIDE], gap=float("inf"), progress=told.append)
    assert told[-1].best == pytest.approx(made.outcomes[0].score)
    assert [reached.bound for reached in told] == [None] * len(told)


def test_a_second_ctrl_c_ends_the_program() -> None:
    """Who asks twice does not want to wait for a plan."""

    def interrupt(reached: Reached) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        plan(hard(), [WIDE], gap=0.0, progress=interrupt)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def asked() -> Operation:
    """One post, and a question that nothing hangs on beside one that a pledge does."""
    return operation(
        unit("aaa", 2), pledge("aaa"), pledge("aaa", id="more", condition="backstop == full"),
        need("post", "D+0..D+60: 2"), question("backstop", "none", "full", ordered=True),
        question("weather", "fair", "foul"),
    )


def test_outcomes_with_the_same_data_are_solved_once() -> None:
    """What differs in nothing shares the rows of the outcome that was solved, by name."""
    made = plan(asked(), "all", gap=0.0)
    same = {part.outcome: part.same_as for part in made.outcomes}
    assert same == {
        "2027-01-01/none/fair": "", "2027-01-01/none/foul": "2027-01-01/none/fair",
        "2027-01-01/full/fair": "", "2027-01-01/full/foul": "2027-01-01/full/fair",
    }
    assert {row.outcome for row in made.rows} == {name for name, other in same.items() if not other}
    assert verify(asked(), made) == ()


def _ladder(op: Operation) -> list[list[str]]:
    """Names of outcomes that differ in the backstop only, from none upwards."""
    order = [option.id for option in op.question["backstop"].answers]
    found: dict[tuple[tuple[str, str], ...], list[tuple[int, str]]] = {}
    for outcome in outcomes(op):
        others = tuple(item for item in outcome.answers if item[0] != "backstop")
        rung = order.index(dict(outcome.answers)["backstop"])
        found.setdefault(others, []).append((rung, outcome.name))
    return [[name for _, name in sorted(names)] for names in found.values()]


def _falls(parts: dict[str, OutcomePlan], names: list[str]) -> bool:
    scores = [parts[name].score for name in names if parts[name].status == "proved"]
    return all(b <= a + 1e-6 * max(1.0, a) for a, b in pairwise(scores))


def _rising(given: Promise) -> Promise:
    """The same without a condition that more backstop makes false."""
    falls = given.condition is not None and "in {" in given.condition.text
    return replace(given, condition=None) if falls else given


@pytest.mark.parametrize("seed", SEEDS)
def test_more_backstop_never_looks_worse(seed: int) -> None:
    """Where more backstop only adds pledges and agreements, each rung is as good or better."""
    op = replace(sound(seed), changes=())
    op = replace(
        op, pledges=tuple(_rising(p) for p in op.pledges),
        agreements=tuple(_rising(a) for a in op.agreements),
    )
    if "backstop" in op.question:
        made = plan(op, "all", gap=0.0)
        parts = {part.outcome: part for part in made.outcomes}
        assert all(_falls(parts, names) for names in _ladder(op))


def test_more_backstop_never_looks_worse_in_the_example_planned_by_hand() -> None:
    """In both deals of the two tasks the score falls with the backstop."""
    made = plan(two_tasks(), "all", gap=0.0)
    parts = {part.outcome: part for part in made.outcomes}
    assert all(_falls(parts, names) for names in _ladder(two_tasks()))
    assert all(part.status == "proved" for part in made.outcomes)


@pytest.mark.parametrize("op", [two_tasks(), sound(3)], ids=["two tasks", "random"])
def test_figures_of_an_outcome_are_plain_numbers(op: Operation) -> None:
    """Score, bound, unfillable and terms are floats of the language, and the plan file has them."""
    made = plan(op, "likeliest", gap=0.0)
    (part,) = made.outcomes
    figures = [part.score, part.bound, part.unfillable, *(term.points for term in part.terms)]
    assert {type(figure) for figure in figures} == {float}
    assert json.loads(plan_text(made))["outcomes"][0]["unfillable"] == part.unfillable


def test_while_a_relaxation_without_a_sketch_is_solved_the_plan_gets_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the clock ends the relaxation before anything is known of it, time was not lost."""
    made = family("basic", 1, 0.15)
    model = build(situation(made, outcomes(made)[0]))
    quick = solve_model(model, PlanLimits(gap=math.inf))
    for name in ("relax", "sketch"):
        monkeypatch.setattr(solve, name, lambda *_: None)
    monkeypatch.setattr(solve, "dives", lambda _: False)
    found = solve_model(model, PlanLimits(work=20))
    assert found.value < quick.value
    assert (found.bound, found.work > 0) == (None, True)
