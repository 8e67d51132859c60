"""Rational rows to whole ones, exactly, and finite bounds for columns that have none."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_array

from willing.planner.program import Floats, Ints, Program

LARGEST_DENOMINATOR = 10_000
"""Coefficients are read as fractions with at most this denominator."""
_CLOSE = 1e-9
_SWEEPS = 20


class NotWhole(ValueError):
    """A coefficient is no fraction with a small denominator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A program over whole columns `y = parts * x` with whole coefficients."""

    parts: Ints
    """Into how many parts one of each column is cut; 1 for whole columns."""
    lower: Ints
    """Least of each column, in parts."""
    upper: Ints
    """Most of each column, in parts."""
    rows: list[tuple[Ints, Ints, int | None, int | None]]
    """Columns, coefficients, least and most of each row; None: no limit."""
    exact: bool
    """Whether nothing was rounded: all limits of rows are small fractions, and no row joins two
    columns that had to be cut in parts. Otherwise its points are points of the given program, but
    its bound may be a little too high."""


@lru_cache(maxsize=100_000)
def fraction(value: float) -> Fraction:
    """A number as a fraction with a small denominator; raises `NotWhole` if it is none."""
    found = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    if abs(float(found) - value) > _CLOSE * max(abs(value), 1.0):
        raise NotWhole(f"{value!r} is no fraction with a denominator up to {LARGEST_DENOMINATOR}")
    return found


def finite_bounds(program: Program) -> Floats:
    """Most of every column, by its rows where the program has no limit.

    What no row keeps down must cost something: a shortfall is never more than what its rows ask
    for, so it gets the most that any row can need of it.
    """
    if np.isinf(program.lower).any():
        raise NotWhole("a column has no least value")
    upper = program.upper.copy()
    rows = csr_array(program.matrix)
    for _ in range(_SWEEPS):
        before = int(np.isinf(upper).sum())
        for j in np.flatnonzero(np.isinf(upper)):
            upper[j] = min(_limits(program, rows, upper, int(j), kept_down=True), default=np.inf)
        if int(np.isinf(upper).sum()) in (0, before):
            break
    for j in np.flatnonzero(np.isinf(upper)):
        if program.cost[j] < 0:
            raise NotWhole(f"column {j} is without limit and worth having")
        needs = _limits(program, rows, upper, int(j), kept_down=False)
        upper[j] = max([float(program.lower[j]), *needs])
        if not np.isfinite(upper[j]):
            raise NotWhole(f"no row bounds column {j}")
    return upper


def _limits(
    program: Program, rows: csr_array, upper: Floats, j: int, kept_down: bool
) -> list[float]:
    """The most a column may be (kept down), or can ever need to be, by each of its rows."""
    found = []
    for k in range(program.matrix.indptr[j], program.matrix.indptr[j + 1]):
        i, own = program.matrix.indices[k], program.matrix.data[k]
        ends = (program.row_upper[i], program.row_lower[i])
        limit = ends[0] if (own > 0) == kept_down else ends[1]
        if not np.isfinite(limit):
            continue
        span = slice(rows.indptr[i], rows.indptr[i + 1])
        others, each = rows.indices[span], rows.data[span]
        helping = (each > 0) == (own > 0)
        rest = np.where(helping, each * program.lower[others], each * upper[others])
        value = (limit - rest[others != j].sum()) / own
        if np.isfinite(value) or not kept_down:
            found.append(float(value))
    return found


def whole(program: Program) -> Whole:
    """Scale rows and continuous columns so that every number is whole."""
    rows = csr_array(program.matrix)
    plain = [_row(rows, program, i) for i in range(program.rows)]
    parts = np.ones(program.columns, dtype=np.int64)
    for columns, coefficients, _, _ in plain:
        scale = math.lcm(1, *(c.denominator for c in coefficients))
        for j, c in zip(columns, coefficients, strict=True):
            if not program.integer[j]:
                parts[j] = min(math.lcm(int(parts[j]), abs(int(c * scale))), LARGEST_DENOMINATOR)
    joined = any(int((parts[columns] > 1).sum()) > 1 for columns, *_ in plain)
    ends = np.concatenate([program.row_lower, program.row_upper])
    rounded = any(_rounded(float(end), math.floor)[1] for end in ends if np.isfinite(end))
    upper = finite_bounds(program)
    return Whole(
        parts=parts, lower=np.ceil(program.lower * parts - _CLOSE).astype(np.int64),
        upper=np.floor(upper * parts + _CLOSE).astype(np.int64),
        rows=[_scaled(row, parts) for row in plain], exact=not joined and not rounded,
    )


_Row = tuple[Ints, list[Fraction], Fraction | None, Fraction | None]


def _row(rows: csr_array, program: Program, i: int) -> _Row:
    span = slice(rows.indptr[i], rows.indptr[i + 1])
    low, high = float(program.row_lower[i]), float(program.row_upper[i])
    inward = (math.floor, math.floor) if low == high else (math.ceil, math.floor)
    return (
        rows.indices[span].astype(np.int64), [fraction(float(c)) for c in rows.data[span]],
        _rounded(low, inward[0])[0] if math.isfinite(low) else None,
        _rounded(high, inward[1])[0] if math.isfinite(high) else None,
    )


def _rounded(end: float, direction: Callable[[float], int]) -> tuple[Fraction, bool]:
    """A row's limit as a fraction, rounded to the inside where it is no small one."""
    try:
        return fraction(end), False
    except NotWhole:
        return Fraction(direction(end * LARGEST_DENOMINATOR), LARGEST_DENOMINATOR), True


def _scaled(row: _Row, parts: Ints) -> tuple[Ints, Ints, int | None, int | None]:
    columns, coefficients, low, high = row
    cut = [c / int(parts[j]) for c, j in zip(coefficients, columns, strict=True)]
    numbers = [*cut, *(end for end in (low, high) if end is not None)]
    scale = math.lcm(1, *(number.denominator for number in numbers))
    return (
        columns, np.array([int(c * scale) for c in cut], dtype=np.int64),
        None if low is None else int(low * scale), None if high is None else int(high * scale),
    )
