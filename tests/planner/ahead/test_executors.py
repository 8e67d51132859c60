"""Serial, in processes and on a cluster: the same, bit for bit."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.planner.ahead.test_deciding import after, store
from tests.planner.ahead.tiny import program
from willing.errors import SolverFault
from willing.planner.ahead.cluster import NoRay, Ray
from willing.planner.ahead.decided import AheadLimits, Decided
from willing.planner.ahead.executor import Executor, Processes, Serial
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.solve import solve
from willing.planner.ahead.stages import Outcome, Stages
from willing.planner.milp import Solution
from willing.planner.program import Floats

LIMITS = AheadLimits(gap=1e-6, way="decomposed", work=40)


def drawn(seed: int) -> Stages:
    """Eight outcomes of a covering problem with a gap between parts and wholes."""
    random = np.random.default_rng(seed)
    wide, own, height, count = 5, 8, 6, 8
    return Stages(
        first=program(
            cost=list(random.integers(2, 9, wide)), upper=[1.0] * wide, rows=[], lower=[]
        ),
        outcomes=tuple(
            Outcome(
                name=f"outcome {number}", probability=1 / count, shared=np.arange(wide),
                first=np.arange(wide),
                program=program(
                    cost=[0.0] * wide + list(random.integers(3, 12, own)),
                    upper=[1.0] * wide + [2.0] * own,
                    rows=np.hstack([
                        random.integers(0, 4, (height, wide)), random.integers(0, 5, (height, own))
                    ]).tolist(),
                    lower=list(random.integers(2, 8, height)),
                ),
            )
            for number in range(count)
        ),
    )


def same(one: Decided, two: Decided) -> None:
    """Both results are the same to the last bit, and so is the way to them."""
    assert one.x is not None
    assert two.x is not None
    assert one.x.tobytes() == two.x.tobytes()
    assert (one.value, one.bound, one.status, one.work) == (
        two.value, two.bound, two.status, two.work)
    for a, b in zip(one.answers, two.answers, strict=True):
        assert a.cost == b.cost
        assert a.point.tobytes() == b.point.tobytes()
    assert [(s.step, s.value, s.bound) for s in one.history] == [
        (s.step, s.value, s.bound) for s in two.history]


@pytest.mark.parametrize("number", [1, 3])
def test_processes_give_what_one_process_gives(number: int) -> None:
    """However many workers there are, the result is the same, bit for bit."""
    stages = drawn(3)
    same(solve(stages, LIMITS, Serial()), solve(stages, LIMITS, Processes(number=number)))


def test_a_callers_plans_are_made_in_processes_too() -> None:
    """What plans outcomes is sent to the workers."""
    limits = replace(LIMITS, work=5)
    same(
        solve(store(), limits, Serial(), plan_recourse=after),
        solve(store(), limits, Processes(number=2), plan_recourse=after),
    )


def test_a_fault_in_a_worker_is_told() -> None:
    """What goes wrong beside this process is raised in it."""
    good = store()
    impossible = program(cost=[0.0, 5.0], upper=[3.0, 9.0], rows=[[1.0, 1.0]], lower=[99.0])
    broken = replace(good.outcomes[1], program=impossible)
    stages = Stages(first=good.first, outcomes=(good.outcomes[0], broken))
    with pytest.raises(ValueError, match="outcome 3 wanted: no plan at all"):
        solve(stages, LIMITS, Processes(number=2))


def dies(
    outcome: int, x: Floats, relaxed: Solution | None, stop: Callable[[], bool]
) -> Planned | None:
    """Ends the process that asks."""
    os._exit(1)


def test_a_worker_that_ends_is_told() -> None:
    """Nobody waits for a process that is no more."""
    with pytest.raises(SolverFault, match="ended by itself, perhaps for want of memory"):
        solve(store(), LIMITS, Processes(number=2), plan_recourse=dies)


def test_the_clock_ends_processes() -> None:
    """A time limit ends the work of others, and says that it did."""
    decided = solve(drawn(3), replace(LIMITS, seconds=0.0), Processes(number=2))
    assert decided.status == "limit"
    assert not decided.repeatable


@pytest.mark.skipif(importlib.util.find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_a_plan_on_ray_is_refused() -> None:
    """The message says what to install."""
    with pytest.raises(NoRay, match=r"not installed; install it by `pip install willing\[ray\]`"):
        solve(store(), LIMITS, Ray())


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="Ray is not installed (extra `ray`)"
)
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_what_one_process_gives() -> None:
    """On a local Ray the result is the same, bit for bit."""
    executor: Executor = Ray(number=2)
    stages = drawn(3)
    same(solve(stages, LIMITS, Serial()), solve(stages, LIMITS, executor))
