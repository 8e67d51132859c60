"""Why elements stand ready before the deal, and in which outcomes they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from willing.api.judged import refuse_unsound
from willing.api.refusals import refuse_unknown
from willing.domain.operation import Operation
from willing.domain.plan import Plan

if TYPE_CHECKING:
    from willing.report.waiting import Wait


def waiting(operation: Operation, plan: Plan, name: str = "") -> tuple[Wait, ...]:
    """Every stint on standby, put together over all outcomes; of one level or unit if named.

    Each says in which outcomes its elements are called for what, what that costs, and what would be
    lost if they left with their own notice, all else as planned. Raises `ProblemsFound` for a name
    that is neither a level nor a unit, and when the judge finds fault with the plan.
    """
    from willing.report.reading import readings
    from willing.report.waiting import waits_of

    if name:
        refuse_unknown("level of standby or unit", name, [*operation.standby, *operation.unit])
    refuse_unsound(operation, plan)
    return waits_of(readings(operation, plan), only=name)
