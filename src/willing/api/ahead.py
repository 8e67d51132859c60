"""One plan for all outcomes, made while nobody knows the answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from willing.api.refusals import refuse_faults
from willing.domain.operation import Operation
from willing.domain.plan import Plan

if TYPE_CHECKING:
    from willing.planner.ahead.executor import Executor
    from willing.planner.limits import Reached


def plan_ahead(
    operation: Operation, outcomes: str | Sequence[str] = "all", *, seconds: float = math.inf,
    work: int = 100, gap: float = 0.01, seed: int = 0, worst: float = 0.0, tail: float = 0.9,
    executor: Executor | None = None, progress: Callable[[Reached], None] | None = None,
) -> Plan:
    """Plan outcomes together; the judge has looked at every plan that is returned.

    What is decided before the deal (standby, tours and holds that begin by then) is the same in
    all outcomes that cannot yet be told apart; behind it each outcome is planned from what stands
    ready. Least is the expected score by the outcomes' chances; with `worst` that part of it is the
    mean of the worst outcomes, whose chances together are 1 - `tail`. `seconds` limits the whole,
    `work` its rounds, `gap` is the distance of expected score and bound. `executor` says where
    outcomes are reckoned: here, in processes, or on a Ray cluster; the plan is the same. Raises
    `ProblemsFound` for every fault that `check` finds.
    """
    from willing.planner.ahead.decided import AheadLimits
    from willing.planner.ahead.stages import Risk
    from willing.planner.all_outcomes import plan_together

    refuse_faults(operation)
    return plan_together(
        operation, outcomes, limits=AheadLimits(seconds=seconds, work=work, gap=gap), seed=seed,
        risk=Risk(weight=worst, tail=tail), executor=executor, progress=progress,
    )[0]
