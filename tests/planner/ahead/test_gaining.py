"""Plans made better where most is to be gained, and handed on to outcomes that are alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from tests.planner.ahead.test_executors import same
from tests.planner.ahead.tiny import program
from willing.planner.ahead.decided import AheadLimits, Decided
from willing.planner.ahead.executor import Executor, Processes, Serial
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.solve import solve
from willing.planner.ahead.stages import Outcome, Stages
from willing.planner.milp import Solution
from willing.planner.program import Floats

WANTED = (3.0, 3.0, 2.0, 1.0)
LIMITS = AheadLimits(gap=1e-6, way="decomposed", nodes=0, work=60)


def store() -> Stages:
    """Buy up to 3 now at 1 each; what is missing of what an outcome wants costs 5."""
    return Stages(
        first=program(cost=[1.0], upper=[3.0], rows=[], lower=[]),
        outcomes=tuple(
            Outcome(
                name=f"{number}: {wanted:g} wanted", probability=0.25, shared=np.array([0]),
                first=np.array([0]),
                program=program(
                    cost=[0.0, 5.0], upper=[3.0, 99.0], rows=[[1.0, 1.0]], lower=[wanted]
                ),
            )
            for number, wanted in enumerate(WANTED)
        ),
    )


@dataclass
class Wasteful:
    """Plans outcomes with a waste that each plan of an outcome makes smaller by one."""

    waste: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(4), 6))
    stuck: frozenset[int] = frozenset()
    """Outcomes that it never plans better."""
    begins: list[int] = field(default_factory=list)
    """Outcomes that were begun at what others do."""

    def __call__(
        self, number: int, x: Floats, relaxed: Solution | None, stop: Callable[[], bool]
    ) -> Planned:
        """One less wasted than before."""
        if number not in self.stuck:
            self.waste[number] = max(self.waste[number] - 1, 0)
        return self._planned(number, x, self.waste[number])

    def begun(
        self, number: int, x: Floats, wish: Floats, stop: Callable[[], bool]
    ) -> Planned:
        """As much wasted as by whom it is like."""
        self.begins.append(number)
        self.waste[number] = round(float(wish[1]))
        return self._planned(number, x, self.waste[number])

    def _planned(self, number: int, x: Floats, waste: float) -> Planned:
        missing = max(WANTED[number] - x[0], 0.0) + waste
        return Planned(cost=5.0 * missing, point=np.array([x[0], missing]), bound=None)


@dataclass(frozen=True)
class Twins:
    """The first two outcomes are alike."""

    def near(self, number: int) -> Sequence[int]:
        """The other of the two."""
        return {0: [1], 1: [0]}.get(number, [])

    def carried(self, number: int, to: int, point: Floats) -> Floats:
        """The very same."""
        return point


def decided(planner: Wasteful, executor: Executor | None = None) -> Decided:
    """The store decided, all bought at first."""
    return solve(
        store(), LIMITS, executor, plan_recourse=planner, start=np.array([3.0]), kin=Twins())


def test_plans_are_made_better_until_nothing_is_left_to_gain() -> None:
    """Six times better each, all waste is gone, and the best choice is proved."""
    found = decided(Wasteful())
    assert found.value == pytest.approx(3.0)
    assert [answer.cost for answer in found.answers] == pytest.approx([0.0] * 4)


def test_what_is_found_for_one_is_tried_in_those_like_it() -> None:
    """An outcome that is never planned better has what its twin has; others like nobody do not."""
    planner = Wasteful(stuck=frozenset({1, 3}))
    found = decided(planner)
    assert [answer.cost for answer in found.answers] == pytest.approx([0.0, 0.0, 0.0, 30.0])
    assert set(planner.begins) == {1}


def test_where_nothing_is_gained_it_ends() -> None:
    """Plans that stay as they are, are not asked for for ever."""
    found = decided(Wasteful(stuck=frozenset(range(4))))
    assert found.value == pytest.approx(3.0 + 30.0)
    assert found.work < LIMITS.work


@pytest.mark.parametrize("number", [2, 3])
def test_whoever_asks_the_plans_are_the_same(number: int) -> None:
    """Which outcomes come next does not hang on how many workers there are."""
    same(decided(Wasteful(), Serial()), decided(Wasteful(), Processes(number=number)))
