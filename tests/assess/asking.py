"""What the tests of single rules ask: one fault, of one rule, in these words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from tests.assess.build import Turn, finished, mended, turns
from willing.assess.fault import RULES
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.plan import Plan


def names(operation: Operation, plan: Plan, rule: str, text: str) -> bool:
    """Whether the plan has exactly one fault, of this rule and with this text."""
    faults = verify(operation, plan)
    assert [fault.rule for fault in faults] == [rule], "\n".join(map(str, faults))
    assert rule in RULES
    return re.search(text, str(faults[0])) is not None


def served(operation: Operation, given: Iterable[Turn], pinned: str = "") -> Plan:
    """A plan of `one_post` with these tours."""
    return finished(operation, {"deal": "2027-04-01"}, turns(operation, "tour", given, pinned))


def changed(plan: Plan, operation: Operation, on: str, first: int, **values: object) -> Plan:
    """The plan with one tour or hold changed, and the rest told again."""
    day = operation.as_of + timedelta(first)
    rows = [
        replace(row, **values)  # type: ignore[arg-type]
        if (row.task, row.first_day) == (on, day) and row.kind in ("tour", "hold") else row
        for row in plan.rows
    ]
    assert rows != list(plan.rows)
    return mended(operation, replace(plan, rows=tuple(rows)))
