"""The verb about steps before the deal: what each is taken for, and what it would lift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from willing.api.judged import refuse_unsound
from willing.api.refusals import refuse_outcome, refuse_unknown
from willing.domain.operation import Operation
from willing.domain.plan import Plan

if TYPE_CHECKING:
    from willing.explain.step import StepStory


def explain_step(
    operation: Operation, plan: Plan, step: str, outcome: str = "", *, work: int = 20
) -> StepStory:
    """Why a step before the deal is taken or not, in every outcome of a plan or in one.

    Which tours and holds could not be without it; how many points it gains, the price paid, and
    which shortfalls it lifts or would lift, by planning each outcome again with `work` steps of
    improvement. Raises `ProblemsFound` for a step that the operation does not know, and when the
    judge finds fault with the plan.
    """
    from willing.explain.step import explain_step as found

    refuse_unknown("step", step, operation.step)
    refuse_outcome(plan, outcome)
    refuse_unsound(operation, plan)
    return found(operation, plan, step, outcome, work=work)
