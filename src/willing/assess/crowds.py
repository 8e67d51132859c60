"""People who are away, there and behind: what ceilings of people, beds and the force count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil

from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.assess.ways import larger
from willing.domain.nation import Place
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.requirement import Requirement, Task
from willing.units import DAYS_PER_MONTH

_ROUNDED = 1e-5
"""Part of a person of overhead that is none yet: shares are no round decimals."""

Drawn = Mapping[tuple[str, int], Level]
"""People of overhead by nation and position of the row by which they are drawn."""


def outside(operation: Operation, nation: str, place: str) -> bool:
    """Whether a place is outside a nation's own country; at sea is outside.

    A place is in a country also when only a larger place that it is part of says so.
    """
    places = operation.place
    return nation not in {places[name].nation for name in larger(operation, place)}


@once
def people_away(scene: Scene) -> Mapping[str, Level]:
    """People of each nation away on tasks outside its own country."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for tour in scene.tours:
        if outside(scene.operation, tour.unit.nation, tour.task.place):
            people = tour.count * tour.unit.people
            parts[tour.unit.nation].append((tour.departs, tour.back, people))
    return {nation: Level(value) for nation, value in parts.items()}


def draws(operation: Operation, nation: str, task: Task) -> int | None:
    """Position of the first overhead row that holds for a nation's people on a task; None: none."""
    if not isinstance(task, Requirement):
        return None
    return _drawn_at(operation, nation, task.place, task.framework)


@once
def _drawn_at(operation: Operation, nation: str, place: str, framework: str) -> int | None:
    if not outside(operation, nation, place):
        return None
    groups = {group.id for group in operation.groups if nation in group.members}
    for at, row in enumerate(operation.overheads):
        of_nation = not row.nations or not (groups | {nation}).isdisjoint(row.nations)
        there = row.place in ("", *larger(operation, place))
        shared = not row.under or row.under == framework != nation
        if of_nation and there and shared:
            return at
    return None


@once
def drawing(scene: Scene) -> Mapping[tuple[str, int], Level]:
    """People in place who draw overhead, by nation and row."""
    parts: defaultdict[tuple[str, int], list[Part]] = defaultdict(list)
    for tour in scene.tours if scene.operation.overheads else ():
        at = draws(scene.operation, tour.unit.nation, tour.task)
        if at is not None and tour.unit.people:
            people = tour.count * tour.unit.people
            parts[tour.unit.nation, at].append((max(tour.first, 0), tour.ends, people))
    return {key: Level(own) for key, own in parts.items()}


@once
def overhead(scene: Scene) -> Drawn:
    """People of overhead of each nation, by row: the fixed ones, and a share of those in place."""
    rows, end = scene.operation.overheads, scene.timeline.end
    return {
        (nation, at): Level(
            (first, after, behind(rows[at], int(people)))
            for first, after, people in level.runs(0, end)
        )
        for (nation, at), level in drawing(scene).items()
    }


def behind(row: Overhead, people: int) -> int:
    """Overhead behind so many people in place; nobody is behind nobody."""
    return row.fixed + ceil(row.share * people - _ROUNDED) if people > 0 else 0


def people_counted(scene: Scene, drawn: Drawn) -> Mapping[str, Level]:
    """People of each nation away, with their overhead: what its ceiling counts."""
    counted = dict(people_away(scene))
    for (nation, _), level in drawn.items():
        own = counted.get(nation, Level(()))
        counted[nation] = together((own, level), scene.timeline.end)
    return counted


def together(levels: Iterable[Level], end: int) -> Level:
    """The sum of some levels from day 0 to an end."""
    return Level(part for level in levels for part in level.runs(0, end))


def people_at(scene: Scene, place: Place, drawn: Drawn) -> Level:
    """People at a place and in its parts, from their arrival, with the overhead that is there.

    Whoever is at home there needs no bed.
    """
    operation = scene.operation
    inside = {name for name in operation.place if place.id in larger(operation, name)}
    tours = Level(
        (tour.arrives, tour.ends, tour.count * tour.unit.people) for tour in scene.tours
        if tour.task.place in inside and tour.unit.home not in inside
    )
    there = (
        level for (_, at), level in drawn.items()
        if operation.overheads[at].place in inside
    )
    return together((tours, *there), scene.timeline.end)


def people_of_force(scene: Scene, drawn: Drawn) -> Level:
    """People of all nations there on requirements, from their arrival, with all overhead."""
    tours = Level(
        (tour.arrives, tour.ends, tour.count * tour.unit.people) for tour in scene.tours
        if isinstance(tour.task, Requirement)
    )
    return together((tours, *drawn.values()), scene.timeline.end)


class Building:
    """Beds that the elements in place at a place add to it."""

    def __init__(self, scene: Scene, place: Place) -> None:
        self._place = place
        self._work = [
            (max(tour.first, 0), tour.ends, tour.count) for tour in scene.tours
            if place.beds_per and _is(scene.operation, tour.unit.capability, place.beds_by)
            and place.id in larger(scene.operation, tour.task.place)
        ]

    def before(self, day: int) -> int:
        """Whole beds added before a day."""
        days = sum(
            count * max(min(day, ends) - first, 0) for first, ends, count in self._work
        )
        added = self._place.beds_per * days // DAYS_PER_MONTH
        most = self._place.beds_most
        return added if most is None else min(added, most)


def _is(operation: Operation, capability: str, wanted: str) -> bool:
    """Whether a capability is the wanted one or a child of it."""
    seen: set[str] = set()
    while capability in operation.capability and capability not in seen:
        if capability == wanted:
            return True
        seen.add(capability)
        capability = operation.capability[capability].parent
    return False
