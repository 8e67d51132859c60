"""Limits drawn from rows for columns that have none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csc_array, csr_array

from tests.planner.ahead.tiny import program
from willing.planner.milp import Limits, solve_relaxed
from willing.planner.program import Program
from willing.planner.relaxation.implied import Rows, ceilings


def limits(asked: Program) -> np.ndarray:
    """The ceilings of a program all of whose rows are looked at."""
    rows = Rows(
        matrix=csr_array(asked.matrix), least=asked.row_lower, most=asked.row_upper,
        cost=asked.cost, lower=asked.lower, alone=np.ones(asked.columns, dtype=bool),
    )
    return ceilings(rows, asked.upper, np.flatnonzero(np.isinf(asked.upper)))


def drawn(seed: int) -> Program:
    """A small program some of whose columns have no upper limit."""
    chance = np.random.default_rng(seed)
    wide, height = 6, 5
    matrix = chance.integers(-3, 5, (height, wide)) * (chance.random((height, wide)) < 0.6)
    inside = matrix @ chance.integers(0, 4, wide)
    both = chance.random(height)
    return Program(
        cost=chance.integers(-1, 6, wide).astype(float), lower=np.zeros(wide),
        upper=np.where(chance.random(wide) < 0.5, np.inf, 5.0),
        integer=np.zeros(wide, dtype=bool), matrix=csc_array(matrix.astype(float)),
        row_lower=np.where(both < 0.7, inside - 1.0, -np.inf),
        row_upper=np.where(both > 0.4, inside + 2.0, np.inf),
    )


@pytest.mark.parametrize("seed", range(300))
def test_some_best_point_keeps_to_the_limits(seed: int) -> None:
    """With the limits put in, the relaxation is worth just as much."""
    asked = drawn(seed)
    free = solve_relaxed(asked, Limits())
    if free.status != "optimal":
        pytest.skip("a program without a best point")
    kept = solve_relaxed(
        Program(
            cost=asked.cost, lower=asked.lower, upper=limits(asked), integer=asked.integer,
            matrix=asked.matrix, row_lower=asked.row_lower, row_upper=asked.row_upper,
        ),
        Limits(),
    )
    assert kept.value == pytest.approx(free.value, abs=1e-6)


def test_a_row_leaves_no_more_than_its_rest() -> None:
    """Where 2 a + b may be 10 at most, a is 5 at most, whatever b is."""
    asked = program(cost=[-1.0, 0.0], upper=[np.inf, 4.0], rows=[[-2.0, -1.0]], lower=[-10.0])
    assert limits(asked)[0] == 5.0


def test_nobody_needs_more_than_is_asked_for() -> None:
    """What is missing is never more than what is wanted."""
    asked = program(cost=[3.0, 1.0], upper=[np.inf, 4.0], rows=[[1.0, 1.0]], lower=[7.0])
    assert limits(asked)[0] == 7.0


def test_what_pays_without_end_has_no_limit() -> None:
    """A column that earns and that no row holds back stays without one."""
    asked = program(cost=[-1.0, 1.0], upper=[np.inf, 4.0], rows=[[1.0, 1.0]], lower=[7.0])
    assert np.isinf(limits(asked)[0])


def test_a_column_that_stands_in_other_rows_too_may_be_needed_there() -> None:
    """What rows ask for says nothing of a column while not all of its rows are looked at."""
    asked = program(cost=[3.0, 1.0], upper=[np.inf, 4.0], rows=[[1.0, 1.0]], lower=[7.0])
    rows = Rows(
        matrix=csr_array(asked.matrix), least=asked.row_lower, most=asked.row_upper,
        cost=asked.cost, lower=asked.lower, alone=np.array([False, True]),
    )
    assert np.isinf(ceilings(rows, asked.upper, np.array([0]))[0])
