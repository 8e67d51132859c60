"""Stay close to the baseline: every element whose tour differs has a price."""

from __future__ import annotations

import numpy as np

from willing.planner.given import ON_TOUR, PINNED
from willing.planner.model import Making
from willing.planner.program import Ints


def stay(making: Making) -> None:
    r"""Elements sent beyond the baseline and elements of it that are not sent are charged.

    $$ \sum_{x} | x - x^0 | \cdot disturbance $$

    A tour is the same if pledge, unit, task, first day and length are the same. Applies when a
    baseline is given and `disturbance` is set. Baseline tours that are no longer possible are
    charged too: no choice avoids that.
    """
    choices, draft = making.choices, making.draft
    price = choices.situation.operation.weights.disturbance
    known = making.baseline
    if known is None or price <= 0:
        return
    tours = choices.tours
    before = np.array([known.get(key, 0) for key in making.tour_keys()], dtype=float)
    # A key may stand twice (an order and a free tour); the first takes the baseline's elements.
    seen: set[object] = set()
    for i in np.flatnonzero(before):
        key = making.tour_key(int(i))
        before[i] = 0.0 if key in seen else before[i]
        seen.add(key)
    draft.offset += price * sum(
        count for key, count in known.items() if key not in seen
    )
    free = (tours.given != ON_TOUR) & ~choices.stints
    other = _by_other_ways(making, np.flatnonzero(before))
    new = free & (before == 0)
    new[other[1]] = False
    draft.charge(making.tours[new], np.full(int(new.sum()), price))
    old = np.flatnonzero(before)
    changed = draft.columns("changed", len(old), cost=price)
    more = draft.rows("more than before", len(old), lower=-before[old])
    draft.enter(more, changed, 1.0)
    draft.enter(more, making.tours[old], -1.0)
    less = draft.rows("less than before", len(old), lower=before[old])
    draft.enter(less, changed, 1.0)
    draft.enter(less, making.tours[old], 1.0)
    draft.enter(more[other[0]], making.tours[other[1]], -1.0)
    draft.enter(less[other[0]], making.tours[other[1]], 1.0)


def _by_other_ways(making: Making, old: Ints) -> tuple[Ints, Ints]:
    """Positions in `old` and free tours that are the same by another choice."""
    choices, nothing = making.choices, np.zeros(0, dtype=np.int64)
    if not choices.several:
        return nothing, nothing
    keys, given = making.tour_keys(), choices.tours.given
    at = {keys[i]: n for n, i in enumerate(old) if given[i] in (0, PINNED)}
    found = [
        (at[key], i) for i, key in enumerate(keys)
        if key in at and i != old[at[key]] and given[i] in (0, PINNED)
    ]
    return (np.array([n for n, _ in found], dtype=np.int64),
            np.array([i for _, i in found], dtype=np.int64))
