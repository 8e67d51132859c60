"""Whole numbers with much room are made whole last, and the bound stays true."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planner.ahead.tiny import program
from willing.planner.ahead.wide import narrow, solve_wide
from willing.planner.milp import Limits, solve_whole


def never() -> bool:
    """Nobody asks to stop."""
    return False


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=4, max_size=4),
    st.lists(st.integers(1, 7), min_size=4, max_size=4),
    st.integers(1, 4000),
)
def test_the_best_lies_between_what_is_found_and_what_is_proved(
    cost: list[int], weight: list[int], wanted: int
) -> None:
    """Two setups and two wide amounts: found, best and bound stand in this order."""
    made = program(
        cost=[100.0 * c for c in cost[:2]] + [float(c) for c in cost[2:]],
        upper=[1.0, 1.0, 5000.0, 5000.0],
        rows=[
            [5000.0, 0.0, -1.0, 0.0], [0.0, 5000.0, 0.0, -1.0],
            [0.0, 0.0, float(weight[2]), float(weight[3])],
        ],
        lower=[0.0, 0.0, float(wanted)],
    )
    assert list(narrow(made).integer) == [True, True, False, False]
    best = solve_whole(made, Limits(gap=1e-9))
    found = solve_wide(made, Limits(gap=1e-9), None, never)
    assert best.value is not None
    assert found.value is not None
    assert found.bound is not None
    assert found.bound <= best.value + 1e-6
    assert found.value >= best.value - 1e-6
    assert found.x is not None
    assert not made.broken(found.x)
    assert found.x == pytest.approx(found.x.round())
    if found.status == "optimal":
        assert found.value == pytest.approx(best.value)
