"""The relaxation a few tours at a time: those that matter first, then whatever still gains.

Of all possible tours the relaxation uses one in fifty. Prices found by trial tell which ones may
matter; over these the interior point method ends in a tenth of the time, at a corner. From there
the simplex method takes in the tours whose price says that they gain, until none does: then the
corner is the best of all tours, as its prices prove.
"""

from __future__ import annotations

import numpy as np

from willing.planner.limits import Watch
from willing.planner.milp import Corner, Limits, Session, Solution
from willing.planner.program import Bools, Floats, Ints, Program
from willing.planner.relaxation.prices import Tried
from willing.planner.relaxation.slim import Slim

_GAINS = 1e-7
"""Points that a tour must promise to be taken in."""
_AT_ONCE = 10_000
"""Tours taken in before the simplex method goes on."""


class Sift:
    """A relaxation over the open tours; the others wait outside."""

    def __init__(self, slim: Slim, tried: Tried, watch: Watch) -> None:
        tours = np.zeros(slim.model.program.columns, dtype=bool)
        tours[slim.model.making.tours] = True
        self._program = slim.program
        self._closed: Bools = (
            tours[slim.columns] & ~tried.chosen & (slim.program.lower == 0)
        )
        self._columns = np.flatnonzero(~self._closed)
        self._session = Session(
            only(slim.program, self._columns), Limits(seconds=watch.left), relaxed=True,
            method="ipm",
        )
        self._session.stop_when(lambda: watch.interrupted)

    def begin(self) -> Solution:
        """Solve over the tours that may matter. Its value is a guess, no bound."""
        return self._whole(self._session.solve())

    def finish(self, found: Solution) -> Solution:
        """Take in tours that gain until none does, or the clock ends it."""
        while found.status == "optimal" and found.reduced is not None:
            new = gaining(found.reduced, self._closed)
            if not len(new):
                return found
            self._session.add_columns(only(self._program, new))
            self._closed[new] = False
            self._columns = np.concatenate([self._columns, new])
            found = self._whole(self._session.solve())
        return found

    @property
    def closed(self) -> Ints:
        """Columns that wait outside."""
        return np.flatnonzero(self._closed)

    def _whole(self, found: Solution) -> Solution:
        """The same over all columns, with what the closed ones would cost."""
        if found.x is None or found.duals is None or found.corner is None:
            return found
        program = self._program
        x = np.zeros(program.columns)
        x[self._columns] = found.x
        rows: Ints = np.arange(program.rows)
        corner: Corner = found.corner.whole(
            self._columns, rows, rows[:0], (program.rows, program.columns)
        )
        reduced: Floats = program.cost - program.matrix.T @ found.duals
        return Solution(
            status=found.status, x=x, value=found.value, bound=found.bound, reduced=reduced,
            duals=found.duals, corner=corner,
        )


def gaining(reduced: Floats, closed: Bools) -> Ints:
    """Closed columns that promise most, by their reduced costs."""
    gains = np.flatnonzero(closed & (reduced < -_GAINS))
    order = np.argsort(reduced[gains], kind="stable")
    return np.sort(gains[order[:_AT_ONCE]])


def only(program: Program, columns: Ints) -> Program:
    """Some columns of a program."""
    return Program(
        cost=program.cost[columns], lower=program.lower[columns], upper=program.upper[columns],
        integer=program.integer[columns], matrix=program.matrix[:, columns],
        row_lower=program.row_lower, row_upper=program.row_upper, offset=program.offset,
    )
