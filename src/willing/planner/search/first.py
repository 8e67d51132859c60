"""First plans: quick ones, good enough to begin with."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from willing.domain.plan import Row
from willing.errors import ProblemsFound
from willing.planner.limits import Watch
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats
from willing.planner.relaxation.relax import Relaxed, impossible
from willing.planner.search.dive import complete, floor_plan
from willing.planner.search.together import quick
from willing.planner.search.warm import wish_of

_NODES = 20_000
"""Branch-and-bound nodes after which no plan is hoped for any more."""


def first_plan(
    model: Model, hoods: Neighbourhoods, relaxed: Relaxed | None, start: Iterable[Row],
    watch: Watch,
) -> Floats:
    """The best of quick plans: near the relaxation, near the plan to start from, or from nobody.

    Raises `ProblemsFound` when what is already decided breaks a rule.
    """
    nobody = np.maximum(model.program.lower, 0.0)
    wishes = [] if relaxed is None else [relaxed.x]
    wishes += [wish_of(model, start)] if start else []
    points = [complete(hoods, quick(model, wish)) for wish in wishes or [nobody]]
    if relaxed is not None:
        points.append(floor_plan(model, hoods, relaxed.x))
    found = [point for point in points if point is not None]
    if not found:
        # A rule that the quick plans do not look at was broken; what is decided alone breaks none.
        bare = complete(hoods, nobody)
        found = [_any(model, watch) if bare is None else bare]
    return min(found, key=model.program.value)


def _any(model: Model, watch: Watch) -> Floats:
    """Any plan at all, where a pin needs more than itself. Raises `ProblemsFound` without one."""
    found = solve_whole(
        model.program, Limits(nodes=_NODES, gap=1.0), stop=lambda: watch.interrupted
    )
    if found.x is None:
        raise ProblemsFound([impossible(model)])
    return model.rounded(found.x)
