"""Solve a changed operation again from a plan, with one shortfall closed by force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from willing.assess.scene import stage
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Plan, Row
from willing.domain.situation import Situation, situation
from willing.errors import ProblemsFound
from willing.explain.gaps import GapNote
from willing.explain.ground import Ground
from willing.explain.single import SingleChange
from willing.explain.trial import points_of
from willing.planner.extract import rows
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Ints
from willing.planner.search.dive import complete
from willing.planner.search.warm import wish_of

_EPSILON = 1e-6
WHOLE = 3_000
"""Decisions up to which everything is free; above, only those of pools near the shortfall."""


def small(here: Ground) -> bool:
    """Whether an operation has so few decisions that all of them are free."""
    return here.decisions <= WHOLE


def confirmed(
    here: Ground, gap: GapNote, change: SingleChange, looks: int
) -> tuple[float, tuple[Row, ...]] | None:
    """Score and rows of a plan with the change that closes the shortfall, if one was found.

    The judge finds no fault in it, and the score is no worse.
    """
    answers = Outcome(
        name=here.part.outcome, answers=here.part.answers, probability=here.part.probability
    )
    # What is already decided is in every plan; it would be counted twice.
    start = [
        row for row in here.scene.rows
        if row.kind in ("tour", "hold", "standby", "step") and row.pinned not in ("order", "cycle")
    ]
    try:
        rows = resolve(situation(change.operation, answers), start, gap, change.units, looks)
    except ProblemsFound:
        return None
    if rows is None or _still_short(here, gap, rows):
        return None
    points = points_of(stage(change.operation, answers, rows))
    return (points, rows) if points <= here.points + _EPSILON and not _faults(
        here, change.operation, rows) else None


def resolve(
    changed: Situation, start: Iterable[Row], note: GapNote, units: Iterable[str], looks: int
) -> tuple[Row, ...] | None:
    """The best plan found in which the shortfall is closed; None when none was found.

    `units` are the pools whose turns are free first; then all that may serve the task. Everything
    else stays as in `start`. `looks` limits each search (cut rounds, dives and nodes, counted, so
    that the answer repeats).
    """
    model = build(changed)
    hoods, kept = Neighbourhoods(model), wish_of(model, start)
    closed = _columns(model, note)
    for free in _steps(model, note, tuple(units)):
        part = hoods.part(kept, hoods.decisions[free])
        upper = part.program.upper.copy()
        upper[np.isin(part.columns, closed)] = 0.0
        found = solve_whole(replace(part.program, upper=upper), Limits(rounds=looks, gap=1e-4))
        if found.x is None:
            continue
        # What follows elsewhere is not in the part: who leads, what is lacking.
        whole = complete(hoods, model.rounded(part.back(kept, found.x)))
        if whole is not None:
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
    own = model.situation.operation.with_slots(note.task)
    lines = [*own, *(line.task for line in note.near)]
    yield few | np.isin(names, np.unique(names[np.isin(tasks, lines)]))


def _still_short(here: Ground, gap: GapNote, rows: Iterable[Row]) -> bool:
    as_of = here.scene.timeline.as_of
    return any(
        row.kind == gap.kind and row.task == gap.task
        and (row.first_day - as_of).days < gap.after
        and (row.first_day - as_of).days + row.days > gap.first
        for row in rows
    )


def _faults(here: Ground, operation: Operation, rows: tuple[Row, ...]) -> bool:
    """Whether the judge finds a fault in rows, their score aside: that he has just reckoned."""
    line = here.scene.timeline
    part = replace(
        here.part, terms=(), bound=None, unfillable=0.0, same_as="", status="made elsewhere",
        d_day=None if line.d_day is None else line.date_of(line.d_day),
    )
    plan = Plan(
        operation=operation.name, operation_hash="", made_by="explain", seed=0, repeatable=True,
        outcomes=(part,), rows=rows,
    )
    return any(fault.rule != "score" for fault in verify(operation, plan))
