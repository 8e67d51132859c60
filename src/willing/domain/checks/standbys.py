"""Levels of standby: those that rest alike for one unit, and those that help nobody."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.domain.operation import Operation
from willing.domain.pledge import Order
from willing.domain.ready import levels_of, owes
from willing.domain.standby import Standby
from willing.errors import Problem


def check_standbys(names: Names) -> Iterator[Problem]:
    """Levels open to one policy of which one rests longer than another, and orders to stand by."""
    operation = names.operation
    by_policy: dict[str, Standby] = {}
    for level in operation.standbys:
        for policy in level.policies or [policy.id for policy in operation.policies]:
            first = by_policy.setdefault(policy, level)
            if first.recovery != level.recovery:
                yield problem(
                    "standby-recovery", where("standbys", level, "recovery"),
                    f"{short(level.recovery)} days, and {short(first.recovery)} on "
                    f"'{short(first.id)}', which is open to policy '{short(policy)}' too",
                    "levels open to one policy have the same recovery",
                    "make both the same, or name other policies",
                )
                break
    for order in operation.orders:
        why = _misfit(operation, order)
        if why:
            yield problem(
                "misfit", where("orders", order, "task"), why,
                "elements stand by under a pledge, on a level open to their policy",
                "correct the kind, the level or the pledge",
            )


def _misfit(operation: Operation, order: Order) -> str:
    """Why an order to stand by cannot be kept, or another one names a level; empty: it can."""
    level, unit = operation.standby.get(order.task), operation.unit.get(order.unit)
    if order.kind != "standby":
        only = level is not None and order.task not in operation.served
        return f"'{short(order.task)}' is a level of standby, for orders of kind standby" * only
    if level is None or unit is None:
        task = order.task in operation.served
        return f"'{short(order.task)}' is no level of standby" * task
    pledge = operation.pledge.get(order.pledge)
    if not order.pledge:
        return f"elements of '{short(unit.id)}' stand by, and no pledge is named"
    if pledge is not None and pledge.unit != unit.id:
        return f"pledge '{short(pledge.id)}' is one of unit '{short(pledge.unit)}'"
    if level.policies and unit.policy not in level.policies:
        return f"'{short(level.id)}' is not open to policy '{short(unit.policy)}'"
    return ""


def check_useless_levels(operation: Operation) -> Iterator[Problem]:
    """Levels that let nobody leave any sooner, or cover what nobody owes. Wants no faults."""
    helping = {
        level.id for pledge in operation.pledges
        for level in levels_of(operation, operation.unit[pledge.unit], pledge)
    }
    useless = [level for level in operation.standbys if level.id not in helping]
    if useless:
        yield problem(
            "standby-useless", where("standbys", useless[0], "notice_days"),
            f"on {listed([level.id for level in useless])} nobody would leave any sooner",
            "a level's notice is shorter than that of some pledge open to it",
            "correct the notice or the policies, or take the level out",
        )
    covering = {
        level.id for pledge in operation.pledges
        for level in levels_of(operation, operation.unit[pledge.unit], pledge)
        if level.covers and owes(operation, operation.unit[pledge.unit])
    }
    for level in operation.standbys:
        if level.covers and level.id in helping - covering:
            yield problem(
                "standby-covers", where("standbys", level, "covers"),
                "yes is given, and no nation whose elements are held on it owes anything that "
                "they could stand for at home",
                "it covers standing commitments of the element's own nation",
                "leave the field empty, or add the commitment",
            )
