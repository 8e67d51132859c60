"""Why nobody leads a requirement on some days: what each nation could lead with, and lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from willing.assess.level import Level
from willing.domain.requirement import Requirement
from willing.domain.unit import Unit
from willing.explain.ground import Ground
from willing.explain.stoppers import Stopper


def lead_stops(
    here: Ground, task: Requirement, days: tuple[int, int]
) -> Iterator[tuple[Unit, Stopper]]:
    """Every capable pool with what keeps its nation from leading on some days."""
    by_nation: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in here.capable(task):
        by_nation[unit.nation].append(unit)
    for nation, units in by_nation.items():
        stopper = _nation(here, task, nation, days)
        yield from ((unit, stopper) for unit in units)


def _nation(here: Ground, task: Requirement, nation: str, days: tuple[int, int]) -> Stopper:
    scene = here.scene
    level = scene.in_place.get((task.id, nation), Level(()))
    inside = [
        span for span in scene.spans[task.id]
        if span.quantity and span.first < days[1] and span.after > days[0]
    ]
    for span in inside:
        needed = min(task.lead, span.quantity)
        there = level.least(span.first, span.after)
        if there < needed:
            label = scene.timeline.label(span.first)
            text = f"{there} in place from {label}, and {needed} lead"
            return Stopper(kind="lead", text=text, task=task.id)
    text = f"it has enough in place, but a lead lasts {task.lead_days} days at least"
    return Stopper(kind="lead_days", text=text, task=task.id)
