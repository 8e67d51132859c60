"""Deciding ahead of the answers, against trying everything."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planner.ahead.tiny import counted, problems, program, weighed
from willing.planner.ahead.decided import AheadLimits, Step
from willing.planner.ahead.executor import Serial
from willing.planner.ahead.extensive import extensive
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.solve import solve
from willing.planner.ahead.stages import Outcome, Risk, Stages
from willing.planner.milp import Limits, Solution, solve_whole
from willing.planner.program import Floats

EXACT = AheadLimits(gap=1e-7)
DECOMPOSED = replace(EXACT, way="decomposed")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def agree(stages: Stages) -> None:
    """All outcomes at once, and each by itself, find and prove what counting finds."""
    best = counted(stages)
    at_once = solve_whole(extensive(stages).program, Limits(gap=1e-9))
    try:
        decided = solve(stages, DECOMPOSED)
    except ValueError:
        assert best is None  # an outcome has no plan whatever is chosen
        return
    if best is None:
        assert at_once.value is None
        assert decided.status == "infeasible"
        assert decided.x is None
        return
    assert at_once.value == pytest.approx(best)
    assert decided.status == "proved"
    assert decided.value == pytest.approx(best)
    assert decided.x is not None
    costs = np.array([answer.cost for answer in decided.answers])
    assert stages.value(decided.x, costs) == pytest.approx(best)
    for outcome, answer in zip(stages.outcomes, decided.answers, strict=True):
        assert not outcome.program.broken(answer.point)
        assert answer.point[outcome.shared] == pytest.approx(decided.x[outcome.first])
        assert outcome.program.value(answer.point) == pytest.approx(answer.cost)
    for step in decided.history:
        assert step.bound is None or step.bound <= best + 1e-6
        assert step.value is None or step.value >= best - 1e-6


@quick
@given(problems())
def test_both_ways_find_and_prove_what_counting_finds(stages: Stages) -> None:
    """Trying every choice, one program of all outcomes, and decomposition agree."""
    agree(stages)


@quick
@given(problems(risky=True))
def test_bad_outcomes_weigh_as_much_as_counting_says(stages: Stages) -> None:
    """The same where the mean of the worst outcomes is part of the score."""
    agree(stages)


@quick
@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 5)), min_size=1, max_size=6),
    st.sampled_from([0.0, 0.3, 0.5, 0.75, 0.9]), st.sampled_from([0.0, 0.4, 1.0]),
)
def test_the_worst_outcomes_are_weighed_by_their_definition(
    drawn: list[tuple[int, int]], tail: float, weight: float
) -> None:
    """The mean of the worst is the least over thresholds of threshold and excess."""
    total = sum(share for _, share in drawn)
    likely = np.array([share / total for _, share in drawn])
    costs = np.array([float(cost) for cost, _ in drawn])
    risk = Risk(weight=weight, tail=tail)
    assert risk.of(costs, likely) == pytest.approx(weighed(risk, list(costs), likely))


def store() -> Stages:
    """Buy up to 3 now at 2 each; later one is missing at 5, or three are, equally likely."""
    return Stages(
        first=program(cost=[2.0], upper=[3.0], rows=[], lower=[]),
        outcomes=tuple(
            Outcome(
                name=f"{wanted:g} wanted", probability=0.5, shared=np.array([0]),
                first=np.array([0]),
                program=program(
                    cost=[0.0, 5.0], upper=[3.0, 9.0], rows=[[1.0, 1.0]], lower=[wanted]
                ),
            )
            for wanted in (1.0, 3.0)
        ),
    )


def test_a_choice_worked_by_hand() -> None:
    """Each bought beyond the first saves 5 with one half: 2.5 for 2, so three are bought."""
    decided = solve(store(), DECOMPOSED)
    assert decided.x == pytest.approx([3.0])
    assert decided.value == pytest.approx(6.0)
    assert [answer.cost for answer in decided.answers] == pytest.approx([0.0, 0.0])
    assert decided.gap == 0.0
    assert decided.repeatable


def after(
    outcome: int, x: Floats, relaxed: Solution | None, stop: Callable[[], bool]
) -> Planned | None:
    """Plans the store's outcomes by hand, wasting one in each."""
    missing = max((1.0, 3.0)[outcome] - x[0], 0.0) + 1.0
    return Planned(cost=5.0 * missing, point=np.array([x[0], missing]), bound=None)


def test_the_callers_plans_are_used_and_the_bound_stays_the_best_there_is() -> None:
    """Who plans outcomes worse than possible is told so by the bound."""
    decided = solve(store(), DECOMPOSED, plan_recourse=after)
    assert decided.value == pytest.approx(11.0)
    assert decided.bound is not None
    assert decided.bound <= 6.0 + 1e-6
    assert decided.status in ("stalled", "limit")


def test_plans_that_others_make_better_each_time_are_asked_for_again() -> None:
    """Where no choice is better than the best one, its plans still may be: until three in vain."""
    asked = [0, 0]

    def slowly(
        outcome: int, x: Floats, relaxed: Solution | None, stop: Callable[[], bool]
    ) -> Planned | None:
        """Waste less each time, down to nothing."""
        asked[outcome] += 1
        missing = max((1.0, 3.0)[outcome] - x[0], 0.0) + max(12 - asked[outcome], 0)
        return Planned(cost=5.0 * missing, point=np.array([x[0], missing]), bound=None)

    start = np.array([3.0])
    decided = solve(store(), DECOMPOSED, plan_recourse=slowly, start=start)
    assert (decided.value, decided.status) == (pytest.approx(6.0), "proved")
    asked = [-1000, -1000]
    decided = solve(store(), replace(DECOMPOSED, work=30), plan_recourse=slowly, start=start)
    assert decided.work == 30
    assert decided.value is not None
    assert decided.value > 6.0


def test_ctrl_c_gives_the_best_choice_so_far() -> None:
    """An interruption after the first choice ends with that choice and a true bound."""
    asked: list[Step] = []

    def stop(step: Step) -> None:
        if step.value is not None and not asked:
            asked.append(step)
            signal.raise_signal(signal.SIGINT)

    decided = solve(store(), DECOMPOSED, progress=stop, plan_recourse=after)
    assert decided.status == "interrupted"
    assert not decided.repeatable
    assert decided.value == asked[0].value
    assert decided.bound is not None
    assert decided.bound <= 6.0 + 1e-6


def test_rounds_end_the_work_and_repeat() -> None:
    """Stopped by rounds, the same problem gives the same result and the same history."""
    limits = replace(DECOMPOSED, work=2)
    one, two = (solve(store(), limits, Serial()) for _ in range(2))
    assert one.repeatable
    assert one.work <= 2
    assert one.value == two.value
    assert one.bound == two.bound
    assert [s.bound for s in one.history] == [s.bound for s in two.history]


def test_a_problem_that_is_put_together_wrongly_is_refused() -> None:
    """Every fault is told at once, with the outcome it is in."""
    good = store()
    costly = program(cost=[1.0, 5.0], upper=[3.0, 9.0], rows=[[1.0, 1.0]], lower=[1.0])
    wrong = replace(good.outcomes[0], probability=0.7, program=costly)
    with pytest.raises(ValueError, match=r"add up to 1\.2.*outcome 1 wanted: a copy has a cost"):
        Stages(first=good.first, outcomes=(wrong, good.outcomes[1]))


def test_an_outcome_without_any_plan_is_named() -> None:
    """Whatever is chosen, it cannot be planned: its data are wrong."""
    good = store()
    impossible = program(cost=[0.0, 5.0], upper=[3.0, 9.0], rows=[[1.0, 1.0]], lower=[99.0])
    broken = replace(good.outcomes[1], program=impossible)
    with pytest.raises(ValueError, match="outcome 3 wanted: no plan at all"):
        solve(Stages(first=good.first, outcomes=(good.outcomes[0], broken)), DECOMPOSED)
