"""Elements serve, rest and serve again: nobody is in two places, nobody skips his rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from willing.domain.standing import free_day, releases
from willing.planner.chains import lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.program import Bools, Floats, Ints
from willing.planner.rules.twice import Declared
from willing.planner.settled import Part, Settled, is_settled, most, settled
from willing.planner.watching import Watching, watching


def rotate(making: Making) -> None:
    r"""A unit's elements at home: those at home before, those freed, less those that leave.

    $$ home_{u,t} = home_{u,t-1} + freed_{u,t}
       - \sum_{leaving\ in\ t} x + \sum_{free\ again\ at\ t} x \ge \sum_d h_{u,d,t} $$

    Applies to every unit that may serve anything. `freed` comes from the cycle rows and the turns
    already decided, in days; of the others an element leaves at the line at or before its lead-in
    and is free at the line at or after its dwell. Where only one pledge may use the unit, its
    number is kept here too. Elements held for tasks that let them be declared twice are rule
    `twice`'s; where elements may stand by on a level that covers, d are the holds for others
    alone, and `watch` keeps those for the own nation. Where notice hangs on the stage, a tour that
    leaves before the longest notice is over takes its element already on the day since which it
    must be at home.
    """
    unit_of = np.array([pair.unit for pair in making.choices.pairs], dtype=np.int64)
    used, decided = units_in_use(making), settled(making.choices)
    watch = making.watching = watching(making.choices, making.hold_pair)
    away = [busy_at_home(making, decided, int(u), watch) for u in used]
    units = making.choices.situation.operation.units
    freed = [
        left_over(making, units[int(u)].count, busy) for u, busy in zip(used, away, strict=True)
    ]
    for c, pledge in _alone(making, used, unit_of).items():
        freed[c] = np.minimum(freed[c], _idle(making, decided, pledge))
    chain_of = np.full(len(units), -1)
    chain_of[used] = np.arange(len(used))
    double = Declared(making, used, away)
    alone = Draws(
        taken=making.choices.tours.kept, holds=~double.holds & ~watch.holds,
        asked=double.holds | ~watch.holds, at=double.given_in,
    )
    firsts, double.stocks = draw(making, "home", chain_of[unit_of], freed, alone)
    making.home = making.draft.passes[-1] if len(firsts) else None
    making.declared = double
    for u, row in zip(used, firsts, strict=True):
        making.supply[f"unit {units[int(u)].id}"] = int(row)


def pledged(making: Making) -> None:
    r"""Of a pledge, never more elements are on tour, in lead-in, at rest or held than its number.

    $$ idle_{k,t} = idle_{k,t-1} - \sum_{leaving\ in\ t} x + \sum_{free\ again\ at\ t} x
       \ge \sum_d h_{k,d,t}, \qquad idle_{k,-1} = n_k $$

    Applies to every pledge below its unit's count that shares the unit with another pledge or with
    the nation's own commitments.
    """
    choices = making.choices
    pledge_of = np.array([-1 if p.pledge is None else p.pledge for p in choices.pairs], dtype=int)
    binding, decided = pledges_in_use(making), settled(choices)
    pledges = choices.situation.operation.pledges
    chain_of = np.full(len(pledges) + 1, -1)  # the last is for own elements
    chain_of[binding] = np.arange(len(binding))
    idle = [_idle(making, decided, k) for k in binding]
    firsts, _ = draw(making, "idle", chain_of[pledge_of], idle)
    for k, row in zip(binding, firsts, strict=True):
        making.supply[f"pledge {pledges[k].id}"] = int(row)


def free(making: Making) -> None:
    r"""Of a unit that says how many are free, no more serve under its pledges.

    $$ open_{u,t} = free_{u,t} - \sum_{k \in u} (busy_{k,t} + \sum_d h_{k,d,t}) \ge 0 $$

    where busy are the elements of a pledge on tour, in lead-in or at rest. Applies to units with
    `free`; outside its windows nothing is free.
    """
    choices, decided = making.choices, settled(making.choices)
    units, pledges = choices.situation.operation.units, choices.situation.operation.pledges
    unit_of = np.array(
        [-1 if p.pledge is None else p.unit for p in choices.pairs], dtype=np.int64
    )
    serving = np.unique(unit_of[np.concatenate([choices.tours.pair, making.hold_pair])])
    stated = [int(u) for u in serving if u >= 0 and units[int(u)].free is not None]
    chain_of = np.full(len(units) + 1, -1)  # the last is for own elements
    chain_of[stated] = np.arange(len(stated))
    lines = np.array(choices.timeline.lines, dtype=np.int64)
    open_ = []
    for u in stated:
        mine = [k for k, pledge in enumerate(pledges) if pledge.unit == units[u].id]
        windows = units[u].free
        said = windows.on(choices.timeline) if windows else ()
        busy = [part for k in mine for part in _under(making, decided, k)]
        busy += [(first, after, -float(number)) for first, after, number in said]
        open_.append(-most(busy, lines[:-1], lines[1:]))
    firsts, _ = draw(making, "open", chain_of[unit_of], open_)
    for u, row in zip(stated, firsts, strict=True):
        making.supply[f"free {units[u].id}"] = int(row)


def units_in_use(making: Making) -> Ints:
    """Units that may serve anything; each has a chain, in this order."""
    unit_of = np.array([pair.unit for pair in making.choices.pairs], dtype=np.int64)
    return np.unique(unit_of[np.concatenate([making.choices.tours.pair, making.hold_pair])])


def pledges_in_use(making: Making) -> list[int]:
    """Pledges with a chain of their own, in this order."""
    choices = making.choices
    operation = choices.situation.operation
    unit_of = np.array([pair.unit for pair in choices.pairs], dtype=np.int64)
    alone = set(_alone(making, np.unique(unit_of), unit_of).values())
    pairs = {*choices.tours.pair.tolist(), *making.hold_pair.tolist()}
    in_use = {k for p in pairs if (k := choices.pairs[p].pledge) is not None} - alone
    double = {operation.units[u].id for u in _declaring(making)}
    return sorted(
        k for k in in_use
        if operation.pledges[k].count < operation.unit[operation.pledges[k].unit].count
        or operation.pledges[k].unit in double
    )


def _declaring(making: Making) -> set[int]:
    """Units of which elements may be declared for two tasks."""
    return {pair.unit for pair in making.choices.pairs if pair.fit.task.twice}


def _alone(making: Making, units: Ints, unit_of: Ints) -> dict[int, int]:
    """Pledges that are their unit's only use, by the unit's place among the given ones.

    Not where elements may be declared twice: a pledge counts each time, the unit does not. Nor
    where stages matter: an element kept at home for a tour is not yet taken from its pledge.
    """
    users: dict[int, set[int | None]] = {}
    for pair, unit in zip(making.choices.pairs, unit_of, strict=True):
        staged = pair.fit.notice is not None and bool(pair.fit.notice.early)
        users.setdefault(int(unit), set()).update({pair.pledge, None} if staged else {pair.pledge})
    double = _declaring(making)
    return {
        c: pledge
        for c, u in enumerate(units)
        if len(users[int(u)]) == 1 and (pledge := next(iter(users[int(u)]))) is not None
        and int(u) not in double
    }


@dataclass(frozen=True, kw_only=True)
class Draws:
    """What draws on chains otherwise than by its lead-in, or by being held."""

    taken: Ints
    """Period in which each tour takes its elements."""
    holds: Bools
    """Holds that draw on the stock of their period."""
    asked: Bools
    """Holds in whose period there is to be a stock."""
    at: set[tuple[int, int]]
    """Chains and periods in which there is to be one as well."""


def draw(
    making: Making, name: str, chain_of_pair: Ints, ready: list[Floats],
    other: Draws | None = None,
) -> tuple[Ints, Ints]:
    """Lay chains of elements ready to serve, and let tours and holds draw on them.

    `ready`: for each chain, elements ready in each period if nobody else served. Returns the row of
    each chain's first stock, where more elements would come in, and the stock of each chain in each
    period.
    """
    draft, tours = making.draft, making.choices.tours
    if not ready:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.int64)
    of_tour, of_hold = chain_of_pair[tours.pair], chain_of_pair[making.hold_pair]
    mine = (of_tour >= 0) & ~is_settled(making.choices)  # what is decided is not ready
    taken = tours.take if other is None else other.taken
    asked = of_hold if other is None else np.where(other.asked, of_hold, -1)
    breaks = _breaks(making, ready, mine, of_tour, asked)
    for c, period in other.at if other else ():
        breaks[c, period + 1 : period + 2] = True
    of_hold = of_hold if other is None else np.where(other.holds, of_hold, -1)
    position = np.cumsum(breaks, axis=1) - 1
    lengths = position[:, -1] + 1
    inflow = [np.diff(r[_last(row)], prepend=0.0) for r, row in zip(ready, breaks, strict=True)]
    chains, rows = lay_chains(draft, name, lengths, inflow=np.concatenate(inflow))
    past = np.append(position, lengths[:, None], axis=1)  # free again behind the timeline
    pass_through(
        draft, chains, rows, chain=of_tour[mine], columns=making.tours[mine],
        enter=past[of_tour[mine], np.maximum(taken[mine], 0)],
        leave=past[of_tour[mine], tours.give[mine]], amount=-1.0,
    )
    held = np.flatnonzero(of_hold >= 0)
    if len(held):
        at = chains.first[of_hold[held]] + position[of_hold[held], making.hold_period[held]]
        stocks, row_of = np.unique(at, return_inverse=True)
        enough = draft.rows(f"held of {name}", len(stocks), lower=0.0)
        draft.enter(enough, chains.columns[stocks], 1.0)
        draft.enter(enough[row_of], making.holds[held], -1.0)
    return rows[chains.first], chains.columns[chains.first[:, None] + position]


def _breaks(
    making: Making, ready: list[Floats], mine: Bools, of_tour: Ints, of_hold: Ints
) -> Bools:
    """Periods at which a new stock is needed, by chain.

    While elements only leave, the last period of a run is the tightest, and one stock does for
    all of them. A new one begins where somebody becomes ready, or behind a period with holds.
    """
    periods = making.choices.timeline.periods
    tours = making.choices.tours
    breaks = np.zeros((len(ready), periods + 1), dtype=bool)
    breaks[:, 0] = True
    breaks[of_tour[mine], tours.give[mine]] = True
    held = of_hold >= 0
    breaks[of_hold[held], making.hold_period[held] + 1] = True
    breaks[:, 1:periods] |= np.diff(np.array(ready), axis=1) > 0
    return breaks[:, :periods]


def _last(breaks: Bools) -> Ints:
    """Last period of each run."""
    starts = np.flatnonzero(breaks)
    return np.append(starts[1:], len(breaks)) - 1


def busy_at_home(
    making: Making, decided: Sequence[Settled], unit: int, watch: Watching,
    with_watch: bool = False,
) -> list[Part]:
    """Elements of a unit that are not at home and rested, if only what is decided is.

    Holds that may be declared twice are left out, and those that elements on standby may bear.
    `with_watch`: who stands by, where that covers, counts as at home, and all such holds count.
    """
    choices = making.choices
    noun = choices.situation.operation.units[unit]
    # Where an answer gives more elements than the cycle rows name, the others are at home.
    freed = releases(choices.situation, noun)
    busy: list[Part] = [(0, release.day, release.count) for release in freed]
    busy += [
        (max(item.turn.ends if with_watch and watch.stints[item.tour] else item.turn.leaves, 0),
         item.turn.free, item.count)
        for item in decided if choices.pairs[item.pair].unit == unit and not item.under_way
    ]
    busy += [
        (max(item.first, 0), item.after, item.count)
        for item in choices.held if item.pair.unit == unit and not item.pair.fit.task.twice
        and (with_watch or not watch.own(item.pair))
    ]
    return busy


def _idle(making: Making, decided: Sequence[Settled], pledge: int) -> Floats:
    """Elements of a pledge that may serve in each period, if only what is decided is."""
    count = making.choices.situation.operation.pledges[pledge].count
    return left_over(making, count, _under(making, decided, pledge))


def _under(making: Making, decided: Sequence[Settled], pledge: int) -> list[Part]:
    """Elements of a pledge that are busy under it, if only what is decided is.

    Those on tour or at rest under the pledge on the as-of date are busy until they are free.
    """
    choices = making.choices
    operation = choices.situation.operation
    noun = operation.pledges[pledge]
    busy: list[Part] = [
        (0, free_day(choices.situation, operation.unit[noun.unit], row), row.count)
        for row in operation.cycles if row.pledge == noun.id and row.state != "home"
    ]
    busy += [
        (max(item.turn.leaves, 0), item.turn.free, item.count)
        for item in decided if choices.pairs[item.pair].pledge == pledge and not item.under_way
    ]
    busy += [
        (max(item.first, 0), item.after, item.count)
        for item in choices.held if item.pair.pledge == pledge
    ]
    return busy


def left_over(making: Making, count: int, busy: Sequence[Part]) -> Floats:
    """The count less the most that is busy on any day of each period."""
    lines = np.array(making.choices.timeline.lines, dtype=np.int64)
    return count - most(busy, lines[:-1], lines[1:])
