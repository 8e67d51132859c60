"""What nations, places and the force may carry: rules share, ceiling, beds and force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import floor

from willing.assess.cover import Covered
from willing.assess.crowds import (
    Building,
    overhead,
    people_at,
    people_counted,
    people_of_force,
)
from willing.assess.demand import laid
from willing.assess.fault import Fault
from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.domain.formation import line_of
from willing.domain.nation import Nation

_ROUNDED = 1e-6
"""Rounding allowed in shares that are no round decimals, and, relative, in sums of costs."""


def share_faults(scene: Scene, every: Mapping[str, tuple[Covered, ...]]) -> Iterator[Fault]:
    """Nations with more credit on a requirement than its largest share, on days it is wanted.

    The share is of what the span wants, with what people in place ask for.
    """
    requirements = {task.id: task for task in scene.operation.requirements}
    for (name, nation), level in scene.credits.items():
        task = requirements.get(name)
        if task is None or task.max_share is None:
            continue
        for item in every[name]:
            most = max(1, floor(task.max_share * item.wanted + _ROUNDED))
            runs = level.above(item.span.first, item.span.after, most) if item.wanted else []
            if runs:
                day = scene.timeline.label(runs[0][0])
                text = f"counts for {float(runs[0][2]):g} of {item.wanted} on {day}; {most} may"
                where = f"{nation} on {name}"
                yield Fault(rule="share", outcome=scene.outcome.name, where=where, text=text,
                            day=runs[0][0], over=runs[0][2] - most)
                break


def ceiling_faults(scene: Scene) -> Iterator[Fault]:
    """Nations above a ceiling."""
    by_nation: defaultdict[str, list[Stay]] = defaultdict(list)
    others = [tour for tour in scene.tours if scene.abroad(tour)]
    for tour in others:
        by_nation[tour.unit.nation].append(tour)
    drawn = overhead(scene)
    counted = people_counted(scene, drawn)
    for nation in scene.operation.nations:
        tours = by_nation[nation.id]
        people, draws = counted.get(nation.id, Level(())), any(n == nation.id for n, _ in drawn)
        for day, text in (
            *_people(scene, nation, people, draws),
            *_tasks(scene, nation, tours), *_cost(scene, nation, others),
        ):
            where = f"nation {nation.id}"
            yield Fault(
                rule="ceiling", outcome=scene.outcome.name, where=where, text=text, day=day)


def _people(
    scene: Scene, nation: Nation, away: Level, drawn: bool
) -> Iterator[tuple[int, str]]:
    windows = laid(nation.ceiling_people, scene.timeline) if nation.ceiling_people else []
    for first, after, allowed in windows:
        runs = away.above(first, after, allowed)
        if runs:
            day = scene.timeline.label(runs[0][0])
            behind = " with overhead" if drawn else ""
            text = f"{runs[0][2]:,} people away{behind} on {day}; its ceiling is {allowed:,}"
            yield runs[0][0], text


def bed_faults(scene: Scene) -> Iterator[Fault]:
    """Places with more people than beds; what is built counts from the day after."""
    drawn = overhead(scene)
    for place in scene.operation.places:
        if place.beds is None:
            continue
        people, building = people_at(scene, place, drawn), Building(scene, place)
        over = [
            (day, number, limit) for first, after, beds in laid(place.beds, scene.timeline)
            for day, _, number in people.runs(first, after)
            if number > (limit := beds + building.before(day))
        ]
        if over:
            day, number, limit = over[0]
            text = f"{number:,} people there on {scene.timeline.label(day)}; it has {limit:,} beds"
            yield Fault(rule="beds", outcome=scene.outcome.name, where=f"place {place.id}",
                        text=text, day=day)


def force_faults(scene: Scene) -> Iterator[Fault]:
    """Days on which the whole force is larger than it may be."""
    ceiling = scene.operation.settings.ceiling_people
    if ceiling is None:
        return
    people = people_of_force(scene, overhead(scene))
    for first, after, allowed in laid(ceiling, scene.timeline):
        runs = people.above(first, after, allowed)
        if runs:
            day = scene.timeline.label(runs[0][0])
            text = f"{runs[0][2]:,} people there on {day}; {allowed:,} may be"
            yield Fault(rule="force", outcome=scene.outcome.name, where="all nations", text=text,
                        day=runs[0][0])
            return


def _tasks(scene: Scene, nation: Nation, tours: list[Stay]) -> Iterator[tuple[int, str]]:
    """Tasks with elements in place at once; a task counts once, however many elements it has, and
    a requirement once for all its slots."""
    if nation.ceiling_tasks is None:
        return
    by_task: defaultdict[str, list[Part]] = defaultdict(list)
    for tour in tours:
        by_task[line_of(tour.task)].append((tour.first, tour.ends, tour.count))
    end = scene.timeline.end
    served = Level(
        (first, after, 1) for parts in by_task.values()
        for first, after, _ in Level(parts).above(0, end, 0)
    )
    runs = served.above(0, end, nation.ceiling_tasks)
    if runs:
        day = scene.timeline.label(runs[0][0])
        text = f"{runs[0][2]} tasks served on {day}; its ceiling is {nation.ceiling_tasks}"
        yield runs[0][0], text


def _cost(scene: Scene, nation: Nation, tours: list[Stay]) -> Iterator[tuple[None, str]]:
    if nation.ceiling_cost is None:
        return
    horizon = scene.timeline.horizon
    spent = sum(
        part * tour.unit.cost_per_day * tour.count * scene.days_before(tour, horizon)
        for tour in tours if (part := scene.parts(tour).get(nation.id))
    )
    if spent > nation.ceiling_cost * (1 + _ROUNDED):
        currency = scene.operation.settings.currency
        yield None, (
            f"spends {spent:,.10g} {currency}; its ceiling is {nation.ceiling_cost:,.10g}")
