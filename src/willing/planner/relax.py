"""The relaxation: a bound nobody can beat, and what each choice would cost beyond it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from willing.errors import Problem, ProblemsFound
from willing.planner.limits import Watch
from willing.planner.milp import Corner, Limits, solve_relaxed
from willing.planner.model import Model
from willing.planner.program import Floats

SIMPLEX_UP_TO = 60_000
"""Entries up to which the simplex method is the faster one (measured on generated families)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """A program solved without whole numbers."""

    x: Floats
    """Best point."""
    bound: float
    """Its score: no plan can score below."""
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
        return Relaxed(x=np.zeros(0), bound=program.offset, reduced=np.zeros(0))
    method = "simplex" if program.matrix.nnz <= SIMPLEX_UP_TO else "ipm"
    found = solve_relaxed(
        program, Limits(seconds=watch.left), method, stop=lambda: watch.interrupted
    )
    if found.status == "infeasible":
        raise ProblemsFound([impossible(model)])
    if found.x is None or found.value is None or found.reduced is None:
        watch.clocked = watch.clocked or found.status == "limit"
        return None
    return Relaxed(
        x=found.x, bound=found.value, reduced=found.reduced, corner=found.corner
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
