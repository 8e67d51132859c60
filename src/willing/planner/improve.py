"""Make a plan better: free a part of it, solve that part, keep what is gained, go on elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from willing.planner.limits import Watch
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Bools, Floats, Ints

_NODES = 40
_LOOKS = 120
"""Nodes of one step, and times it may look at its limits; counted, so that plans repeat."""
_PART_OF_GAP = 0.02
"""A step need not be solved closer than this part of the gap that is left."""


@dataclass
class Sizes:
    """How many decisions a step frees; grows while steps are easy, shrinks when they are hard."""

    now: int = 300
    least: int = 40
    most: int = 20_000

    def easy(self) -> None:
        """The part was solved to its end: dare a larger one."""
        self.now = min(int(self.now * 1.2) + 1, self.most)

    def hard(self) -> None:
        """The part was too hard: take a smaller one."""
        self.now = max(int(self.now * 0.5), self.least)


def improve(
    model: Model, hoods: Neighbourhoods, point: Floats, open_: Ints, relaxed: Floats,
    watch: Watch,
) -> tuple[Floats, int]:
    """Improve a plan until a limit is reached; return it and the steps taken.

    `open_` are the decisions that may be freed: those the relaxation did not price out;
    `relaxed` is its point.
    """
    random = np.random.default_rng(watch.limits.seed)
    where = _Where(model, hoods, open_, relaxed)
    sizes = {kind: Sizes() for kind in where.kinds}
    best = model.program.value(point)
    steps = idle = 0
    while steps < watch.limits.work and not watch.good_enough() and not watch.out_of_time():
        kind = where.kinds[steps % len(where.kinds)]
        freed = where.choose(kind, sizes[kind].now, point, random)
        steps += 1
        if not len(freed):
            continue
        part = hoods.part(point, freed)
        near = max(1e-4, _PART_OF_GAP * (watch.gap or 0.0))
        found = solve_whole(
            part.program, Limits(seconds=watch.left, nodes=_NODES, rounds=_LOOKS, gap=near),
            start=point[part.columns], stop=lambda: watch.interrupted,
        )
        if found.x is not None:
            new = part.back(point, np.where(part.program.integer, np.round(found.x), found.x))
            value = model.program.value(new)
            if value < best - 1e-9 and not model.program.broken(new):
                best, point, idle = value, new, 0
                watch.best = best
        (sizes[kind].easy if found.status == "optimal" else sizes[kind].hard)()
        idle += 1
        watch.tell("improve")
        everything = all(size.now >= len(open_) for size in sizes.values())
        if idle > 40 * len(where.kinds) or (everything and idle > len(where.kinds)):
            break
    return point, steps


class _Where:
    """Chooses parts that belong together: by time, by tasks, by what is used, or by pools."""

    kinds = ("time", "tasks", "used", "pools")

    def __init__(self, model: Model, hoods: Neighbourhoods, open_: Ints, relaxed: Floats) -> None:
        making, choices = model.making, model.choices
        pair = np.concatenate([choices.tours.pair, making.hold_pair]).astype(np.int64)
        self._open = open_
        self._relaxed = relaxed[open_]
        at = np.searchsorted(hoods.decisions, open_)
        self._task = np.array([p.task for p in choices.pairs], dtype=np.int64)[pair][at]
        self._unit = np.array([p.unit for p in choices.pairs], dtype=np.int64)[pair][at]
        self._time = np.concatenate([choices.tours.take, making.hold_period])[at]
        self._short = [making.short[r] for r in sorted(making.short)]
        self._tasks = sorted(making.short)
        self._cost = model.program.cost

    def choose(self, kind: str, size: int, point: Floats, random: np.random.Generator) -> Ints:
        """Decisions to free, about so many."""
        everything = np.ones(len(self._open), dtype=bool)
        if kind == "time":
            return self._in_time(everything, size, random)
        if kind == "used":
            used = (self._relaxed > 1e-6) | (point[self._open] > 0.5)
            return self._in_time(used, size, random)
        weights = np.array([
            max(float(point[columns] @ self._cost[columns]), 0.0) for columns in self._short
        ])
        if weights.sum() <= 0:
            weights = np.ones(len(weights))
        task = self._tasks[int(random.choice(len(weights), p=weights / weights.sum()))]
        return self._near(task, kind, size, random)

    def _in_time(self, among: Bools, size: int, random: np.random.Generator) -> Ints:
        """So many of some decisions, those that begin closest to a random period."""
        chosen = np.flatnonzero(among)
        if len(chosen) > size:
            centre = self._time[chosen[int(random.integers(len(chosen)))]]
            distance = np.abs(self._time[chosen] - centre) + random.random(len(chosen))
            chosen = chosen[np.argsort(distance, kind="stable")[:size]]
        return np.sort(self._open[chosen])

    def _near(self, task: int, kind: str, size: int, random: np.random.Generator) -> Ints:
        """Decisions of pools that may serve a task, then of tasks these may serve, and so on."""
        chosen = np.zeros(len(self._open), dtype=bool)
        tasks: set[int] = {task}
        units: set[int] = set()
        while chosen.sum() < size:
            new = sorted(set(self._unit[np.isin(self._task, sorted(tasks))].tolist()) - units)
            if not new:
                break
            step = random.permutation(new)[: max(1, len(new) // 2)] if kind == "pools" else new
            for unit in step:
                units.add(int(unit))
                chosen |= self._unit == unit
                if chosen.sum() >= size:
                    break
            tasks |= set(self._task[chosen].tolist())
        return self._in_time(chosen, size, random)
