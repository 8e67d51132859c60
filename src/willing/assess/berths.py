"""Room for people: beds of places over time, and ceilings of nations when least is left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from willing.assess.crowds import Building, Drawn, people_at, people_counted
from willing.assess.demand import laid
from willing.assess.scene import Scene
from willing.domain.nation import Place

Night = tuple[int, int, int, int | None]
"""First day, day after, most people there in between, and beds on the first of these days (None:
no limit holds)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Berths:
    """One place with beds, its parts included."""

    place: str
    """Place."""
    nights: tuple[Night, ...]
    """Days in a row on which people are the same, cut at lines where beds grow."""

    @property
    def fullest(self) -> Night | None:
        """When least beds are left; None: beds never limit anybody."""
        limited = [night for night in self.nights if night[3] is not None]
        return min(limited, key=lambda n: ((n[3] or 0) - n[2], n[0]), default=None)


def berths(scene: Scene, drawn: Drawn) -> tuple[Berths, ...]:
    """Every place that has beds."""
    return tuple(
        Berths(place=place.id, nights=tuple(_nights(scene, place, drawn)))
        for place in scene.operation.places if place.beds is not None
    )


def _nights(scene: Scene, place: Place, drawn: Drawn) -> list[Night]:
    assert place.beds is not None
    end = scene.timeline.end
    people, building = people_at(scene, place, drawn), Building(scene, place)
    windows = laid(place.beds, scene.timeline)
    days = {0, end, *(first for first, _, _ in people.runs(0, end))}
    days |= {day for first, after, _ in windows for day in (first, after)}
    days |= set(scene.timeline.lines) if place.beds_per else set()
    found = []
    for first, after in pairwise(sorted(days)):
        beds = [most for a, b, most in windows if a <= first < b]
        limit = min(beds) + building.before(first) if beds else None
        found.append((first, after, int(people.most(first, after)), limit))
    return found


def ceilings(scene: Scene, drawn: Drawn) -> tuple[tuple[str, int, int, int], ...]:
    """Nations with a ceiling and anybody away: day when least is left, people away, the ceiling."""
    counted, found = people_counted(scene, drawn), []
    for nation in scene.operation.nations:
        people = counted.get(nation.id)
        if nation.ceiling_people is None or people is None:
            continue
        runs = [
            (allowed - int(number), day, int(number), allowed)
            for first, after, allowed in laid(nation.ceiling_people, scene.timeline)
            for day, _, number in people.runs(first, after)
        ]
        if runs:
            found.append((nation.id, *min(runs)[1:]))
    return tuple(found)
