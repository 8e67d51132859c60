"""A first plan: follow the relaxation down to whole numbers, a batch at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from willing.planner.limits import Watch
from willing.planner.milp import Limits, Session, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats, Ints, Program
from willing.planner.relaxation.tighten import Tight
from willing.planner.search.together import together

_BATCH = 0.25
"""Part of the fractional decisions rounded up before the relaxation is solved again."""
_ROUNDS = 60
_REST, _FEW = 0.5, 120
"""Part of what was fractional at first that is left to a search, and how many at most."""
_NODES, _LOOKS, _CLOSE = 100, 150, 0.002
"""Limits of that search, counted, and how close it goes."""


def floor_plan(model: Model, hoods: Neighbourhoods, x: Floats) -> Floats | None:
    """The relaxation's decisions rounded down: fewer tours break no limit, only cover less.

    But some may be company to others, who are called off then.
    """
    point = x.copy()
    decisions = hoods.decisions
    point[decisions] = np.maximum(
        np.floor(x[decisions] + 1e-6), hoods.program.lower[decisions]
    )
    return complete(hoods, together(model, point))


def complete(hoods: Neighbourhoods, point: Floats) -> Floats | None:
    """Choose what follows from the decisions as well as it can be; None when a rule is broken."""
    is_decision = np.zeros(hoods.program.columns, dtype=bool)
    is_decision[hoods.decisions] = True
    part = hoods.cut(point, np.flatnonzero(~is_decision))
    found = solve_whole(part.program, Limits(nodes=2000, gap=1e-4))
    if found.x is None:
        return None
    whole = part.back(point, _whole(part.program, found.x))
    # Rows over decisions alone, such as a ceiling of cost, are not in the part.
    return None if hoods.program.broken(whole) else whole


def _whole(program: Program, x: Floats) -> Floats:
    return np.where(program.integer, np.round(x), x)


def dive(model: Model, tight: Tight, watch: Watch) -> Floats | None:
    """Round decisions a batch at a time, solving the relaxation again in between.

    What is whole stays at least so many; of the rest, those nearest to the next whole number go
    up. Where that breaks a rule, they go down instead. The last ones are searched together; only
    where nothing is found are they rounded too.
    """
    at = np.flatnonzero(np.isin(tight.part.columns, tight.open_))
    program = tight.part.program
    lower, upper = program.lower[at].copy(), program.upper[at].copy()
    here = tight.x[tight.part.columns]
    first, searched = 0, False
    for _ in range(_ROUNDS):
        value = here[at]
        below = np.floor(value + 1e-6)
        part = value - below
        open_ = np.flatnonzero((part > 1e-6) & (lower < upper))
        if not len(open_) or watch.out_of_time():
            break
        lower = np.maximum(lower, np.minimum(below, upper))
        first = first or len(open_)
        if not searched and len(open_) <= min(_REST * first, _FEW):
            searched = True
            ended = _search(program, at, lower, upper, watch)
            if ended is not None:
                here = ended
                break
        batch = open_[np.argsort(-part[open_], kind="stable")[: max(1, int(len(open_) * _BATCH))]]
        found = _try(tight.session, at, lower, upper, batch, below, watch)
        if found is None:
            break
        here = found
    return floor_plan(model, tight.hoods, tight.part.back(tight.x, here))


def _search(
    program: Program, decisions: Ints, lower: Floats, upper: Floats, watch: Watch
) -> Floats | None:
    """The best point within bounds that a short search finds."""
    least, most = program.lower.copy(), program.upper.copy()
    least[decisions], most[decisions] = lower, upper
    found = solve_whole(
        replace(program, lower=least, upper=most),
        Limits(seconds=watch.left, nodes=_NODES, rounds=_LOOKS, gap=_CLOSE),
        stop=lambda: watch.interrupted,
    )
    return None if found.x is None else _whole(program, found.x)


def _try(
    session: Session, decisions: Ints, lower: Floats, upper: Floats, batch: Ints, below: Floats,
    watch: Watch,
) -> Floats | None:
    """Round a batch up; halve it while that breaks a rule; a last single one goes down."""
    while True:
        raised = lower.copy()
        raised[batch] = below[batch] + 1.0
        session.set_bounds(decisions, raised, upper)
        found = session.solve()
        if found.x is not None and found.status == "optimal":
            lower[:] = raised
            return found.x
        if watch.out_of_time():
            return None
        if len(batch) == 1:
            upper[batch] = np.maximum(below[batch], lower[batch])
            session.set_bounds(decisions, lower, upper)
            return session.solve().x
        batch = batch[: len(batch) // 2]
