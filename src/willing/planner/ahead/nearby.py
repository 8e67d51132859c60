"""Looks for better choices near one, where outcomes are counted out: by one or two columns at once.

Steps are wide at first and halved whenever none of them is better.
"""

from __future__ import annotations

from itertools import permutations

import numpy as np

from willing.planner.ahead.asking import Asking
from willing.planner.program import Floats

_WIDEST, _NARROWEST = 0.25, 1e-4
"""Steps, in parts of a column's room."""
_LOOKS = 150
"""Steps taken or halved at most."""
_WIDE = 40
"""Columns beyond which there are too many pairs."""
_SUM = 1e-7
"""Part of the score by which a step must be better."""


class Nearby:
    """Improves choices by small steps; every outcome is counted out."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._stages = asking, asking.stages
        first = self._stages.first
        self._amounts: list[int] = np.flatnonzero(
            ~first.integer & (first.lower < first.upper)).tolist()
        self._whole: list[int] = np.flatnonzero(
            first.integer & (first.lower < first.upper)).tolist()
        self._able: bool | None = None if len(self._amounts) else False

    def better(self, x: Floats) -> tuple[Floats, float] | None:
        """The best choice found near one, and its score; None where outcomes cannot be counted."""
        if self._able is None:
            few = len(self._amounts) + len(self._whole) <= _WIDE
            self._able = few and all(self._asking.countable())
        if not self._able:
            return None
        best = float(self._values(x[None])[0])
        reach = _WIDEST
        for _ in range(_LOOKS):
            if reach < _NARROWEST or self._asking.standing.stop():
                break
            steps = self._allowed(self._steps(x, reach))
            values = self._values(steps)
            least = int(np.argmin(values)) if len(values) else 0
            if len(values) and values[least] < best - _SUM * abs(best):
                x, best = steps[least], float(values[least])
            else:
                reach /= 2
        return (x, best) if np.isfinite(best) else None

    def _values(self, choices: Floats) -> Floats:
        costs = self._asking.counted(choices)
        values = [
            self._stages.value(x, own) if np.isfinite(own).all() else np.inf
            for x, own in zip(choices, costs.T, strict=True)
        ]
        return np.array(values)

    def _allowed(self, choices: Floats) -> Floats:
        """Those within the bounds and rows of what is decided here and now."""
        first = self._stages.first
        choices = np.clip(choices, first.lower, first.upper)
        sums = choices @ first.matrix.toarray().T
        fits = np.all(
            (sums >= first.row_lower - 1e-9) & (sums <= first.row_upper + 1e-9), axis=1)
        return choices[fits]

    def _steps(self, x: Floats, reach: float) -> Floats:
        """Choices one step away: an amount, two against each other, a whole number, all amounts."""
        first = self._stages.first
        room = np.where(
            np.isfinite(first.upper - first.lower), first.upper - first.lower,
            np.maximum(np.abs(x), 1.0),
        )
        found = []

        def step(*changes: tuple[int, float]) -> None:
            other = x.copy()
            for column, value in changes:
                other[column] = value
            found.append(other)

        for j in self._amounts:
            for part in (1.0, 0.3):
                step((j, x[j] + part * reach * room[j]))
                step((j, x[j] - part * reach * room[j]))
            for k in self._whole:
                for way in (-1.0, 1.0):
                    step((j, first.lower[j]), (k, x[k] + way))
                    step((j, x[j] + reach * room[j]), (k, x[k] + way))
        for j, k in permutations(self._amounts, 2):
            step((j, x[j] + reach * room[j]), (k, x[k] - reach * room[k]))
        for k in self._whole:
            step((k, x[k] - 1.0))
            step((k, x[k] + 1.0))
        every = x.copy()
        every[self._amounts] *= 1 + reach
        return np.array([*found, every])
