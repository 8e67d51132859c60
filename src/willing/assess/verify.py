"""All that is wrong with a plan, each fault under the rule that it breaks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from willing.assess.ahead import ahead_faults
from willing.assess.company import company_faults, package_faults
from willing.assess.cover import Covered, cover_faults, covered
from willing.assess.fault import RULES, Fault
from willing.assess.formation import frame_faults, nation_faults
from willing.assess.lead import lead_faults, lead_shortfall_faults
from willing.assess.limits import bed_faults, ceiling_faults, force_faults, share_faults
from willing.assess.pools import free_faults, number_faults, pool_faults, twice_faults
from willing.assess.presence import presence_faults
from willing.assess.scene import Scene, stage_of
from willing.assess.score import changed_elements, terms
from willing.assess.serving import serving_faults
from willing.assess.settled import order_faults
from willing.assess.shape import d_day_faults, outcome_faults, row_faults
from willing.assess.stages import stage_faults
from willing.assess.standby import standby_faults
from willing.assess.step import step_faults
from willing.assess.treaty import tonnage_faults
from willing.domain.operation import Operation
from willing.domain.plan import OutcomePlan, Plan, Term
from willing.errors import TextFault

_NEAR = 1e-6
"""Relative difference up to which two figures of the score are the same."""

_ORDER = list(RULES)


def verify(operation: Operation, plan: Plan, baseline: Plan | None = None) -> tuple[Fault, ...]:
    """Hold a plan against every rule; an empty answer means that it keeps them all.

    The operation is one that passes `check`. Rows that cannot be read are told alone, since nothing
    else can be judged before they are mended. Without the baseline that the plan was made from, a
    disturbance is taken as it is told.
    """
    found = list(outcome_faults(operation, plan))
    if not found:
        for part in plan.outcomes:
            found += _outcome(operation, plan, part, baseline)
    if not any(fault.rule == "rows" for fault in found):
        found += ahead_faults(operation, plan)
    return tuple(found)


def _outcome(
    operation: Operation, plan: Plan, part: OutcomePlan, baseline: Plan | None
) -> list[Fault]:
    try:
        scene = stage_of(operation, plan, part.outcome)
    except TextFault as fault:
        return [Fault(rule="rows", outcome=part.outcome, where="outcome", text=str(fault))]
    unread = [
        *d_day_faults(part, scene.timeline),
        *row_faults(scene.operation, scene.timeline, plan.rows_of(part)),
    ]
    if unread:
        return unread
    every = covered(scene)
    found = [
        *broken(scene, every), *cover_faults(scene, every), *lead_shortfall_faults(scene),
    ]
    changed = changed_elements(plan, part.outcome, baseline)
    true = terms(scene, every, changed)
    if baseline is None:
        true = _as_told(scene, part, true)
    found += _score_faults(part, true)
    return sorted(found, key=lambda fault: _ORDER.index(fault.rule))


def broken(scene: Scene, every: Mapping[str, tuple[Covered, ...]]) -> Iterator[Fault]:
    """Faults of the turns and leads themselves, whatever is told to be short or scored.

    `every`: the scene's spans with what is there.
    """
    yield from serving_faults(scene)
    yield from presence_faults(scene)
    yield from standby_faults(scene)
    yield from step_faults(scene)
    yield from pool_faults(scene)
    yield from twice_faults(scene)
    yield from free_faults(scene)
    yield from stage_faults(scene)
    yield from lead_faults(scene)
    yield from frame_faults(scene, scene.credits)
    yield from nation_faults(scene)
    yield from share_faults(scene, every)
    yield from ceiling_faults(scene)
    yield from bed_faults(scene)
    yield from tonnage_faults(scene.operation, scene.timeline, scene.outcome.name, scene.tours)
    yield from force_faults(scene)
    yield from number_faults(scene)
    yield from company_faults(scene)
    yield from package_faults(scene)
    yield from order_faults(scene)


def _as_told(scene: Scene, part: OutcomePlan, true: tuple[Term, ...]) -> tuple[Term, ...]:
    """Terms with the disturbance that the plan tells, where there may be one at all."""
    told = sum(term.points for term in part.terms if term.name == "disturbance")
    if not scene.operation.weights.disturbance or not 0 <= told < math.inf:
        return true
    return (*true[:-1], Term(name="disturbance", points=told))


def _score_faults(part: OutcomePlan, true: tuple[Term, ...]) -> Iterator[Fault]:
    """Terms, total, what is unfillable, and the bound, against the terms recomputed."""
    def fault(rule: str, where: str, text: str) -> Fault:
        return Fault(rule=rule, outcome=part.outcome, where=where, text=text)

    told = {term.name: term.points for term in part.terms}
    total = math.fsum(term.points for term in true)
    for name, number in Counter(term.name for term in part.terms).items():
        if number > 1:
            yield fault("score", f"term {name}", f"it is told {number} times")
    for term in true:
        points = told.pop(term.name, 0.0)
        if not _same(points, term.points):
            yield fault("score", f"term {term.name}", f"{points:g} told, it is {term.points:g}")
    for name in told:
        yield fault("score", f"term {name}", "there is no such term")
    if not _same(part.score, total):
        yield fault("score", "total", f"{part.score:g} told, the terms come to {total:g}")
    if not (0 <= part.unfillable <= total or _same(part.unfillable, total)):
        text = f"{part.unfillable:g} told; it lies between 0 and the score ({total:g})"
        yield fault("score", "unfillable", text)
    if part.bound is not None and not (part.bound <= total or _same(part.bound, total)):
        yield fault("bound", "bound", f"{part.bound:g} told, and the score is {total:g}")


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR * max(1.0, abs(other))
