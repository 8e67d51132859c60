"""Steps before the deal once more: what they open from when, and every way to take them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from tests.meaning.restated import World, known
from willing.domain.pledge import Pledge

Taken = tuple[tuple[str, int], ...]
"""Steps that are taken, and the day of each."""


def opened(world: World, name: str) -> int | None:
    """First day on which a step that is taken holds a pledge, an agreement or a leg open."""
    steps = {step.id: step for step in world.operation.steps}
    return min((
        day + steps[step].lead_days for step, day in world.taken if name in steps[step].opens
    ), default=None)


def counts_from(world: World, pledge: Pledge) -> int | None:
    """First day on which a pledge counts, by the answers or by a step."""
    only_by_step = pledge.condition is None and any(
        pledge.id in step.opens for step in world.operation.steps)
    days = [None if only_by_step else known(world, pledge.condition), opened(world, pledge.id)]
    return min((day for day in days if day is not None), default=None)


def sooner(world: World, pledge: Pledge, decided: int) -> list[int]:
    """Days from which elements may leave by steps that shorten their notice."""
    steps = {step.id: step for step in world.operation.steps}
    return [
        max(decided + (steps[step].notice_days or 0), day + steps[step].lead_days)
        for step, day in world.taken if pledge.id in steps[step].shortens
    ]


def ways_to_take(world: World) -> Iterator[tuple[Taken, float]]:
    """Every choice of steps and days before the deal, with its cost in points."""
    operation, line = world.operation, world.line
    last = line.horizon if line.d_day is None else line.d_day
    deal = operation.as_of + timedelta(days=last)
    frozen = max(world.day(operation.settings.frozen_until, 0) or 0, 0)
    each: list[list[tuple[tuple[str, int] | None, float]]] = []
    for step in operation.steps:
        days = [
            day for day in line.lines if frozen <= day < last
            and (world.day(step.start, 0) or 0) <= day <= (world.day(step.until, last) or 0)
        ]
        found: list[tuple[tuple[str, int] | None, float]] = [(None, 0.0)]
        if step.taken is not None:
            days = [(step.taken - operation.as_of).days] * (step.taken < deal)
            found = [] if days else found
        for day in days:
            paid = step.cost * (day >= 0) + step.cost_per_day * (last - max(day, 0))
            found.append(((step.id, day), operation.weights.readiness * paid / 1_000_000))
        each.append(found)
    for chosen in product(*each):
        yield tuple(one for one, _ in chosen if one), sum(points for _, points in chosen)
