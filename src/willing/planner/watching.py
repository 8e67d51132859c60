"""Elements that stand by and are held for their nation's own commitments at the same time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from willing.domain.ready import OnStandby
from willing.planner.choices import Choices, Pair
from willing.planner.program import Bools, Ints


@dataclass(frozen=True)
class Watching:
    """Units whose elements may do both, and what of their choices that is about."""

    units: frozenset[int]
    """Positions of the units."""
    holds: Bools
    """Which of the possible holds are theirs for their own nation."""
    stints: Bools
    """Which possible tours are their stints on a level that covers."""

    def own(self, pair: Pair) -> bool:
        """Whether holds of a pair are such holds."""
        return pair.unit in self.units and pair.pledge is None


def watching(choices: Choices, hold_pair: Ints) -> Watching:
    """Find them. `hold_pair`: pair of each possible hold."""
    covering = np.array([
        isinstance(p.fit.task, OnStandby) and p.fit.task.level.covers for p in choices.pairs
    ], dtype=bool)
    stints: Bools = covering[choices.tours.pair]
    units = {choices.pairs[int(p)].unit for p in np.unique(choices.tours.pair[stints])}
    holders = [choices.pairs[int(p)] for p in np.unique(hold_pair)]
    holders += [held.pair for held in choices.held]
    both = frozenset(units & {pair.unit for pair in holders if pair.pledge is None})
    mine = np.array([p.unit in both for p in choices.pairs], dtype=bool)
    own = np.array([p.pledge is None for p in choices.pairs], dtype=bool)
    return Watching(
        units=both, holds=(mine & own)[hold_pair], stints=stints & mine[choices.tours.pair])
