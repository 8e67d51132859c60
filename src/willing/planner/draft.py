"""A program in the making: rules add named blocks of columns and rows, and the entries between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import coo_array, csc_array

from willing.planner.program import Floats, Ints, Program


@dataclass
class Draft:
    """Collects blocks; `program()` freezes them into arrays."""

    offset: float = 0.0
    """Points that no choice changes."""
    _columns: list[tuple[Floats, Floats, Floats, np.ndarray]] = field(default_factory=list)
    _rows: list[tuple[Floats, Floats]] = field(default_factory=list)
    _entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    _column_names: list[tuple[str, int, int]] = field(default_factory=list)
    _row_names: list[tuple[str, int, int]] = field(default_factory=list)
    passes: list[Any] = field(default_factory=list)
    """What passes through chains of stocks (`chains.Passing`)."""
    columns_made: int = 0
    rows_made: int = 0

    def columns(
        self, name: str, number: int, *, cost: ArrayLike = 0.0, lower: ArrayLike = 0.0,
        upper: ArrayLike = np.inf, integer: bool = False,
    ) -> Ints:
        """Add a named block of columns; return their positions."""
        first = self.columns_made
        self.columns_made += number
        self._columns.append((
            _spread(cost, number), _spread(lower, number), _spread(upper, number),
            np.full(number, integer),
        ))
        self._column_names.append((name, first, number))
        return np.arange(first, first + number, dtype=np.int64)

    def rows(
        self, name: str, number: int, *, lower: ArrayLike = -np.inf, upper: ArrayLike = np.inf
    ) -> Ints:
        """Add a named block of rows; return their positions."""
        first = self.rows_made
        self.rows_made += number
        self._rows.append((_spread(lower, number), _spread(upper, number)))
        self._row_names.append((name, first, number))
        return np.arange(first, first + number, dtype=np.int64)

    def enter(self, rows: ArrayLike, columns: ArrayLike, values: ArrayLike) -> None:
        """Put values where rows and columns meet; the three are spread to one length."""
        r, c, v = np.broadcast_arrays(
            np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64),
            np.asarray(values, dtype=float),
        )
        self._entries.append((r.ravel(), c.ravel(), v.ravel()))

    def charge(self, columns: ArrayLike, cost: ArrayLike) -> None:
        """Add to the cost of columns already made."""
        self._charges.append((np.asarray(columns), np.asarray(cost, dtype=float)))

    _charges: list[tuple[Any, Any]] = field(default_factory=list)

    def blocks(self) -> dict[str, tuple[int, int]]:
        """Where each block of columns begins and how many it has, by name."""
        return {name: (first, number) for name, first, number in self._column_names}

    def row_blocks(self) -> dict[str, tuple[int, int]]:
        """Where each block of rows begins and how many it has, by name."""
        return {name: (first, number) for name, first, number in self._row_names}

    def program(self) -> Program:
        """Freeze."""
        shape = (self.rows_made, self.columns_made)
        if self._entries:
            rows, columns, values = (
                np.concatenate([entry[i] for entry in self._entries]) for i in range(3)
            )
            matrix = csc_array(coo_array((values, (rows, columns)), shape=shape))
        else:
            matrix = csc_array(shape, dtype=float)
        cost = _joined(self._columns, 0)
        for columns, more in self._charges:
            np.add.at(cost, columns, more)
        return Program(
            cost=cost, lower=_joined(self._columns, 1), upper=_joined(self._columns, 2),
            integer=np.concatenate([c[3] for c in self._columns])
            if self._columns else np.zeros(0, dtype=bool),
            matrix=matrix, row_lower=_joined(self._rows, 0), row_upper=_joined(self._rows, 1),
            offset=self.offset,
        )


def _spread(value: ArrayLike, number: int) -> Floats:
    return np.broadcast_to(np.asarray(value, dtype=float), (number,)).copy()


def _joined(blocks: list[Any], at: int) -> Floats:
    return np.concatenate([block[at] for block in blocks]) if blocks else np.zeros(0)
