"""Choices are parted until each part is decided; cuts are forgotten and true all the same."""

from __future__ import annotations

from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planner.ahead.test_deciding import DECOMPOSED
from tests.planner.ahead.test_executors import drawn
from tests.planner.ahead.tiny import counted, problems, program
from willing.planner.ahead import master, solve
from willing.planner.ahead.branch import can_be_parted
from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.decided import AheadLimits, Decided
from willing.planner.ahead.exact import exact_cut
from willing.planner.ahead.master import Master
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.stages import Outcome, Risk, Stages

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parted(stages: Stages, limits: AheadLimits = DECOMPOSED) -> Decided:
    """Decided by parts alone: what they leave open is not finished as one program."""
    with patch.object(solve, "FINISHED", -1):
        return solve.solve(stages, limits)


@quick
@given(problems(), st.booleans())
def test_parts_alone_prove_what_counting_finds(stages: Stages, risky: bool) -> None:
    """Whole numbers of any range, with and without weight on bad outcomes."""
    if risky:
        stages = Stages(
            first=stages.first, outcomes=stages.outcomes, risk=Risk(weight=0.5, tail=0.5)
        )
    assert can_be_parted(stages)
    best = counted(stages)
    try:
        decided = parted(stages)
    except ValueError:
        assert best is None  # an outcome has no plan whatever is chosen
        return
    if best is None:
        assert (decided.status, decided.x) == ("infeasible", None)
        return
    assert decided.status == "proved"
    assert decided.value == pytest.approx(best)
    assert decided.bound == pytest.approx(best)
    for step in decided.history:
        assert step.bound is None or step.bound <= best + 1e-6


def pairs(most: float) -> Stages:
    """Stock up to `most` at 1.5 each; later 3 or 7 are wanted, and only packs of 2 are sold at 5.

    Whole packs make the cost a staircase that no line from a relaxation describes.
    """
    return Stages(
        first=program(cost=[1.5], upper=[most], rows=[], lower=[]),
        outcomes=tuple(
            Outcome(
                name=f"{wanted:g} wanted", probability=0.5, shared=np.array([0]),
                first=np.array([0]),
                program=program(
                    cost=[0.0, 5.0], upper=[most, 9.0], rows=[[1.0, 2.0]], lower=[wanted]
                ),
            )
            for wanted in (3.0, 7.0)
        ),
    )


def test_a_number_between_its_ends_is_parted_on_both_sides() -> None:
    """Of 0 to 9: three at 4.5 leave nothing or two packs with one half: 9.5, by hand."""
    best = min(
        1.5 * x + sum(0.5 * 5 * np.ceil(max(wanted - x, 0) / 2) for wanted in (3, 7))
        for x in range(10)
    )
    decided = parted(pairs(9.0))
    assert best == 9.5
    assert decided.status == "proved"
    assert decided.value == pytest.approx(best)
    assert decided.x == pytest.approx([3.0])


def test_numbers_with_much_room_are_not_parted() -> None:
    """One by one they would never end; they are decided by cuts, and as one program."""
    assert not can_be_parted(pairs(5000.0))
    decided = solve.solve(pairs(5000.0), DECOMPOSED)
    assert decided.status == "proved"
    assert decided.value == pytest.approx(9.5)


def test_parts_end_at_a_limit_with_a_true_bound() -> None:
    """Rounds end it; what was reached is handed over, and the same again the next time."""
    stages = drawn(3)
    best = parted(stages)
    assert best.value is not None
    one, two = (parted(stages, AheadLimits(gap=1e-7, way="decomposed", work=9)) for _ in range(2))
    assert one.bound is not None
    assert one.bound <= best.value + 1e-6
    assert one.repeatable
    assert (one.value, one.bound) == (two.value, two.bound)


@given(
    st.lists(st.integers(-3, 3), min_size=3, max_size=3), st.integers(-4, 4),
    st.lists(st.booleans(), min_size=3, max_size=3), st.integers(0, 9),
)
def test_a_cut_at_one_choice_is_its_cost_and_below_the_line_elsewhere(
    slope: list[int], constant: int, chosen: list[bool], more: int
) -> None:
    """For every choice of yes and no, against the line it is made from."""
    stages = Stages(
        first=program(cost=[1.0] * 3, upper=[1.0] * 3, rows=[], lower=[]),
        outcomes=(Outcome(
            name="one", probability=1.0, shared=np.arange(3), first=np.arange(3),
            program=program(cost=[0.0] * 3, upper=[1.0] * 3, rows=[], lower=[]),
        ),),
    )
    line = Cut(outcome=0, constant=float(constant), slope=np.array(slope, dtype=float))
    at = np.array(chosen, dtype=float)
    cost = line.at(at) + more
    planned = Planned(cost=cost, point=at, bound=cost)
    cut = exact_cut(stages, 0, at, planned, line)
    assert (cut is None) == (more == 0)
    if cut is None:
        return
    assert cut.at(at) == pytest.approx(cost)
    for other in product((0.0, 1.0), repeat=3):
        x = np.array(other)
        assert np.array_equal(x, at) or cut.at(x) <= line.at(x) + 1e-9


def test_cuts_that_do_not_matter_are_forgotten() -> None:
    """The choice and its bound stay; those that touch it are kept."""
    stages = pairs(9.0)
    cuts = [
        Cut(outcome=w, constant=20.0 - 0.01 * i * i, slope=np.array([-0.2 * (20 - i)]))
        for w in (0, 1) for i in range(20)
    ]
    with patch.object(master, "_MANY", 10), patch.object(master, "_MANY_EACH", 5):
        program_of = Master(stages, cuts, lambda: False)
        before = program_of.relaxed()
        program_of.forget()
        after, whole = program_of.relaxed(), program_of.whole(1e-9, None)
    assert before is not None
    assert after is not None
    assert whole is not None
    assert after.value == pytest.approx(before.value)
    assert after.x == pytest.approx(before.x)
    assert len(program_of) == 20
    assert whole.bound >= after.value - 1e-9
