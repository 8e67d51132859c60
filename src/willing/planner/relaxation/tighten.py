"""From the relaxation to the program that is searched: fewer choices, tighter rows, a corner.

The relaxation's prices close most choices. What is left is small enough for the simplex method,
which gives a corner to dive from, and for facets to be added round by round. What was closed and
gains with the facets is taken in again, until nothing does: so the bound is one of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from willing.planner.limits import Watch
from willing.planner.milp import Limits, Session
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods, Part
from willing.planner.program import Floats, Ints, Program
from willing.planner.relaxation.facets import Facets, with_rows
from willing.planner.relaxation.relax import Relaxed
from willing.planner.relaxation.sift import gaining, only

KEPT = 15_000
"""Decisions left open at most, besides those the relaxation uses."""
_ROUNDS = 30
"""Times that facets are looked for, and closed decisions taken in."""


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
    program, facets = model.program, Facets(model)
    closed = np.zeros(program.columns, dtype=bool)
    closed[np.setdiff1d(hoods.decisions, still_open(hoods, relaxed))] = True
    columns = np.flatnonzero(~closed)
    session = Session(
        only(program, columns), Limits(seconds=watch.left), relaxed=True, method="simplex"
    )
    session.stop_when(lambda: watch.interrupted)
    if relaxed.corner is not None:
        session.begin_at(relaxed.corner.part(columns, np.arange(program.rows)))
    found, bound = session.solve(), relaxed.value
    for _ in range(_ROUNDS):
        if found.x is None or found.duals is None or watch.out_of_time():
            break
        x = _back(program, columns, found.x)
        rows, least = facets.missed(x)
        if len(least):
            program = with_rows(program, rows, least)
            session.add_rows(csr_array(rows[:, columns]), least, np.full(len(least), np.inf))
        else:
            reduced = program.cost - program.matrix.T @ found.duals
            gain = float(np.minimum(reduced, 0.0)[closed] @ program.upper[closed])
            bound, new = max(bound, program.value(x) + gain), gaining(reduced, closed)
            if not len(new):
                break
            session.add_columns(only(program, new))
            closed[new], columns = False, np.concatenate([columns, new])
        found = session.solve()
    if found.x is None or found.duals is None:
        return None
    return Tight(
        hoods=Neighbourhoods(replace(model, program=program)),
        part=Part(program=only(program, columns), columns=columns, rows=np.arange(program.rows)),
        session=session, x=_back(program, columns, found.x),
        open_=np.intersect1d(columns, hoods.decisions), bound=bound,
    )


def _back(program: Program, columns: Ints, part: Floats) -> Floats:
    x = np.zeros(program.columns)
    x[columns] = part
    return x


def still_open(hoods: Neighbourhoods, relaxed: Relaxed) -> Ints:
    """Decisions the relaxation uses, and those that cost least beyond it."""
    decisions = hoods.decisions
    price = np.abs(relaxed.reduced[decisions])
    used = relaxed.x[decisions] > 1e-4
    if relaxed.corner is not None:  # without all of it a corner is none
        used |= relaxed.corner.basic[decisions]
    price[used] = -1.0
    order = np.argsort(price, kind="stable")
    return np.sort(decisions[order[: max(KEPT, int(used.sum()))]])
