"""Stocks that flow from line to line: the state form in which intervals are written.

A tour of any length is one interval in each chain it passes: it enters once and leaves once, so a
column has two entries per chain however long it lasts, and each chain alone is a network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from willing.planner.draft import Draft
from willing.planner.program import Floats, Ints


@dataclass(frozen=True, slots=True)
class Chains:
    """Stock columns of many chains, one after the other."""

    first: Ints
    """Position of each chain's first stock in `columns`."""
    length: Ints
    """Number of stocks of each chain."""
    columns: Ints
    """Stock columns of all chains."""

    def of(self, chain: int) -> Ints:
        """Stock columns of one chain, in order of time."""
        start = self.first[chain]
        return self.columns[start : start + self.length[chain]]


@dataclass(frozen=True, slots=True)
class Passing:
    """Columns that pass through chains, one entry each; kept for those who fill stocks by hand."""

    chains: Chains
    rows: Ints
    """Balance rows of the chains; their constants are the inflow."""
    chain: Ints
    columns: Ints
    enter: Ints
    leave: Ints
    amount: Floats

    def entries(self) -> Iterator[tuple[int, int, int, int, float]]:
        """Chain, column, positions of entry and leave, and amount of each."""
        return zip(
            self.chain.tolist(), self.columns.tolist(), self.enter.tolist(), self.leave.tolist(),
            self.amount.tolist(), strict=True,
        )


def lay_chains(
    draft: Draft, name: str, lengths: ArrayLike, *, inflow: ArrayLike = 0.0,
    lower: ArrayLike = 0.0, upper: ArrayLike = np.inf,
) -> tuple[Chains, Ints]:
    """Add stocks and their balance rows; return both.

    stock[t] = stock[t-1] + inflow[t] + what `pass_through` lets in and out at t
    """
    length = np.asarray(lengths, dtype=np.int64)
    first = np.cumsum(length) - length
    total = int(length.sum())
    columns = draft.columns(name, total, lower=lower, upper=upper)
    rows = draft.rows(name, total, lower=inflow, upper=inflow)
    draft.enter(rows, columns, 1.0)
    inner = np.ones(total, dtype=bool)
    inner[first[length > 0]] = False
    draft.enter(rows[inner], columns[np.flatnonzero(inner) - 1], -1.0)
    return Chains(first, length, columns), rows


def pass_through(
    draft: Draft, chains: Chains, rows: Ints, *, chain: Ints, columns: Ints, enter: Ints,
    leave: Ints, amount: ArrayLike = 1.0,
) -> None:
    """Let columns add `amount` to a chain's stock from position `enter` up to `leave`."""
    each = np.broadcast_to(np.asarray(amount, dtype=float), columns.shape)
    draft.passes.append(Passing(chains, rows, chain, columns, enter, leave, each))
    flow(draft, chains, rows, chain=chain, columns=columns, enter=enter, leave=leave, amount=each)


def flow(
    draft: Draft, chains: Chains, rows: Ints, *, chain: Ints, columns: Ints, enter: Ints,
    leave: Ints, amount: ArrayLike = 1.0,
) -> None:
    """The same entries, for stocks that nobody fills by hand."""
    each = np.broadcast_to(np.asarray(amount, dtype=float), columns.shape)
    inside = enter < np.minimum(leave, chains.length[chain])
    draft.enter(rows[(chains.first[chain] + enter)[inside]], columns[inside], -each[inside])
    ends = inside & (leave < chains.length[chain])
    draft.enter(rows[(chains.first[chain] + leave)[ends]], columns[ends], each[ends])
