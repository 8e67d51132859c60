"""Make a plan better: free a part of it, solve that part, keep what is gained, go on elsewhere.

Two parts are solved side by side. Each begins from the plan as it was when the one before the last
had ended, and they are kept in the order in which they began: the same plan on any machine.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from willing.planner.limits import Watch
from willing.planner.milp import Limits, Solution, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods, Part
from willing.planner.program import Floats, Ints
from willing.planner.relaxation.relax import Relaxed
from willing.planner.search.merit import Kinds, work
from willing.planner.search.where import Where, kinds
from willing.planner.touched import Touched

AT_ONCE = 2
"""Parts solved side by side; the same on every machine, so that plans repeat."""
_TRIES, _MOST = 4, 0.7
"""Times that a part is sought, and how much of it nobody may be solving already."""
_NODES = 40
_LOOKS = 0.06
"""Nodes of one step, and times it may look at its limits for each iteration that it should take;
counted, so that plans repeat."""
_CLOSE = 0.002
"""A step need not be solved closer than this part of the distance to the bound."""
_COARSE = 1e-3
"""How close it is solved at the least."""
_PATIENCE = 40
"""Steps of each kind in vain after which nothing more is hoped for."""


@dataclass(frozen=True)
class Step:
    """One part being solved."""

    kind: str
    task: int
    """Task it is about."""
    freed: Ints
    """Decisions that are free in it."""
    part: Part
    found: Future[Solution]


class Improvement:
    """A plan that gets better step by step."""

    def __init__(
        self, model: Model, hoods: Neighbourhoods, point: Floats, open_: Ints,
        relaxed: Relaxed | None, watch: Watch, at_once: int = AT_ONCE,
    ) -> None:
        """Begin at a point.

        `open_`: decisions that may be freed; `relaxed`: the relaxation, if it is known.
        """
        self.point, self.steps, self.effort = point, 0, 0
        self._model, self._hoods, self._watch = model, hoods, watch
        self._touched = Touched(model, hoods.decisions)
        self._value = model.program.value(point)
        self._open, self._at_once = open_, at_once
        self._random = np.random.default_rng(watch.limits.seed)
        self._where = Where(model, hoods, open_, None if relaxed is None else relaxed.x)
        self._aim = model.unfillable if relaxed is None else relaxed.value
        self._kinds = Kinds(kinds(model))
        self._idle = 0

    def run(self, work: int, effort: float = np.inf) -> None:
        """Step until so many steps or so much effort is spent, or planning must end."""
        watch, under_way = self._watch, deque[Step]()
        begun = 0
        with ThreadPoolExecutor(self._at_once) as workers:
            while True:
                going_on = not (
                    watch.good_enough() or watch.out_of_time() or self._exhausted()
                    or begun >= work or self.effort >= effort
                )
                while going_on and begun < work and len(under_way) < self._at_once:
                    under_way.append(self._begin(workers, [step.freed for step in under_way]))
                    begun += 1
                if not under_way:
                    return
                self._keep(under_way.popleft())

    def _exhausted(self) -> bool:
        everything = all(kind.size >= len(self._open) for kind in self._kinds.of.values())
        return self._idle > (1 if everything else _PATIENCE) * len(self._kinds.of)

    def _begin(self, workers: ThreadPoolExecutor, busy: list[Ints]) -> Step:
        """Cut out a part that is not being solved already, and let it be solved."""
        watch, taken = self._watch, np.concatenate([np.zeros(0, dtype=np.int64), *busy])
        for _ in range(_TRIES):
            name = self._kinds.choose(self._random)
            task, period = self._where.behind(self.point, self._random)
            freed = self._where.choose(
                name, task, period, self._kinds.of[name].size, self.point, self._random
            )
            fresh = np.setdiff1d(freed, taken)
            if len(fresh) > _MOST * len(freed):
                freed = fresh
                break
        free = np.sort(np.concatenate([freed, self._touched.columns(freed)]))
        part = self._hoods.step(self.point, free)
        found = workers.submit(
            solve_whole, part.program, self._limits(self._close()), self.point[part.columns],
            lambda: watch.interrupted,
        )
        return Step(name, task, freed, part, found)

    def _limits(self, gap: float) -> Limits:
        """When a step ends: at the clock, or after so much work."""
        return Limits(
            seconds=self._watch.left, nodes=_NODES, rounds=int(_LOOKS * self._kinds.effort),
            gap=gap, substitutes=False,
        )

    def _close(self) -> float:
        """Gap to which a step is solved."""
        return min(max(1e-5, _CLOSE * self._left() / max(abs(self._value), 1e-9)), _COARSE)

    def _left(self) -> float:
        """Points that could at most still be gained, as far as is known."""
        bound = self._watch.bound
        return max(self._value - (self._aim if bound is None else max(bound, self._aim)), 0.0)

    def _keep(self, step: Step) -> None:
        """Wait for a part, and keep it if the whole plan is better with it and keeps the rules."""
        found, program, gained = step.found.result(), self._model.program, 0.0
        if found.x is not None:
            whole = np.where(step.part.program.integer, np.round(found.x), found.x)
            new = step.part.back(self.point, whole)
            if program.broken(new):
                new = self._followed(step, new)
            value = program.value(new)
            if value < self._value - 1e-9:
                gained, self._value, self.point = self._value - value, value, new
                self._watch.best = value
        effort = work(found.effort, step.part.program.rows)
        self.steps += 1
        self.effort += effort
        self._idle = 0 if gained > 0 else self._idle + 1
        self._kinds.learn(
            step.kind, effort, found.status == "optimal", gained, self._left()
        )
        self._where.learn(step.task, gained > 0)
        self._watch.tell("improve")

    def _followed(self, step: Step, new: Floats) -> Floats:
        """What follows from new decisions, where the part next to them changed meanwhile.

        The plan as it is, when the decisions do not go together.
        """
        decided = self.point.copy()
        decided[step.freed] = new[step.freed]
        rest = self._hoods.step(decided, np.sort(self._touched.columns(step.freed)))
        found = solve_whole(
            rest.program, self._limits(_COARSE), stop=lambda: self._watch.interrupted
        )
        if found.x is None:
            return self.point
        whole = np.where(rest.program.integer, np.round(found.x), found.x)
        followed = rest.back(decided, whole)
        return self.point if self._model.program.broken(followed) else followed
