"""What to say when no plan keeps what is decided: which rule breaks, and by which rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from willing.assess.fault import RULES, Fault
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.errors import Problem
from willing.planner.extract import rows
from willing.planner.model import Model
from willing.planner.pins import named

_OF_ROWS = ("accept", "ready", "until", "length", "rotate", "pledged", "twice", "free", "standing",
            "lead", "formation", "nations", "share", "ceiling", "tonnage",
            "force", "number")
"""Rules that rows break by being there; no plan could add anything that mends it."""
_OF_OTHERS = ("beds", "company", "need", "package", "standby")
"""Rules that others might have mended by coming too; told where no plan was found with them."""
_MOST = 12
"""Rows named in one message."""


def refused(operation: Operation, model: Model) -> tuple[Problem, ...]:
    """Every rule that the decided and pinned rows break by themselves.

    The judge says which. Where it finds none, they break one only on the planner's lines, or
    together with what they need (a lead its elements); then all of them are named.
    """
    decided = _decided(model)
    kind = "pins-break-rules" if any(row.pinned == "pin" for row in decided) else (
        "orders-break-rules")
    where = f"outcome {model.situation.outcome.name}"
    judged = _judged(operation, model, decided)
    faults = [fault for fault in judged if fault.rule in _OF_ROWS] or [
        fault for fault in judged if fault.rule in _OF_OTHERS]
    rules = [fault.rule for fault in faults]
    told = [
        Problem(
            kind=kind, where=f"{where}, {fault.where}",
            given=f"{fault.text}; rows that are fixed: {_named(decided, fault)}",
            allowed="as above" if fault.rule in rules[:i] else RULES[fault.rule].rstrip("."),
            fix="the same helps" if i else (
                "take a pin away, change an order or a cycle row, or raise the limit"),
        )
        for i, fault in enumerate(faults)
    ]
    return tuple(told) or (Problem(
        kind=kind, where=where,
        given=f"no plan can hold all rows that are fixed: {_named(decided, None)}",
        allowed="what is fixed leaves every unit, pledge and ceiling whole, counted on lines",
        fix="take pins away one after the other, or change an order or a cycle row",
    ),)


def _decided(model: Model) -> tuple[Row, ...]:
    """Rows that are in every plan."""
    least = np.maximum(model.program.lower, 0.0)
    kinds = ("tour", "hold", "standby", "step", "lead")
    return tuple(row for row in rows(model, least) if row.kind in kinds)


def _judged(operation: Operation, model: Model, decided: tuple[Row, ...]) -> tuple[Fault, ...]:
    here = model.situation
    line = here.timeline
    part = OutcomePlan(
        outcome=here.outcome.name, answers=here.outcome.answers,
        probability=here.outcome.probability,
        d_day=None if line.d_day is None else line.date_of(line.d_day), terms=(), score=0.0,
        bound=None, unfillable=0.0, status="made elsewhere",
    )
    return verify(operation, Plan(
        operation=operation.name, operation_hash="", made_by="", seed=0, repeatable=True,
        outcomes=(part,), rows=decided,
    ))


def _named(decided: Sequence[Row], fault: Fault | None) -> str:
    """Rows that share a unit, pledge, nation or task with a fault; pins before the rest.

    Days that several rows have in common are told once.
    """
    words = set() if fault is None else set(fault.where.split())
    near = [row for row in decided if words & {row.unit, row.pledge, row.nation, row.task}]
    ranked = sorted(near or decided, key=lambda row: row.pinned != "pin")
    more = f" and {len(ranked) - _MOST} more" if len(ranked) > _MOST else ""
    on_days: dict[str, list[str]] = {}
    for row in ranked[:_MOST]:
        who, days = named(row).rsplit(" from ", 1)
        on_days.setdefault(days, []).append(f"{row.count:g} on {who}")
    return "; ".join(f"from {days}: {', '.join(told)}" for days, told in on_days.items()) + more
