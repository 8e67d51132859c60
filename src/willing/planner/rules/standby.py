"""Who leaves before any notice is over comes from those who stand ready."""

from __future__ import annotations

import numpy as np

from willing.planner.chains import lay_chains, pass_through
from willing.planner.model import Making


def standby(making: Making) -> None:
    r"""Tours that leave early take no more elements than stand ready on levels that are enough.

    $$ \sum_{x:\ level_x \le j} x \le \sum_{b:\ level_b \le j} b $$

    for every level j of a pledge, the soonest first: b are its elements held on a level up to D,
    and x those of its tours that leave before any notice is over, each with the slowest level that
    is enough for it. Whoever may leave sooner may leave later, so these sums say that everybody
    finds an element. Applies to pledges whose elements may stand by for something.
    """
    choices = making.choices
    tours = choices.tours
    mine = np.flatnonzero(tours.stands >= 0)
    if not len(mine):
        return
    pledge_of = np.array(
        [-1 if pair.pledge is None else pair.pledge for pair in choices.pairs], dtype=np.int64
    )[tours.pair[mine]]
    level = tours.stands[mine]
    pledges, chain = np.unique(pledge_of, return_inverse=True)
    number = np.zeros(len(pledges), dtype=np.int64)
    np.maximum.at(number, chain, level + 1)
    chains, rows = lay_chains(making.draft, "stand ready", number)
    pass_through(
        making.draft, chains, rows, chain=chain, columns=making.tours[mine], enter=level,
        leave=number[chain], amount=np.where(choices.stints[mine], 1.0, -1.0),
    )
