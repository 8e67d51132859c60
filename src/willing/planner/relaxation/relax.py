"""The relaxation: a bound nobody can beat, and what each choice would cost beyond it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from willing.errors import Problem, ProblemsFound
from willing.planner.limits import Watch
from willing.planner.milp import Corner, Limits, Solution, solve_relaxed
from willing.planner.model import Model
from willing.planner.program import Floats, Program
from willing.planner.relaxation.prices import try_prices
from willing.planner.relaxation.sift import Sift
from willing.planner.relaxation.slim import Slim, slim

SIMPLEX_UP_TO = 60_000
"""Entries up to which the simplex method is the faster one (measured on generated families)."""
_FEW_ROWS, _FLAT = 30_000, 6.0
"""Rows up to which, and columns for each row from which on, the simplex method follows from corner
to corner in good time (measured)."""
_MANY = 2.5
"""Columns for each row from which most tours do not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """A program solved without whole numbers."""

    x: Floats
    """Best point."""
    value: float
    """Its score."""
    bound: float | None
    """No plan can score below; None where some choices were left out."""
    reduced: Floats
    """What one more of a column costs beyond the bound, by column."""
    corner: Corner | None = None
    """Where the solver stood."""


def relax(model: Model, watch: Watch) -> Relaxed | None:
    """Solve the relaxation; None when the clock ends it first.

    Raises `ProblemsFound` when no plan at all keeps the rules: only what is already ordered,
    on tour or pinned can do that.
    """
    program = model.program
    if program.columns == 0:
        return Relaxed(
            x=np.zeros(0), value=program.offset, bound=program.offset, reduced=np.zeros(0)
        )
    less = slim(model)
    found = sifted(less, watch)
    if found is None:
        method = "simplex" if program.matrix.nnz <= SIMPLEX_UP_TO else "ipm"
        found = solve_relaxed(
            less.program, Limits(seconds=watch.left), method, stop=lambda: watch.interrupted
        )
    if found.status == "infeasible":
        raise ProblemsFound([impossible(model)])
    if found.status != "optimal":
        watch.clocked = watch.clocked or found.status == "limit"
        return None
    return relaxed_of(less, found)


def sketch(model: Model, watch: Watch) -> Relaxed | None:
    """The relaxation over the few tours that matter: a guess to begin with, but no bound.

    None where the whole relaxation has few tours anyway, or when the clock ends it first.
    """
    less = slim(model)
    tried = try_prices(less, watch) if _many_tours(model.program) else None
    if tried is None:
        return None
    sift = Sift(less, tried, watch)
    found = sift.begin()
    if found.reduced is None:
        return None
    # Prices of a few tours say nothing of those left out; what units lost by them does.
    found.reduced[sift.closed] = tried.beyond[sift.closed]
    drawn = relaxed_of(less, found)
    return None if drawn is None else replace(drawn, bound=None)


def dives(program: Program) -> bool:
    """Whether the simplex method follows from corner to corner in good time."""
    return program.rows <= _FEW_ROWS or program.columns > _FLAT * program.rows


def _many_tours(program: Program) -> bool:
    return (
        program.matrix.nnz > SIMPLEX_UP_TO and program.columns > _MANY * program.rows
    )


def sifted(less: Slim, watch: Watch) -> Solution | None:
    """The relaxation of a slim program a few tours at a time.

    None where another way is sooner, where the few allow no plan, or for the clock.
    """
    program = less.model.program
    if not (_many_tours(program) and dives(program)):
        return None
    tried = try_prices(less, watch)
    if tried is None:
        return None
    sift = Sift(less, tried, watch)
    found = sift.finish(sift.begin())
    return None if found.status == "infeasible" else found


def relaxed_of(less: Slim, found: Solution) -> Relaxed | None:
    """The relaxation of the whole that a solution of its slim program stands for."""
    if found.x is None or found.value is None or found.reduced is None:
        return None
    return Relaxed(
        x=less.point(found.x), value=found.value, bound=found.value,
        reduced=less.spread(found.reduced),
        corner=None if found.corner is None else less.corner(found.corner),
    )


def impossible(model: Model) -> Problem:
    """The fault of an operation whose decided turns alone break a rule."""
    given = [
        f"{model.choices.pairs[int(model.choices.tours.pair[i])].fit.unit.id} on "
        f"{model.choices.tasks[int(model.choices.task_of[i])].id}"
        for i in np.flatnonzero(model.choices.tours.given)
    ]
    return Problem(
        kind="orders-break-rules", where=f"outcome {model.situation.outcome.name}",
        given="turns already decided break a rule together: " + (", ".join(given) or "none"),
        allowed="orders, pins and elements on tour must leave every unit, pledge and ceiling whole",
        fix="lower a count, move an order, or correct the cycle rows",
    )
