"""Equipment in theatre: what comes and goes with its crews, and what stays for the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from willing.assess.level import Level
from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.domain.requirement import Requirement

_Line = tuple[str, str, str]
"""Nation, capability and requirement: crews on one line take each other's sets over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What one nation has in theatre, up to the horizon."""

    nation: str
    """Nation."""
    sets: int
    """Most sets of equipment in theatre at once, one for each element."""
    vehicles: int
    """Most vehicles in theatre at once."""
    tonnes: float
    """Most tonnes in theatre at once."""
    moved_vehicles: int
    """Vehicles moved into theatre in all."""
    moved_tonnes: float
    """Tonnes moved into theatre in all."""
    moved_people: int
    """People moved into theatre in all, overhead left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """Sets of one unit in theatre for some days."""

    first: int
    after: int
    item: Stay
    count: int
    moved: bool


def equipment(scene: Scene) -> tuple[Stock, ...]:
    """Equipment of every nation that has elements in place on requirements before the horizon.

    A unit whose equipment rotates brings and takes it with every tour. Where it stays, a line has
    as many sets of a nation's capability as elements were ever in place on it at once: a crew that
    comes takes over a set that is there, and brings one only where there are too few; all stay
    until the nation's last such crew has left the line. What is there on the as-of date was moved
    before.
    """
    horizon = scene.timeline.horizon
    mine = [
        tour for tour in scene.tours
        if isinstance(tour.task, Requirement) and tour.arrives < horizon
    ]
    sets: defaultdict[str, list[_Set]] = defaultdict(list)
    shared: defaultdict[_Line, list[Stay]] = defaultdict(list)
    people: defaultdict[str, int] = defaultdict(int)
    for tour in mine:
        nation, moved = tour.unit.nation, tour.row.pinned != "cycle"
        people[nation] += tour.count * tour.unit.people * moved
        if tour.unit.equipment == "stays":
            shared[nation, tour.unit.capability, tour.task.id].append(tour)
        else:
            sets[nation].append(_Set(
                first=tour.arrives, after=tour.ends, item=tour, count=tour.count, moved=moved
            ))
    for (nation, _, _), own in shared.items():
        sets[nation] += _staying(own)
    return tuple(_stock(nation, sets[nation], people[nation], horizon) for nation in sorted(sets))


def _staying(tours: Iterable[Stay]) -> list[_Set]:
    """Sets that crews of one line bring, the first first."""
    crews = sorted(tours, key=lambda tour: (tour.first, tour.row.pinned != "cycle", tour.unit.id))
    level = Level((tour.first, tour.ends, tour.count) for tour in crews)
    gone, there, found = max(tour.ends for tour in crews), 0, []
    for tour in crews:
        more = min(int(level.most(tour.first, tour.first + 1)) - there, tour.count)
        if more > 0:
            there += more
            found.append(_Set(
                first=tour.arrives, after=gone, item=tour, count=more,
                moved=tour.row.pinned != "cycle",
            ))
    return found


def _stock(nation: str, sets: list[_Set], people: int, horizon: int) -> Stock:
    def most(each: Iterable[tuple[int, int, int]]) -> int:
        return int(Level(each).most(0, horizon))

    kilograms = most(
        (s.first, s.after, s.count * round(s.item.unit.tonnes * 1000)) for s in sets
    )
    return Stock(
        nation=nation, sets=most((s.first, s.after, s.count) for s in sets),
        vehicles=most((s.first, s.after, s.count * s.item.unit.vehicles) for s in sets),
        tonnes=kilograms / 1000,
        moved_vehicles=sum(s.count * s.item.unit.vehicles for s in sets if s.moved),
        moved_tonnes=sum(s.count * s.item.unit.tonnes for s in sets if s.moved),
        moved_people=people,
    )
