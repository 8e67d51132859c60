"""The most a column without a limit can be worth having: what the rows around it leave.

A bound by prices pays for the most of every column that earns something at them, so a column
without a limit would promise nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from willing.planner.program import Bools, Floats, Ints

_TURNS = 3
"""Times that limits are drawn from each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows with what they ask for, and columns with what they may be."""

    matrix: csr_array
    """Shape (rows, columns)."""
    least: Floats
    """Least of each row."""
    most: Floats
    """Most of each row."""
    cost: Floats
    """Points for one of each column."""
    lower: Floats
    """Least of each column; always a number."""
    alone: Bools
    """Whether a column stands in no rows but these."""


def ceilings(rows: Rows, upper: Floats, endless: Ints) -> Floats:
    r"""Upper limits of all columns, with one drawn from the rows wherever that can be.

    `upper`: limits known so far, infinite for the `endless` columns. Two reasons give one. What
    a row leaves: where $a_j > 0$ and all else in the row is at its least,

    $$ x_j \le (b - \min_x \sum_{k \ne j} a_k x_k) / a_j . $$

    And what nobody needs: a column that costs something or nothing, and of which more only helps
    some rows and stands in the way of others, is best no larger than the row that needs most of it
    asks for. Some best point of the relaxation keeps to all of these limits.
    """
    entries = coo_array(rows.matrix)
    entries.eliminate_zeros()
    of, column = entries.coords
    wanted = np.zeros(len(upper), dtype=bool)
    wanted[endless] = True
    mine = np.flatnonzero(wanted[column])
    at, j, a = of[mine], column[mine], entries.data[mine]
    upward = a > 0
    ends, asks = (
        np.where(upward, rows.most[at], rows.least[at]),
        np.where(upward, rows.least[at], rows.most[at]),
    )
    free = wanted & rows.alone & (rows.cost >= 0)
    for _ in range(_TURNS):
        others = _others(rows, upper, entries, mine)
        upper = upper.copy()
        np.minimum.at(upper, j, np.maximum(_at(ends, others, a, np.inf), rows.lower[j]))
        # A row with two ends asks for no less as well as for no more.
        both = np.isfinite(asks) & (np.isfinite(ends) | ~np.isfinite(others))
        needed = rows.lower.copy()
        np.maximum.at(needed, j, np.where(both, np.inf, _at(asks, others, a, -np.inf)))
        upper[free] = np.minimum(upper[free], needed[free])
    return upper


def _at(ends: Floats, others: Floats, a: Floats, unknown: float) -> Floats:
    """Value at which a column brings its row to an end, where the others leave it there."""
    found = np.full(len(a), unknown)
    known = np.isfinite(ends) & np.isfinite(others)
    found[known] = (ends[known] - others[known]) / a[known]
    return found


def _others(rows: Rows, upper: Floats, entries: coo_array, mine: Ints) -> Floats:
    """What the other columns of its row come to, for some entries: least, or most below zero."""
    of, column = entries.coords
    value = entries.data
    low = np.where(value > 0, value * rows.lower[column], value * upper[column])
    high = np.where(value > 0, value * upper[column], value * rows.lower[column])
    count = len(rows.least)
    return np.where(
        value[mine] > 0, _without_own(of, low, mine, count, -np.inf),
        _without_own(of, high, mine, count, np.inf),
    )


def _without_own(of: Ints, parts: Floats, mine: Ints, count: int, endless: float) -> Floats:
    """Sums of each row less the own part; `endless` where another part is."""
    finite: Bools = np.isfinite(parts)
    sums = np.bincount(of, np.where(finite, parts, 0.0), count)
    open_ = np.bincount(of, ~finite, count)
    own = np.where(finite[mine], parts[mine], 0.0)
    others = open_[of[mine]] - ~finite[mine]
    return np.where(others > 0, endless, sums[of[mine]] - own)
