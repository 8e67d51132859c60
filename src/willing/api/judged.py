"""Plans held against the data they are read with, and refused where they break a rule."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from willing.api.refusals import refuse_faults
from willing.assess.fault import RULES, Fault
from willing.assess.verify import verify as _verify
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.errors import Problem, ProblemsFound
from willing.io.fingerprint import fingerprint

_MOST = 5
"""Faults told at once where the data changed; `verify` tells all."""

STAY = 0.1
"""Points for each changed element when replanning, where the operation's weights name none."""
STAY_KEY = "disturbance"
"""Setting of a plan that says at which price it was replanned."""


def verify(operation: Operation, plan: Plan, baseline: Plan | None = None) -> tuple[Fault, ...]:
    """Hold a plan, ours or anybody's, against every rule; empty when it keeps them all.

    A plan that was replanned is judged at the price of change that its settings name; with the
    baseline its changes are counted too. Raises `ProblemsFound` when the operation has faults.
    """
    refuse_faults(operation)
    told = dict(plan.settings).get(STAY_KEY)
    price = None if told is None else _number(told)
    return _verify(operation if price is None else priced(operation, price), plan, baseline)


def same_data(operation: Operation, plan: Plan) -> bool:
    """Whether a plan was made from the very data of this operation."""
    return plan.operation_hash == fingerprint(operation)


def refuse_rows(operation: Operation, plan: Plan, called: str = "plan") -> None:
    """Refuse a plan whose rows name what the operation does not have, or lie outside its days."""
    faults = [fault for fault in verify(operation, plan) if fault.rule == "rows"]
    _refuse(operation, plan, faults, called)


def refuse_unsound(operation: Operation, plan: Plan, outcome: str = "") -> None:
    """Refuse a plan that breaks any rule; where an outcome is named, that breaks one in it."""
    _refuse(operation, plan, verify(operation, _only(plan, outcome) if outcome else plan), "plan")


def _only(plan: Plan, outcome: str) -> Plan:
    """One outcome of a plan, with the one that it is the same as."""
    same = {part.same_as for part in plan.outcomes if part.outcome == outcome}
    told = {outcome, *same}
    return replace(
        plan, outcomes=tuple(part for part in plan.outcomes if part.outcome in told),
        rows=tuple(row for row in plan.rows if row.outcome in told),
        expected=None, expected_bound=None,
    )


def _refuse(operation: Operation, plan: Plan, faults: Sequence[Fault], called: str) -> None:
    if not faults:
        return
    same = same_data(operation, plan)
    strange = [fault for fault in faults if fault.rule == "rows"]
    if strange and not same:
        # Whatever else is wrong follows from this.
        first = f"outcome {strange[0].outcome}, {strange[0].where}: {strange[0].text}"
        raise ProblemsFound([Problem(
            kind="other-operation", where=f"{called} of '{plan.operation}'",
            given=f"{len(strange)} of its rows and outcomes do not fit the data of "
            f"'{operation.name}', the first in {first}",
            allowed="a plan is read with the data that it was made from",
            fix="give the operation that it was made from, or plan this one anew; 'willing causes' "
            "reads two plans, each with its own operation",
        )])
    problems = [
        Problem(
            kind=f"judge-{fault.rule}", where=f"{called}, outcome {fault.outcome}, {fault.where}",
            given=fault.text, allowed=f"{RULES[fault.rule][0].lower()}{RULES[fault.rule][1:-1]}",
            fix="only a plan that keeps every rule is shown: correct it, or plan anew" if same
            else "the data may have changed since: plan anew, or give those it was made from",
        )
        for fault in faults
    ]
    if not same and len(problems) > _MOST:
        # They are all of one cause: what the plan was made from is no more.
        problems[_MOST:] = [Problem(
            kind="judge-more", where=called, given=f"{len(problems) - _MOST} more faults",
            allowed="the plan was made from other data than this operation holds now",
            fix="plan anew; 'willing verify' tells all of them",
        )]
    raise ProblemsFound(problems)


def priced(operation: Operation, price: float) -> Operation:
    """The operation with a price of each changed element."""
    return replace(operation, weights=replace(operation.weights, disturbance=price))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < math.inf else None
