"""Ceilings of people with what they draw, beds and the force, looked at day by day.

All of it is counted anew for a whole plan: no sum that is carried along can go wrong here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, inf

from tests.meaning.laid import Choice, Laid
from tests.meaning.restated import larger
from tests.meaning.tally import TOLERANCE
from willing.domain.nation import Place
from willing.domain.requirement import Requirement
from willing.domain.windows import Windows

Key = tuple[str, int]
"""Nation, and the overhead row that its people draw by."""


@dataclass(frozen=True)
class Crowds:
    """People on each day of plans over one set of choices."""

    laid: Laid
    rounded: bool

    @cached_property
    def matters(self) -> bool:
        """Whether anything is limited that no other sum looks at."""
        operation = self.laid.world.operation
        ceilings = any(nation.ceiling_people for nation in operation.nations)
        return bool(
            (operation.overheads and ceilings) or operation.settings.ceiling_people
            or any(place.beds for place in operation.places)
        )

    def hold(
        self, plan: Sequence[int], room: Mapping[str, Sequence[float]], whole: bool
    ) -> bool:
        """Whether a plan keeps every limit; a part of one, as far as more can never mend it."""
        if not self.matters:
            return True
        operation = self.laid.world.operation
        drawn = self._drawn(plan)
        return (
            all(
                number <= room[f"people of {nation.id}"][day] + TOLERANCE
                for nation in operation.nations
                for day, number in enumerate(self._behind(drawn, nation.id))
            )
            and self._force_holds(plan, drawn)
            and all(
                self._beds_hold(place, plan, drawn) for place in operation.places
                if place.beds and (whole or not place.beds_per)
            )
        )

    def _days(self, choice: Choice, first: int) -> range:
        """Days from one to the last in place; to lines, but for what is decided."""
        line, after = self.laid.world.line, choice.after
        if self.rounded and not choice.pinned:
            first = max([x for x in line.lines if x <= first], default=0)
            after = min([x for x in line.lines if x >= after], default=line.end)
        return range(max(first, 0), min(after, line.end))

    def _tours(self, plan: Sequence[int]) -> list[tuple[Choice, int]]:
        return [
            (choice, number) for choice, number in zip(self.laid.choices, plan, strict=True)
            if number and choice.kind == "tour"
        ]

    def _row(self, choice: Choice) -> int | None:
        """The first overhead row for a choice."""
        world, task, nation = self.laid.world, choice.task, choice.unit.nation
        around = larger(world, task.place)
        if not isinstance(task, Requirement) or nation in around:
            return None
        known_as = [nation, *(g.id for g in world.operation.groups if nation in g.members)]
        fitting = [
            at for at, row in enumerate(world.operation.overheads)
            if not (row.nations and not any(name in row.nations for name in known_as))
            and not (row.place and row.place not in around)
            and not (row.under and (nation == row.under or row.under != task.framework))
        ]
        return min(fitting, default=None)

    def _drawn(self, plan: Sequence[int]) -> dict[Key, list[int]]:
        """Overhead on each day."""
        world = self.laid.world
        there: dict[Key, list[int]] = {}
        for choice, number in self._tours(plan):
            at = self._row(choice)
            if at is not None:
                people = there.setdefault((choice.unit.nation, at), [0] * world.line.end)
                for day in self._days(choice, choice.first):
                    people[day] += number * choice.unit.people
        rows = world.operation.overheads
        return {
            (nation, at): [
                rows[at].fixed + ceil(rows[at].share * n - 1e-5) if n else 0 for n in people
            ]
            for (nation, at), people in there.items()
        }

    def _behind(
        self, drawn: Mapping[Key, list[int]], nation: str = "", place: str = ""
    ) -> list[int]:
        """Overhead on each day of one nation, or at one place; of all, when neither is named."""
        world = self.laid.world
        found = [0] * world.line.end
        for (name, at), people in drawn.items():
            theatre = world.operation.overheads[at].place
            if nation in ("", name) and (not place or place in larger(world, theatre)):
                found = [a + b for a, b in zip(found, people, strict=True)]
        return found

    def _most(self, windows: Windows) -> list[float]:
        """What windows allow on each day."""
        world = self.laid.world
        allowed = [inf] * world.line.end
        for part in windows.parts:
            first, after = world.day(part.start, 0), world.day(part.end, world.line.end)
            if first is not None and after is not None:
                for day in range(max(first, 0), min(after, world.line.end)):
                    allowed[day] = part.quantity
        return allowed

    def _force_holds(self, plan: Sequence[int], drawn: Mapping[Key, list[int]]) -> bool:
        ceiling = self.laid.world.operation.settings.ceiling_people
        if ceiling is None:
            return True
        people = self._behind(drawn)
        for choice, number in self._tours(plan):
            if isinstance(choice.task, Requirement):
                for day in self._days(choice, choice.arrives):
                    people[day] += number * choice.unit.people
        return all(n <= most for n, most in zip(people, self._most(ceiling), strict=True))

    def _beds_hold(
        self, place: Place, plan: Sequence[int], drawn: Mapping[Key, list[int]]
    ) -> bool:
        world = self.laid.world
        people = self._behind(drawn, place=place.id)
        for choice, number in self._tours(plan):
            lives = place.id in larger(world, choice.unit.home)
            if place.id in larger(world, choice.task.place) and not lives:
                for day in self._days(choice, choice.arrives):
                    people[day] += number * choice.unit.people
        beds = self._most(place.beds) if place.beds else []
        return all(
            n <= most + self._built(place, plan, day)
            for day, (n, most) in enumerate(zip(people, beds, strict=True))
        )

    def _built(self, place: Place, plan: Sequence[int], day: int) -> int:
        """Whole beds added before a day; what free tours add, before the last line."""
        world, days = self.laid.world, 0
        if not place.beds_per:
            return 0
        for choice, number in self._tours(plan):
            kinds = [choice.unit.capability]
            while world.operation.capability[kinds[-1]].parent:
                kinds.append(world.operation.capability[kinds[-1]].parent)
            if place.beds_by in kinds and place.id in larger(world, choice.task.place):
                by = day
                if self.rounded and not choice.pinned:
                    by = max(x for x in world.line.lines if x <= day)
                days += number * max(min(by, choice.after) - max(choice.first, 0), 0)
        added = place.beds_per * days // 30
        return added if place.beds_most is None else min(added, place.beds_most)
