"""The choice here and now, with what is known of the outcomes so far as cuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, hstack, vstack

from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.decided import Stopped
from willing.planner.ahead.stages import Stages
from willing.planner.ahead.wide import solve_wide
from willing.planner.milp import Limits, Session, Solution
from willing.planner.program import Floats, Ints, Program

_NODES = 5_000
"""Nodes after which a whole choice is good enough to ask the outcomes about."""
_MANY, _MANY_EACH = 2_000, 20
"""Cuts, and cuts of each outcome, beyond which those that do not matter are forgotten."""
_MATTERS = 1e-9
"""Price from which on a cut matters for a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice, and what is known of it so far."""

    x: Floats
    """Value of each column decided here and now."""
    costs: Floats
    """What each outcome costs at least, by the cuts so far."""
    value: float
    """Score by the cuts so far."""
    bound: float
    """No choice scores below."""


class Master:
    """The program of the choice."""

    def __init__(self, stages: Stages, cuts: Sequence[Cut], stop: Callable[[], bool]) -> None:
        self._stages, self._stop = stages, stop
        self._wide = stages.first.columns
        self._program = _without_cuts(stages)
        self._cuts: list[Cut] = []
        self._rows: list[csr_array] = []
        self._lower: list[Floats] = []
        self._idle = np.zeros(0, dtype=np.int64)
        """For each cut, how many choices in parts it has not mattered for."""
        self._session = Session(self._program, Limits(), relaxed=True, method="simplex")
        self._session.stop_when(stop)
        self.add(cuts)

    def __len__(self) -> int:
        """How many cuts it knows."""
        return len(self._cuts)

    def add(self, cuts: Sequence[Cut]) -> None:
        """Add cuts."""
        if not cuts:
            return
        rows = self._rows_of(cuts)
        lower = np.array([cut.constant for cut in cuts])
        self._session.add_rows(rows, lower, np.full(len(cuts), np.inf))
        self._cuts += cuts
        self._rows.append(rows)
        self._lower.append(lower)
        self._idle = np.concatenate([self._idle, np.zeros(len(cuts), dtype=np.int64)])

    def relaxed(self) -> Choice | None:
        """The best choice in parts; None when there is none."""
        found = self._session.solve(corner=False)
        if found.duals is not None:
            self._idle += 1
            self._idle[np.abs(found.duals[self._program.rows:]) > _MATTERS] = 0
        return self._choice(found)

    def between(self, lower: Floats, upper: Floats) -> None:
        """Leave only choices between bounds to `relaxed`."""
        self._session.set_bounds(np.arange(self._wide), lower, upper)

    def forget(self) -> None:
        """Leave out half of the cuts, those that have not mattered longest, if there are many."""
        outcomes = len(self._stages.outcomes)
        if len(self._cuts) <= max(_MANY, _MANY_EACH * outcomes):
            return
        order = np.argsort(self._idle, kind="stable")
        kept, dropped = np.sort(order[:len(order) // 2]), np.sort(order[len(order) // 2:])
        # Those that mattered for the last choice hold its corner.
        kept = np.sort(np.concatenate([kept, dropped[self._idle[dropped] == 0]]))
        dropped = dropped[self._idle[dropped] > 0]
        self._session.drop_rows(self._program.rows + dropped)
        self._rows = [csr_array(vstack(self._rows).tocsr()[kept])]
        self._lower = [np.concatenate(self._lower)[kept]]
        self._cuts = [self._cuts[at] for at in kept]
        self._idle = self._idle[kept]

    def whole(self, gap: float, start: Floats | None) -> Choice | None:
        """The best whole choice, within a gap; None when there is none."""
        matrix = vstack([self._program.matrix, *self._rows])
        lower = np.concatenate([self._program.row_lower, *self._lower])
        upper = np.full(len(lower), np.inf)
        upper[:self._program.rows] = self._program.row_upper
        program = replace(
            self._program, matrix=csc_array(matrix), row_lower=lower, row_upper=upper
        )
        limits = Limits(nodes=_NODES, gap=gap)
        point = None if start is None else self._point(start)
        return self._choice(solve_wide(program, limits, point, self._stop))

    def _choice(self, found: Solution) -> Choice | None:
        if self._stop():
            raise Stopped
        if found.x is None or found.value is None or found.bound is None:
            return None
        count = len(self._stages.outcomes)
        return Choice(
            x=found.x[:self._wide], costs=found.x[self._wide:self._wide + count],
            value=found.value, bound=found.bound,
        )

    def _point(self, x: Floats) -> Floats:
        """A whole choice as a point of the program: as cheap as the cuts allow."""
        costs = np.full(len(self._stages.outcomes), -np.inf)
        for cut in self._cuts:
            if cut.cost:
                own = x[self._stages.outcomes[cut.outcome].first]
                costs[cut.outcome] = max(costs[cut.outcome], cut.at(own))
        if self._program.columns == self._wide + len(costs):
            return np.concatenate([x, costs])
        threshold = self._stages.risk.threshold(costs, self._stages.probabilities)
        return np.concatenate([x, costs, [threshold], np.maximum(costs - threshold, 0.0)])

    def _rows_of(self, cuts: Sequence[Cut]) -> csr_array:
        data: list[Floats] = []
        columns: list[Ints] = []
        starts = [0]
        for cut in cuts:
            first = self._stages.outcomes[cut.outcome].first
            used = np.flatnonzero(cut.slope)
            data.append(-cut.slope[used])
            columns.append(first[used])
            if cut.cost:
                data.append(np.ones(1))
                columns.append(np.array([self._wide + cut.outcome]))
            starts.append(starts[-1] + len(used) + cut.cost)
        shape = (len(cuts), self._program.columns)
        return csr_array((np.concatenate(data), np.concatenate(columns), starts), shape=shape)


def _without_cuts(stages: Stages) -> Program:
    """The choice, what each outcome costs, and how the outcomes are weighed."""
    first, risk, count = stages.first, stages.risk, len(stages.outcomes)
    wide = first.columns
    more = count if risk.weight == 0 else 2 * count + 1
    cost = [first.cost, (1 - risk.weight) * stages.probabilities]
    lower = [first.lower, np.full(count, -np.inf)]
    matrix = hstack([first.matrix, csc_array((first.rows, more))])
    row_lower, row_upper = first.row_lower, first.row_upper
    if risk.weight > 0:
        cost.append(risk.weight * np.concatenate([[1.0], stages.probabilities / (1 - risk.tail)]))
        lower.append(np.concatenate([[-np.inf], np.zeros(count)]))
        every, ones = np.arange(count), np.ones(count)
        # Threshold and excess together are at least what the outcome costs.
        beyond = coo_array(
            (np.concatenate([-ones, ones, ones]),
             (np.tile(every, 3), np.concatenate(
                 [wide + every, np.full(count, wide + count), wide + count + 1 + every]))),
            shape=(count, wide + more),
        )
        matrix = vstack([matrix, beyond])
        row_lower = np.concatenate([row_lower, np.zeros(count)])
        row_upper = np.concatenate([row_upper, np.full(count, np.inf)])
    return Program(
        cost=np.concatenate(cost), lower=np.concatenate(lower),
        upper=np.concatenate([first.upper, np.full(more, np.inf)]),
        integer=np.concatenate([first.integer, np.zeros(more, dtype=bool)]),
        matrix=csc_array(matrix), row_lower=row_lower, row_upper=row_upper, offset=first.offset,
    )
