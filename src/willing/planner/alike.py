"""Outcomes that are alike: most tours of one are tours of the other, as far from its deal.

A plan of one is then nearly a plan of the other. It is read off column by column, without dates:
what is so many days after D there is as many days after D here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cache

import numpy as np

from willing.planner.model import Model
from willing.planner.program import Floats, Ints

_ALIKE = 0.95
"""Part of all tours of two outcomes that both must have to be alike. Where there is a deal only
those since then count: how long it was waited for says little of what comes after."""

Key = tuple[Hashable, ...]
_AFTER = 3
"""Place in the key of a tour that says whether it begins since the deal."""


class Alike:
    """Which outcomes are alike, and what a plan of one says to another."""

    def __init__(self, models: Sequence[Model]) -> None:
        self._models = models
        self._tours = [_tours(model) for model in models]
        self._holds = [_holds(model) for model in models]
        self._since = [
            _since_deal(model, tours) for model, tours in zip(models, self._tours, strict=True)]
        self._carry = cache(self._columns)

    def near(self, number: int) -> list[int]:
        """Other outcomes that are like one, given by its number."""
        mine = self._since[number]
        found = []
        for other, theirs in enumerate(self._since):
            both = len(mine & theirs)
            if other != number and both >= _ALIKE * (len(mine) + len(theirs) - both):
                found.append(other)
        return found

    def carried(self, number: int, to: int, point: Floats) -> Floats:
        """What the plan of one outcome would be in another; it may break rules there."""
        program = self._models[to].program
        here, there = self._carry(number, to)
        wish = np.maximum(program.lower, 0.0)
        wish[there] = np.clip(point[here], wish[there], program.upper[there])
        return wish

    def _columns(self, number: int, to: int) -> tuple[Ints, Ints]:
        """Columns of two outcomes that stand for the same."""
        pairs = [
            (column, theirs[key])
            for mine, theirs in (
                (self._tours[number], self._tours[to]), (self._holds[number], self._holds[to]))
            for key, column in mine.items() if key in theirs
        ]
        here, there = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        return here, there


def _tours(model: Model) -> dict[Key, int]:
    """Column of each tour that is still open, by what it is."""
    making, line = model.making, model.choices.timeline
    deal, given = line.d_day, model.choices.tours.given
    keys: list[Key] = []
    for pledge, unit, task, first, days in making.tour_keys():
        day = (first - line.as_of).days
        keys.append((pledge, unit, task, *_since(day, deal), days))
    return _placed(keys, making.tours, ~given)


def _since_deal(model: Model, tours: dict[Key, int]) -> frozenset[Key]:
    """Tours that begin since the deal; all of them where there is none."""
    if model.choices.timeline.d_day is None:
        return frozenset(tours)
    return frozenset(key for key in tours if key[_AFTER])


def _holds(model: Model) -> dict[Key, int]:
    """Column of each hold, by what it is."""
    making, choices = model.making, model.choices
    line = choices.timeline
    keys: list[Key] = []
    for pair, period in zip(making.hold_pair, making.hold_period, strict=True):
        fit = choices.pairs[int(pair)].fit
        pledge = "" if fit.pledge is None else fit.pledge.id
        keys.append((pledge, fit.unit.id, fit.task.id, *_since(
            int(line.lines[int(period)]), line.d_day)))
    return _placed(keys, making.holds, np.ones(len(making.holds), dtype=bool))


def _since(day: int, deal: int | None) -> tuple[bool, int]:
    """Days since the deal, or before it those since today: these are the same in all outcomes."""
    return (False, day) if deal is None or day < deal else (True, day - deal)


def _placed(keys: Sequence[Key], columns: Ints, free: np.ndarray) -> dict[Key, int]:
    """Columns by key, those that share one told apart by their order."""
    seen: Counter[Key] = Counter()
    placed: dict[Key, int] = {}
    for key, column, open_ in zip(keys, columns.tolist(), free.tolist(), strict=True):
        if open_:
            placed[*key, seen[key]] = column
            seen[key] += 1
    return placed
