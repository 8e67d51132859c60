"""Which kind of step is worth taking next, and how large: learnt while planning, by work done.

Nothing here looks at a clock, so plans repeat.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

EFFORT, HARDEST = 400.0, 4_000.0
"""Iterations that a step should take at first, about half a second, and at most."""
_DULL = 8
"""Steps without much gain after which steps should be larger."""
_GROWTH = 1.5
_MUCH = 0.005
"""Part of what is still to be gained that counts as much."""
_FIXED, _BY_ROW, _HEAVY = 150, 0.02, 40_000
"""Iterations that cutting out a part and handing it over are worth, and for each of its rows;
rows with which an iteration takes twice as long (fitted to 180 steps of the example)."""
_MEMORY = 0.8
"""Part of a kind's merit that outlives a step."""
_CURIOUS = 0.25
"""Part of the steps that go to any kind, whatever its merit."""


def work(effort: int, rows: int) -> int:
    """What solving a part takes, in iterations of a small one; it repeats, as seconds do not."""
    return int(effort * (1 + rows / _HEAVY) + rows * _BY_ROW)


@dataclass
class Kind:
    """How many decisions a kind of step frees, and what it gains for its effort."""

    size: int = 300
    least: int = 40
    most: int = 20_000
    merit: float | None = None
    """Points gained by iteration, lately; None: not tried yet."""

    def learn(self, effort: int, ended: bool, gained: float, wanted: float) -> None:
        """Dare more when a step was easier than wanted, less when it was harder."""
        if not ended or effort > 2 * wanted:
            self.size = max(int(self.size * 0.5), self.least)
        elif effort < wanted:
            self.size = min(int(self.size * 1.25) + 1, self.most)
        now = gained / (effort + _FIXED)
        self.merit = now if self.merit is None else _MEMORY * self.merit + (1 - _MEMORY) * now


class Kinds:
    """Chooses the kind of the next step."""

    def __init__(self, names: Iterable[str]) -> None:
        self.of = {name: Kind() for name in names}
        self.effort = EFFORT
        """Iterations that a step should take now."""
        self._fresh = list(self.of)
        self._dull = 0

    def choose(self, random: np.random.Generator) -> str:
        """Each once; then mostly those that gained most for their effort."""
        if self._fresh:
            return self._fresh.pop(0)
        names = list(self.of)
        merit = np.array([self.of[name].merit or 0.0 for name in names])
        if merit.sum() <= 0 or random.random() < _CURIOUS:
            return names[int(random.integers(len(names)))]
        return names[int(random.choice(len(names), p=merit / merit.sum()))]

    def learn(self, name: str, effort: int, ended: bool, gained: float, left: float) -> None:
        """Learn from a step; `left`: points that could at most still be gained.

        Small steps gain most while there is much to gain; later only larger ones find any.
        """
        self.of[name].learn(effort, ended, gained, self.effort)
        self._dull = 0 if gained > _MUCH * left else self._dull + 1
        if self._dull >= _DULL:
            self._dull, self.effort = 0, min(self.effort * _GROWTH, HARDEST)
