"""Tiny choices whose outcomes can all be counted out."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csc_array

from willing.planner.ahead.stages import Outcome, Risk, Stages
from willing.planner.program import Floats, Program

Made = tuple[Stages, float | None]


def program(
    cost: list[float], upper: list[float], rows: list[list[float]], lower: list[float],
    most: list[float] | None = None,
) -> Program:
    """Whole columns from 0 with rows that are at least, or at most, something."""
    wide = len(cost)
    return Program(
        cost=np.array(cost, dtype=float), lower=np.zeros(wide), upper=np.array(upper, dtype=float),
        integer=np.ones(wide, dtype=bool),
        matrix=csc_array(np.array(rows, dtype=float).reshape(-1, wide)),
        row_lower=np.array(lower, dtype=float),
        row_upper=np.full(len(lower), np.inf) if most is None else np.array(most, dtype=float),
    )


@st.composite
def problems(draw: st.DrawFn, risky: bool = False) -> Stages:
    """A few whole numbers here and now, and up to four outcomes with a few of their own."""
    wide = draw(st.integers(1, 3))
    most = draw(st.sampled_from([1, 3]))
    small = st.integers(-2, 3)
    first = program(
        cost=draw(_list(st.integers(-3, 5), wide)), upper=[most] * wide,
        rows=[draw(_list(st.integers(-1, 2), wide))], lower=[-np.inf],
        most=[draw(st.integers(1, 5))],
    )
    outcomes = []
    shares = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    for number, share in enumerate(shares):
        copied = draw(st.lists(st.integers(0, wide - 1), min_size=1, max_size=wide, unique=True))
        own, height = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        outcomes.append(Outcome(
            name=f"outcome {number}", probability=share / sum(shares),
            shared=np.arange(len(copied)), first=np.array(copied),
            program=program(
                cost=[0.0] * len(copied) + draw(_list(st.integers(0, 7), own)),
                upper=[most] * len(copied) + [3.0] * own,
                rows=[
                    draw(_list(small, len(copied))) + draw(_list(st.integers(0, 3), own))
                    for _ in range(height)
                ],
                lower=draw(_list(st.integers(0, 6), height)),
            ),
        ))
    risk = Risk(weight=0.5, tail=draw(st.sampled_from([0.0, 0.5, 0.8]))) if risky else Risk()
    return Stages(first=first, outcomes=tuple(outcomes), risk=risk)


def _list(of: st.SearchStrategy[int], length: int) -> st.SearchStrategy[list[float]]:
    return st.lists(of.map(float), min_size=length, max_size=length)


def counted(stages: Stages) -> float | None:
    """Score of the best choice, by trying every one; None when there is none."""
    best: float | None = None
    for x in _points(stages.first):
        if stages.first.broken(x):
            continue
        costs = [_least(outcome, x) for outcome in stages.outcomes]
        if None in costs:
            continue
        value = stages.first.value(x) + weighed(
            stages.risk, [c for c in costs if c is not None], stages.probabilities
        )
        best = value if best is None else min(best, value)
    return best


def weighed(risk: Risk, costs: list[float], likely: Floats) -> float:
    """Mean, and least over thresholds of the threshold and what is expected beyond it."""
    mean = sum(p * c for p, c in zip(likely, costs, strict=True))
    worst = min(
        at + sum(p * max(c - at, 0.0) for p, c in zip(likely, costs, strict=True)) / (1 - risk.tail)
        for at in costs
    )
    return (1 - risk.weight) * mean + risk.weight * worst


def _points(of: Program) -> list[Floats]:
    spans = [range(int(upper) + 1) for upper in of.upper]
    return [np.array(point, dtype=float) for point in product(*spans)]


def _least(outcome: Outcome, x: Floats) -> float | None:
    """Least cost of an outcome after a choice, by trying everything."""
    own = outcome.program
    copies = len(outcome.shared)
    grid = np.array(list(product(*(range(int(upper) + 1) for upper in own.upper[copies:]))))
    matrix = own.matrix.toarray()
    rows = matrix[:, :copies] @ x[outcome.first] + grid @ matrix[:, copies:].T
    fits = np.all(rows >= own.row_lower - 1e-9, axis=1)
    costs = grid[fits] @ own.cost[copies:]
    return float(costs.min()) if len(costs) else None
