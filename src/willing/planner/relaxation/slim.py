"""The relaxation without tasks counted one by one: the same value, a third of the rows fewer.

Without whole numbers a nation serves a task by just that part of what it could have there:
`serves = there / whole` is best, as nothing is gained by more. So these columns and their rows
fall away, and `there` counts against the ceiling by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array

from willing.planner.milp import Corner
from willing.planner.model import Model
from willing.planner.program import Floats, Ints, Program


@dataclass(frozen=True)
class Slim:
    """A smaller program with the same relaxation, and where it stands in the whole."""

    program: Program
    columns: Ints
    """Column of the whole for each of its columns."""
    rows: Ints
    """Row of the whole for each of its rows."""
    model: Model

    def point(self, x: Floats) -> Floats:
        """The point of the whole relaxation."""
        whole = self.spread(x)
        for served in self.model.making.served:
            whole[served.serves] = whole[served.passing.chains.columns] / served.whole
        return whole

    def spread(self, values: Floats) -> Floats:
        """Values of the columns; 0 for those that fell away."""
        whole = np.zeros(self.model.program.columns)
        whole[self.columns] = values
        return whole

    def corner(self, corner: Corner) -> Corner:
        """The corner of the whole relaxation."""
        served = [served.serves for served in self.model.making.served]
        program = self.model.program
        return corner.whole(
            self.columns, self.rows, np.concatenate([np.zeros(0, dtype=np.int64), *served]),
            (program.rows, program.columns),
        )


def slim(model: Model) -> Slim:
    """Leave out what a relaxation does not need."""
    program, served = model.program, model.making.served
    columns, rows = np.ones(program.columns, dtype=bool), np.ones(program.rows, dtype=bool)
    if not served:
        return Slim(program, np.flatnonzero(columns), np.flatnonzero(rows), model)
    entries: list[tuple[Ints, Ints, Floats]] = []
    for nation in served:
        columns[nation.serves], rows[nation.linked] = False, False
        further = nation.further.ravel()
        tasks = len(nation.further)
        entries.append((
            np.tile(nation.limit, tasks), nation.passing.chains.columns, further / nation.whole
        ))
    at, of, value = (np.concatenate([entry[i] for entry in entries]) for i in range(3))
    more = csr_array(coo_array((value, (at, of)), shape=program.matrix.shape))
    kept = csc_array(csr_array(csr_array(program.matrix) + more)[rows])
    return Slim(
        Program(
            cost=program.cost[columns], lower=program.lower[columns],
            upper=program.upper[columns], integer=program.integer[columns],
            matrix=csc_array(kept[:, columns]), row_lower=program.row_lower[rows],
            row_upper=program.row_upper[rows], offset=program.offset,
        ),
        np.flatnonzero(columns), np.flatnonzero(rows), model,
    )
