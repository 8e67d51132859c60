"""People under limits that depend on more than themselves, while a quick plan is filled by hand.

These are ceilings and beds that overhead counts under, and beds that engineers add to: no bound of
a stock can say how many more fit.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from willing.planner.model import Limit, Model, Source
from willing.planner.program import Floats, Ints

_ROUNDED = 1e-5
"""Part of a person, or of a bed, that is none."""


class Crowds:
    """People in place by what they draw, people under each limit, and beds added."""

    def __init__(self, model: Model) -> None:
        making, line = model.making, model.choices.timeline
        self._limits = [_Level(limit, model) for limit in making.crowds]
        self._drawn = [_Behind(source, line.periods) for source in making.overheads]
        at = {id(source): i for i, source in enumerate(making.overheads)}
        self._counted_by: defaultdict[int, list[tuple[_Level, Ints]]] = defaultdict(list)
        for limit, level in zip(making.crowds, self._limits, strict=True):
            for source, spans in limit.sources:
                self._counted_by[at[id(source)]].append((level, spans))
        self._own: defaultdict[int, list[tuple[_Level, slice, float]]] = defaultdict(list)
        self._draws: defaultdict[int, list[tuple[int, slice, float]]] = defaultdict(list)
        self._builds: defaultdict[int, list[tuple[_Level, Floats]]] = defaultdict(list)
        for limit, level in zip(making.crowds, self._limits, strict=True):
            until = np.searchsorted(limit.period, np.arange(line.periods + 1)).tolist()
            for _, column, enter, leave, amount in limit.passing.entries():
                inside = slice(until[enter], until[min(leave, line.periods)])
                self._own[column].append((level, inside, amount))
            lines = np.array(line.lines[:-1], dtype=np.int64)
            for tour in limit.builders.tolist():
                first = int(model.choices.tours.first_day[tour])
                days = np.minimum(lines, model.choices.tours.ends[tour]) - first
                added = limit.each * np.maximum(days, 0)
                self._builds[int(making.tours[tour])].append((level, added))
        for number, drawn in enumerate(making.overheads):
            for _, column, enter, leave, amount in drawn.passing.entries():
                self._draws[column].append((number, slice(enter, leave), amount))
        self._begin()

    def _begin(self) -> None:
        """Count what turns decided draw."""
        for source, drawn in enumerate(self._drawn):
            for level, spans in self._counted_by[source]:
                level.there += drawn.now[spans]

    def clear(self) -> None:
        """Nobody is in place."""
        for limit in self._limits:
            limit.clear()
        for drawn in self._drawn:
            drawn.clear()
        self._begin()

    def room(self, column: int) -> bool:
        """Whether one more fits under every limit, with what it draws."""
        more: dict[_Level, Floats] = {}
        for level, inside, amount in self._own.get(column, ()):
            there = more.get(level)
            if there is None:
                there = more[level] = level.there.copy()
            there[inside] += amount
        for source, span, amount in self._draws.get(column, ()):
            drawn = self._drawn[source]
            added = drawn.more(span, amount) - drawn.now
            for level, spans in self._counted_by[source]:
                more[level] = more.get(level, level.there) + added[spans]
        return all((there <= level.room + _ROUNDED).all() for level, there in more.items())

    def send(self, column: int, number: float) -> None:
        """Let so many go."""
        for level, inside, amount in self._own.get(column, ()):
            level.there[inside] += amount * number
        for source, span, amount in self._draws.get(column, ()):
            drawn = self._drawn[source]
            before = drawn.now
            drawn.send(span, amount * number)
            for level, spans in self._counted_by[source]:
                level.there += (drawn.now - before)[spans]
        for level, added in self._builds.get(column, ()):
            level.build(added * number)


class _Level:
    """People under one limit with what they draw, on each of its spans, and the room there is."""

    def __init__(self, limit: Limit, model: Model) -> None:
        self.there = np.zeros(len(limit.rows))
        self._period = limit.period
        self._base = model.program.row_upper[limit.rows]
        self._cap = limit.cap
        self._built = np.zeros(model.choices.timeline.periods)
        self.room: Floats = np.minimum(self._base, self._cap)

    def clear(self) -> None:
        self.there[:], self._built[:] = 0.0, 0.0
        self.room = np.minimum(self._base, self._cap)

    def build(self, added: Floats) -> None:
        """Add beds, by period from whose start they are there."""
        self._built += added
        self.room = np.minimum(self._base + self._built[self._period], self._cap)


class _Behind:
    """What the people of one source draw, on its spans."""

    def __init__(self, source: Source, periods: int) -> None:
        self._row, self._decided, self._period = source.row, source.decided, source.period
        self._people = np.zeros(periods)
        self.now = self._behind(self._people)

    def clear(self) -> None:
        self._people[:] = 0.0
        self.now = self._behind(self._people)

    def _behind(self, people: Floats) -> Floats:
        there = people[self._period] + self._decided
        share = np.ceil(self._row.share * there - _ROUNDED)
        found: Floats = np.where(there > 0, self._row.fixed + share, 0.0)
        return found

    def more(self, span: slice, amount: float) -> Floats:
        """What they would draw with so many more in place."""
        people = self._people.copy()
        people[span] += amount
        return self._behind(people)

    def send(self, span: slice, amount: float) -> None:
        """Let so many more be in place."""
        self._people[span] += amount
        self.now = self._behind(self._people)
