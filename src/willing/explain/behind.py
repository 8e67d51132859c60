"""Rows of a small program: the overhead that turns in question draw beside those that stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from willing.assess.crowds import Drawn, behind, drawing, draws, overhead
from willing.assess.level import Level
from willing.assess.scene import Scene
from willing.domain.overhead import Overhead
from willing.explain.places import Place, Span
from willing.planner.draft import Draft
from willing.planner.program import Bools, Floats, Ints

_Key = tuple[str, int]
"""Nation and position of the overhead row that its people draw by."""


@dataclass(frozen=True, slots=True)
class Source:
    """Overhead of one nation by one row, which turns in question may draw."""

    days: Ints
    """Days between which it is one number, ascending, from day 0 to the end."""
    columns: Ints
    """Its people in each span between two of these."""
    now: Floats
    """Its people in the plan as it is."""
    touched: Bools
    """Spans in which some turn in question may draw it."""

    def at(self, days: Ints) -> Ints:
        """The spans that some days lie in."""
        found: Ints = np.searchsorted(self.days, days, side="right") - 1
        return found


@dataclass(frozen=True)
class Behind:
    """Lays out overhead where a limit asks for it, each nation's by each row once."""

    draft: Draft
    columns: Ints
    """Elements on each turn in question."""
    places: tuple[Place, ...]
    """These turns."""
    every: Scene
    """What stays, of all nations."""

    @cached_property
    def _drawn_by(self) -> tuple[_Key | None, ...]:
        """What each turn in question draws."""
        operation = self.every.operation
        rows = [
            draws(operation, place.unit.nation, place.task)
            if place.unit.people and not place.hold and operation.overheads else None
            for place in self.places
        ]
        return tuple(
            None if at is None else (place.unit.nation, at)
            for place, at in zip(self.places, rows, strict=True)
        )

    @cached_property
    def settled(self) -> Drawn:
        """Overhead that no turn in question changes."""
        changed = set(self._drawn_by)
        return {k: level for k, level in overhead(self.every).items() if k not in changed}

    @cached_property
    def _made(self) -> dict[_Key, Source]:
        return {}

    def sources(self, counts: Callable[[str, Overhead], bool]) -> list[Source]:
        """Overhead that may change, of the nations and rows that a limit counts."""
        rows = self.every.operation.overheads
        keys = [
            key for key in dict.fromkeys(self._drawn_by)
            if key is not None and counts(key[0], rows[key[1]])
        ]
        for key in keys:
            if key not in self._made:
                self._made[key] = self._laid(key)
        return [self._made[key] for key in keys]

    def _laid(self, key: _Key) -> Source:
        """People behind those in place: a fixed part, and a share of them."""
        draft, row = self.draft, self.every.operation.overheads[key[1]]
        own = [i for i, drawn in enumerate(self._drawn_by) if drawn == key]
        people = np.array([self.places[i].unit.people for i in own], dtype=float)
        spans = [(max(a, 0), b) for a, b in (self.places[i].days for i in own)]
        days = between((0, self.every.timeline.end), spans)
        takes, level = within(spans, days), drawing(self.every).get(key, Level(()))
        stays = np.array([
            float(level.most(int(a), int(b))) for a, b in pairwise(days)
        ])
        now = takes @ (people * [self.places[i].now for i in own])
        pools = {self.places[i].unit.id: self.places[i].unit for i in own}
        most = max(float(sum(u.people * u.count for u in pools.values())), float(now.max()))
        columns = draft.columns(
            "overhead", len(stays), integer=row.share > 0,
            upper=[behind(row, int(there + most)) for there in stays],
        )
        rows = draft.rows(
            "overhead", len(stays), lower=row.share * stays + row.fixed * (stays > 0))
        draft.enter(rows, columns, 1.0)
        span, place = np.nonzero(takes)
        draft.enter(rows[span], self.columns[own][place], -row.share * people[place])
        alone = np.flatnonzero(takes.any(axis=1) & (stays == 0))
        if row.fixed and len(alone):
            anybody = draft.columns("anybody", len(alone), upper=1.0, integer=True)
            linked = draft.rows("anybody", len(alone), upper=0.0)
            draft.enter(linked, anybody, -most)
            draft.enter(rows[alone], anybody, -float(row.fixed))
            span, place = np.nonzero(takes[alone])
            draft.enter(linked[span], self.columns[own][place], people[place])
        drawn = np.array([behind(row, int(number)) for number in stays + now], dtype=float)
        touched: Bools = np.any(takes, axis=1)
        return Source(days, columns, drawn, touched)


def between(whole: Span, *cuts: Iterable[Span]) -> Ints:
    """Days on which some spans begin or end, inside the whole and with its ends, ascending."""
    days = {day for spans in cuts for span in spans for day in span}
    return np.array(
        sorted({*whole, *(day for day in days if whole[0] < day < whole[1])}), dtype=np.int64)


def within(spans: Sequence[Span], days: Ints) -> Bools:
    """Which of some spans hold on the days between two cuts, by row of the days."""
    ends = np.array(spans, dtype=np.int64).reshape(-1, 2)
    found: Bools = (ends[:, 0] <= days[:-1, None]) & (ends[:, 1] >= days[1:, None])
    return found
