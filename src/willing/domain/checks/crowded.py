"""People whom decided turns alone bring: under ceilings, in beds, and in the whole force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from willing.domain.checks.kinds import where
from willing.domain.checks.turns import Decided
from willing.domain.credit import kinds_of
from willing.domain.drawn import counts_at, overhead_row, people_drawn
from willing.domain.nation import Place
from willing.domain.requirement import Requirement
from willing.domain.route import at_home, places_around
from willing.domain.situation import Situation
from willing.domain.windows import Windows
from willing.units import DAYS_PER_MONTH

Excess = tuple[str, float, float]
"""Where, how much the decided turns need, and how much is allowed."""

Part = tuple[int, int, int]
"""First day, day after, and people in between."""


@dataclass(frozen=True)
class Crowded:
    """Decided turns of one outcome, and the people they come to."""

    here: Situation
    turns: tuple[Decided, ...]

    def excesses(self) -> Iterator[Excess]:
        """What decided turns need of ceilings of people, of beds and of the force's ceiling."""
        if not self.turns:
            return
        operation = self.here.operation
        for nation in operation.nations:
            if nation.ceiling_people is not None:
                away = [
                    (t.departs, t.back, t.people) for t in self.turns
                    if t.unit.nation == nation.id
                    and not at_home(operation, nation.id, t.task.place)
                ]
                away += [p for (name, _), own in self._drawn.items() if name == nation.id
                         for p in own]
                yield from self._over(
                    where("nations", nation, "ceiling_people"), away, nation.ceiling_people
                )
        for place in operation.places:
            if place.beds is not None:
                yield from self._over(
                    where("places", place, "beds"), self._at(place), place.beds, place
                )
        ceiling = operation.settings.ceiling_people
        if ceiling is not None:
            force = [
                (t.arrives, t.ends, t.people) for t in self.turns
                if isinstance(t.task, Requirement)
            ]
            force += [part for own in self._drawn.values() for part in own]
            yield from self._over("operation settings.ceiling_people", force, ceiling)

    @cached_property
    def _drawn(self) -> Mapping[tuple[str, int], list[Part]]:
        """Overhead by nation and row."""
        operation = self.here.operation
        there: dict[tuple[str, int], list[Part]] = {}
        for turn in self.turns if operation.overheads else ():
            at = overhead_row(operation, turn.unit.nation, turn.task)
            if at is not None:
                there.setdefault((turn.unit.nation, at), []).append(
                    (turn.first, turn.ends, turn.people)
                )
        found: dict[tuple[str, int], list[Part]] = {}
        for key, own in there.items():
            days = sorted({day for first, after, _ in own for day in (first, after)})
            found[key] = [
                (first, after, people_drawn(operation.overheads[key[1]], _on(own, first)))
                for first, after in pairwise(days)
            ]
        return found

    def _at(self, place: Place) -> list[Part]:
        """People at a place, with the overhead that is there."""
        operation = self.here.operation
        found = [
            (t.arrives, t.ends, t.people) for t in self.turns
            if place.id in places_around(operation, t.task.place)
            and place.id not in places_around(operation, t.unit.home)
        ]
        return found + [
            part for (_, at), own in self._drawn.items()
            if counts_at(operation, operation.overheads[at], place.id) for part in own
        ]

    def _over(
        self, told: str, parts: list[Part], windows: Windows, place: Place | None = None
    ) -> Iterator[Excess]:
        """What there is on the days on which somebody comes, or a window begins."""
        for first, after, allowed in windows.on(self.here.timeline):
            days = {first, *(day for day, _, _ in parts if first < day < after)}
            for day in sorted(days):
                built = 0 if place is None else self._built(place, day)
                yield told, _on(parts, day), allowed + built

    def _built(self, place: Place, day: int) -> int:
        operation = self.here.operation
        days = sum(
            t.count * max(min(day, t.ends) - max(t.first, 0), 0) for t in self.turns
            if place.beds_by in kinds_of(operation, t.unit.capability)
            and place.id in places_around(operation, t.task.place)
        )
        added = place.beds_per * days // DAYS_PER_MONTH
        return added if place.beds_most is None else min(added, place.beds_most)


def _on(parts: Iterable[Part], day: int) -> int:
    return sum(people for first, after, people in parts if first <= day < after)
