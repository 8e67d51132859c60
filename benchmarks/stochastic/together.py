"""Makes one problem of outcomes told by names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array, csc_array

from benchmarks.stochastic.core import Core
from willing.planner.ahead.stages import Outcome, Stages
from willing.planner.program import Program

_ROUNDED = 0.01
"""How far rounded probabilities may add up to something else than one."""


def two_stages(outcomes: Sequence[tuple[str, float, Core]], column: str, row: str) -> Stages:
    """The problem of outcomes: name, probability, figures.

    `column`, `row`: the first of the second stage. Rounded probabilities are scaled to add up to 1.
    Raises ValueError where the first stage differs by outcome.
    """
    core, total = outcomes[0][2], sum(part for _, part, _ in outcomes)
    if abs(total - 1) > _ROUNDED or min(part for _, part, _ in outcomes) < 0:
        raise ValueError(
            f"probabilities of {len(outcomes)} outcomes add up to {total:g}, or one is below 0; "
            "they must add up to 1"
        )
    columns, rows = list(core.integer), list(core.senses)
    if row not in core.senses:
        raise ValueError(f"the second stage begins with row {row}, which the core does not have")
    ahead, own = columns.index(column), rows.index(row)
    copies, earlier = np.arange(ahead), set(columns[:ahead])
    # A row among those of the first stage with a column of the second belongs to the second.
    late = {row for _, _, of in outcomes for column, row in of.entries if column not in earlier}
    now = [row for row in rows[:own] if row not in late]
    later = [row for row in rows if row not in set(now)]
    _apart(outcomes, earlier, set(now))
    # What files write as right-hand side of the objective is taken off.
    constant = -sum(part * of.right.get(of.objective, 0.0) for _, part, of in outcomes) / total
    return Stages(
        first=replace(
            _program(core, columns[:ahead], now, columns[:ahead]), offset=constant),
        outcomes=tuple(
            Outcome(
                name=name, probability=part / total, shared=copies, first=copies,
                program=_program(of, columns, later, columns[ahead:]),
            )
            for name, part, of in outcomes
        ),
    )


def _apart(
    outcomes: Sequence[tuple[str, float, Core]], columns: set[str], rows: set[str]
) -> None:
    """Refuse what is decided here and now to hang on what is known later.

    `columns`, `rows`: those of the first stage.
    """
    core = outcomes[0][2]
    ahead = {key for key in core.entries if key[0] in columns}
    for name, _, of in outcomes[1:]:
        for column, row in ahead | {key for key in of.entries if key[0] in columns}:
            fixed = row in rows or row == core.objective
            if fixed and of.entries.get((column, row)) != core.entries.get((column, row)):
                raise ValueError(
                    f"outcome {name} changes {column} {row}, which is decided in the first stage; "
                    "only the second may differ by outcome"
                )
        for row in rows:
            if of.row_of(row) != core.row_of(row):
                raise ValueError(
                    f"outcome {name} changes row {row} of the first stage; "
                    "only the second may differ by outcome"
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
