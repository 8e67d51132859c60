r"""Prices of what is decided here and now, for one outcome in whole plans.

$$ \theta_w \ge \min \{ q_w^T z - \pi^T z_{shared} : z \in Z_w \text{ whole} \} + \pi^T x $$

Every price $\pi$ gives such a line. At a choice the highest one is looked for: plans already met
say how high a price can come at most, and the best of these is tried, not too far from the best
so far.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.sparse import csc_array

from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.decided import Stopped
from willing.planner.ahead.stages import Stages, with_first_rows
from willing.planner.ahead.wide import narrow
from willing.planner.milp import Limits, solve_relaxed, solve_whole
from willing.planner.program import Floats, Program

_KEPT = 60
"""Plans remembered at most."""
_ENOUGH = 1e-3
"""Part of the way to the highest line that is not worth another step."""

_NARROWEST, _WIDEST = 1 / 64, 4.0
"""How far from the best prices so far others are tried, in parts of what they are."""

_LEAST = 1e-3
"""How far at least, where neither prices nor costs say."""


class Prices:
    """Prices tried for one outcome, and the plans met on the way."""

    def __init__(
        self, stages: Stages, number: int, gap: float, nodes: int, stop: Callable[[], bool]
    ) -> None:
        self._number, self._stop, self._gap, self._nodes = number, stop, gap, nodes
        self._outcome = stages.outcomes[number]
        self._program = narrow(with_first_rows(stages, number))
        self._first_costs = stages.first.cost[self._outcome.first]
        self._lines: list[Cut] = []
        self._points: list[Floats] = []
        self._costs: list[float] = []
        self._reach = 1.0

    def known(self) -> Cut:
        """What it would cost if it were known: each column costs what it does here and now."""
        return self.line(-self._first_costs)

    def lift(self, x: Floats, first: Cut, steps: int) -> Cut:
        """The highest line found at a choice, beginning with the prices of a line below it."""
        best = max([first, *self._lines], key=lambda cut: cut.at(x))
        if best is first:
            best = max([best, self.line(first.slope)], key=lambda cut: cut.at(x))
        for _ in range(steps):
            tried, highest = self._try(x, best.slope)
            hope = highest - best.at(x)
            if hope <= _ENOUGH * max(abs(best.at(x) - first.at(x)), self._gap * abs(highest)):
                break
            line = self.line(tried)
            won = line.at(x) - best.at(x)
            if won > 0.1 * hope:
                self._reach = min(2.0 * self._reach, _WIDEST)
            elif won <= 0:
                self._reach = max(0.5 * self._reach, _NARROWEST)
            best = max([best, line], key=lambda cut: cut.at(x))
        return best

    def line(self, prices: Floats) -> Cut:
        """The line of some prices."""
        copies = self._outcome.shared
        cost = self._program.cost.copy()
        cost[copies] -= prices
        priced = replace(self._program, cost=cost)
        limits = Limits(nodes=self._nodes, gap=self._gap, dives=False)
        found = solve_whole(priced, limits, stop=self._stop)
        if self._stop():
            raise Stopped
        if found.x is not None:
            self._points.append(found.x[copies])
            self._costs.append(self._program.value(found.x))
        constant = -np.inf if found.bound is None else found.bound
        cut = Cut(outcome=self._number, constant=constant, slope=prices, lifted=True)
        if found.bound is not None:
            self._lines.append(cut)
        del self._points[:-_KEPT], self._costs[:-_KEPT], self._lines[:-_KEPT]
        return cut

    def _try(self, x: Floats, centre: Floats) -> tuple[Floats, float]:
        """The prices that may be highest at a choice, and how high they can come at most."""
        count, met = len(x), len(self._points)
        wide = self._reach * np.maximum(
            np.maximum(np.abs(centre), np.abs(self._first_costs)),
            max(float(np.abs(centre).mean()), _LEAST),
        )
        # What is dearest counts: the line at x is below cost + prices @ (x - plan) for every plan.
        rows = np.hstack([np.array([x - point for point in self._points]), -np.ones((met, 1))])
        program = Program(
            cost=np.concatenate([np.zeros(count), [-1.0]]),
            lower=np.concatenate([centre - wide, [-np.inf]]),
            upper=np.concatenate([centre + wide, [np.inf]]),
            integer=np.zeros(count + 1, dtype=bool), matrix=csc_array(rows),
            row_lower=-np.array(self._costs), row_upper=np.full(met, np.inf),
        )
        found = solve_relaxed(program, Limits(), method="simplex")
        if found.x is None:
            return centre, -np.inf
        return found.x[:count], float(found.x[count])
