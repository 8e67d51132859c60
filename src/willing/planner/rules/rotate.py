"""Elements serve, rest and serve again: nobody is in two places, nobody skips his rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from willing.domain.standing import free_day, releases
from willing.planner.chains import lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.program import Floats, Ints
from willing.planner.settled import Part, Settled, is_settled, most, settled


def rotate(making: Making) -> None:
    r"""A unit's elements at home: those at home before, those freed, less those that leave.

    $$ home_{u,t} = home_{u,t-1} + freed_{u,t}
       - \sum_{leaving\ in\ t} x + \sum_{free\ again\ at\ t} x \ge \sum_d h_{u,d,t} $$

    Applies to every unit that may serve anything. `freed` comes from the cycle rows and the turns
    already decided, in days; of the others an element leaves at the line at or before its lead-in
    and is free at the line at or after its dwell.
    """
    choices, draft = making.choices, making.draft
    unit_of = np.array([pair.unit for pair in choices.pairs], dtype=np.int64)
    tours = choices.tours
    used = np.unique(np.concatenate([unit_of[tours.pair], unit_of[making.hold_pair]])
                     if len(choices.pairs) else np.zeros(0, dtype=np.int64))
    periods = choices.timeline.periods
    decided = settled(choices)
    inflow = np.concatenate([_freed(making, decided, int(u)) for u in used]) if len(used) else 0.0
    chains, rows = lay_chains(draft, "home", [periods] * len(used), inflow=inflow)
    chain_of = {int(u): c for c, u in enumerate(used)}
    free = ~is_settled(choices)  # what is decided is in the inflow
    pass_through(
        draft, chains, rows,
        chain=np.array([chain_of[int(u)] for u in unit_of[tours.pair]], dtype=np.int64)[free],
        columns=making.tours[free], enter=tours.take[free], leave=tours.give[free], amount=-1.0,
    )
    _hold_at_home(making, "held", chains.columns, chains.first, [
        chain_of[int(u)] for u in unit_of[making.hold_pair]
    ])


def pledged(making: Making) -> None:
    r"""Of a pledge, never more elements are on tour, in lead-in, at rest or held than its number.

    $$ idle_{k,t} = idle_{k,t-1} - \sum_{leaving\ in\ t} x + \sum_{free\ again\ at\ t} x
       \ge \sum_d h_{k,d,t}, \qquad idle_{k,-1} = n_k $$

    Applies to every pledge whose number the unit's count does not already enforce.
    """
    choices, draft = making.choices, making.draft
    operation, tours = choices.situation.operation, choices.tours
    pledge_of = np.array([-1 if p.pledge is None else p.pledge for p in choices.pairs])
    in_use = set(pledge_of[tours.pair].tolist()) | set(pledge_of[making.hold_pair].tolist())
    binding = sorted(
        k for k in in_use
        if k >= 0 and operation.pledges[k].count < operation.unit[operation.pledges[k].unit].count
    )
    if not binding:
        return
    chain_of = np.full(len(operation.pledges) + 1, -1)
    chain_of[binding] = np.arange(len(binding))
    periods = choices.timeline.periods
    decided = settled(choices)
    inflow = np.concatenate([_idle(making, decided, k) for k in binding])
    chains, rows = lay_chains(draft, "idle", [periods] * len(binding), inflow=inflow)
    mine = chain_of[pledge_of[tours.pair]]
    use = (mine >= 0) & ~is_settled(choices)  # what is decided is in the inflow
    pass_through(
        draft, chains, rows, chain=mine[use], columns=making.tours[use],
        enter=np.maximum(tours.take[use], 0), leave=tours.give[use], amount=-1.0,
    )
    held = chain_of[pledge_of[making.hold_pair]]
    _hold_at_home(making, "pledged", chains.columns, chains.first, held.tolist())


def _hold_at_home(
    making: Making, name: str, columns: Ints, first: Ints, chain: list[int]
) -> None:
    """Nobody holds more than is at home: one row for each chain and period with holds."""
    of = np.array(chain, dtype=np.int64)
    use = of >= 0
    if not use.any():
        return
    at = first[of[use]] + making.hold_period[use]
    stocks, row_of = np.unique(at, return_inverse=True)
    rows = making.draft.rows(name, len(stocks), lower=0.0)
    making.draft.enter(rows, columns[stocks], 1.0)
    making.draft.enter(rows[row_of], making.holds[use], -1.0)


def _freed(making: Making, decided: Sequence[Settled], unit: int) -> Floats:
    """Elements of a unit that are free for the first time, or after a decided turn, by period."""
    choices = making.choices
    freed = releases(choices.situation, choices.situation.operation.units[unit])
    busy: list[Part] = [(0, release.day, release.count) for release in freed]
    busy += [
        (max(item.turn.leaves, 0), item.turn.free, item.count)
        for item in decided if choices.pairs[item.pair].unit == unit and not item.under_way
    ]
    return _flow(making, sum(release.count for release in freed), busy)


def _idle(making: Making, decided: Sequence[Settled], pledge: int) -> Floats:
    """Elements of a pledge that may serve for the first time, or after a decided turn, by period.

    Those on tour or at rest under the pledge on the as-of date are not idle yet.
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
    return _flow(making, noun.count, busy)


def _flow(making: Making, count: int, busy: Sequence[Part]) -> Floats:
    """What flows in at each line so that the stock is the count less the most that is busy."""
    lines = np.array(making.choices.timeline.lines, dtype=np.int64)
    rest = count - most(busy, lines[:-1], lines[1:])
    flow: Floats = np.diff(rest, prepend=0.0)
    return flow
