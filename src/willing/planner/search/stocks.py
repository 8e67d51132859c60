"""Stocks while a quick plan is filled by hand: what has room, and what one more would take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from willing.planner.chains import Passing
from willing.planner.model import Model
from willing.planner.program import Bools, Floats, Ints
from willing.planner.rules.share import largest
from willing.planner.search.budgets import Budgets
from willing.planner.search.crowds import Crowds


@dataclass
class _Drawn:
    """A row by which holds draw on a stock: each x stock >= taken."""

    stock: int
    each: float
    taken: float

    def needs(self, more: float) -> float:
        """The least stock with so much more taken."""
        return (self.taken + more) / self.each


class _Entries:
    """What one more of each column adds to the stocks it passes, one column after the other."""

    def __init__(self, columns: int, parts: Sequence[tuple[Ints, Ints, Ints, Floats]]) -> None:
        """`parts`: columns, first stock, stock after the last, and amount of many entries."""
        column, begin, end, amount = (
            np.concatenate([part[i] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
            for i in range(4)
        )
        order = np.argsort(column, kind="stable")
        begin, length = begin[order], (end - begin)[order]
        before = np.cumsum(length) - length
        self.stock: Ints = np.repeat(begin - before, length) + np.arange(int(length.sum()))
        self.amount: Floats = np.repeat(amount[order].astype(float), length)
        number = np.bincount(np.repeat(column[order], length), minlength=columns)
        self._first: Ints = np.concatenate([[0], np.cumsum(number)])
        self._at: list[int] = self._first.tolist()

    def of(self, column: int) -> slice:
        """Where those of a column stand."""
        return slice(self._at[column], self._at[column + 1])

    def any_of(self, which: Bools) -> Bools:
        """Which columns have any of these."""
        until = np.concatenate([[0], np.cumsum(which)])
        found: Bools = until[self._first[1:]] > until[self._first[:-1]]
        return found


class Stocks:
    """Stocks of all chains while nobody free serves, and what tours and holds do to them."""

    def __init__(self, model: Model) -> None:
        program = model.program
        passes: list[Passing] = model.making.draft.passes
        columns = np.concatenate([np.zeros(0, np.int64), *(p.chains.columns for p in passes)])
        self._at = np.full(program.columns, -1)
        self._at[columns] = np.arange(len(columns))
        self._least = program.lower[columns].copy()
        self._most = program.upper[columns].copy()
        for r, there in model.making.shares.items():
            # More of one nation may come only once people ask for them: here they never do.
            task, found = model.choices.tasks[r], model.choices.spans[r]
            most = [float(largest(task, span.quantity)) for span in found]
            self._most[self._at[there.columns]] = np.tile(most, len(there.first))
        self._level = np.zeros(len(columns))
        for p in passes:
            inflow = program.row_lower[p.rows]
            for start, number in zip(p.chains.first, p.chains.length, strict=True):
                own = slice(start, start + number)
                self._level[self._at[p.chains.columns[own]]] = np.cumsum(inflow[own])
        self._draws = self._entries(program.columns, passes, lambda amount: amount < 0)
        self._adds = self._entries(program.columns, passes, lambda amount: amount >= 0)
        both = np.zeros(len(columns), dtype=bool)
        both[self._adds.stock] = True
        self._only_drawn = ~both[self._draws.stock]
        both[:] = False
        both[self._draws.stock] = True
        self._only_added = ~both[self._adds.stock]
        self._held_by = self._holders(model)
        self._budgets = Budgets(model)
        self._crowds = Crowds(model)
        self._at_first = self._level.copy(), self._least.copy()
        self._drawn = [
            (drawn, drawn.taken) for rows in self._held_by.values() for drawn, _ in rows]

    def clear(self) -> None:
        """Nobody free serves, as at first; quicker than reckoning it anew."""
        level, least = self._at_first
        self._level, self._least = level.copy(), least.copy()
        for drawn, taken in self._drawn:
            drawn.taken = taken
        self._budgets.clear()
        self._crowds.clear()

    def _holders(self, model: Model) -> dict[int, list[tuple[_Drawn, float]]]:
        """What each hold draws on, and how much of it."""
        matrix, lower = csr_array(model.program.matrix), model.program.row_lower
        found: dict[int, list[tuple[_Drawn, float]]] = {}
        for name, (first, number) in model.making.draft.row_blocks().items():
            if name.startswith("held of"):
                for row in range(first, first + number):
                    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
                    inside = dict(zip(
                        matrix.indices[part].tolist(), matrix.data[part].tolist(), strict=True))
                    stocks = [c for c in inside if self._at[c] >= 0]
                    # Where a row adds up stocks, each is asked for its part: that is enough.
                    several = [
                        _Drawn(int(self._at[c]), inside.pop(c) * len(stocks), float(lower[row]))
                        for c in stocks
                    ]
                    for drawn in several:
                        self._least[drawn.stock] = max(self._least[drawn.stock], drawn.needs(0.0))
                        for column, value in inside.items():
                            found.setdefault(column, []).append((drawn, -value))
        return found

    def holds(self, column: int) -> bool:
        """Hold one more if it is at home; say whether it is."""
        rows = self._held_by.get(column, [])
        if any(self._level[d.stock] < d.needs(more) - 1e-9 for d, more in rows):
            return False
        for drawn, more in rows:
            drawn.taken += more
            self._least[drawn.stock] = max(self._least[drawn.stock], drawn.needs(0.0))
        return True

    def room(self, column: int) -> bool:
        """Whether one more fits everywhere."""
        for entries, short in ((self._draws, self._too_few), (self._adds, self._too_many)):
            own = entries.of(column)
            if short(entries.stock[own], entries.amount[own]).any():
                return False
        return self._budgets.room(column) and self._crowds.room(column)

    def never_again(self) -> Bools:
        """Columns of which one more does not fit now, in stocks that others only ever fill up."""
        drawn = self._too_few(self._draws.stock, self._draws.amount) & self._only_drawn
        added = self._too_many(self._adds.stock, self._adds.amount) & self._only_added
        return self._draws.any_of(drawn) | self._adds.any_of(added)

    def _too_few(self, stock: Ints, amount: Floats) -> Bools:
        few: Bools = self._level[stock] + amount < self._least[stock] - 1e-9
        return few

    def _too_many(self, stock: Ints, amount: Floats) -> Bools:
        many: Bools = self._level[stock] + amount > self._most[stock] + 1e-9
        return many

    def send(self, column: int, number: float) -> None:
        """Let so many pass."""
        for entries in (self._draws, self._adds):
            own = entries.of(column)
            np.add.at(self._level, entries.stock[own], entries.amount[own] * number)
        self._budgets.send(column, number)
        self._crowds.send(column, number)

    def _entries(
        self, columns: int, passes: Sequence[Passing], which: Callable[[Floats], Bools]
    ) -> _Entries:
        """What columns add to stocks where the amount is such."""
        parts = []
        for p in passes:
            leave = np.minimum(p.leave, p.chains.length[p.chain])
            among = (p.enter < leave) & which(p.amount)
            chain = p.chain[among]
            start = self._at[p.chains.columns[p.chains.first[chain]]]
            parts.append((
                p.columns[among], start + p.enter[among], start + leave[among], p.amount[among]))
        return _Entries(columns, parts)
