"""Solve a changed operation again from a plan, with one shortfall closed by force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from willing.domain.plan import Row
from willing.domain.situation import Situation
from willing.explain.gaps import GapNote
from willing.planner.extract import rows
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats, Ints
from willing.planner.warm import start_from

WHOLE = 3_000
"""Decisions up to which everything is free; above, only those of pools near the shortfall."""


def resolve(
    situation: Situation, start: Iterable[Row], note: GapNote, units: Iterable[str], nodes: int
) -> tuple[Row, ...] | None:
    """The best plan found in which the shortfall is closed; None when none was found.

    `units` are the pools whose turns are free first; then all that may serve the task. Everything
    else stays as in `start`. `nodes` limits each search, so that the answer repeats.
    """
    model = build(situation)
    hoods = Neighbourhoods(model)
    point = start_from(model, hoods, start)
    if point is None:
        return None
    closed = _columns(model, note)
    for free in _steps(model, hoods, note, tuple(units)):
        found = _closed(model, hoods, point, free, closed, nodes)
        if found is not None:
            return rows(model, found)
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


def _steps(
    model: Model, hoods: Neighbourhoods, note: GapNote, units: tuple[str, ...]
) -> Iterable[Ints]:
    """Decisions to free, few before many."""
    if len(hoods.decisions) <= WHOLE:
        yield hoods.decisions
        return
    pairs = model.choices.pairs
    of_decision = np.concatenate([model.choices.tours.pair, model.making.hold_pair])
    names = np.array([pair.fit.unit.id for pair in pairs])[of_decision]
    tasks = np.array([pair.fit.task.id for pair in pairs])[of_decision]
    few = np.isin(names, units)
    yield hoods.decisions[few]
    near = few | np.isin(names, np.unique(names[tasks == note.task]))
    yield hoods.decisions[near]


def _closed(
    model: Model, hoods: Neighbourhoods, point: Floats, free: Ints, closed: Ints, nodes: int
) -> Floats | None:
    part = hoods.part(point, free)
    upper = part.program.upper.copy()
    upper[np.isin(part.columns, closed)] = 0.0
    if np.any(point[np.setdiff1d(closed, part.columns)] > 0):
        return None
    program = replace(part.program, upper=upper)
    found = solve_whole(program, Limits(nodes=nodes, gap=1e-4))
    if found.x is None:
        return None
    whole = part.back(point, np.where(program.integer, np.round(found.x), found.x))
    return None if model.program.broken(whole) else whole
