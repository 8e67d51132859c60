"""A mixed-integer program as arrays: what the rules write and any solver can read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Minimise cost @ x with row_lower <= matrix @ x <= row_upper and lower <= x <= upper."""

    cost: Floats
    """Points for one of each column; shape (columns,)."""
    lower: Floats
    """Least value of each column."""
    upper: Floats
    """Most of each column; infinity where there is no limit."""
    integer: Bools
    """Whether a column must be whole."""
    matrix: csc_array
    """Rules by columns; shape (rows, columns)."""
    row_lower: Floats
    """Least value of each row; minus infinity where there is none."""
    row_upper: Floats
    """Most of each row."""
    offset: float = 0.0
    """Points that no choice changes."""

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.cost)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.row_lower)

    def value(self, x: Floats) -> float:
        """Score of a point, in points."""
        return float(self.cost @ x) + self.offset

    def broken(self, x: Floats, tolerance: float = 1e-6) -> bool:
        """Whether a point breaks a bound or a row by more than the tolerance."""
        if np.any(x < self.lower - tolerance) or np.any(x > self.upper + tolerance):
            return True
        rows = self.matrix @ x
        return bool(
            np.any(rows < self.row_lower - tolerance) or np.any(rows > self.row_upper + tolerance)
        )
