"""People under limits that depend on more than themselves, while a quick plan is filled by hand.

These are ceilings and beds that overhead counts under, and beds that engineers add to: no bound of
a stock can say how many more fit.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from willing.planner.model import Limit, Model, Source
from willing.planner.program import Floats

_ROUNDED = 1e-5
"""Part of a person, or of a bed, that is none."""


class Crowds:
    """People in place by what they draw, people under each limit, and beds added."""

    def __init__(self, model: Model) -> None:
        making, line = model.making, model.choices.timeline
        self._limits = [_Level(limit, model) for limit in making.crowds]
        self._drawn = [_Behind(source, line.periods) for source in making.overheads]
        at = {id(source): i for i, source in enumerate(making.overheads)}
        self._counts = [
            [(at[id(source)], spans) for source, spans in limit.sources]
            for limit in making.crowds
        ]
        self._counted_by: defaultdict[int, list[int]] = defaultdict(list)
        for number, counts in enumerate(self._counts):
            for source, _ in counts:
                self._counted_by[source].append(number)
        self._own: defaultdict[int, list[tuple[int, slice, float]]] = defaultdict(list)
        self._draws: defaultdict[int, list[tuple[int, slice, float]]] = defaultdict(list)
        self._builds: defaultdict[int, list[tuple[int, Floats]]] = defaultdict(list)
        for number, limit in enumerate(making.crowds):
            for _, column, enter, leave, amount in limit.passing.entries():
                self._own[column].append((number, slice(enter, leave), amount))
            lines = np.array(line.lines[:-1], dtype=np.int64)
            for tour in limit.builders.tolist():
                first = int(model.choices.tours.first_day[tour])
                days = np.minimum(lines, model.choices.tours.ends[tour]) - first
                added = limit.each * np.maximum(days, 0)
                self._builds[int(making.tours[tour])].append((number, added))
        for number, drawn in enumerate(making.overheads):
            for _, column, enter, leave, amount in drawn.passing.entries():
                self._draws[column].append((number, slice(enter, leave), amount))

    def clear(self) -> None:
        """Nobody is in place."""
        for limit in self._limits:
            limit.clear()
        for drawn in self._drawn:
            drawn.clear()

    def room(self, column: int) -> bool:
        """Whether one more fits under every limit, with what it draws."""
        own, draws = self._own.get(column, ()), self._draws.get(column, ())
        if not own and not draws:
            return True
        people: dict[int, Floats] = {}
        for number, span, amount in own:
            people[number] = self._limits[number].people.copy()
            people[number][span] += amount
        drawn = {source: self._drawn[source].more(span, amount) for source, span, amount in draws}
        touched = {*people, *(limit for source in drawn for limit in self._counted_by[source])}
        return all(self._fits(number, people.get(number), drawn) for number in touched)

    def _fits(self, number: int, people: Floats | None, drawn: dict[int, Floats]) -> bool:
        limit = self._limits[number]
        there = (limit.people if people is None else people)[limit.period]
        for source, spans in self._counts[number]:
            there = there + (drawn[source] if source in drawn else self._drawn[source].now)[spans]
        return bool((there <= limit.room + _ROUNDED).all())

    def send(self, column: int, number: float) -> None:
        """Let so many go."""
        for limit, span, amount in self._own.get(column, ()):
            self._limits[limit].people[span] += amount * number
        for source, span, amount in self._draws.get(column, ()):
            self._drawn[source].send(span, amount * number)
        for limit, added in self._builds.get(column, ()):
            self._limits[limit].build(added * number)


class _Level:
    """People under one limit by period, and the room there is."""

    def __init__(self, limit: Limit, model: Model) -> None:
        self.people = np.zeros(model.choices.timeline.periods)
        self.period = limit.period
        self._base = model.program.row_upper[limit.rows]
        self._cap = limit.cap
        self._built = np.zeros(model.choices.timeline.periods)
        self.room: Floats = np.minimum(self._base, self._cap)

    def clear(self) -> None:
        self.people[:], self._built[:] = 0.0, 0.0
        self.room = np.minimum(self._base, self._cap)

    def build(self, added: Floats) -> None:
        """Add beds, by period from whose start they are there."""
        self._built += added
        self.room = np.minimum(self._base + self._built[self.period], self._cap)


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
