"""What a nation may spend while a quick plan is filled by hand: tasks at once, and money."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from willing.planner.model import Model
from willing.planner.program import Floats


@dataclass
class _Tasks:
    """Tasks of one nation at once, or nations on one line."""

    room: Floats
    """How many there may be, by period."""
    counts: Floats
    """1 where elements on a task are a further one; shape (tasks, periods)."""
    there: Floats
    """Elements on each task."""
    at: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """Task, first period and period after the last of each column."""

    def fits(self, column: int) -> bool:
        task, first, after = self.at[column]
        span = slice(first, after)
        served = ((self.there[:, span] > 0) * self.counts[:, span]).sum(axis=0)
        fresh = (self.there[task, span] <= 0) * self.counts[task, span]
        return bool((served + fresh <= self.room[span] + 1e-9).all())


class Budgets:
    """Tasks and money that each nation has left."""

    def __init__(self, model: Model) -> None:
        self._tasks: dict[int, list[_Tasks]] = {}
        self._money: dict[int, list[tuple[int, float]]] = {}
        for served in model.making.served:
            tasks, periods = served.further.shape
            of = _Tasks(
                room=model.program.row_upper[served.limit], counts=served.further,
                there=np.zeros((tasks, periods)),
            )
            for chain, column, enter, leave, _ in served.passing.entries():
                of.at[column] = (chain, enter, min(leave, periods))
                self._tasks.setdefault(column, []).append(of)
        rows = model.program.matrix.tocsr()
        self._left: list[float] = []
        for row in model.making.money:
            own = slice(rows.indptr[row], rows.indptr[row + 1])
            for column, cost in zip(rows.indices[own], rows.data[own], strict=True):
                self._money.setdefault(int(column), []).append((len(self._left), float(cost)))
            self._left.append(float(model.program.row_upper[row]))
        self._whole = tuple(self._left)

    def clear(self) -> None:
        """Nobody has spent anything."""
        self._left = list(self._whole)
        for several in self._tasks.values():
            for of in several:
                of.there[:] = 0.0

    def room(self, column: int) -> bool:
        """Whether a nation may send one more."""
        if any(cost > self._left[at] + 1e-9 for at, cost in self._money.get(column, ())):
            return False
        return all(of.fits(column) for of in self._tasks.get(column, ()))

    def send(self, column: int, number: float) -> None:
        """Spend what so many take."""
        for at, cost in self._money.get(column, ()):
            self._left[at] -= cost * number
        for of in self._tasks.get(column, ()):
            task, first, after = of.at[column]
            of.there[task, first:after] += number
