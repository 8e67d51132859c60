"""Betters a choice in amounts: what outcomes decided in whole numbers stands, all else moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from willing.planner.ahead.extensive import Extensive, extensive
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.stages import Stages
from willing.planner.ahead.standing import Standing
from willing.planner.milp import Limits, solve_relaxed
from willing.planner.program import Floats

LARGE = 400_000
"""Entries of all outcomes together up to which they are moved together."""


class Polish:
    """Moves amounts here and now, and in every outcome, at once."""

    def __init__(self, stages: Stages, standing: Standing) -> None:
        self._stages, self._standing = stages, standing
        free = ~stages.first.integer
        entries = sum(outcome.program.matrix.nnz for outcome in stages.outcomes)
        self._moves = bool(free.any()) and entries <= LARGE
        self._all: Extensive | None = None

    def after(self, x: Floats, planned: Sequence[Planned]) -> None:
        """Better a choice and its answers; what is better is offered."""
        if not self._moves:
            return
        if self._all is None:
            self._all = extensive(self._stages)
        program, wide = self._all.program, self._stages.first.columns
        point = np.zeros(program.columns)
        for columns, plan in zip(self._all.columns, planned, strict=True):
            point[columns] = plan.point
        point[:wide] = x
        whole = program.integer
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[whole] = upper[whole] = np.round(point[whole])
        found = solve_relaxed(
            replace(program, lower=lower, upper=upper), Limits(), "simplex",
            stop=self._standing.stop,
        )
        if found.x is None:
            return
        better = [
            Planned(
                cost=outcome.program.value(found.x[columns]), point=found.x[columns], bound=None
            )
            for outcome, columns in zip(self._stages.outcomes, self._all.columns, strict=True)
        ]
        if self._standing.offer(found.x[:wide], better):
            self._standing.tell("polish")
