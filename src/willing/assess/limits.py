"""What one nation may carry: rules share and ceiling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import floor

from willing.assess.cover import Covered, credits
from willing.assess.demand import laid
from willing.assess.fault import Fault
from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.assess.ways import larger
from willing.domain.nation import Nation

_ROUNDED = 1e-6
"""Rounding allowed in shares that are no round decimals, and, relative, in sums of costs."""


def share_faults(scene: Scene, every: Mapping[str, tuple[Covered, ...]]) -> Iterator[Fault]:
    """Nations with more credit on a requirement than its largest share, on days it is wanted.

    The share is of what the span wants, with what people in place ask for.
    """
    for (name, nation), level in credits(scene).items():
        task = next((r for r in scene.operation.requirements if r.id == name), None)
        if task is None or task.max_share is None:
            continue
        for item in every[name]:
            most = max(1, floor(task.max_share * item.wanted + _ROUNDED))
            runs = level.above(item.span.first, item.span.after, most) if item.wanted else []
            if runs:
                day = scene.timeline.label(runs[0][0])
                text = f"counts for {float(runs[0][2]):g} of {item.wanted} on {day}; {most} may"
                where = f"{nation} on {name}"
                yield Fault(rule="share", outcome=scene.outcome.name, where=where, text=text)
                break


def people_away(scene: Scene) -> Mapping[str, Level]:
    """People of each nation away on tasks outside its own country; at sea is outside.

    A place is in a country also when only a larger place that it is part of says so.
    """
    places = scene.operation.place
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for tour in scene.tours:
        around = larger(scene.operation, tour.task.place)
        if tour.unit.nation not in {places[name].nation for name in around}:
            people = tour.count * tour.unit.people
            parts[tour.unit.nation].append((tour.departs, tour.back, people))
    return {nation: Level(value) for nation, value in parts.items()}


def ceiling_faults(scene: Scene) -> Iterator[Fault]:
    """Nations above a ceiling."""
    by_nation: defaultdict[str, list[Stay]] = defaultdict(list)
    others = [tour for tour in scene.tours if scene.abroad(tour)]
    for tour in others:
        by_nation[tour.unit.nation].append(tour)
    away = people_away(scene)
    for nation in scene.operation.nations:
        tours = by_nation[nation.id]
        for text in (
            *_people(scene, nation, away.get(nation.id, Level(()))),
            *_tasks(scene, nation, tours), *_cost(scene, nation, others),
        ):
            where = f"nation {nation.id}"
            yield Fault(rule="ceiling", outcome=scene.outcome.name, where=where, text=text)


def _people(scene: Scene, nation: Nation, away: Level) -> Iterator[str]:
    windows = laid(nation.ceiling_people, scene.timeline) if nation.ceiling_people else []
    for first, after, allowed in windows:
        runs = away.above(first, after, allowed)
        if runs:
            day = scene.timeline.label(runs[0][0])
            yield f"{runs[0][2]} people away on {day}; its ceiling is {allowed}"


def _tasks(scene: Scene, nation: Nation, tours: list[Stay]) -> Iterator[str]:
    """Tasks with elements in place at once; a task counts once, however many elements it has."""
    if nation.ceiling_tasks is None:
        return
    by_task: defaultdict[str, list[Part]] = defaultdict(list)
    for tour in tours:
        by_task[tour.task.id].append((tour.first, tour.ends, tour.count))
    end = scene.timeline.end
    served = Level(
        (first, after, 1) for parts in by_task.values()
        for first, after, _ in Level(parts).above(0, end, 0)
    )
    runs = served.above(0, end, nation.ceiling_tasks)
    if runs:
        day = scene.timeline.label(runs[0][0])
        yield f"{runs[0][2]} tasks served on {day}; its ceiling is {nation.ceiling_tasks}"


def _cost(scene: Scene, nation: Nation, tours: list[Stay]) -> Iterator[str]:
    if nation.ceiling_cost is None:
        return
    horizon = scene.timeline.horizon
    spent = sum(
        part * tour.unit.cost_per_day * tour.count * scene.days_before(tour, horizon)
        for tour in tours if (part := scene.part(tour, nation.id))
    )
    if spent > nation.ceiling_cost * (1 + _ROUNDED):
        currency = scene.operation.settings.currency
        yield f"spends {spent:g} {currency}; its ceiling is {nation.ceiling_cost:g}"
