"""Solve a changed operation again from a plan, with one shortfall closed by force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from willing.domain.plan import Row
from willing.domain.situation import Situation
from willing.explain.gaps import GapNote
from willing.planner.extract import rows
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model, build
from willing.planner.program import Ints
from willing.planner.warm import wish_of

WHOLE = 3_000
"""Decisions up to which everything is free; above, only those of pools near the shortfall."""


def resolve(
    situation: Situation, start: Iterable[Row], note: GapNote, units: Iterable[str], looks: int
) -> tuple[Row, ...] | None:
    """The best plan found in which the shortfall is closed; None when none was found.

    `units` are the pools whose turns are free first; then all that may serve the task. Everything
    else stays as in `start`. `looks` limits each search (cut rounds, dives and nodes, counted, so
    that the answer repeats).
    """
    model = build(situation)
    program, kept = model.program, wish_of(model, start)
    decisions = np.concatenate([model.making.tours, model.making.holds])
    closed = _columns(model, note)
    for free in _steps(model, note, tuple(units)):
        lower, upper = program.lower.copy(), program.upper.copy()
        fixed = decisions[~free]
        lower[fixed] = upper[fixed] = kept[fixed]
        upper[closed] = 0.0
        found = solve_whole(
            replace(program, lower=lower, upper=upper), Limits(rounds=looks, gap=1e-4)
        )
        if found.x is not None and not program.broken(whole := model.rounded(found.x)):
            return rows(model, whole)
    return None


def _columns(model: Model, note: GapNote) -> Ints:
    """Columns of what is missing on the days of the shortfall."""
    at = [task.id for task in model.choices.tasks].index(note.task)
    of_task = model.making.short if note.kind == "shortfall" else model.making.no_lead
    spans = model.choices.spans[at]
    inside = [
        i for i, span in enumerate(spans) if span.first < note.after and span.after > note.first
    ]
    return of_task[at][inside]


def _steps(model: Model, note: GapNote, units: tuple[str, ...]) -> Iterator[NDArray[np.bool_]]:
    """Which decisions to free, few before many."""
    pairs = model.choices.pairs
    pair = np.concatenate([model.choices.tours.pair, model.making.hold_pair]).astype(np.int64)
    if len(pair) <= WHOLE:
        yield np.ones(len(pair), dtype=bool)
        return
    names = np.array([pair.fit.unit.id for pair in pairs])[pair]
    tasks = np.array([pair.fit.task.id for pair in pairs])[pair]
    few = np.isin(names, units)
    yield few
    yield few | np.isin(names, np.unique(names[tasks == note.task]))
