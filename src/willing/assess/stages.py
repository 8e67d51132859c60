"""Notice by stage in the cycle: whoever leaves early must have been at home long enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from willing.assess.fault import Fault
from willing.assess.known import rested_since
from willing.assess.level import Level, Part
from willing.assess.pools import unfree
from willing.assess.scene import Scene
from willing.assess.standby import enough, held_singly, stints, taken
from willing.assess.stay import Stay
from willing.domain.unit import Unit

EVER = 10**6
"""More days than anything lasts."""


def kept(scene: Scene, item: Stay) -> int:
    """Day since which the element of a tour must be at home and free: as a rule when it leaves."""
    since = None if item.settled else rested_since(scene, item)
    return item.leaves if since is None else min(since, item.leaves)


def not_rested(scene: Scene, unit: Unit) -> Iterator[tuple[str, Part]]:
    """Elements that are not at home and rested, before the as-of date too, by pledge ('': none)."""
    for pledge, (_, after, count) in unfree(scene, unit):
        yield pledge, (-EVER, after, count)
    for row in scene.operation.cycles:
        if row.unit == unit.id and row.state == "home" and row.since is not None:
            yield "", (-EVER, (row.since - scene.timeline.as_of).days, row.count)
    for tour in scene.tours:
        if tour.unit.id == unit.id and tour.row.pinned == "cycle":
            yield "", (-EVER, tour.leaves, tour.count)


def stage_faults(scene: Scene) -> Iterator[Fault]:
    """Units that leave with more elements on short notice than have reached the stage for it.

    An element that leaves early does nothing else from the day since which it must be at home, so
    that all that is taken, each from that day on, must be there. Days on which a unit is over-used
    anyway are not told again.
    """
    used: defaultdict[str, list[Part]] = defaultdict(list)
    held: defaultdict[str, list[Part]] = defaultdict(list)
    early: set[str] = set()
    for stint in stints(scene):
        for where in (used, held):
            where[stint.unit.id].append((stint.first, stint.free, stint.count))
    # Holds that may be declared twice take nobody from others: rule twice looks at them.
    for unit, part in held_singly(scene):
        for where in (used, held):
            where[unit].append(part)
    for item in scene.tours:
        leaves = taken(scene, item)
        since = leaves if enough(scene, item) else kept(scene, item)
        if since < leaves:
            early.add(item.unit.id)
        used[item.unit.id].append((leaves, item.free, item.count))
        held[item.unit.id].append((since, item.free, item.count))
    for name in sorted(early):
        yield from _unit(scene, scene.operation.unit[name], used, held)


def _unit(
    scene: Scene, unit: Unit, used: Mapping[str, list[Part]], held: Mapping[str, list[Part]]
) -> Iterator[Fault]:
    away = [part for _, part in not_rested(scene, unit)]
    plain = Level([*used[unit.id], *away])
    for first, after, count in Level([*held[unit.id], *away]).above(
        -EVER, scene.timeline.end, unit.count
    ):
        over = [run for run in plain.runs(first, after) if run[2] > unit.count]
        if not over:
            label = scene.timeline.label
            text = (
                f"{count} elements would have to be at home or away from {label(first)} to "
                f"{label(after)} for tours on short notice, and it has {unit.count}"
            )
            yield Fault(rule="ready", outcome=scene.outcome.name, where=f"unit {unit.id}",
                        text=text, day=first)
            return
