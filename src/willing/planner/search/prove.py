"""Solve a small program as a whole, to its proven end."""

from __future__ import annotations

import numpy as np

from willing.planner.limits import Watch
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model
from willing.planner.program import Floats

_NODES = 20_000
"""Branch-and-bound nodes; counted, so that plans repeat."""


def prove(model: Model, point: Floats, watch: Watch) -> Floats:
    """The best plan of a small program, or the best found at the limit; the bound rises with it."""
    found = solve_whole(
        model.program,
        Limits(seconds=watch.left, nodes=_NODES, gap=min(watch.limits.gap / 4, 1e-4)),
        start=point, stop=lambda: watch.interrupted,
    )
    if found.bound is not None and watch.bound is not None:
        watch.bound = max(watch.bound, found.bound)
    if found.x is not None:
        whole = np.where(model.program.integer, np.round(found.x), found.x)
        if model.program.value(whole) < model.program.value(point) - 1e-9:
            point = whole
    watch.best = model.program.value(point)
    watch.clocked = watch.clocked or watch.left <= 0
    watch.tell("prove")
    return point
