r"""What everything that is wanted is worth, found by trial as on a market.

At given prices each unit chooses its best schedule by itself. Where too little is covered the
price rises, where there is more than enough it falls; steps shrink, and are measured by how much
each row has swung so far.

This climbs the Lagrangian dual of the relaxation by subgradients, with momentum and a step for
each row (as Kingma & Ba 2015, "Adam"):

$$ drift = 0.9 drift + 0.1 missing, \qquad swing = 0.99 swing + 0.01 missing^2, \qquad
   price = price + step_t \, stake \, drift / \sqrt{swing} $$

It comes near the best prices quickly and reaches them slowly. It is for learning which few tours
matter, and for a bound where the solver takes long: each round's prices promise one. What
everybody did in the later rounds, on the whole, is near the relaxation, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from willing.planner.limits import Watch
from willing.planner.program import Bools, Floats
from willing.planner.relaxation.market import Market
from willing.planner.relaxation.slim import Slim

_ROUNDS, _LATE = 450, 80
"""Rounds of trial, and how many of the last ones count."""
_STEP, _FADES = 0.05, 150.0
"""Part of what is at stake by which a price moves at first; rounds after which it is half that."""
_FIRST = 0.3
"""Part of what is at stake that is paid at first."""
_MOMENTUM, _MEMORY, _CALM = 0.9, 0.99, 1e-3


@dataclass(frozen=True)
class Tried:
    """What came of the trial."""

    chosen: Bools
    """Whether any unit chose a tour in one of the last rounds, by column."""
    beyond: Floats
    """What a tour costs beyond its unit's best schedule at the best prices, by column."""
    bound: float
    """No point of the relaxation scores below; minus infinity where no prices promised any."""
    mean: Floats
    """What each column did on the whole, by column."""


def try_prices(slim: Slim, watch: Watch, rounds: int = _ROUNDS) -> Tried | None:
    """Find which tours matter; None where nobody has any, or the clock ends it first."""
    home, columns = slim.model.making.home, slim.program.columns
    if home is None:
        return None
    market = Market(slim, home)
    (floor, ceiling), scale = market.reach(), _scale(market)
    prices = np.clip(np.where(np.isinf(market.most), _FIRST * scale, 0.0), floor, ceiling)
    swing, drift = np.zeros(len(prices)), np.zeros(len(prices))
    chosen, best = np.zeros(columns, dtype=bool), -np.inf
    beyond, mean, weight = np.zeros(columns), np.zeros(columns), 0.0
    for turn in range(rounds):
        if watch.out_of_time():
            return None
        now = market.respond(prices)
        if now.bound > best:
            best = now.bound
            beyond[market.tours] = now.beyond
        if turn >= rounds - _LATE:
            chosen[market.tours[now.sent > 0]] = True
        step = _STEP / (1 + turn / _FADES)
        if turn >= rounds // 2:
            mean += step * now.point
            weight += step
        drift = _MOMENTUM * drift + (1 - _MOMENTUM) * now.missing
        swing = _MEMORY * swing + (1 - _MEMORY) * now.missing**2
        prices = np.clip(prices + step * scale * drift / np.sqrt(swing + _CALM), floor, ceiling)
    return Tried(chosen, beyond, best, mean / weight)


def _scale(market: Market) -> Floats:
    """Points by which prices should move: what is at stake, or as usual for what one adds."""
    stakes = market.stakes()
    usual = float(np.median(stakes[stakes > 0])) if (stakes > 0).any() else 1.0
    return np.where(stakes > 0, stakes, usual / np.maximum(market.amount, 1e-9))
