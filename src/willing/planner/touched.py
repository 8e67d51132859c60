"""What may change while some decisions do and all others stay: not every stock on every day.

A tour raises the stocks it passes from the line where it enters to the line where it leaves;
before and after they stay as they are. So where a few tours are looked at anew, most of what hangs
together with them by some row or other is a constant.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from willing.planner.chains import Passing
from willing.planner.model import Model
from willing.planner.program import Bools, Ints


class Touched:
    """Stocks by what passes through them, and columns that follow from stocks and decisions."""

    def __init__(self, model: Model, decisions: Ints, limits: Ints | None = None) -> None:
        """`limits`: rows in which each has what the others leave as it is; without them those that
        keep people below a limit.
        """
        program, making = model.program, model.making
        passes = making.draft.passes
        self._stocks = _joined([p.chains.columns for p in passes])
        self._passing(passes, program.columns)
        self._matrix = program.matrix
        loose = np.ones(program.columns, dtype=bool)
        loose[self._stocks], loose[decisions] = False, False
        self._group, self._group_of_row = self._groups(
            loose, _limits(model) if limits is None else limits)

    def _passing(self, passes: list[Passing], columns: int) -> None:
        """Where each decision enters and leaves the stocks of all chains, put one after another."""
        column, first, after, before = [], [], [], 0
        for p in passes:
            leave = np.minimum(p.leave, p.chains.length[p.chain])
            inside = p.enter < leave
            start = before + p.chains.first[p.chain[inside]]
            column.append(p.columns[inside])
            first.append(start + p.enter[inside])
            after.append(start + leave[inside])
            before += len(p.chains.columns)
        every = _joined(column)
        order = np.argsort(every, kind="stable")
        self._first, self._after = _joined(first)[order], _joined(after)[order]
        self._entry: Ints = np.searchsorted(every[order], np.arange(columns + 1))

    def _groups(self, loose: Bools, limits: Ints) -> tuple[Ints, Ints]:
        """Group of every loose column, and of every row; -1: none. Limits hold none together."""
        columns = np.flatnonzero(loose)
        part = csr_array(self._matrix[:, columns])
        held = np.ones(part.shape[0])
        held[limits] = 0.0
        bond = csr_array(
            coo_array((held, (np.arange(len(held)),) * 2), shape=(len(held),) * 2) @ abs(part))
        bond.eliminate_zeros()
        _, label = connected_components(csr_array(bond.T @ bond), directed=False)
        group = np.full(self._matrix.shape[1], -1, dtype=np.int64)
        group[columns] = label
        of_row = np.full(part.shape[0], -1, dtype=np.int64)
        at, inside = bond.tocoo().coords
        of_row[at] = label[inside]
        return group, of_row

    def columns(self, decisions: Ints) -> Ints:
        """Columns, besides the decisions, whose value may change with them."""
        starts, ends = self._entry[decisions], self._entry[decisions + 1]
        entries = np.repeat(ends - np.cumsum(ends - starts), ends - starts) + np.arange(
            int((ends - starts).sum())
        )
        step = np.zeros(len(self._stocks) + 1, dtype=np.int64)
        np.add.at(step, self._first[entries], 1)
        np.add.at(step, self._after[entries], -1)
        stocks = np.unique(self._stocks[np.cumsum(step)[:-1] > 0])
        moved = np.concatenate([decisions, stocks])
        rows = np.unique(self._matrix[:, moved].indices)
        groups = np.unique(self._group_of_row[rows])
        follow = np.flatnonzero(np.isin(self._group, groups[groups >= 0]))
        return np.concatenate([stocks, follow])


def _limits(model: Model) -> Ints:
    """Rows that keep people below a limit: what one nation draws hangs on none of the others."""
    return _joined([crowd.rows for crowd in model.making.crowds])


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
