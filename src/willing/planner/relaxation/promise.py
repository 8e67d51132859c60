"""A bound and a guess of the relaxation in a few seconds, where the solver takes long.

On the example the solver has the relaxation of an outcome after 7 to 18 seconds. Prices promise 80
to 96 % of it after one and a half: enough to know where the widest gaps are.
"""

from __future__ import annotations

from willing.planner.limits import Watch
from willing.planner.milp import Solution
from willing.planner.relaxation.prices import try_prices
from willing.planner.relaxation.slim import Slim

_ROUNDS = 500
"""Rounds of trial after which prices hardly promise more."""


def promised(less: Slim, watch: Watch) -> Solution | None:
    """What prices promise of a slim program: its `value` is a bound, its point only near the rules.

    None where they promise nothing, or when the clock ends it first.
    """
    tried = try_prices(less, watch, _ROUNDS)
    # Arithmetic of so many terms is exact to some ten digits.
    bound = None if tried is None else tried.bound - 1e-9 * max(1.0, abs(tried.bound))
    if tried is None or bound is None or bound == float("-inf"):
        return None
    return Solution(
        status="limit", x=tried.mean, value=bound, bound=bound, reduced=tried.beyond)
