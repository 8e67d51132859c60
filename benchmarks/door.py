"""The one place where the benchmarks call the planner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.situation import Situation
from willing.planner.limits import PlanLimits, Reached, Watch
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.plan import plan
from willing.planner.program import Program
from willing.planner.relaxation.relax import dives, relax
from willing.planner.relaxation.tighten import still_open, tighten

_NO_LIMIT = 10**9


def model_of(now: Situation) -> Model:
    """The whole model of one outcome."""
    return build(now)


def plan_of(
    operation: Operation, outcome: str, seconds: float, *, gap: float = 0.0, seed: int = 0,
    baseline: Plan | None = None,
    progress: Callable[[float | None, float | None], None] | None = None,
) -> Plan:
    """Willing's plan of one outcome, passed by the judge; only the clock or the gap ends it.

    `progress` is told the best score and the bound. Raises `JudgeRefuses` when the judge does
    not pass the plan.
    """
    def tell(reached: Reached) -> None:
        if progress is not None:
            progress(reached.best, reached.bound)

    return plan(
        operation, [outcome] if outcome else "likeliest", seconds=seconds, work=_NO_LIMIT,
        gap=gap, seed=seed, baseline=baseline, progress=tell,
    )


def reduced(model: Model, seconds: float) -> tuple[Program, float] | None:
    """What is left of a model after Willing's filter and facets, and its bound of the whole.

    The filter keeps the decisions that the relaxation uses and the cheapest besides. It may lose
    the best plan, so what is proved about the rest proves nothing about the whole. None when the
    clock ends the relaxation.
    """
    watch = Watch(
        limits=PlanLimits(seconds=seconds), outcome="", unfillable=model.unfillable,
    )
    relaxed = relax(model, watch)
    if relaxed is None:
        return None
    hoods = Neighbourhoods(model)
    open_, program, bound = still_open(hoods, relaxed), model.program, relaxed.value
    if dives(program):
        tight = tighten(model, hoods, relaxed, watch)
        if tight is not None:
            open_, program, bound = tight.open_, tight.hoods.program, tight.bound
    upper = program.upper.copy()
    closed = np.setdiff1d(hoods.decisions, open_)
    upper[closed] = program.lower[closed]
    return replace(program, upper=upper), bound
