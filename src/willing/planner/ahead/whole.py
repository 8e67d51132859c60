"""All outcomes solved as one program, helped by what is known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array, csc_array, vstack

from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.decided import Stopped
from willing.planner.ahead.extensive import Extensive, extensive
from willing.planner.ahead.recourse import Planned, costs_of
from willing.planner.ahead.standing import Standing
from willing.planner.ahead.wide import solve_wide
from willing.planner.milp import Limits, Solution, solve_whole
from willing.planner.program import Floats, Program

_LAST = 10
"""Cuts of an outcome that are handed on."""
_NODES = 1000
"""Nodes that count as a round."""


def solve_at_once(standing: Standing, cuts: Sequence[Cut]) -> None:
    """Solve all outcomes as one program, from the best choice so far and with its cuts."""
    every = extensive(standing.stages)
    program = _with(every, cuts, standing)
    start = _point(every, standing)
    limits = Limits(
        seconds=max(standing.left, 0.1), gap=standing.limits.gap,
        nodes=_NODES * standing.limits.work,
    )
    found = solve_wide(program, limits, start, standing.stop)
    _take(every, found, standing)
    if not standing.proved() and not standing.stop() and found.status != "infeasible":
        left = replace(limits, seconds=max(standing.left, 0.1))
        found = solve_whole(program, left, start=_point(every, standing), stop=standing.stop)
        _take(every, found, standing)
    if found.status == "infeasible":
        standing.ended = "infeasible"
    if standing.stop():
        raise Stopped


def _take(every: Extensive, found: Solution, standing: Standing) -> None:
    """Take what a solve proved and found."""
    if found.bound is not None:
        standing.prove(found.bound)
    if found.x is not None:
        planned = [
            Planned(
                cost=outcome.program.value(found.x[columns]), point=found.x[columns], bound=None
            )
            for outcome, columns in zip(standing.stages.outcomes, every.columns, strict=True)
        ]
        standing.offer(found.x[:standing.stages.first.columns], planned)
    standing.tell("whole")


def _with(every: Extensive, cuts: Sequence[Cut], standing: Standing) -> Program:
    """The program with the last lifted cuts of each outcome: its relaxation does not know them."""
    program, kept = every.program, _last([cut for cut in cuts if cut.lifted])
    if not kept:
        return program
    data, rows, columns, lower = [], [], [], []
    for row, cut in enumerate(kept):
        outcome = standing.stages.outcomes[cut.outcome]
        costly = np.flatnonzero(outcome.program.cost)
        data += [-cut.slope, outcome.program.cost[costly]]
        columns += [outcome.first, every.columns[cut.outcome][costly]]
        rows.append(np.full(len(cut.slope) + len(costly), row))
        lower.append(cut.constant - outcome.program.offset)
    more = coo_array(
        (np.concatenate(data), (np.concatenate(rows), np.concatenate(columns))),
        shape=(len(kept), program.columns),
    )
    return replace(
        program, matrix=csc_array(vstack([program.matrix, more])),
        row_lower=np.concatenate([program.row_lower, lower]),
        row_upper=np.concatenate([program.row_upper, np.full(len(kept), np.inf)]),
    )


def _last(cuts: Sequence[Cut]) -> list[Cut]:
    """The last few cuts of each outcome."""
    by_outcome: dict[int, list[Cut]] = {}
    for cut in cuts:
        by_outcome.setdefault(cut.outcome, []).append(cut)
    return [cut for own in by_outcome.values() for cut in own[-_LAST:]]


def _point(every: Extensive, standing: Standing) -> Floats | None:
    """The best choice so far as a point of the program; None without one."""
    if standing.x is None:
        return None
    point = np.zeros(every.program.columns)
    for columns, planned in zip(every.columns, standing.planned, strict=True):
        point[columns] = planned.point
    point[:len(standing.x)] = standing.x
    if len(every.tail):
        costs, risk = costs_of(standing.planned), standing.stages.risk
        threshold = risk.threshold(costs, standing.stages.probabilities)
        point[every.tail] = np.concatenate([[threshold], np.maximum(costs - threshold, 0.0)])
    return point
