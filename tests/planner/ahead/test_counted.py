"""Plans counted out beforehand give what the solver gives, and lead to better choices nearby."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planner.ahead.tiny import problems, program
from willing.planner.ahead.asking import Asking
from willing.planner.ahead.counted import counted
from willing.planner.ahead.decided import AheadLimits
from willing.planner.ahead.executor import Executor, Orders, Processes, Serial
from willing.planner.ahead.nearby import Nearby
from willing.planner.ahead.recourse import Recourse
from willing.planner.ahead.solve import solve
from willing.planner.ahead.stages import Outcome, Stages
from willing.planner.ahead.standing import Standing
from willing.planner.program import Floats

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def never() -> bool:
    """Nobody asks to stop."""
    return False


@quick
@given(problems(), st.booleans())
def test_counted_out_it_costs_what_the_solver_says(stages: Stages, halves: bool) -> None:
    """After every choice, whole or in halves, in every outcome; infinite where it has no plan."""
    if halves:
        first = stages.first
        loose = replace(first, integer=np.zeros(first.columns, dtype=bool))
        stages = replace(stages, first=loose, outcomes=tuple(
            replace(outcome, program=replace(
                outcome.program,
                integer=outcome.program.integer & ~np.isin(
                    np.arange(outcome.program.columns), outcome.shared),
            )) for outcome in stages.outcomes
        ))
    step = 0.5 if halves else 1.0
    grid = np.array(list(product(*(np.arange(0, top + 0.1, step) for top in stages.first.upper))))
    choices = grid[np.linspace(0, len(grid) - 1, min(12, len(grid))).astype(int)]
    for number, outcome in enumerate(stages.outcomes):
        known = counted(stages, number)
        assert known is not None
        costs = known.costs(choices[:, outcome.first])
        asked = Recourse(stages, number, None, 1e-9, 100, never)
        for x, cost in zip(choices, costs, strict=True):
            planned = asked.plan(x)
            assert cost == (np.inf if planned is None else pytest.approx(planned.cost))


def shops(loose: bool) -> Stages:
    """Room for up to 1 now at 10, 4 to open it; later goods of 0.3 to 0.8 fit, or 30 are lost.

    Two goods in each of five outcomes; `loose`: the loss may be in parts, so it is no whole number.
    """
    sizes = ((0.3, 0.2), (0.5, 0.3), (0.4, 0.4), (0.6, 0.2), (0.8, 0.7))
    first = program(
        cost=[10.0, 4.0], upper=[1.0, 1.0], rows=[[-1.0, 1.0]], lower=[0.0])
    first = replace(first, integer=np.array([False, True]))
    made = []
    for number, (one, two) in enumerate(sizes):
        own = program(
            cost=[0.0, 0.0, 0.0, 30.0, 0.0, 30.0], upper=[1.0] * 6,
            rows=[[1.0, 0.0, -one, 0.0, -two, 0.0], [0.0, 0.0, 1.0, 1.0, 0.0, 0.0],
                  [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]],
            lower=[0.0, 1.0, 1.0],
        )
        whole = np.array([False, True, True, not loose, True, not loose])
        made.append(Outcome(
            name=f"day {number}", probability=0.2, shared=np.array([0, 1]),
            first=np.array([0, 1]), program=replace(own, integer=whole),
        ))
    return Stages(first=first, outcomes=tuple(made))


def test_steps_find_the_least_room_that_is_worth_it() -> None:
    """By hand: 0.8 holds all goods but one of the last day: 4, 8 and one fifth of 30 are 18.

    1 holds no more of them, and 0.5 loses four more goods for 3 less.
    """
    stages = shops(loose=False)
    x, value = nearby(stages, Serial())
    assert value == pytest.approx(18.0, abs=0.01)
    assert x[0] == pytest.approx(0.8, abs=1e-3)
    decided = solve(stages, AheadLimits(way="decomposed", gap=1e-6))
    assert decided.status == "proved"
    assert decided.value == pytest.approx(18.0)


def nearby(stages: Stages, executor: Executor) -> tuple[Floats, float]:
    """The best choice found near all the room there is."""
    standing = Standing(stages, AheadLimits())
    orders = Orders(stages=stages, plan_recourse=None, gap=1e-9, nodes=100)
    with executor.team(orders, never) as team:
        near = Nearby(Asking(stages, team, standing, None)).better(np.array([1.0, 1.0]))
    assert near is not None
    return near


def test_outcomes_with_parts_are_not_counted_out() -> None:
    """What is not whole has no list of plans; it is decided all the same."""
    stages = shops(loose=True)
    assert counted(stages, 0) is None
    decided = solve(stages, AheadLimits(way="decomposed", gap=1e-6))
    assert decided.status == "proved"
    assert "near" not in {step.step for step in decided.history}


def test_processes_find_the_same_nearby() -> None:
    """Outcomes counted out beside this process lead to the same choice, bit for bit."""
    one, two = (nearby(shops(loose=False), at) for at in (Serial(), Processes(number=2)))
    assert one[0].tobytes() == two[0].tobytes()
    assert one[1] == two[1]
