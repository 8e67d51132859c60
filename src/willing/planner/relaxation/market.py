"""A market: rows that units share have prices, and at given prices each unit acts by itself.

The rows of stocks need no prices of their own: what a tour does to a stock is worth what the stock
is worth from that line on. So only what stocks are wanted for is priced, and what limits them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array

from willing.planner.chains import Passing
from willing.planner.program import Bools, Floats, Ints
from willing.planner.relaxation.implied import Rows, ceilings
from willing.planner.relaxation.schedules import Schedules
from willing.planner.relaxation.slim import Slim

_PLENTY = 1_000.0
"""Value at which a column without limit is held while prices are wrong."""


@dataclass(frozen=True)
class Response:
    """What the market does at some prices."""

    sent: Floats
    """Elements on each tour of the schedules."""
    beyond: Floats
    """What each of them costs beyond its unit's best schedule."""
    missing: Floats
    """By how much each price is too low (above 0) or too high."""
    point: Floats
    """What each column does, by column."""
    bound: float
    """No point of the relaxation scores below; minus infinity where that is not known."""


class Market:
    """Priced rows, limited stocks, and everybody's answer."""

    def __init__(self, slim: Slim, home: Passing) -> None:
        program, making = slim.program, slim.model.making
        self._program = program
        column, row = _places(slim.columns, slim.model.program.columns), _places(
            slim.rows, slim.model.program.rows
        )
        others = [
            p for p in making.draft.passes
            if p is not home and (column[p.chains.columns] >= 0).all()
        ]
        lengths = np.concatenate([np.zeros(0, np.int64), *(p.chains.length for p in others)])
        self._after = np.cumsum(lengths[lengths > 0])
        self._lengths = lengths[lengths > 0]
        self._stocks = _joined([column[p.chains.columns] for p in others])
        self._balance = _joined([row[p.rows] for p in others])
        self._home = column[home.chains.columns]
        self.schedules = Schedules(home, program.row_lower[row[home.rows]])
        self.tours = column[self.schedules.columns]
        self._rest = _without(program.columns, self._home, self._stocks, self.tours)
        self._priced = _without(program.rows, row[home.rows], self._balance)
        # A pledge's stock is drawn on and ends at nothing; all others only fill up.
        drawn = np.concatenate([
            np.zeros(0, bool),
            *(np.full(len(p.chains.columns), bool((p.amount < 0).any())) for p in others),
        ])
        self._limited = np.flatnonzero(drawn | np.isfinite(program.upper[self._stocks]))
        limited = self._stocks[self._limited]
        self.least = np.concatenate([
            program.row_lower[self._priced], np.where(drawn[self._limited], 0.0, -np.inf)
        ])
        self.most = np.concatenate([program.row_upper[self._priced], program.upper[limited]])
        lines = csr_array(program.matrix)
        self.rows, self._moves = lines[self._priced], lines[self._balance]
        self._paid = csr_array(program.matrix.T)
        self._wanted = csr_array(self.rows[:, self._stocks].T)
        self._inflow = program.row_lower[self._balance]
        self._upper = np.where(np.isinf(program.upper), _PLENTY, program.upper)[self._rest]
        self._most = self._ceilings()[self._rest]
        self.amount = self._amounts(others)
        """Most that one element adds to anything in each row."""

    def _amounts(self, others: list[Passing]) -> Floats:
        each = np.ones(self._program.columns)
        each[self._stocks] = np.concatenate([np.ones(0), *(
            np.full(len(p.chains.columns), np.abs(p.amount).max(initial=1e-9)) for p in others
        )])
        return np.concatenate([
            abs(self.rows).multiply(each[None, :]).max(axis=1).toarray().ravel(),
            each[self._stocks][self._limited],
        ])

    def _ceilings(self) -> Floats:
        """Upper limits of all columns, those without one bounded by the rows they are in."""
        program, count = self._program, len(self._priced)
        entries = np.diff(program.matrix.indptr)
        rows = Rows(
            matrix=self.rows, least=self.least[:count], most=self.most[:count],
            cost=program.cost, lower=program.lower,
            alone=np.diff(csc_array(self.rows).indptr) == entries,
        )
        return ceilings(rows, self._stocked(), self._rest[np.isinf(program.upper[self._rest])])

    def _stocked(self) -> Floats:
        """Upper limits of all columns, with the most that can ever have come into each stock."""
        program = self._program
        most = program.upper.copy()
        flows = coo_array(self._moves)
        row, column = flows.coords
        enters = (flows.data < 0) & ~np.isin(column, self._stocks)
        comes = np.maximum(self._inflow, 0.0)
        np.add.at(comes, row[enters], -flows.data[enters] * program.upper[column[enters]])
        with np.errstate(invalid="ignore"):
            known = self._so_far(comes)
        known = np.where(np.isnan(known), np.inf, known)
        most[self._stocks] = np.minimum(most[self._stocks], known)
        return most

    def respond(self, prices: Floats) -> Response:
        """What everybody does at these prices, and how far it is from keeping the rules."""
        program, priced = self._program, len(self._priced)
        paid = np.zeros(program.rows)
        paid[self._priced] = prices[:priced]
        worth = self._wanted @ prices[:priced] - program.cost[self._stocks]
        worth[self._limited] += prices[priced:]
        paid[self._balance] = -self._from_here_on(worth)
        reduced = program.cost - self._paid @ paid
        answer = self.schedules.answer(-reduced[self.tours], -reduced[self._home])
        rest = np.where(reduced[self._rest] < 0, self._upper, program.lower[self._rest])
        point = np.zeros(program.columns)
        point[self.tours], point[self._home], point[self._rest] = answer.sent, answer.waiting, rest
        stocks = self._so_far(self._inflow - self._moves @ point)
        point[self._stocks] = stocks
        done = np.concatenate([self.rows @ point, stocks[self._limited]])
        limit = np.where(prices > 0, self.least, self.most)
        saved = reduced[self._rest]
        sure = np.where(saved < 0, self._most, program.lower[self._rest])
        bound = (
            _sum(prices, limit) + _sum(paid[self._balance], self._inflow) + _sum(saved, sure)
            - answer.earned + program.offset
        )
        return Response(answer.sent, answer.beyond, self._missing(prices, done), point, bound)

    def prices_of(self, duals: Floats, reduced: Floats) -> Floats:
        """The prices that a solved relaxation stands for: of its rows, and of limited stocks."""
        limits = reduced[self._stocks][self._limited]
        floor, ceiling = self.reach()
        prices: Floats = np.clip(np.concatenate([duals[self._priced], limits]), floor, ceiling)
        return prices

    def _missing(self, prices: Floats, done: Floats) -> Floats:
        """Distance to the limit that is paid for; where none is, to one that is broken."""
        below, above = self.least - done, self.most - done
        free = np.where(below > 0, below, np.where(above < 0, above, 0.0))
        missing = np.where(prices > 0, below, np.where(prices < 0, above, free))
        return np.where(np.isfinite(missing), missing, 0.0)

    def _from_here_on(self, values: Floats) -> Floats:
        """Sums from each place to the end of its chain."""
        sums = np.append(np.cumsum(values[::-1])[::-1], 0.0)
        here: Floats = sums[:-1] - np.repeat(sums[self._after], self._lengths)
        return here

    def _so_far(self, values: Floats) -> Floats:
        """Sums from the start of its chain to each place."""
        sums = np.cumsum(values)
        before = np.append(0.0, sums)[self._after - self._lengths]
        here: Floats = sums - np.repeat(before, self._lengths)
        return here

    def reach(self) -> tuple[Floats, Floats]:
        """Least and most that prices may be: beyond, a column without limit would pay."""
        program = self._program
        floor = np.where(np.isinf(self.most), 0.0, -np.inf)
        ceiling = np.where(np.isinf(self.least), 0.0, np.inf)
        endless = self._rest[np.isinf(program.upper[self._rest])]
        part = csc_array(program.matrix[:, endless])
        part.eliminate_zeros()
        alone = np.diff(part.indptr) == 1
        at = part.indptr[:-1][alone]
        row, value = _places(self._priced, program.rows)[part.indices[at]], part.data[at]
        price = program.cost[endless[alone]] / value
        up, down = (row >= 0) & (value > 0), (row >= 0) & (value < 0)
        np.minimum.at(ceiling, row[up], price[up])
        np.maximum.at(floor, row[down], price[down])
        return floor, ceiling

    def stakes(self) -> Floats:
        """Most points that one unit of each row may save; 0 where nothing with a cost is in it."""
        program = self._program
        part = self.rows[:, self._rest].tocoo()
        part.eliminate_zeros()
        row, column = part.coords
        stakes = np.zeros(len(self.least))
        np.maximum.at(stakes, row, program.cost[self._rest][column] / np.abs(part.data))
        return stakes


def _sum(prices: Floats, amounts: Floats) -> float:
    """What amounts cost, those for nothing left out: they may be endless.

    Not by the library of linear algebra, whose threads wait for each other where cores are busy.
    """
    some = prices != 0
    return float((prices[some] * amounts[some]).sum())


def _places(chosen: Ints, size: int) -> Ints:
    """Place of each number among the chosen ones; -1 where it is none."""
    places = np.full(size, -1, dtype=np.int64)
    places[chosen] = np.arange(len(chosen))
    return places


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _without(size: int, *parts: Ints) -> Ints:
    """All numbers below a size but some."""
    left: Bools = np.ones(size, dtype=bool)
    for part in parts:
        left[part] = False
    return np.flatnonzero(left)
