"""Plans made by hand: tours, holds and leads are given, the rest is told as it comes out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from willing.assess.cover import shortfalls
from willing.assess.lead import unled
from willing.assess.scene import stage, stage_of
from willing.assess.score import score
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.plan import OutcomePlan, Plan, Row

Turn = tuple[str, str, int, int, int]
"""Pledge or unit, task, first day, days, elements."""


def turns(operation: Operation, kind: str, given: Iterable[Turn], pinned: str = "") -> list[Row]:
    """Rows of tours or holds; who is no pledge is a unit that serves its own nation."""
    rows = []
    for who, task, first, days, count in given:
        pledge = operation.pledge.get(who)
        unit = operation.unit[pledge.unit if pledge else who]
        rows.append(Row(
            outcome="", kind=kind, pledge=pledge.id if pledge else "", unit=unit.id,  # type: ignore[arg-type]
            nation=unit.nation, task=task, first_day=operation.as_of + timedelta(first),
            days=days, count=count, pinned=pinned,  # type: ignore[arg-type]
        ))
    return rows


def leads(operation: Operation, *given: tuple[str, str, int, int]) -> list[Row]:
    """Rows of leads: nation, task, first day, days."""
    return [
        Row(outcome="", kind="lead", nation=nation, task=task, count=1, days=days,
            first_day=operation.as_of + timedelta(first))
        for nation, task, first, days in given
    ]


def finished(operation: Operation, answers: Mapping[str, str], rows: Iterable[Row]) -> Plan:
    """A plan of one outcome that tells its own shortfalls and terms rightly."""
    made = outcome(answers, 1.0)
    d_day = stage(operation, made, ()).timeline.d_day
    part = OutcomePlan(
        outcome=made.name, answers=made.answers, probability=1.0,
        d_day=None if d_day is None else operation.as_of + timedelta(d_day), terms=(), score=0.0,
        bound=None, unfillable=0.0, status="made elsewhere",
    )
    plan = Plan(
        operation=operation.name, operation_hash="", made_by="by hand", seed=0, repeatable=True,
        outcomes=(part,), rows=tuple(replace(row, outcome=made.name) for row in rows),
    )
    return mended(operation, plan)


def mended(operation: Operation, plan: Plan) -> Plan:
    """The plan with its shortfalls and scores told again; tours, holds and leads stay."""
    rows: list[Row] = []
    parts = []
    for part in plan.outcomes:
        scene = stage_of(operation, plan, part.outcome)
        kept = tuple(row for row in scene.rows
                     if row.kind in ("tour", "hold", "standby", "step", "lead"))
        rows += kept
        day = scene.timeline.date_of
        rows += [
            Row(outcome=part.outcome, kind="shortfall", task=item.task, count=float(item.short),
                first_day=day(item.span.first), days=item.span.days)
            for item in shortfalls(operation, scene.outcome, kept)
        ]
        rows += [
            Row(outcome=part.outcome, kind="lead_shortfall", task=task, count=1,
                first_day=day(span.first), days=span.days)
            for task, gaps in unled(scene).items() for span in gaps
        ]
        terms = score(operation, plan, part.outcome)
        total = math.fsum(term.points for term in terms)
        bound = None if part.bound is None else min(part.bound, total)
        parts.append(replace(part, terms=terms, score=total, bound=bound,
                             unfillable=min(part.unfillable, total)))
    expected = plan.expected
    if expected is not None:
        expected = sum(p.probability * p.score for p in parts) / sum(p.probability for p in parts)
    return replace(plan, rows=tuple(rows), outcomes=tuple(parts), expected=expected)
