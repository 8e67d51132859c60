"""The score of a plan, recomputed from its rows: every term, by name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from willing.assess.cover import Covered, covered
from willing.assess.diff import diff
from willing.assess.lead import unled
from willing.assess.ledger import ledger_of
from willing.assess.scene import Scene, stage_of
from willing.assess.step import spent
from willing.domain.operation import Operation, Weights
from willing.domain.plan import Plan, Term
from willing.domain.requirement import Commitment, Task
from willing.units import MILLION, months


def score(
    operation: Operation, plan: Plan, outcome: str, baseline: Plan | None = None
) -> tuple[Term, ...]:
    """Every term of one outcome's score, in points.

    Terms are shortfall_1, shortfall_2, ... (a class each), lead, tail, burden, backfill,
    substitution, movement, readiness (where there are levels of standby or steps before the deal)
    and disturbance; those that are 0 too. Disturbance is against the baseline's plan of the same
    outcome, and 0 without one.
    """
    scene = stage_of(operation, plan, outcome)
    return terms(scene, covered(scene), changed_elements(plan, outcome, baseline))


def changed_elements(plan: Plan, outcome: str, baseline: Plan | None) -> int:
    """Elements of an outcome whose tour differs from the baseline."""
    if baseline is None:
        return 0
    return sum(item.elements for item in diff(baseline, plan) if item.outcome == outcome)


def terms(
    scene: Scene, every: Mapping[str, tuple[Covered, ...]], changed: int
) -> tuple[Term, ...]:
    """Every term, from the spans covered and the number of changed elements."""
    weights = scene.operation.weights
    points = _shortfall(scene, every)
    points["burden"] = weights.burden * sum(n.excess for n in ledger_of(scene)) / 1000
    points["backfill"] = weights.backfill * math.fsum(
        item.count * months(scene.days_before(item, scene.timeline.end))
        for item in (*scene.tours, *scene.holds)
        if isinstance(item.task, Commitment) and scene.abroad(item)
    )
    points["substitution"] = math.fsum(_substitutes(scene))
    points["movement"] = weights.movement * sum(
        tour.count for tour in scene.tours if tour.row.pinned != "cycle"
    )
    if scene.operation.standbys or scene.operation.steps:
        points["readiness"] = weights.readiness * math.fsum(
            row.count * max(min(after, scene.timeline.end) - max(first, 0), 0)
            * scene.operation.standby[row.task].cost_per_day
            for row, first, after in scene.rows_of("standby")
        ) / MILLION + weights.readiness * spent(scene)
    points["disturbance"] = weights.disturbance * changed
    return tuple(Term(name=name, points=float(value)) for name, value in points.items())


def _shortfall(scene: Scene, every: Mapping[str, tuple[Covered, ...]]) -> dict[str, float]:
    """Terms shortfall_c, lead and tail: element-months, each as heavy as its class and task."""
    weights, tasks = scene.operation.weights, scene.operation.task
    points = {f"shortfall_{c}": 0.0 for c in range(1, len(weights.shortfall) + 1)}
    points |= {"lead": 0.0, "tail": 0.0}
    for name, spans in every.items():
        for item in spans:
            if item.short:
                term = "tail" if item.span.tail else f"shortfall_{tasks[name].priority}"
                missing = float(item.short * item.span.days)
                points[term] += _each(weights, tasks[name], item.span.tail) * months(missing)
    for name, gaps in unled(scene).items():
        for span in gaps:
            each = weights.lead * _each(weights, tasks[name], span.tail)
            points["lead"] += each * months(span.days)
    return points


def _each(weights: Weights, task: Task, tail: bool) -> float:
    """Points for one element of a task short for 30 days."""
    share = weights.tail if tail else 1.0
    return weights.shortfall[task.priority - 1] * task.weight * share


def _substitutes(scene: Scene) -> Iterator[float]:
    for tour in scene.tours:
        each = scene.worth(tour.unit.capability, tour.task.capability)
        if each is not None and each.penalty:
            days = scene.days_before(tour, scene.timeline.end)
            yield each.penalty * tour.count * months(days)
