"""Part of a program: some decisions free, all others kept, and only the rows that still matter.

Decisions are tours and holds. All other columns (stocks, shortfalls, lots, leads) only follow
from them; they fall into components that share no row. When decisions are freed, just the
components they touch are freed with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import connected_components

from willing.planner.model import Model
from willing.planner.program import Bools, Floats, Ints, Program

_FAR, _NEAR = 1e9, 1e6
"""Upper bound of columns without one in a step, and values up to which nothing gets near it: the
solver's presolve may go on for ever between columns without bounds, and no limit ends it."""


@dataclass(frozen=True)
class Part:
    """A smaller program, and where its columns stand in the whole."""

    program: Program
    columns: Ints
    """Column of the whole for each column of the part."""
    rows: Ints
    """Row of the whole for each row of the part."""

    def back(self, whole: Floats, part: Floats) -> Floats:
        """The whole point with the part's columns replaced."""
        point = whole.copy()
        point[self.columns] = part
        return point


class Neighbourhoods:
    """Cuts parts out of one program."""

    def __init__(self, model: Model) -> None:
        self.program = model.program
        self.decisions = np.concatenate([model.making.tours, model.making.holds])
        is_decision = np.zeros(self.program.columns, dtype=bool)
        is_decision[self.decisions] = True
        self._component = self._components(~is_decision)
        self._row_component = self._of_rows()

    def _components(self, dependent: Bools) -> Ints:
        """Component of every dependent column; -1 for decisions."""
        columns = np.flatnonzero(dependent)
        part = csc_array(self.program.matrix[:, columns])
        links = csr_array(part.T @ part)
        _, label = connected_components(links, directed=False)
        component = np.full(self.program.columns, -1, dtype=np.int64)
        component[columns] = label
        return component

    def _of_rows(self) -> Ints:
        """Component of every row; -1 for rows over decisions only."""
        found = np.full(self.program.rows, -1, dtype=np.int64)
        matrix = self.program.matrix.tocoo()
        row, column = matrix.coords
        mine = self._component[column] >= 0
        found[row[mine]] = self._component[column[mine]]
        return found

    def dependents(self, decisions: Ints) -> Ints:
        """Columns that follow from the given decisions."""
        rows = np.unique(self.program.matrix[:, decisions].indices)
        touched = np.unique(self._row_component[rows])
        return np.flatnonzero(np.isin(self._component, touched[touched >= 0]))

    def part(self, point: Floats, decisions: Ints) -> Part:
        """Free these decisions and what follows from them; keep the rest at the point."""
        return self.cut(point, np.sort(np.concatenate([decisions, self.dependents(decisions)])))

    def step(self, point: Floats, columns: Ints) -> Part:
        """Free just these columns, none of them without an upper bound; for many quick solves."""
        part = self.cut(point, columns)
        endless = np.isinf(part.program.upper) & (np.abs(point[columns]) <= _NEAR)
        upper = np.where(endless, _FAR, part.program.upper)
        return replace(part, program=replace(part.program, upper=upper))

    def cut(self, point: Floats, columns: Ints) -> Part:
        """Free just these columns; keep the rest at the point."""
        whole = self.program
        inner = csc_array(whole.matrix[:, columns])
        rows = np.unique(inner.indices)
        kept = point.copy()
        kept[columns] = 0.0
        shift = whole.matrix @ kept
        program = Program(
            cost=whole.cost[columns], lower=whole.lower[columns], upper=whole.upper[columns],
            integer=whole.integer[columns], matrix=csc_array(csr_array(inner)[rows]),
            row_lower=whole.row_lower[rows] - shift[rows],
            row_upper=whole.row_upper[rows] - shift[rows],
            offset=whole.offset + float(whole.cost @ kept),
        )
        return Part(program=program, columns=columns, rows=rows)
