r"""What is decided here and now, and what each outcome leaves to decide, as arrays.

$$ \min_{x \in X} \; c^T x + (1-\lambda) \sum_w p_w Q_w(x) + \lambda \, CVaR_\alpha(Q(x)),
   \qquad Q_w(x) = \min \{ q_w^T z : z \in Z_w, \; z_{shared} = x_{first} \} $$

$x$ are the columns chosen before the answers are known, with cost and rows of their own; $Z_w$ is
the whole program of outcome $w$, with its copies of the columns of $x$ that concern it. Copies
carry no cost, so what is chosen here and now is paid once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csc_array, vstack

from willing.planner.program import Floats, Ints, Program

_WHOLE = 1e-9
"""How far probabilities may add up to something else than one, for each outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One outcome: how likely it is, and its whole program."""

    name: str
    """Name of the outcome."""
    probability: float
    """How likely it is; all outcomes together are 1."""
    program: Program
    """Everything decided in this outcome, copies of columns decided here and now included."""
    shared: Ints
    """Columns of the program that copy one decided here and now; without cost."""
    first: Ints
    """The column decided here and now that each of them copies."""
    least: float = -math.inf
    """What it costs at least, whatever is chosen here and now, as far as that is known before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """How much bad outcomes weigh beyond their probability."""

    weight: float = 0.0
    """Part of the score that is the mean of the worst outcomes, from 0 to 1."""
    tail: float = 0.9
    """Probability of the outcomes that are not among the worst; from 0 to below 1."""

    def of(self, costs: Floats, probabilities: Floats) -> float:
        """Score of the outcomes' costs."""
        mean = float(probabilities @ costs)
        return (1 - self.weight) * mean + self.weight * self._worst(costs, probabilities)

    def threshold(self, costs: Floats, probabilities: Floats) -> float:
        """Cost from which on an outcome is among the worst."""
        order = np.argsort(costs, kind="stable")
        reached = np.cumsum(probabilities[order])
        at = int(np.searchsorted(reached, self.tail * reached[-1] - _WHOLE))
        return float(costs[order[min(at, len(costs) - 1)]])

    def _worst(self, costs: Floats, probabilities: Floats) -> float:
        """Mean of the worst outcomes that together have the probability 1 - tail."""
        room = 1 - self.tail
        order = np.argsort(-costs, kind="stable")
        before = np.cumsum(probabilities[order]) - probabilities[order]
        part = np.clip(room - before, 0.0, probabilities[order])
        return float(part @ costs[order]) / float(part.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """A choice here and now, the outcomes that may follow, and how they are weighed."""

    first: Program
    """Columns decided here and now, with their own costs and rows."""
    outcomes: tuple[Outcome, ...]
    """Every outcome."""
    risk: Risk = Risk()
    """How much bad outcomes weigh."""

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise ValueError("; ".join(faults))

    @property
    def probabilities(self) -> Floats:
        """Probability of each outcome."""
        return np.array([outcome.probability for outcome in self.outcomes])

    def at_least(self, costs: Floats) -> float:
        """Score that no choice can beat where the outcomes cost at least so much."""
        first, priced = self.first, self.first.cost != 0
        ends = np.where(first.cost > 0, first.lower, first.upper)[priced]
        paid = float(first.cost[priced] @ ends) + first.offset
        return paid + self.risk.of(costs, self.probabilities)

    def value(self, x: Floats, costs: Floats) -> float:
        """Score of a choice and what each outcome costs after it."""
        return self.first.value(x) + self.risk.of(costs, self.probabilities)


def with_first_rows(stages: Stages, number: int) -> Program:
    """An outcome's program with those rows of the first stage whose columns it all copies."""
    outcome = stages.outcomes[number]
    first = stages.first.matrix.tocsr()
    held = np.zeros(stages.first.columns, dtype=bool)
    held[outcome.first] = True
    outside = np.asarray(abs(first) @ (~held).astype(float)).ravel()
    filled = np.diff(first.indptr) > 0
    rows = np.flatnonzero((outside == 0) & filled)
    program = tightened(stages, number)
    if not len(rows):
        return program
    return replace(
        program, matrix=csc_array(vstack([program.matrix, _copied(first[rows].tocoo(), outcome)])),
        row_lower=np.concatenate([program.row_lower, stages.first.row_lower[rows]]),
        row_upper=np.concatenate([program.row_upper, stages.first.row_upper[rows]]),
    )


def tightened(stages: Stages, number: int) -> Program:
    """An outcome's program whose copies keep the bounds and wholeness of what they copy."""
    outcome = stages.outcomes[number]
    program, first = outcome.program, stages.first
    lower, upper = program.lower.copy(), program.upper.copy()
    integer = program.integer.copy()
    np.maximum.at(lower, outcome.shared, first.lower[outcome.first])
    np.minimum.at(upper, outcome.shared, first.upper[outcome.first])
    integer[outcome.shared] |= first.integer[outcome.first]
    return replace(program, lower=lower, upper=upper, integer=integer)


def _copied(rows: coo_array, outcome: Outcome) -> coo_array:
    """Rows of the first stage over an outcome's copies."""
    copy = np.full(rows.shape[1], -1)
    copy[outcome.first] = outcome.shared
    return coo_array(
        (rows.data, (rows.row, copy[rows.col])), shape=(rows.shape[0], outcome.program.columns)
    )


def _faults(stages: Stages) -> Iterator[str]:
    """What is wrong with a problem as it was put together."""
    total = sum(outcome.probability for outcome in stages.outcomes)
    if abs(total - 1) > _WHOLE * max(len(stages.outcomes), 1):
        yield f"probabilities add up to {total}; they must add up to 1"
    if not 0 <= stages.risk.weight <= 1 or not 0 <= stages.risk.tail < 1:
        yield f"weight {stages.risk.weight} and tail {stages.risk.tail} must be from 0 to 1"
    for outcome in stages.outcomes:
        at = f"outcome {outcome.name}: "
        if outcome.probability < 0:
            yield f"{at}probability {outcome.probability} is below 0"
        if len(outcome.shared) != len(outcome.first):
            yield f"{at}{len(outcome.shared)} copies of {len(outcome.first)} columns"
            continue
        for columns, of in ((outcome.shared, outcome.program), (outcome.first, stages.first)):
            if len(np.unique(columns)) < len(columns):
                yield f"{at}a column is copied twice, or is the copy of two"
            if len(columns) and not 0 <= columns.min() <= columns.max() < of.columns:
                yield f"{at}a copy names a column outside its program"
                return
        if np.any(outcome.program.cost[outcome.shared] != 0):
            yield f"{at}a copy has a cost; what is decided here and now is paid in the first stage"
