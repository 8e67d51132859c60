"""Makes one problem of outcomes told by names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array, csc_array

from benchmarks.stochastic.core import Core
from willing.planner.ahead.stages import Outcome, Stages
from willing.planner.program import Program


def two_stages(outcomes: Sequence[tuple[str, float, Core]], column: str, row: str) -> Stages:
    """The problem of outcomes: name, probability, figures.

    `column`, `row`: the first of the second stage. Probabilities are scaled to add up to 1.
    """
    core, total = outcomes[0][2], sum(part for _, part, _ in outcomes)
    columns, rows = list(core.integer), list(core.senses)
    ahead, own = columns.index(column), rows.index(row)
    copies = np.arange(ahead)
    return Stages(
        first=_program(core, columns[:ahead], rows[:own], columns[:ahead]),
        outcomes=tuple(
            Outcome(
                name=name, probability=part / total, shared=copies, first=copies,
                program=_program(of, columns, rows[own:], columns[ahead:]),
            )
            for name, part, of in outcomes
        ),
    )


def _program(core: Core, columns: list[str], rows: list[str], costly: list[str]) -> Program:
    """Some columns and rows of a core; only those named cost anything."""
    place, line = {c: i for i, c in enumerate(columns)}, {r: i for i, r in enumerate(rows)}
    cells = [
        (value, line[r], place[c]) for (c, r), value in core.entries.items()
        if r in line and c in place
    ]
    data, at, of = (np.array(part) for part in zip(*cells, strict=True)) if cells else (
        np.zeros(0), np.zeros(0, dtype=int), np.zeros(0, dtype=int))
    cost = np.zeros(len(columns))
    for column in costly:
        cost[place[column]] = core.entries.get((column, core.objective), 0.0)
    bounds = np.array([core.bounds_of(c) for c in columns]).reshape(-1, 2)
    limits = np.array([core.row_of(r) for r in rows]).reshape(-1, 2)
    return Program(
        cost=cost, lower=bounds[:, 0], upper=bounds[:, 1],
        integer=np.array([core.integer[c] for c in columns], dtype=bool),
        matrix=csc_array(coo_array((data, (at, of)), shape=(len(rows), len(columns)))),
        row_lower=limits[:, 0], row_upper=limits[:, 1],
    )
