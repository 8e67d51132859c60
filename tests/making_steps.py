"""Let steps be taken before the deal, in an operation that is otherwise made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from willing.domain.operation import Operation
from willing.domain.step import Step

if TYPE_CHECKING:
    from tests.making import Choose


def stepped(choose: Choose, operation: Operation) -> Operation:
    """The operation with one to three steps that open some of its pledges, agreements and legs;
    mostly as it was.
    """
    names = [pledge.id for pledge in operation.pledges] + [a.id for a in operation.agreements]
    if not choose.chance(25) or not names:
        return operation
    day = operation.as_of
    if operation.legs and choose.chance(50):
        # A way that is there anyway is chartered, or a second one beside it.
        leg = choose.one(operation.legs)
        ship = replace(leg, id="ship", mode="sea", days=max(leg.days // 2, 1))
        kept = operation.legs if choose.chance(70) else tuple(
            other for other in operation.legs if other is not leg)
        operation = replace(operation, legs=(*kept, ship))
        names += ["ship", "ship"]
    steps = tuple(
        Step(
            id=f"step_{number}", opens=tuple(dict.fromkeys(
                choose.one(names) for _ in range(choose.number(1, 2)))),
            kind=choose.one(("permission", "agreement", "backfill")),
            nation=choose.one(("", operation.nations[0].id)),
            lead_days=choose.one((0, 10, 40, 120)), cost=choose.one((0.0, 1e5, 3e6)),
            cost_per_day=choose.one((0.0, 0.0, 2_000.0)),
            start=choose.one((None, None, day + timedelta(20))),
            until=choose.one((None, None, day + timedelta(70))),
            taken=choose.one((None, None, None, day - timedelta(30), day + timedelta(15))),
        )
        for number in range(choose.number(1, 3))
    )
    staged = {policy.id for policy in operation.policies if policy.stages is not None}
    policy = {unit.id: unit.policy for unit in operation.units}
    single = [
        pledge.id for pledge in operation.pledges
        if pledge.notice_days is not None or policy[pledge.unit] not in staged
    ]
    if single and choose.chance(60):
        first = replace(
            steps[0], shortens=(choose.one(single),), notice_days=choose.one((0, 2, 5)))
        steps = (first, *steps[1:])
    return replace(operation, steps=steps)
