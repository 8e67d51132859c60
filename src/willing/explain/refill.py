"""A small program: choose the turns of a few pools anew so that least of one shortfall is left.

All other turns stay as they are, so what it finds is a plan of the whole, whose faults and score
the judge reckons.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from willing.domain.requirement import Commitment
from willing.explain.gaps import GapNote
from willing.explain.lacks import Lacks
from willing.explain.near import Near
from willing.explain.places import Place
from willing.explain.room import room
from willing.planner.draft import Draft
from willing.planner.milp import Limits, solve_relaxed, solve_whole
from willing.planner.program import Floats, Ints, Program
from willing.units import months

NODES = 20
"""Branch-and-bound nodes of one search: work that repeats."""
_IDLE = 1e-3
"""Points for each element sent, so that nobody is sent for nothing."""
_MANY = 50
"""Turns above which a relaxation first says which of them matter."""
_GAP = 1e-3
"""Relative distance from the best at which a search may stop."""
_ROUNDED = 1e-6


def refill(near: Near, kept: Near, places: tuple[Place, ...], gap: GapNote) -> Ints | None:
    """Elements on each turn so that least of the shortfall is left; None: none were found.

    `near` is the plan around the shortfall, `kept` what stays of it without the turns in question.
    """
    draft = Draft()
    now = np.array([place.now for place in places], dtype=float)
    most = np.array([max(place.offer.number, place.now) for place in places], dtype=float)
    columns = draft.columns(
        "elements", len(places), upper=most, integer=True,
        cost=[_cost(near, place) for place in places],
    )
    room(draft, columns, places, kept)
    for name in dict.fromkeys(place.task.id for place in places):
        lacks = Lacks(draft, columns, places, near, kept, near.operation.served[name], gap)
        lacks.write(near.every[name])
    found = solve_whole(_narrowed(draft.program(), columns, now), Limits(nodes=NODES, gap=_GAP))
    if found.x is None:
        return None
    chosen = np.round(found.x[columns]).astype(np.int64)
    return None if np.array_equal(chosen, now) else chosen


def _narrowed(program: Program, columns: Ints, now: Floats) -> Program:
    """The program without turns that its relaxation leaves alone, where it has many."""
    if len(columns) <= _MANY:
        return program
    relaxed = solve_relaxed(program, Limits())
    if relaxed.x is None:
        return program
    upper = program.upper.copy()
    upper[columns[(relaxed.x[columns] < _ROUNDED) & (now == 0)]] = 0.0
    return replace(program, upper=upper)


def _cost(near: Near, place: Place) -> float:
    """Points for one element on a turn, its burden left out."""
    weights, days = near.operation.weights, place.days
    lasts = months(days[1] - days[0])
    cost = _IDLE + (0.0 if place.hold else weights.movement)
    if isinstance(place.task, Commitment) and place.task.nation != place.unit.nation:
        cost += weights.backfill * lasts
    credit = place.offer.fit.credit
    return cost + (0.0 if credit is None or place.hold else credit.penalty * lasts)
