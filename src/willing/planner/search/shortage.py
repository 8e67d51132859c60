"""What is short while a quick plan is filled by hand, and what one more element would save."""

from __future__ import annotations

import numpy as np

from willing.planner.model import Model
from willing.planner.program import Bools


class Shortage:
    """What is still short in each span, and what one more tour or hold would gain."""

    def __init__(self, model: Model) -> None:
        choices, making = model.choices, model.making
        self._tours = choices.tours
        self._worth = [pair.credit.worth for pair in choices.pairs]
        self._task = [pair.task for pair in choices.pairs]
        self._short = {
            r: np.array([span.quantity for span in choices.spans[r]], dtype=float)
            for r in making.short
        }
        self._cost = {r: model.program.cost[columns] for r, columns in making.short.items()}
        self._period = {
            r: np.array([span.period for span in choices.spans[r]]) for r in making.short
        }

    def spans_of_tour(self, tour: int) -> tuple[int, slice | Bools]:
        """Pair of a tour, and the spans it covers."""
        return int(self._tours.pair[tour]), slice(
            int(self._tours.covers[tour]), int(self._tours.covered[tour])
        )

    def spans_of_hold(self, pair: int, period: int) -> tuple[int, slice | Bools]:
        """Pair of a hold, and the spans of its period."""
        return pair, self._period[self._task[pair]] == period

    def gain(self, pair: int, spans: slice | Bools) -> float:
        """Points that one more element of a pair would save in some spans."""
        r = self._task[pair]
        if r not in self._short:
            return 0.0
        short = np.minimum(np.maximum(self._short[r][spans], 0.0), self._worth[pair])
        return float(short @ self._cost[r][spans])

    def fill(self, pair: int, spans: slice | Bools) -> None:
        """Count one more element."""
        r = self._task[pair]
        if r in self._short:
            self._short[r][spans] -= self._worth[pair]
