r"""What an outcome costs after a choice, by counting out its plans beforehand.

$$ Q_w(x) = \sum_b \min_k \{ q_b^T z_{bk} : \text{what } z_{bk} \text{ and } x \text{ add up to
   in every row is allowed} \} $$

After a choice an outcome may fall into blocks $b$ that have no row in common. Where each has whole
numbers only, and few plans $z_{bk}$, these are written down once; then its cost after a thousand
choices takes no longer than one search.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array
from scipy.sparse.csgraph import connected_components

from willing.planner.ahead.stages import Stages, tightened
from willing.planner.program import Bools, Floats, Ints, Program

_MANY = 5_000
"""Plans of a block that are counted out at most."""
_WIDE = 40
"""Values of a whole number that are counted out at most."""
_SLACK = 1e-9
"""How far a row may be over its limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The plans of columns that have rows with each other only."""

    costs: Floats
    """What each plan costs, the cheapest first."""
    adds: Floats
    """What each adds to the rows that hang on the choice; shape (plans, rows)."""
    rows: Ints
    """Which rows these are."""


class Counted:
    """An outcome whose plans are counted out."""

    def __init__(self, program: Program, copies: Ints, blocks: list[_Block]) -> None:
        self._blocks, self._offset = blocks, program.offset
        linked = program.matrix.tocsr()[:, copies]
        self._reach = linked.toarray()
        self._lower, self._upper = program.row_lower - _SLACK, program.row_upper + _SLACK
        own = np.ones(program.columns, dtype=bool)
        own[copies] = False
        # Rows without a column of its own hang on the choice alone.
        self._others = np.flatnonzero(~(program.matrix.tocsr()[:, own] != 0).toarray().any(axis=1))

    def costs(self, x: Floats) -> Floats:
        """What it costs after each of some choices; infinite where it has no plan.

        `x`: shape (choices, copies).
        """
        at = x @ self._reach.T
        costs = np.full(len(x), self._offset)
        bare = at[:, self._others]
        lower, upper = self._lower[self._others], self._upper[self._others]
        costs[np.any((bare < lower) | (bare > upper), axis=1)] = np.inf
        for block in self._blocks:
            if not len(block.costs):
                return np.full(len(x), np.inf)
            sums = at[:, None, block.rows] + block.adds[None]
            fits = np.all(
                (sums >= self._lower[block.rows]) & (sums <= self._upper[block.rows]), axis=2)
            # Plans stand from cheap to dear: the first that fits is the best.
            first = fits.argmax(axis=1)
            costs += np.where(fits.any(axis=1), block.costs[first], np.inf)
        return costs


def counted(stages: Stages, number: int) -> Counted | None:
    """An outcome with its plans counted out; None where they are too many, or not all whole."""
    program, outcome = tightened(stages, number), stages.outcomes[number]
    own = np.ones(program.columns, dtype=bool)
    own[outcome.shared] = False
    room = program.upper - program.lower
    if not program.integer[own].all() or not (room[own] < _WIDE).all():
        return None
    if np.any(program.cost[outcome.shared] != 0):
        return None
    at = np.flatnonzero(own)
    inner = csc_array(program.matrix[:, at])
    count, block_of = connected_components((abs(inner).T @ abs(inner)) != 0, directed=False)
    linked = np.asarray(abs(program.matrix[:, outcome.shared]).sum(axis=1)).ravel() > 0
    blocks = []
    for number_of in range(count):
        mine = block_of == number_of
        block = _block(program, at[mine], csc_array(inner[:, np.flatnonzero(mine)]), linked)
        if block is None:
            return None
        blocks.append(block)
    return Counted(program, outcome.shared, blocks)


def _block(program: Program, columns: Ints, matrix: csc_array, linked: Bools) -> _Block | None:
    """Count out the plans of a block, column by column, without those that can come to nothing."""
    rows = np.flatnonzero(np.asarray(abs(matrix).sum(axis=1)).ravel() > 0)
    entries = matrix.toarray()[rows]
    lower, upper = program.lower[columns], program.upper[columns]
    least = np.where(entries > 0, entries * lower, entries * upper)
    most = np.where(entries > 0, entries * upper, entries * lower)
    # What the columns still to come can add to each row; rows that hang on the choice are open.
    fewest = np.cumsum(least[:, ::-1], axis=1)[:, ::-1]
    biggest = np.cumsum(most[:, ::-1], axis=1)[:, ::-1]
    free = linked[rows]
    floor = np.where(free, -np.inf, program.row_lower[rows]) - _SLACK
    ceiling = np.where(free, np.inf, program.row_upper[rows]) + _SLACK
    sums, costs = np.zeros((1, len(rows))), np.zeros(1)
    for column in range(len(columns)):
        values = np.arange(np.ceil(lower[column]), np.floor(upper[column]) + 1)
        sums = sums[None] + values[:, None, None] * entries[:, column]
        sums = sums.reshape(sums.shape[0] * sums.shape[1], len(rows))
        costs = (costs[None] + values[:, None] * program.cost[columns[column]]).ravel()
        last = column + 1 == len(columns)
        more = 0.0 if last else biggest[:, column + 1]
        less = 0.0 if last else fewest[:, column + 1]
        able = np.all((sums + more >= floor) & (sums + less <= ceiling), axis=1)
        sums, costs = sums[able], costs[able]
        if len(costs) > _MANY:
            return None
    order = np.argsort(costs, kind="stable")
    return _Block(costs=costs[order], adds=sums[order][:, free], rows=rows[free])
