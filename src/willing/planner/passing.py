"""Ways that steps before the deal open: how long each is, and what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from willing.domain.crossing import Crossing, crossing
from willing.domain.requirement import Served
from willing.domain.route import Hurdle
from willing.domain.situation import Situation
from willing.domain.unit import Unit
from willing.planner.program import Ints

Needs = tuple[Hurdle, ...]
"""What must be open that no answer opens; nothing: a way that is there anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How elements may come that arrive on a day."""

    days: int | None
    """Days of movement; None: no way is open."""
    needs: Needs
    """What steps must have opened for it."""


class Passing:
    """The ways of a nation's elements between two places, with each set of steps that matters."""

    def __init__(self, full: Crossing, bare: Crossing) -> None:
        self._full, self._bare = full, bare
        self._opened = frozenset(
            hurdle for hurdle in full.shut if full.shut[hurdle] != bare.shut[hurdle])
        self._known: dict[int, tuple[Way, ...]] = {}

    def ways(self, arrives: int) -> tuple[Way, ...]:
        """Every way that is the fastest with some steps taken, the fastest of all first."""
        if arrives not in self._known:
            self._known[arrives] = tuple(sorted(
                self._ways(arrives), key=lambda way: (way.days, way.needs)
            )) or (Way(days=None, needs=()),)
        return self._known[arrives]

    def _ways(self, arrives: int) -> Iterator[Way]:
        found: dict[frozenset[Hurdle], int] = {}
        todo, seen = [self._opened], set[frozenset[Hurdle]]()
        while todo:
            opened = todo.pop()
            if opened in seen:
                continue
            seen.add(opened)
            days = self._days(arrives, opened)
            if days is None:
                continue
            needs = opened
            for hurdle in sorted(opened):
                if self._days(arrives, needs - {hurdle}) == days:
                    needs -= {hurdle}
            found[needs] = days
            # Without one of these the way is another one, or none.
            todo += [opened - {hurdle} for hurdle in needs]
        for needs, days in found.items():
            if not any(less < needs and found[less] <= days for less in found):
                yield Way(days=days, needs=tuple(sorted(needs)))

    def _days(self, arrives: int, opened: frozenset[Hurdle]) -> int | None:
        return self._full.days_if(arrives, {
            **self._bare.shut, **{hurdle: self._full.shut[hurdle] for hurdle in opened}})


def passing(full: Situation, bare: Situation, unit: Unit, task: Served) -> Passing | None:
    """Ways of a unit's elements to a task; None: no step matters to them.

    `full` supposes every step taken as early as it may be, `bare` those alone that are facts.
    """
    ends = unit.nation, unit.home, task.place
    laid, without = crossing(full, *ends), crossing(bare, *ends)
    if laid is None or without is None or laid.shut == without.shut:
        return None
    return Passing(laid, without)


def layers(ways: Passing | None, arrives: Ints) -> Iterator[tuple[Ints, list[Way]]]:
    """Positions of days of arrival, with the first way of each, then with the second, and so on.

    Nothing where no step matters.
    """
    every = [() if ways is None else ways.ways(int(day)) for day in arrives]
    for layer in range(max(map(len, every), default=0)):
        which = [i for i, found in enumerate(every) if len(found) > layer]
        yield np.array(which, dtype=np.int64), [every[i][layer] for i in which]
