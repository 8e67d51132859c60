"""Rows of a small program: people and overhead under ceilings, in beds, and in the force.

Spans are cut wherever a turn in question begins or ends to count; within one the most of what stays
is taken. Every limit is at least what the plan uses now, so that the plan itself always fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np

from willing.assess.crowds import Building, people_at, people_counted, people_of_force
from willing.assess.demand import laid
from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.domain.credit import kinds_of
from willing.domain.drawn import counts_at
from willing.domain.nation import Place as Ground
from willing.domain.requirement import Requirement
from willing.domain.route import at_home, places_around
from willing.explain.behind import Behind, Source, between, within
from willing.explain.near import Near
from willing.explain.places import Place, Span, away, inside
from willing.planner.draft import Draft
from willing.planner.program import Bools, Floats, Ints
from willing.units import DAYS_PER_MONTH


def headroom(draft: Draft, columns: Ints, places: tuple[Place, ...], kept: Near) -> None:
    """Write what ceilings of people, beds and the force still allow; `kept` is what stays."""
    limits = _Limits(draft, columns, places, kept.with_rows((*kept.apart, *kept.rows)))
    for name in dict.fromkeys(place.unit.nation for place in places):
        limits.nation(name)
    for ground in kept.operation.places:
        limits.beds(ground)
    limits.force()


@dataclass(frozen=True)
class _Limits:
    """Writes limits on people, one after the other."""

    draft: Draft
    columns: Ints
    """Elements on each turn in question."""
    places: tuple[Place, ...]
    """These turns."""
    every: Scene
    """What stays, of all nations."""

    @cached_property
    def _behind(self) -> Behind:
        return Behind(self.draft, self.columns, self.places, self.every)

    def _tours(self, counts: Callable[[Place], bool]) -> list[int]:
        """Tours in question that a limit counts."""
        return [i for i, place in enumerate(self.places) if not place.hold and counts(place)]

    @cached_property
    def _away(self) -> Mapping[str, Level]:
        return people_counted(self.every, self._behind.settled)

    def nation(self, name: str) -> None:
        """People of a nation away, and its overhead."""
        operation = self.every.operation
        ceiling = operation.nation[name].ceiling_people
        if ceiling is None:
            return
        own = self._tours(
            lambda p: p.unit.nation == name and not at_home(operation, name, p.task.place))
        sources = self._behind.sources(lambda nation, _: nation == name)
        self._limit(_Limit(
            own, [away(self.places[i]) for i in own], self._away.get(name, Level(())),
            laid(ceiling, self.every.timeline), sources))

    def beds(self, ground: Ground) -> None:
        """People at a place, but for those whose home it is, and overhead there."""
        if ground.beds is None:
            return
        operation = self.every.operation
        here = self._tours(lambda p: ground.id in places_around(operation, p.task.place))
        own = [
            i for i in here if ground.id not in places_around(operation, self.places[i].unit.home)
        ]
        builders = [
            i for i in here if ground.beds_per
            and ground.beds_by in kinds_of(operation, self.places[i].unit.capability)
        ]
        sources = self._behind.sources(lambda _, row: counts_at(operation, row, ground.id))
        level = people_at(self.every, ground, self._behind.settled)
        limit = _Limit(
            own, [inside(self.places[i]) for i in own], level,
            laid(ground.beds, self.every.timeline), sources, Building(self.every, ground).before)
        self._limit(limit, ground.beds_per / DAYS_PER_MONTH, builders)
        if builders and ground.beds_most is not None:
            most = float(ground.beds_most)
            self._limit(replace(limit, grown=lambda day: most))

    def force(self) -> None:
        """People of all nations there on requirements, and all overhead."""
        ceiling = self.every.operation.settings.ceiling_people
        if ceiling is None:
            return
        own = self._tours(lambda p: isinstance(p.task, Requirement))
        self._limit(_Limit(
            own, [inside(self.places[i]) for i in own],
            people_of_force(self.every, self._behind.settled),
            laid(ceiling, self.every.timeline), self._behind.sources(lambda *_: True)))

    def _limit(self, limit: _Limit, each: float = 0.0, builders: Sequence[int] = ()) -> None:
        """Keep people below a limit, which elements on some tours in question raise each day."""
        draft, line = self.draft, self.every.timeline
        cuts = [(int(day), int(day)) for source in limit.sources for day in source.days]
        cuts += [(day, day) for day in line.lines] if builders else []
        days = between((0, line.end), limit.spans, cuts)
        takes, drawn = within(limit.spans, days), [s.at(days[:-1]) for s in limit.sources]
        built = self._built(builders, days[:-1], each)
        free = np.array([limit.left(int(a), int(b)) for a, b in pairwise(days)])
        bound: Bools = np.any(takes, axis=1) | np.full(len(free), bool(builders))
        people, now = self._of(limit.own, "people"), self._of(limit.own, "now")
        used = takes @ (people * now) - built @ self._of(builders, "now")
        for source, at in zip(limit.sources, drawn, strict=True):
            used += source.now[at]
            bound |= source.touched[at]
        kept = np.flatnonzero(bound & (free < np.inf))
        rows = draft.rows("people", len(kept), upper=np.maximum(free, used)[kept])
        for own, amounts in ((limit.own, takes * people), (builders, -built)):
            span, place = np.nonzero(amounts[kept])
            draft.enter(rows[span], self.columns[own][place], amounts[kept][span, place])
        for source, at in zip(limit.sources, drawn, strict=True):
            draft.enter(rows, source.columns[at[kept]], 1.0)

    def _built(self, builders: Sequence[int], days: Ints, each: float) -> Floats:
        """What one element on each of some tours has built before some days."""
        spans = np.array([self.places[i].days for i in builders], dtype=np.int64).reshape(-1, 2)
        worked = np.minimum(days[:, None], spans[:, 1]) - np.maximum(spans[:, 0], 0)
        found: Floats = each * np.maximum(worked, 0).astype(float)
        return found

    def _of(self, own: Sequence[int], what: Literal["people", "now"]) -> Floats:
        """Of some tours the people of one element, or the elements that the plan has on it."""
        return np.array([
            self.places[i].unit.people if what == "people" else self.places[i].now for i in own
        ], dtype=float)


@dataclass(frozen=True, slots=True)
class _Limit:
    """What one limit counts."""

    own: Sequence[int]
    """Tours in question."""
    spans: Sequence[Span]
    """Days on which each counts."""
    level: Level
    """People who stay, with the overhead that no turn in question changes."""
    windows: Sequence[Part]
    """Most people allowed."""
    sources: Sequence[Source]
    """Overhead that may change."""
    grown: Callable[[int], float] = lambda day: 0.0
    """What is added to what is allowed before a day, by those who stay."""

    def left(self, first: int, after: int) -> float:
        """Room on every day of a span; infinite where no window holds."""
        return min((
            allowed + self.grown(day) - float(people)
            for begin, end, allowed in self.windows
            for day, _, people in self.level.runs(max(first, begin), min(after, end))
        ), default=np.inf)
