"""Elements declared for two tasks: nobody answers three calls, nobody the same one twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from willing.planner.model import Making
from willing.planner.program import Bools, Ints
from willing.planner.settled import Part, most


def twice(making: Making) -> None:
    r"""Elements declared for two tasks: none for more, and none for the same one twice.

    $$ home_{u,t} - \sum_{d \notin T} h_{u,d,t} \ge h_{u,e,t}, \qquad
       2\,\Bigl(home_{u,t} - \sum_{d \notin T} h_{u,d,t}\Bigr) \ge \sum_{e \in T} h_{u,e,t} $$

    where T are the tasks that let their elements be declared for one other of them (`twice`), and
    h are the elements of a unit held for one task, under pledges or not. Laid in a ring over the
    elements left, one task after the other, nobody gets the same task twice, nor more than two.
    Where elements stand by on a level that covers, each of them bears one declaration more, for
    its own nation: home are then those who bear any, watch those who bear the nation's own, and
    both together less the single holds for each are no less than the sum over T.
    Applies to units with such holds, for every task e of T, in every period.
    """
    if making.declared is not None:
        making.declared.write()


@dataclass(frozen=True)
class _Side:
    """Elements of one unit that may bear declarations for some tasks."""

    stocks: Ints
    """Their number, by period."""
    busy: Sequence[Part]
    """Elements that bear nothing, if only the decided do."""
    single: Bools
    """Holds that take one of them alone."""
    tasks: list[int]
    """The tasks."""


@dataclass(frozen=True)
class _Row:
    stocks: list[tuple[int, float]]
    held: list[tuple[Ints, float]]
    need: float


class Declared:
    """Holds of one model that may be declared twice, and what they are counted against."""

    def __init__(self, making: Making, units: Ints, busy: Sequence[Sequence[Part]]) -> None:
        """`busy`: for each of the units, elements that can hold nothing, if only the decided do."""
        self._making, self._busy = making, busy
        self.stocks: Ints = np.zeros((0, 0), dtype=np.int64)
        """Elements at home of each unit in each period; `rotate` sets them."""
        choices = making.choices
        self.watch: dict[int, tuple[Ints, Sequence[Part]]] = {}
        """Where elements stand by and may be held for their own nation: the same stocks and busy
        elements with them, by unit (its place among those given); `watch` sets them."""
        self._place = place = {int(u): c for c, u in enumerate(units)}
        self._chain = np.array([place.get(p.unit, -1) for p in choices.pairs], dtype=np.int64)
        allowed = np.array([p.fit.task.twice for p in choices.pairs], dtype=bool)
        self.holds: Bools = allowed[making.hold_pair]
        """Which of the possible holds may be declared twice."""
        task = np.array([pair.task for pair in choices.pairs], dtype=np.int64)
        self._task: Ints = task[making.hold_pair]
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
        making = self._making
        chain = self._chain[making.hold_pair]
        asked = {
            (int(c), int(t))
            for c, t in zip(chain[self.holds], making.hold_period[self.holds], strict=True)
        }
        once: list[_Row] = []
        both: list[_Row] = []
        for c, t in sorted(asked | self.given_in):
            here = (chain == c) & (making.hold_period == t)
            every = self._tasks(c, here)
            sides = self._sides(c, every)
            for side in sides:
                once += [self._row((c, t), here, [(side, 1.0)], [task]) for task in side.tasks]
                if len(side.tasks) > 2:  # two that each fit are never more than two for anybody
                    both.append(self._row((c, t), here, [(side, 2.0)], side.tasks))
            if len(sides) > 1 and len(every) > 1:  # whoever stands by bears one more only
                both.append(self._row((c, t), here, [(side, 1.0) for side in sides], every))
        self._enter("held of home once", once)
        self._enter("held of home twice", both)

    def _sides(self, chain: int, every: list[int]) -> list[_Side]:
        """Elements at home with the tasks that they alone may bear; where others stand by and may
        be held for their own nation, those too, with all tasks."""
        home = _Side(self.stocks[chain], self._busy[chain], ~self.holds, every)
        watching = self._making.watching
        if chain not in self.watch or watching is None:
            return [home]
        stocks, busy = self.watch[chain]
        own = {
            pair.task for pair in (
                *self._making.choices.pairs, *(held.pair for held in self._making.choices.held))
            if watching.own(pair) and self._place[pair.unit] == chain
        }
        home = replace(home, single=~self.holds & ~watching.holds,
                       tasks=[task for task in every if task not in own])
        return [home, _Side(stocks, busy, ~self.holds, every)]

    def _row(
        self, at: tuple[int, int], here: Bools, sides: Sequence[tuple[_Side, float]],
        tasks: Sequence[int],
    ) -> _Row:
        """Stocks of a period, so many times each, less what is held, for some of the tasks."""
        making, (chain, period) = self._making, at
        mine = here & self.holds & np.isin(self._task, tasks)
        held = [(making.holds[here & side.single], times) for side, times in sides]
        return _Row(
            stocks=[(int(side.stocks[period]), times) for side, times in sides],
            held=[*held, (making.holds[mine], 1.0)],
            need=self._beside(chain, period, sides, tasks),
        )

    def _enter(self, name: str, found: list[_Row]) -> None:
        if not found:
            return
        draft = self._making.draft
        rows = draft.rows(name, len(found), lower=[row.need for row in found])
        for row, one in zip(rows, found, strict=True):
            for stock, times in one.stocks:
                draft.enter(row, stock, times)
            for columns, times in one.held:
                draft.enter(row, columns, -times)

    def _tasks(self, chain: int, here: Bools) -> list[int]:
        """Tasks for which a unit's elements may be declared, or are, in one period."""
        pairs = self._making.choices.pairs
        held = {pairs[int(p)].task for p in self._making.hold_pair[here & self.holds]}
        return sorted(held | set(self._given.get(chain, ())))

    def _beside(
        self, chain: int, period: int, sides: Sequence[tuple[_Side, float]], tasks: Sequence[int]
    ) -> float:
        """What decided holds take more of the stocks of a period than is busy by itself."""
        lines: Ints = np.array(self._making.choices.timeline.lines, dtype=np.int64)
        days = lines[period : period + 1], lines[period + 1 : period + 2]
        busy = [
            [(first, after, times * number) for first, after, number in side.busy]
            for side, times in sides
        ]
        given = [part for task in tasks for part in self._given.get(chain, {}).get(task, ())]
        every = most([*(part for parts in busy for part in parts), *given], *days)
        return float(every[0] - sum(most(parts, *days)[0] for parts in busy))
