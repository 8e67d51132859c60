"""Who stands by may be held for his own nation all the same, where his level says so."""

from __future__ import annotations

import numpy as np

from willing.planner.model import Making
from willing.planner.rules.rotate import Draws, busy_at_home, draw, left_over, units_in_use
from willing.planner.settled import settled


def watch(making: Making) -> None:
    r"""Holds for all take no more than there are at home or on standby, where that covers.

    $$ home_{u,t} + \sum_{b\ covering\ in\ t} b \ge \sum_d h_{u,d,t} $$

    where b are elements on standby on levels that cover, from the first day of their stint up to
    its last; while they rest behind it they cover nothing. Applies to units whose elements may be
    held so and owe standing commitments to their own nation; `rotate` keeps home above the holds
    for others.
    """
    standing, choices = making.watching, making.choices
    if standing is None or making.declared is None or not standing.units:
        return
    decided, units = settled(choices), choices.situation.operation.units
    used = np.array(sorted(standing.units), dtype=np.int64)
    away = [busy_at_home(making, decided, int(u), standing, with_watch=True) for u in used]
    freed = [
        left_over(making, units[int(u)].count, busy) for u, busy in zip(used, away, strict=True)
    ]
    chain_of = np.full(len(units), -1)
    chain_of[used] = np.arange(len(used))
    unit_of = np.array([pair.unit for pair in choices.pairs], dtype=np.int64)
    place = {int(u): c for c, u in enumerate(units_in_use(making))}
    at = {
        (int(chain_of[u]), t) for u in used for c, t in making.declared.given_in
        if c == place[int(u)]
    }
    tours, double = choices.tours, making.declared.holds
    _, stocks = draw(making, "watch", chain_of[unit_of], freed, Draws(
        taken=np.where(standing.stints, tours.back, tours.kept), holds=~double,
        asked=np.ones(len(double), dtype=bool), at=at,
    ))
    for c, u in enumerate(used):
        making.declared.watch[place[int(u)]] = (stocks[c], away[c])
