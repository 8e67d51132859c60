"""From the relaxation to the program that is searched: fewer choices, tighter rows, a corner.

The relaxation's prices close most choices. What is left is small enough for the simplex method,
which gives a corner to dive from, and for facets to be added round by round. The bound of what is
left is made a bound of the whole by the prices of what was closed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, vstack

from willing.planner.facets import Facets, with_rows
from willing.planner.limits import Watch
from willing.planner.milp import Limits, Session, Solution
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods, Part
from willing.planner.program import Floats, Ints, Program
from willing.planner.relax import Relaxed

KEPT = 15_000
"""Decisions left open at most, besides those the relaxation uses."""
_ROUNDS = 12


@dataclass(frozen=True)
class Tight:
    """What is searched."""

    hoods: Neighbourhoods
    """The whole program with facets, and the parts of it."""
    part: Part
    """The open decisions and what follows from them."""
    session: Session
    """The part inside the solver, warm at its corner."""
    x: Floats
    """The corner, over all columns."""
    open_: Ints
    """Open decisions."""
    bound: float
    """No plan of the whole can score below."""


def tighten(
    model: Model, hoods: Neighbourhoods, relaxed: Relaxed, watch: Watch
) -> Tight | None:
    """Close, cut and price; None when the clock ends it first."""
    open_ = still_open(hoods, relaxed)
    start = np.maximum(model.program.lower, 0.0)
    followers = np.setdiff1d(np.arange(model.program.columns), hoods.decisions)
    part = hoods.cut(start, np.union1d(open_, followers))
    session = Session(part.program, Limits(seconds=watch.left), relaxed=True, method="simplex")
    session.stop_when(lambda: watch.interrupted)
    if relaxed.corner is not None:
        session.begin_at(relaxed.corner.part(part.columns, part.rows))
    found = session.solve()
    facets = Facets(model)
    added, least = csr_array((0, model.program.columns), dtype=float), np.zeros(0)
    for _ in range(_ROUNDS):
        if found.x is None or found.status != "optimal" or watch.out_of_time():
            break
        rows, values = facets.missed(part.back(start, found.x))
        if not len(values):
            break
        session.add_rows(csr_array(rows[:, part.columns]), values, np.full(len(values), np.inf))
        added, least = csr_array(vstack([added, rows])), np.concatenate([least, values])
        found = session.solve()
    if found.x is None or found.status != "optimal" or found.value is None:
        return None
    program = with_rows(model.program, added, least)
    bound = found.value + _closed(program, part, found, len(least))
    tight = replace(part, program=with_rows(part.program, csr_array(added[:, part.columns]), least))
    return Tight(
        hoods=Neighbourhoods(replace(model, program=program)), part=tight, session=session,
        x=part.back(start, found.x), open_=open_, bound=max(bound, relaxed.bound),
    )


def _closed(program: Program, part: Part, found: Solution, more: int) -> float:
    """What closed decisions could still gain, by their prices: 0 or less."""
    if found.duals is None:
        return -np.inf
    duals = np.zeros(program.rows)
    own = len(found.duals) - more
    duals[part.rows] = found.duals[:own]
    duals[program.rows - more :] = found.duals[own:]
    price = program.cost - program.matrix.T @ duals
    price[part.columns] = 0.0
    room = np.where(np.isfinite(program.upper), program.upper - program.lower, 0.0)
    return float(np.minimum(price, 0.0) @ room)


def still_open(hoods: Neighbourhoods, relaxed: Relaxed) -> Ints:
    """Decisions the relaxation uses, and those that cost least beyond it."""
    decisions = hoods.decisions
    price = np.abs(relaxed.reduced[decisions])
    used = relaxed.x[decisions] > 1e-4
    price[used] = -1.0
    order = np.argsort(price, kind="stable")
    return np.sort(decisions[order[: max(KEPT, int(used.sum()))]])
