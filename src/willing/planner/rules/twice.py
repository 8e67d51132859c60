"""Elements declared for two tasks: nobody answers three calls, nobody the same one twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from willing.planner.model import Making
from willing.planner.program import Bools, Floats, Ints
from willing.planner.settled import Part, most


def twice(making: Making) -> None:
    r"""Elements declared for two tasks: none for more, and none for the same one twice.

    $$ home_{u,t} - \sum_{d \notin T} h_{u,d,t} \ge h_{u,e,t}, \qquad
       2\,\Bigl(home_{u,t} - \sum_{d \notin T} h_{u,d,t}\Bigr) \ge \sum_{e \in T} h_{u,e,t} $$

    where T are the tasks that let their elements be declared for one other of them (`twice`), and
    h are the elements of a unit held for one task, under pledges or not. Laid in a ring over the
    elements left, one task after the other, nobody gets the same task twice, nor more than two.
    Applies to units with such holds, for every task e of T, in every period.
    """
    if making.declared is not None:
        making.declared.write()


class Declared:
    """Holds of one model that may be declared twice, and what they are counted against."""

    def __init__(self, making: Making, units: Ints, busy: Sequence[Sequence[Part]]) -> None:
        """`busy`: for each of the units, elements that can hold nothing, if only the decided do."""
        self._making, self._busy = making, busy
        self.stocks: Ints = np.zeros((0, 0), dtype=np.int64)
        """Elements at home of each unit in each period; `rotate` sets them."""
        choices = making.choices
        place = {int(u): c for c, u in enumerate(units)}
        self._chain = np.array([place.get(p.unit, -1) for p in choices.pairs], dtype=np.int64)
        allowed = np.array([p.fit.task.twice for p in choices.pairs], dtype=bool)
        self.holds: Bools = allowed[making.hold_pair]
        """Which of the possible holds may be declared twice."""
        self._given: dict[int, dict[int, list[Part]]] = {}
        for item in choices.held:
            if item.pair.fit.task.twice and item.pair.unit in place:
                tasks = self._given.setdefault(place[item.pair.unit], {})
                part = (max(item.first, 0), item.after, item.count)
                tasks.setdefault(item.pair.task, []).append(part)

    @property
    def given_in(self) -> set[tuple[int, int]]:
        """Unit (its place among those given) and period in which decided holds stand."""
        lines = self._making.choices.timeline.lines
        return {
            (c, t) for c, tasks in self._given.items() for parts in tasks.values()
            for first, after, _ in parts
            for t in range(len(lines) - 1) if first < lines[t + 1] and after > lines[t]
        }

    def write(self) -> None:
        """Write the rows."""
        making, stocks = self._making, self.stocks
        chain = self._chain[making.hold_pair]
        asked = {
            (int(c), int(t))
            for c, t in zip(chain[self.holds], making.hold_period[self.holds], strict=True)
        }
        once: list[tuple[int, Ints, float]] = []
        both: list[tuple[int, Ints, Ints, float]] = []
        for c, t in sorted(asked | self.given_in):
            here = (chain == c) & (making.hold_period == t)
            single = making.holds[here & ~self.holds]
            every: list[Ints] = []
            for task in self._tasks(c, here):
                of_task = np.array(
                    [making.choices.pairs[int(p)].task == task for p in making.hold_pair],
                    dtype=bool,
                )
                mine = making.holds[here & self.holds & of_task]
                every.append(mine)
                once.append((int(stocks[c, t]), np.concatenate([single, mine]),
                             self._beside(c, t, [task], 1.0)))
            if len(every) > 2:  # two tasks that each fit are never more than two for anybody
                both.append((int(stocks[c, t]), single, np.concatenate(every),
                             self._beside(c, t, self._given.get(c, {}), 2.0)))
        self._enter(once, both)

    def _enter(
        self, once: list[tuple[int, Ints, float]], both: list[tuple[int, Ints, Ints, float]]
    ) -> None:
        draft = self._making.draft
        if once:
            rows = draft.rows("held of home once", len(once), lower=[need for *_, need in once])
            for row, (stock, held, _) in zip(rows, once, strict=True):
                draft.enter(row, stock, 1.0)
                draft.enter(row, held, -1.0)
        if both:
            rows = draft.rows("held of home twice", len(both), lower=[need for *_, need in both])
            for row, (stock, single, held, _) in zip(rows, both, strict=True):
                draft.enter(row, stock, 2.0)
                draft.enter(row, single, -2.0)
                draft.enter(row, held, -1.0)

    def _tasks(self, chain: int, here: Bools) -> list[int]:
        """Tasks for which a unit's elements may be declared, or are, in one period."""
        pairs = self._making.choices.pairs
        held = {pairs[int(p)].task for p in self._making.hold_pair[here & self.holds]}
        return sorted(held | set(self._given.get(chain, ())))

    def _beside(self, chain: int, period: int, tasks: Sequence[int] | dict[int, list[Part]],
                times: float) -> float:
        """What decided holds take more of a period's stock than what is busy takes by itself."""
        lines: Ints = np.array(self._making.choices.timeline.lines, dtype=np.int64)
        days = lines[period : period + 1], lines[period + 1 : period + 2]
        busy = [(first, after, times * number) for first, after, number in self._busy[chain]]
        given = [part for task in tasks for part in self._given.get(chain, {}).get(task, ())]
        more: Floats = most([*busy, *given], *days) - most(busy, *days)
        return float(more[0])
