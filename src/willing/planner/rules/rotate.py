"""Elements serve, rest and serve again: nobody is in two places, nobody skips his rest."""

from __future__ import annotations

import numpy as np

from willing.domain.pledge import Pledge
from willing.domain.standing import free_day, releases
from willing.planner.chains import lay_chains, pass_through
from willing.planner.given import ON_TOUR
from willing.planner.model import Making
from willing.planner.program import Bools, Floats, Ints


def rotate(making: Making) -> None:
    r"""A unit's elements at home: those at home before, those freed, less those that leave.

    $$ home_{u,t} = home_{u,t-1} + freed_{u,t}
       - \sum_{leaving\ in\ t} x + \sum_{free\ again\ at\ t} x \ge \sum_d h_{u,d,t} $$

    Applies to every unit that may serve anything. `freed` comes from the cycle rows; an element
    leaves at the line at or before its lead-in and is free at the line at or after its dwell.
    Where only one pledge may use the unit, its number is kept here too.
    """
    unit_of = np.array([pair.unit for pair in making.choices.pairs], dtype=np.int64)
    used = np.unique(np.concatenate(
        [unit_of[making.choices.tours.pair], unit_of[making.hold_pair]]
    )) if len(unit_of) else unit_of
    freed = [np.cumsum(_freed(making, int(u))) for u in used]
    for c, pledge in _alone(making, used, unit_of).items():
        freed[c] = np.minimum(freed[c], np.cumsum(_idle(making, pledge)))
    chain_of = np.full(len(making.choices.situation.operation.units), -1)
    chain_of[used] = np.arange(len(used))
    _serve(making, "home", chain_of[unit_of], freed)


def pledged(making: Making) -> None:
    r"""Of a pledge, never more elements are on tour, in lead-in, at rest or held than its number.

    $$ idle_{k,t} = idle_{k,t-1} - \sum_{leaving\ in\ t} x + \sum_{free\ again\ at\ t} x
       \ge \sum_d h_{k,d,t}, \qquad idle_{k,-1} = n_k $$

    Applies to every pledge below its unit's count that shares the unit with another pledge or with
    the nation's own commitments.
    """
    choices = making.choices
    operation, tours = choices.situation.operation, choices.tours
    pledge_of = np.array([-1 if p.pledge is None else p.pledge for p in choices.pairs], dtype=int)
    unit_of = np.array([pair.unit for pair in choices.pairs], dtype=np.int64)
    in_use = set(pledge_of[tours.pair].tolist()) | set(pledge_of[making.hold_pair].tolist())
    alone = {pledge.id for pledge in _alone(making, np.unique(unit_of), unit_of).values()}
    binding = sorted(
        k for k in in_use
        if k >= 0 and operation.pledges[k].id not in alone
        and operation.pledges[k].count < operation.unit[operation.pledges[k].unit].count
    )
    chain_of = np.full(len(operation.pledges) + 1, -1)  # the last is for own elements
    chain_of[binding] = np.arange(len(binding))
    idle = [np.cumsum(_idle(making, operation.pledges[k])) for k in binding]
    _serve(making, "idle", chain_of[pledge_of], idle)


def _alone(making: Making, units: Ints, unit_of: Ints) -> dict[int, Pledge]:
    """Pledges that are their unit's only use, by the unit's place among the given ones."""
    operation = making.choices.situation.operation
    users: dict[int, set[int | None]] = {}
    for pair, unit in zip(making.choices.pairs, unit_of, strict=True):
        users.setdefault(int(unit), set()).add(pair.pledge)
    return {
        c: operation.pledges[pledge]
        for c, u in enumerate(units)
        if len(users[int(u)]) == 1 and (pledge := next(iter(users[int(u)]))) is not None
    }


def _serve(making: Making, name: str, chain_of_pair: Ints, ready: list[Floats]) -> None:
    """Lay chains of elements ready to serve, and let tours and holds draw on them.

    `ready`: for each chain, elements ready by each period if none served.
    """
    draft, tours = making.draft, making.choices.tours
    if not ready:
        return
    of_tour, of_hold = chain_of_pair[tours.pair], chain_of_pair[making.hold_pair]
    mine = (of_tour >= 0) & (tours.given != ON_TOUR)  # those on tour are not ready yet
    breaks = _breaks(making, ready, mine, of_tour, of_hold)
    position = np.cumsum(breaks, axis=1) - 1
    lengths = position[:, -1] + 1
    inflow = [np.diff(r[_last(row)], prepend=0.0) for r, row in zip(ready, breaks, strict=True)]
    chains, rows = lay_chains(draft, name, lengths, inflow=np.concatenate(inflow))
    past = np.append(position, lengths[:, None], axis=1)  # free again behind the timeline
    pass_through(
        draft, chains, rows, chain=of_tour[mine], columns=making.tours[mine],
        enter=past[of_tour[mine], np.maximum(tours.take[mine], 0)],
        leave=past[of_tour[mine], tours.give[mine]], amount=-1.0,
    )
    held = np.flatnonzero(of_hold >= 0)
    if len(held):
        at = chains.first[of_hold[held]] + position[of_hold[held], making.hold_period[held]]
        stocks, row_of = np.unique(at, return_inverse=True)
        enough = draft.rows(f"held of {name}", len(stocks), lower=0.0)
        draft.enter(enough, chains.columns[stocks], 1.0)
        draft.enter(enough[row_of], making.holds[held], -1.0)


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


def _freed(making: Making, unit: int) -> Floats:
    """Elements of a unit that are free for the first time in each period."""
    choices = making.choices
    freed = np.zeros(choices.timeline.periods)
    for release in releases(choices.situation, choices.situation.operation.units[unit]):
        line = choices.timeline.line_at_or_after(release.day)
        if line is not None and line < len(freed):
            freed[line] += release.count
    return freed


def _idle(making: Making, pledge: Pledge) -> Floats:
    """Elements of a pledge that may serve for the first time in each period.

    Those on tour or at rest under the pledge on the as-of date are not idle yet.
    """
    choices = making.choices
    operation = choices.situation.operation
    idle = np.zeros(choices.timeline.periods)
    idle[0] = pledge.count
    for row in operation.cycles:
        if row.pledge == pledge.id and row.state != "home":
            idle[0] -= row.count
            free = free_day(choices.situation, operation.unit[pledge.unit], row)
            line = choices.timeline.line_at_or_after(max(free, 0))
            if line is not None and line < len(idle):
                idle[line] += row.count
    return idle
