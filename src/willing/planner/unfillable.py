"""Shortfall that no choice could ever avoid: the part of the score that is nobody's fault."""

from __future__ import annotations

from fractions import Fraction

from willing.planner.assembly import assembled, frames_at, parts_at
from willing.planner.choices import Choices
from willing.planner.potential import most_cover, most_frames, most_of_nations
from willing.planner.program import Floats
from willing.planner.rules.formation import slots_by_task
from willing.units import DAYS_PER_MONTH


def unfillable(choices: Choices) -> float:
    """Points that no choice could avoid, on all lines together."""
    return float(sum(unfillable_by_line(choices)))


def unfillable_by_line(choices: Choices) -> list[float]:
    """Points short of each task even if, in each span alone, all who may cover it were there.

    For each span and pool: the pledged numbers that may cover it together, at most the pool's
    count, at the best credit; a nation with a largest share counts up to it; lots count whole; and
    below `min_useful` nothing counts. Formations are assembled from as much in every slot.
    """
    weights, horizon = choices.situation.operation.weights, choices.timeline.horizon
    most = most_cover(choices)
    least = _least_missing(choices, most)
    points = [0.0] * len(choices.tasks)
    for r, task in enumerate(choices.tasks):
        by_class = weights.shortfall[task.priority - 1] * task.weight
        for t, (span, cover) in enumerate(zip(choices.spans[r], most[r], strict=True)):
            there = cover if cover >= min(task.min_useful, max(span.quantity, 1)) else 0.0
            short = float(least[r][t]) if r in least else max(span.quantity - there, 0.0)
            tail = weights.tail if span.first >= horizon else 1.0
            points[r] += by_class * short * span.days / DAYS_PER_MONTH * tail
    return [float(each) for each in points]


def _least_missing(choices: Choices, most: list[Floats]) -> dict[int, list[Fraction]]:
    """What is missing of formations in each span at the least, and of their slots (nothing)."""
    by_nation = most_of_nations(choices) if choices.situation.operation.compositions else {}
    found: dict[int, list[Fraction]] = {}
    for r, slots in slots_by_task(choices).items():
        leads = most_frames(choices, r, slots, by_nation)
        frames = frames_at(choices, r, slots, leads)
        there = {s: [exact(cover) for cover in most[s]] for s in slots}
        found[r] = [
            assembled(
                Fraction(span.quantity), exact(most[r][t]), choices.tasks[r].min_useful,
                parts_at(choices, slots, there, t), None if frames is None else int(frames[t]),
            )[1]
            for t, span in enumerate(choices.spans[r])
        ]
        found |= {s: [Fraction(0)] * len(choices.spans[s]) for s in slots}
    return found


def exact(amount: float) -> Fraction:
    """Parts of elements, which are ratios of small numbers, without rounding."""
    return Fraction(float(amount)).limit_denominator(10**6)
