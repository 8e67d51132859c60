"""A quick plan: send what gains most, as long as every stock it passes has room.

Needs no relaxation, but is better with one: what the relaxation sends comes first. It looks only
at stocks (home, pledges, ceilings, shares), at people with their overhead, at tasks and money of
each nation, at cover counted by parts, at formations and at the support that people ask for; lots,
leads, turns of framework nations and least useful numbers are settled afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heapreplace

import numpy as np

from willing.planner.model import Model
from willing.planner.program import Bools, Floats
from willing.planner.search.shortage import Shortage
from willing.planner.search.stocks import Stocks

_ROUNDED = 1e-9
"""Relative error of gains that are reckoned all at once, and more."""


def greedy(model: Model, wish: Floats, stocks: Stocks | None = None) -> Floats:
    """As much of a wish as there is room for, then whatever gains more than it costs.

    `wish`: a point whose decisions are wanted first, whole or not. Further tours come in the order
    of what they gain for each day they take. Only the decisions of the answer mean anything.
    `stocks`: those of this model, full or not.
    """
    making, shortage = model.making, Shortage(model, wish)
    if stocks is None:
        stocks = Stocks(model)
    else:
        stocks.clear()
    lower, upper, cost = model.program.lower, model.program.upper, model.program.cost
    columns: list[int] = making.tours.tolist()
    point = np.maximum(lower, 0.0)

    def send(tour: int, gain: float = np.inf) -> bool:
        # As a wish has it, whatever it costs; or for what it gains.
        column = columns[tour]
        if gain < np.inf and gain - shortage.asked(tour) <= cost[column] + 1e-9:
            return False
        if point[column] >= upper[column] or not stocks.room(column):
            return False
        stocks.send(column, 1.0)
        shortage.send(tour)
        point[column] += 1
        return True

    def hold(at: int, worthwhile: bool) -> bool:
        column = int(making.holds[at])
        pair, spans = shortage.spans_of_hold(int(making.hold_pair[at]), int(making.hold_period[at]))
        if worthwhile and shortage.gain(pair, spans) <= cost[column] + 1e-9:
            return False
        if point[column] >= upper[column] or not stocks.holds(column):
            return False
        shortage.fill(pair, spans)
        point[column] += 1
        return True

    _begin(model, stocks, shortage, point)
    whole = np.floor(wish + 1e-6)
    for tour in np.flatnonzero(whole[making.tours] > point[making.tours]):
        while point[making.tours[tour]] < whole[making.tours[tour]] and send(int(tour)):
            pass
    for at in np.flatnonzero(whole[making.holds] > point[making.holds]):
        while point[making.holds[at]] < whole[making.holds[at]] and hold(int(at), False):
            pass
    among = _open(model, stocks, point)
    # Whoever is sent may ask for support, so those who give it have their turn again.
    while _best_first(model, shortage, among, send):
        among = _open(model, stocks, point) & shortage.supporting
    if _send_home(model, stocks, shortage, point):
        _best_first(model, shortage, _open(model, stocks, point), send)
    for wanted in range(len(making.holds)):
        while hold(wanted, True):
            pass
    return point


def _begin(model: Model, stocks: Stocks, shortage: Shortage, point: Floats) -> None:
    """Count what is decided or pinned."""
    making = model.making
    for decided in np.flatnonzero(point[making.tours] > 0.5).tolist():
        column = int(making.tours[decided])
        for _ in range(round(point[column])):
            stocks.send(column, 1.0)
            shortage.send(decided)
    for pinned in np.flatnonzero(point[making.holds] > 0.5).tolist():
        for _ in range(round(point[making.holds[pinned]])):
            stocks.holds(int(making.holds[pinned]))
            pair, period = int(making.hold_pair[pinned]), int(making.hold_period[pinned])
            shortage.fill(*shortage.spans_of_hold(pair, period))


def _open(model: Model, stocks: Stocks, point: Floats) -> Bools:
    """Tours that have room, as far as can be told of all at once."""
    shut = stocks.never_again() | (point >= model.program.upper)
    found: Bools = ~shut[model.making.tours]
    return found


def _send_home(model: Model, stocks: Stocks, shortage: Shortage, point: Floats) -> bool:
    """Take back whoever waits in a slot of a formation that never came about; say whether any."""
    in_vain = shortage.give_up()
    for tour in in_vain:
        column = int(model.making.tours[tour])
        spare = point[column] - max(model.program.lower[column], 0.0)
        stocks.send(column, -spare)
        shortage.fill(*shortage.spans_of_tour(int(tour)), -spare)
        point[column] -= spare
    return len(in_vain) > 0


def _best_first(
    model: Model, shortage: Shortage, among: Bools, send: Callable[[int, float], bool]
) -> int:
    """Send the tour that gains most for each day it is taken up, again and again; how many went.

    What a tour gains mostly falls while others are sent, so it is reckoned anew when its turn
    comes.
    """
    tours, lines = model.choices.tours, np.array(model.choices.timeline.lines)
    days = np.maximum(lines[tours.give] - lines[np.maximum(tours.take, 0)], 1).astype(float)
    price = model.program.cost[model.making.tours]
    # All at once is quicker, but rounded otherwise: a promise is a little more than the truth, so
    # that every tour is reckoned exactly before it goes.
    promised = (shortage.gains(among) - price) / days
    promised += _ROUNDED * (1 + np.abs(promised))
    hopeful = np.flatnonzero(among & (promised > 0))
    waiting = list(zip((-promised[hopeful]).tolist(), hopeful.tolist(), strict=True))
    heapify(waiting)
    busy, cost = days.tolist(), price.tolist()
    sent = 0
    while waiting:
        hoped, tour = waiting[0]
        gain = shortage.gain_of(tour)
        now = (cost[tour] - gain) / busy[tour]
        if now >= 0:
            heappop(waiting)
        elif now > hoped + 1e-12:
            heapreplace(waiting, (now, tour))
        elif send(tour, gain):
            sent += 1
        else:
            heappop(waiting)
    return sent
