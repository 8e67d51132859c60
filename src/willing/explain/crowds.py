"""What forbids one turn more because of people: ceilings with overhead, beds, the whole force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from willing.assess.crowds import (
    Building,
    behind,
    drawing,
    draws,
    overhead,
    people_at,
    people_counted,
    people_of_force,
)
from willing.assess.demand import laid
from willing.assess.level import Amount, Level, Part
from willing.assess.scene import Scene
from willing.domain.nation import Place
from willing.domain.requirement import Requirement
from willing.domain.route import at_home, places_around
from willing.explain.offers import Offer
from willing.explain.stoppers import Stopper

Allowed = Callable[[int], Amount]
"""How many people may be there on a day."""


@dataclass(frozen=True)
class Crowds:
    """People in one outcome, and what one turn more would add to them."""

    scene: Scene

    @cached_property
    def _away(self) -> Mapping[str, Level]:
        """People of each nation away, with overhead."""
        return people_counted(self.scene, self._drawn)

    @cached_property
    def _drawn(self) -> Mapping[tuple[str, int], Level]:
        return overhead(self.scene)

    @cached_property
    def _drawing(self) -> Mapping[tuple[str, int], Level]:
        return drawing(self.scene)

    @cached_property
    def _force(self) -> Level:
        return people_of_force(self.scene, self._drawn)

    @cached_property
    def _places(self) -> dict[str, tuple[Level, Building]]:
        return {}

    def _at(self, place: Place) -> tuple[Level, Building]:
        if place.id not in self._places:
            self._places[place.id] = (
                people_at(self.scene, place, self._drawn), Building(self.scene, place)
            )
        return self._places[place.id]

    def behind(self, offer: Offer, turn: int, number: int) -> tuple[Part, ...]:
        """Overhead that so many elements more would draw."""
        operation, unit, every = self.scene.operation, offer.fit.unit, offer.turns
        at = draws(operation, unit.nation, offer.fit.task)
        if at is None:
            return ()
        row, more = operation.overheads[at], number * unit.people
        level = self._drawing.get((unit.nation, at), Level(()))
        return tuple(
            (first, after, behind(row, int(people) + more) - behind(row, int(people)))
            for first, after, people in level.runs(int(every.first[turn]), int(every.ends[turn]))
        )

    def ceiling(self, offer: Offer, turn: int, number: int) -> Stopper | None:
        """Whether more people of the nation would be away than may be."""
        unit, every = offer.fit.unit, offer.turns
        nation = self.scene.operation.nation[unit.nation]
        home = at_home(self.scene.operation, unit.nation, offer.fit.task.place)
        if nation.ceiling_people is None or home:
            return None
        away = self._away.get(nation.id, Level(()))
        more = (int(every.departs[turn]), int(every.back[turn]), number * unit.people)
        parts = (more, *self.behind(offer, turn, number))
        for first, after, allowed in laid(nation.ceiling_people, self.scene.timeline):
            found = self._over(away, parts, first, after, _flat(allowed))
            if found is not None:
                day, now, adds, _ = found
                return Stopper(kind="ceiling", pledge=offer.pledge, text=(
                    f"{now:,} people of {nation.id} away on {day}, {_more(adds, more[2])} would "
                    f"pass its ceiling of {allowed:,}"
                ))
        return None

    def beds(self, offer: Offer, turn: int, number: int) -> Stopper | None:
        """Whether a place has no beds for so many more."""
        operation, unit = self.scene.operation, offer.fit.unit
        around = places_around(operation, offer.fit.task.place)
        for place in (operation.place[name] for name in around):
            if place.beds is None:
                continue
            lives = place.id in places_around(operation, unit.home)
            own = () if lives else (self._stay(offer, turn, number),)
            drawn = self.behind(offer, turn, number) if self._drawn_at(offer, place) else ()
            level, building = self._at(place)
            for first, after, beds in laid(place.beds, self.scene.timeline):
                found = self._over(
                    level, (*own, *drawn), first, after, _growing(beds, building)
                )
                if found is not None:
                    day, now, adds, allowed = found
                    return Stopper(kind="beds", pledge=offer.pledge, place=place.id, text=(
                        f"{now:,} people at {place.id} on {day}, "
                        f"{_more(adds, number * unit.people)} would pass its {allowed:,} beds"
                    ))
        return None

    def force(self, offer: Offer, turn: int, number: int) -> Stopper | None:
        """Whether the force would be larger than it may be."""
        ceiling = self.scene.operation.settings.ceiling_people
        if ceiling is None or not isinstance(offer.fit.task, Requirement):
            return None
        parts = (self._stay(offer, turn, number), *self.behind(offer, turn, number))
        for first, after, allowed in laid(ceiling, self.scene.timeline):
            found = self._over(self._force, parts, first, after, _flat(allowed))
            if found is not None:
                day, now, adds, _ = found
                return Stopper(kind="force", pledge=offer.pledge, text=(
                    f"the force has {now:,} people on {day}, "
                    f"{_more(adds, number * offer.fit.unit.people)} would pass its ceiling of "
                    f"{allowed:,}"
                ))
        return None

    def _stay(self, offer: Offer, turn: int, number: int) -> Part:
        """So many people from their arrival until they are in place no more."""
        unit, every = offer.fit.unit, offer.turns
        way = self.scene.ways.days(unit.home, offer.fit.task.place)
        return int(every.departs[turn]) + way, int(every.ends[turn]), number * unit.people

    def _drawn_at(self, offer: Offer, place: Place) -> bool:
        operation = self.scene.operation
        at = draws(operation, offer.fit.unit.nation, offer.fit.task)
        return at is not None and place.id in places_around(
            operation, operation.overheads[at].place)

    def _over(
        self, level: Level, more: tuple[Part, ...], first: int, after: int, allowed: Allowed,
    ) -> tuple[str, int, int, int] | None:
        """The first day on which more people are too many: day, those there, more, allowed."""
        begin = max(first, min((part[0] for part in more), default=after))
        adds, end = Level(more), min(after, max((part[1] for part in more), default=first))
        days = {begin, *(a for a, _, _ in level.runs(begin, end))}
        days |= {a for a, _, _ in adds.runs(begin, end)}
        for day in sorted(day for day in days if begin <= day < end):
            now, plus = int(level.most(day, day + 1)), int(adds.most(day, day + 1))
            if plus and now + plus > (most := int(allowed(day))):
                return self.scene.timeline.label(day), now, plus, most
        return None


def _more(adds: int, people: int) -> str:
    """So many more, and how many of these are overhead."""
    if adds <= people:
        return f"{adds:,} more"
    return f"{people:,} more with {adds - people:,} behind them"


def _flat(allowed: int) -> Allowed:
    return lambda day: allowed


def _growing(beds: int, building: Building) -> Allowed:
    return lambda day: beds + building.before(day)
