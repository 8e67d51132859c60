"""Let nations hold elements ready before the deal, in an operation that is otherwise made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from willing.calendar import DDay
from willing.domain.operation import Operation
from willing.domain.renewal import Renewal
from willing.domain.standby import Standby

if TYPE_CHECKING:
    from tests.making import Choose


def held(choose: Choose, operation: Operation) -> Operation:
    """The operation with one or two levels of standby, and what ends renewed; mostly as it was."""
    return _renewed(choose, _held(choose, operation))


def _held(choose: Choose, operation: Operation) -> Operation:
    if not choose.chance(25):
        return operation
    policies = tuple(policy.id for policy in operation.policies)
    rest = choose.one((0, 10, 30))
    levels = tuple(
        Standby(
            id=f"standby_{number}", notice_days=choose.one((0, 3, 8)), recovery=rest,
            longest=choose.one((30, 45, 90)), cost_per_day=choose.one((0.0, 2_000.0, 90_000.0)),
            policies=choose.one(((), (), policies[:1])),
        )
        for number in range(choose.number(1, 2))
    )
    weights = replace(operation.weights, readiness=choose.one((1.0, 0.2, 5.0)))
    levels = tuple(replace(level, covers=choose.chance(40)) for level in levels)
    return replace(operation, standbys=levels, weights=weights)


def _renewed(choose: Choose, operation: Operation) -> Operation:
    if not choose.chance(35):
        return operation
    conditions = [p.condition for p in operation.pledges if p.condition is not None]
    ending = [(row.id, row.until) for row in (*operation.pledges, *operation.agreements)]
    return replace(operation, renewals=tuple(
        Renewal(
            renews=name, given=choose.chance(40),
            until=until + timedelta(60) if isinstance(until, date) else DDay(until.days + 60),
            condition=choose.one(conditions) if conditions and choose.chance(50) else None,
            ask_by=choose.one((None, operation.as_of, operation.as_of + timedelta(days=50))),
        )
        for name, until in ending if until is not None and choose.chance(60)
    ))
