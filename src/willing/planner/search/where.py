"""Where a plan falls behind the relaxation, and which decisions belong together there."""

from __future__ import annotations

import numpy as np

from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Bools, Floats, Ints
from willing.planner.rules.formation import slots_by_task

KINDS = ("alone", "pools", "tasks", "used", "time", "nations")
"""Ways to choose decisions that belong together."""
COMPANY = "company"
"""One way more, where pledges wait for each other."""
_COOL = 0.5
"""Interest left in a task that was looked at in vain."""
_WARM = 1.03
"""By how much interest comes back with each step."""


class Where:
    """Chooses which decisions of a plan to free."""

    def __init__(
        self, model: Model, hoods: Neighbourhoods, open_: Ints, relaxed: Floats | None
    ) -> None:
        """`open_`: decisions to choose from; `relaxed`: the relaxation's point, if known."""
        making, choices = model.making, model.choices
        ideal = np.zeros(model.program.columns) if relaxed is None else relaxed
        pair = np.concatenate([choices.tours.pair, making.hold_pair]).astype(np.int64)
        pair = pair[np.searchsorted(hoods.decisions, open_)]
        nations = {nation.id: n for n, nation in enumerate(choices.situation.operation.nations)}
        self._open, self._ideal = open_, ideal[open_] > 1e-6
        self._task = np.array([p.task for p in choices.pairs], dtype=np.int64)[pair]
        self._lines = {r: np.unique(choices.task_of[near]) for r, near in choices.near.items()}
        self._unit = np.array([p.unit for p in choices.pairs], dtype=np.int64)[pair]
        self._nation = np.array(
            [nations[p.fit.unit.nation] for p in choices.pairs], dtype=np.int64
        )[pair]
        self._time = np.concatenate([choices.tours.take, making.hold_period])[
            np.searchsorted(hoods.decisions, open_)
        ]
        self._bonds = bonds(model)
        self._pledge = np.array(
            [-1 if p.pledge is None else p.pledge for p in choices.pairs], dtype=np.int64
        )[pair]
        self._interest = np.ones(len(choices.tasks))
        self._lines |= {
            task: np.array([r, *slots])
            for r, slots in slots_by_task(choices).items() for task in (r, *slots)
        }
        blocks = [
            (columns, r, [span.period for span in choices.spans[r]])
            for known in (making.short, making.no_lead) for r, columns in sorted(known.items())
        ]
        self._column = _joined([columns for columns, _, _ in blocks])
        self._of_task = _joined([np.full(len(columns), r) for columns, r, _ in blocks])
        self._period = _joined([np.array(periods) for _, _, periods in blocks])
        self._cost = model.program.cost[self._column]
        self._least = ideal[self._column]

    def behind(self, point: Floats, random: np.random.Generator) -> tuple[int, int]:
        """A task and a period in which a plan pays more than the relaxation does."""
        if not len(self._column):
            return 0, 0
        more = np.maximum(point[self._column] - self._least, 0.0) * self._cost
        more *= self._interest[self._of_task]
        total = float(more.sum())
        chances = more / total if total > 1e-9 else None
        cell = int(random.choice(len(more), p=chances))
        return int(self._of_task[cell]), int(self._period[cell])

    def learn(self, task: int, gained: bool) -> None:
        """Look less at a task that was looked at in vain, until others had their turn."""
        self._interest = np.minimum(self._interest * _WARM, 1.0)
        self._interest[task] = 1.0 if gained else self._interest[task] * _COOL

    def choose(
        self, kind: str, task: int, period: int, size: int, point: Floats,
        random: np.random.Generator,
    ) -> Ints:
        """Decisions to free, about so many, near a task and a period."""
        used = self._ideal | (point[self._open] > 0.5)
        if kind == "time":
            among: Bools = np.ones(len(self._open), dtype=bool)
        elif kind == "used":
            among = used
        elif kind == "alone":
            among = self._alone(task, used)
        elif kind == "nations":
            among = self._nations(task, random)
        elif kind == COMPANY:
            among = self._bound(task, random)
        else:
            among = self._near(task, size, random, 0.5 if kind == "pools" else 1.0)
        return self._closest(among if among.any() else used, period, size, random)

    def _closest(
        self, among: Bools, period: int, size: int, random: np.random.Generator
    ) -> Ints:
        """So many of some decisions, those that begin closest to a period."""
        chosen = np.flatnonzero(among)
        if len(chosen) > size:
            distance = np.abs(self._time[chosen] - period) + random.random(len(chosen))
            chosen = chosen[np.argsort(distance, kind="stable")[:size]]
        return np.sort(self._open[chosen])

    def _alone(self, task: int, used: Bools) -> Bools:
        """A task, and what the pools that may serve it do now."""
        mine = self._serving(task)
        units = np.unique(self._unit[mine])
        alone: Bools = mine | (np.isin(self._unit, units) & used)
        return alone

    def _serving(self, task: int) -> Bools:
        """Decisions on a task; for a reach on the lines near it, for a formation in its slots."""
        return np.isin(self._task, self._lines.get(task, np.array([task])))

    def _nations(self, task: int, random: np.random.Generator) -> Bools:
        """All that two of the nations that may serve a task can do."""
        nations = np.unique(self._nation[self._serving(task)])
        return np.isin(self._nation, random.permutation(nations)[:2])

    def _bound(self, task: int, random: np.random.Generator) -> Bools:
        """All that pledges can do that wait for each other, over a chain of two links."""
        serving = set(self._pledge[self._task == task].tolist())
        near = [bond for bond in self._bonds if bond & serving] or self._bonds
        chosen = near[int(random.integers(len(near)))]
        pledges = chosen.union(*(bond for bond in self._bonds if bond & chosen))
        return np.isin(self._pledge, sorted(pledges))

    def _near(self, task: int, size: int, random: np.random.Generator, part: float) -> Bools:
        """Pools that may serve a task, or a part of them; those of the tasks they may serve; ..."""
        chosen = np.zeros(len(self._open), dtype=bool)
        tasks: set[int] = set(self._lines.get(task, np.array([task])).tolist())
        units: set[int] = set()
        while chosen.sum() < size:
            new = sorted(set(self._unit[np.isin(self._task, sorted(tasks))].tolist()) - units)
            if not new:
                break
            for unit in random.permutation(new)[: max(1, int(len(new) * part))]:
                units.add(int(unit))
                chosen |= self._unit == unit
                if chosen.sum() >= size:
                    break
            tasks |= set(self._task[chosen].tolist())
        return chosen


def kinds(model: Model) -> tuple[str, ...]:
    """Ways to choose decisions in a model."""
    return (*KINDS, COMPANY) if bonds(model) else KINDS


def bonds(model: Model) -> list[frozenset[int]]:
    """Pledges that wait for each other: of one link, or of one package."""
    choices = model.choices
    of_tour = np.array(
        [-1 if p.pledge is None else p.pledge for p in choices.pairs], dtype=np.int64
    )[choices.tours.pair]
    found = [
        frozenset(of_tour[np.concatenate([item.tours, item.company])].tolist())
        for item in model.making.waiting
    ]
    found += [frozenset(package.pledges) for package in model.making.packages]
    return list(dict.fromkeys(found))


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
