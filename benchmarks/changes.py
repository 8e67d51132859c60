"""The least number of elements that any plan of a given score must change."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy.sparse import csc_array, eye_array, hstack, vstack

from willing.domain.plan import Plan
from willing.planner.milp import Limits, solve_relaxed
from willing.planner.model import Model, TourKey
from willing.planner.program import Program

_SURE = 1e-6


def tours_of(plan: Plan) -> dict[TourKey, int]:
    """Elements of a plan by tour; those on tour on the as-of date are no decision."""
    found: dict[TourKey, int] = {}
    for row in plan.rows:
        if row.kind == "tour" and row.pinned != "cycle":
            key = (row.pledge, row.unit, row.task, row.first_day, row.days)
            found[key] = found.get(key, 0) + int(row.count)
    return found


def fewest_changes(
    model: Model, before: Mapping[TourKey, int], most_points: float, seconds: float
) -> int | None:
    """No plan that scores at most so many points changes fewer elements; None: not known in time.

    Counted as `compare` counts: an element on another tour is one less and one more. It is the
    linear program min sum |x - before| over the whole model with the score as a row, rounded up.
    Tours that are no longer possible are changed in any plan.
    """
    possible = model.making.tour_keys()
    wanted = np.array([before.get(key, 0) for key in possible], dtype=float)
    gone = sum(before.values()) - int(wanted.sum())
    program = _nearest(model, wanted, most_points)
    found = solve_relaxed(program, Limits(seconds=seconds), "ipm")
    if found.status != "optimal" or found.value is None:
        return None
    return gone + math.ceil(found.value - _SURE)


def _nearest(model: Model, wanted: np.ndarray, most_points: float) -> Program:
    """The model with distance for its cost: for tours of the old plan, columns `less` and `more`.

    x - more + less = wanted for tours of the old plan; any other tour is a change as such.
    """
    whole = model.program
    kept = np.flatnonzero(wanted)
    columns = model.making.tours[kept]
    cost = np.zeros(whole.columns)
    cost[model.making.tours] = 1.0
    cost[columns] = 0.0
    ones = np.ones(len(kept))
    pick = csc_array((ones, (np.arange(len(kept)), columns)), shape=(len(kept), whole.columns))
    both = hstack([-eye_array(len(kept)), eye_array(len(kept))])
    score = csc_array(whole.cost.reshape(1, -1))
    matrix = vstack([
        hstack([whole.matrix, csc_array((whole.rows, 2 * len(kept)))]),
        hstack([pick, both]),
        hstack([score, csc_array((1, 2 * len(kept)))]),
    ])
    free = np.full(2 * len(kept), np.inf)
    room = most_points - whole.offset
    return replace(
        whole, cost=np.concatenate([cost, np.ones(2 * len(kept))]),
        lower=np.concatenate([whole.lower, np.zeros(2 * len(kept))]),
        upper=np.concatenate([whole.upper, free]),
        integer=np.concatenate([whole.integer, np.zeros(2 * len(kept), dtype=bool)]),
        matrix=csc_array(matrix), offset=0.0,
        row_lower=np.concatenate([whole.row_lower, wanted[kept], [-np.inf]]),
        row_upper=np.concatenate([whole.row_upper, wanted[kept], [room]]),
    )
