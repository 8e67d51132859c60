"""Whole numbers with much room: first let be in parts, then made whole around what that decided.

Parts of a large number matter little, and make a search much slower. A bound without these whole
numbers is a bound with them, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from willing.planner.milp import Limits, Solution, solve_whole
from willing.planner.program import Floats, Program

_WIDE = 1000
"""Room of a whole column from which on it is wide."""


def narrow(program: Program) -> Program:
    """The program with whole numbers only where there is little room."""
    return replace(program, integer=program.integer & (program.upper - program.lower < _WIDE))


def solve_wide(
    program: Program, limits: Limits, start: Floats | None, stop: Callable[[], bool]
) -> Solution:
    """Solve with whole numbers, the wide ones last; `optimal` within the asked gap only."""
    rough = narrow(program)
    if np.array_equal(rough.integer, program.integer):
        return solve_whole(program, limits, start=start, stop=stop)
    # Some time is kept for the second part.
    first = replace(limits, gap=limits.gap / 2, seconds=0.8 * limits.seconds)
    found = solve_whole(rough, first, start=start, stop=stop)
    if found.x is None or found.value is None:
        return found
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[rough.integer] = upper[rough.integer] = np.round(found.x[rough.integer])
    held = replace(program, lower=lower, upper=upper)
    second = replace(first, seconds=0.2 * limits.seconds)
    made = solve_whole(held, second, start=None, stop=stop)
    if made.value is None or found.bound is None:
        return replace(made, status="limit", bound=found.bound)
    near = made.value - found.bound <= limits.gap * max(abs(made.value), 1e-9)
    return replace(made, status="optimal" if near else "limit", bound=found.bound)
