"""Hand-made plans over the small operations: a few tours, and the shortfalls that they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from willing.assess.cover import shortfalls
from willing.assess.score import score
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation


def tour(
    operation: Operation, pledge: str, task: str, first_day: str, days: int, count: int = 1,
) -> Row:
    """A tour under a pledge; the outcome is filled in by `plan_of`."""
    unit = operation.unit[operation.pledge[pledge].unit]
    return Row(
        outcome="", kind="tour", pledge=pledge, unit=unit.id, nation=unit.nation, task=task,
        first_day=date.fromisoformat(first_day), days=days, count=count,
    )


def own(
    operation: Operation, unit: str, task: str, first_day: str, days: int, count: int = 1,
) -> Row:
    """A tour of a nation's own elements on its own commitment."""
    return Row(
        outcome="", kind="tour", unit=unit, nation=operation.unit[unit].nation, task=task,
        first_day=date.fromisoformat(first_day), days=days, count=count,
    )


def hold(
    operation: Operation, unit: str, task: str, first_day: str, days: int, count: int = 1,
    pledge: str = "",
) -> Row:
    """Elements held at home for a standing commitment."""
    return Row(
        outcome="", kind="hold", pledge=pledge, unit=unit, nation=operation.unit[unit].nation,
        task=task, first_day=date.fromisoformat(first_day), days=days, count=count,
    )


def plan_of(operation: Operation, chosen: Mapping[str, Iterable[Row]]) -> Plan:
    """A plan with these rows for each outcome; shortfalls and scores are the judge's."""
    known = {item.name: item for item in outcomes(operation)}
    parts, rows = [], []
    for name, given in chosen.items():
        own_rows = tuple(replace(row, outcome=name) for row in given)
        rows += [*own_rows, *_short(operation, known[name], own_rows)]
        parts.append(_part(operation, known[name]))
    plan = Plan(
        operation=operation.name, operation_hash="sha256:0", made_by="by hand", seed=7,
        repeatable=True, outcomes=tuple(parts), rows=tuple(rows),
    )
    scored = []
    for part in plan.outcomes:
        terms = score(operation, plan, part.outcome)
        points = sum(term.points for term in terms)
        scored.append(replace(
            part, terms=terms, score=points, bound=points * 0.95, unfillable=points * 0.5,
        ))
    return replace(plan, outcomes=tuple(scored))


def _short(operation: Operation, item: Outcome, rows: tuple[Row, ...]) -> list[Row]:
    return [
        Row(
            outcome=item.name, kind="shortfall", task=short.task, days=short.span.days,
            first_day=situation(operation, item).timeline.date_of(short.span.first),
            count=float(short.short),
        )
        for short in shortfalls(operation, item, rows)
    ]


def _part(operation: Operation, item: Outcome) -> OutcomePlan:
    line = situation(operation, item).timeline
    return OutcomePlan(
        outcome=item.name, answers=item.answers, probability=item.probability,
        d_day=None if line.d_day is None else line.date_of(line.d_day), terms=(), score=0.0,
        bound=None, unfillable=0.0, status="proved", work=120, seconds=1.5,
    )
