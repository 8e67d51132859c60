"""Who must leave before the longest notice is over comes from those long at home."""

from __future__ import annotations

import numpy as np

from willing.domain.standing import long_home
from willing.planner.chains import lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.settled import is_settled


def ready(making: Making) -> None:
    r"""Tours that need an element at home since before the as-of date take no more than there are.

    $$ \sum_{x:\ since_x \le w} x \le long\_home_{u,w} $$

    for every day w before the as-of date since which such a tour must have its element at home, by
    the stage that the notice asks for on the day of the decision. Later days are kept by `rotate`.
    Applies to units whose policy gives notice by stage, where some elements at home on the as-of
    date have not been there long enough.
    """
    choices, operation = making.choices, making.choices.situation.operation
    tours = choices.tours
    staged = np.array([
        pair.fit.notice is not None and bool(pair.fit.notice.early) for pair in choices.pairs
    ], dtype=bool)
    if not staged.any() or not len(tours):
        return
    unit_of = np.array([pair.unit for pair in choices.pairs], dtype=np.int64)[tours.pair]
    early = staged[tours.pair] & (tours.since < 0) & ~is_settled(choices)
    stocks: list[tuple[np.ndarray, float]] = []
    for u in np.unique(unit_of[early]):
        unit = operation.units[int(u)]
        own = early & (unit_of == u)
        for day in np.unique(tours.since[own]):
            there = long_home(choices.situation, unit, int(day))
            if there < unit.count:
                stocks.append((np.flatnonzero(own & (tours.since <= day)), float(there)))
    if not stocks:
        return
    chains, rows = lay_chains(
        making.draft, "long at home", [1] * len(stocks), inflow=[there for _, there in stocks]
    )
    chain = np.repeat(np.arange(len(stocks)), [len(own) for own, _ in stocks])
    mine = np.concatenate([own for own, _ in stocks])
    pass_through(
        making.draft, chains, rows, chain=chain, columns=making.tours[mine],
        enter=np.zeros(len(mine), dtype=np.int64), leave=np.ones(len(mine), dtype=np.int64),
        amount=-1.0,
    )
