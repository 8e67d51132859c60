"""First plans: quick ones, good enough to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from willing.domain.plan import Row
from willing.errors import ProblemsFound
from willing.planner.limits import Watch
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats
from willing.planner.relaxation.relax import Relaxed, impossible
from willing.planner.rules.step import without_shut
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
    best = min(found, key=model.program.value)
    return _without_dear_steps(model, hoods, wishes or [nobody], best, watch)


def _without_dear_steps(
    model: Model, hoods: Neighbourhoods, wishes: Sequence[Floats], point: Floats, watch: Watch
) -> Floats:
    """A quick plan without each step before the deal that it takes, where that is better.

    Quick plans send whoever gains, and do not look at what the step costs that lets him go. Where
    there are steps to try, it is told before what the plan is worth that there is.
    """
    program, making = model.program, model.making
    free: dict[str, list[int]] = {}
    for buy, column in zip(making.choices.buys, making.buys, strict=True):
        if program.lower[column] < 0.5:
            free.setdefault(buy.step.id, []).append(int(column))
    if free and watch.best is None:
        watch.best = program.value(point)
        watch.tell("dive")
    for mine in sorted(free.values(), key=lambda columns: -program.cost[columns].max()):
        if not (point[mine] > 0.5).any():
            continue
        upper = model.program.upper.copy()
        upper[mine] = 0.0
        without = without_shut(replace(model, program=replace(model.program, upper=upper)))
        made = [complete(hoods, quick(without, wish)) for wish in wishes]
        other = min((p for p in made if p is not None), key=program.value, default=point)
        if program.value(other) < program.value(point):
            model, point = without, other
    return point


def _any(model: Model, watch: Watch) -> Floats:
    """Any plan at all, where a pin needs more than itself. Raises `ProblemsFound` without one."""
    found = solve_whole(
        model.program, Limits(nodes=_NODES, gap=1.0), stop=lambda: watch.interrupted
    )
    if found.x is None:
        raise ProblemsFound([impossible(model)])
    return model.rounded(found.x)
