"""A quick plan: send what gains most, as long as every stock it passes has room.

Needs no relaxation, but is better with one: what the relaxation sends comes first. It looks only
at stocks (home, pledges, ceilings, shares) and at cover counted by parts; lots, leads, least
useful numbers and support are settled afterwards.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from willing.planner.chains import Passing
from willing.planner.model import Model
from willing.planner.program import Bools, Floats

_PASSES = 3
"""Times every choice is offered."""


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
        self._level = np.zeros(len(columns))
        self._of: dict[int, list[tuple[int, int, float]]] = {}
        for p in passes:
            inflow = program.row_lower[p.rows]
            for start, number in zip(p.chains.first, p.chains.length, strict=True):
                own = slice(start, start + number)
                self._level[self._at[p.chains.columns[own]]] = np.cumsum(inflow[own])
            for chain, column, enter, leave, amount in p.entries():
                last = min(leave, int(p.chains.length[chain]))
                if enter < last:
                    begin = int(self._at[p.chains.columns[p.chains.first[chain]]])
                    self._of.setdefault(column, []).append((begin + enter, begin + last, amount))
        self._held_by = self._holders(model)

    def _holders(self, model: Model) -> dict[int, list[int]]:
        """Stocks that each hold draws on."""
        matrix = csr_array(model.program.matrix)
        found: dict[int, list[int]] = {}
        for name, (first, number) in model.making.draft.row_blocks().items():
            if name.startswith("held of"):
                for row in range(first, first + number):
                    columns = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
                    stocks = [int(self._at[c]) for c in columns if self._at[c] >= 0]
                    for column in columns[self._at[columns] < 0]:
                        found.setdefault(int(column), []).extend(stocks)
        return found

    def holds(self, column: int) -> bool:
        """Hold one more if it is at home; say whether it is."""
        at = self._held_by.get(column, [])
        if (self._level[at] < self._least[at] + 1 - 1e-9).any():
            return False
        self._least[at] += 1
        return True

    def room(self, column: int) -> bool:
        """Whether one more fits everywhere."""
        for start, end, amount in self._of.get(column, ()):
            level = self._level[start:end] + amount
            if amount < 0:
                if (level < self._least[start:end] - 1e-9).any():
                    return False
            elif (level > self._most[start:end] + 1e-9).any():
                return False
        return True

    def send(self, column: int, number: float) -> None:
        """Let so many pass."""
        for start, end, amount in self._of.get(column, ()):
            self._level[start:end] += amount * number


class Shortage:
    """What is still short in each span, and what one more tour or hold would gain."""

    def __init__(self, model: Model) -> None:
        choices, making = model.choices, model.making
        self._tours = choices.tours
        self._worth = [pair.credit.worth for pair in choices.pairs]
        self._task = [pair.task for pair in choices.pairs]
        self._short = {
            r: np.array([span.quantity for span in choices.spans[r]], dtype=float)
            for r in making.short
        }
        self._cost = {r: model.program.cost[columns] for r, columns in making.short.items()}
        self._period = {
            r: np.array([span.period for span in choices.spans[r]]) for r in making.short
        }

    def spans_of_tour(self, tour: int) -> tuple[int, slice | Bools]:
        """Pair of a tour, and the spans it covers."""
        return int(self._tours.pair[tour]), slice(
            int(self._tours.covers[tour]), int(self._tours.covered[tour])
        )

    def spans_of_hold(self, pair: int, period: int) -> tuple[int, slice | Bools]:
        """Pair of a hold, and the spans of its period."""
        return pair, self._period[self._task[pair]] == period

    def gain(self, pair: int, spans: slice | Bools) -> float:
        """Points that one more element of a pair would save in some spans."""
        r = self._task[pair]
        if r not in self._short:
            return 0.0
        return float(np.clip(self._short[r][spans], 0.0, self._worth[pair]) @ self._cost[r][spans])

    def fill(self, pair: int, spans: slice | Bools) -> None:
        """Count one more element."""
        r = self._task[pair]
        if r in self._short:
            self._short[r][spans] -= self._worth[pair]


def greedy(model: Model, wish: Floats, price: Floats) -> Floats:
    """As much of a wish as there is room for, then whatever gains more than it costs.

    `wish`: a point whose decisions are wanted first, whole or not; `price`: order in which further
    tours are offered, lowest first. Only the decisions of the answer mean anything.
    """
    making = model.making
    stocks, shortage = Stocks(model), Shortage(model)
    lower, upper, cost = model.program.lower, model.program.upper, model.program.cost
    point = np.maximum(lower, 0.0)

    def send(tour: int, worthwhile: bool) -> bool:
        column = int(making.tours[tour])
        pair, spans = shortage.spans_of_tour(tour)
        if worthwhile and shortage.gain(pair, spans) <= cost[column] + 1e-9:
            return False
        if point[column] >= upper[column] or not stocks.room(column):
            return False
        stocks.send(column, 1.0)
        shortage.fill(pair, spans)
        point[column] += 1
        return True

    def hold(at: int, worthwhile: bool) -> bool:
        column = int(making.holds[at])
        pair, spans = shortage.spans_of_hold(int(making.hold_pair[at]), int(making.hold_period[at]))
        if worthwhile and shortage.gain(pair, spans) <= cost[column] + 1e-9:
            return False
        if point[column] >= upper[column] or not stocks.holds(column):
            return False
        shortage.fill(pair, spans)
        point[column] += 1
        return True

    for decided in range(len(making.tours)):
        column = int(making.tours[decided])
        for _ in range(round(point[column])):
            stocks.send(column, 1.0)
            shortage.fill(*shortage.spans_of_tour(decided))
    whole = np.floor(wish + 1e-6)
    for tour in np.flatnonzero(whole[making.tours] > point[making.tours]):
        while point[making.tours[tour]] < whole[making.tours[tour]] and send(int(tour), False):
            pass
    for at in np.flatnonzero(whole[making.holds] > point[making.holds]):
        while point[making.holds[at]] < whole[making.holds[at]] and hold(int(at), False):
            pass
    order = np.argsort(price[making.tours], kind="stable")
    for _ in range(_PASSES):
        sent = False
        for tour in order:
            while send(int(tour), True):
                sent = True
        for wanted in range(len(making.holds)):
            while hold(wanted, True):
                sent = True
        if not sent:
            break
    return point
