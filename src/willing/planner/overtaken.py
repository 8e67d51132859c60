"""Tours that nobody makes any more once steps before the deal have opened something better."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from willing.domain.turn import rhythm
from willing.planner.choices import Choices
from willing.planner.gates import sooner_by, way_opened
from willing.planner.passing import Passing, passing


def overtaken(choices: Choices) -> Iterator[tuple[int, tuple[tuple[int, ...], ...]]]:
    """Tours by a slower way with each set of groups of steps taken that open a faster one, and
    tours that call who stands ready with the steps that shorten their notice enough.

    The shorter of both notices holds. An element that may leave without standing ready is not
    counted with those that do, and takes from the others from the day it leaves.

    Whoever may go by a faster way does. As a rule he leaves later and is back sooner, so that the
    slower tour stands for both. It does not where

    - he would leave sooner: his certificate has run out by the later day;
    - others stand ready for him, who are counted until they have rested;
    - nobody knows yet when the deal comes, and the step is taken behind the day on which he leaves
      by the slower way: outcomes that could not be told apart would differ on that day.
    """
    tours, none_settled = choices.tours, choices.tours.given == 0
    if not choices.several:
        return
    for i in np.flatnonzero((tours.stands >= 0) & none_settled & ~choices.stints):
        pair = choices.pairs[int(tours.pair[i])]
        if steps := sooner_by(choices, pair, int(tours.leaves[i])):
            yield int(i), (steps,)
    for p in np.unique(tours.pair[tours.way >= 0]):
        fit = choices.pairs[int(p)].fit
        ways = passing(choices.situation, choices.bare, fit.unit, fit.task)
        assert ways is not None
        mine = (tours.pair == p) & none_settled
        if fit.unit.certified_until is None and choices.deal is None:
            mine &= tours.stands >= 0
        for i in np.flatnonzero(mine):
            yield from ((int(i), groups) for groups in _faster(choices, ways, int(i)))


def _faster(
    choices: Choices, ways: Passing, i: int
) -> Iterator[tuple[tuple[int, ...], ...]]:
    tours, pair = choices.tours, choices.pairs[int(choices.tours.pair[i])]
    leaves, arrives = int(tours.leaves[i]), int(tours.arrives[i])
    beat = rhythm(choices.situation, pair.fit.unit, pair.fit.task, int(tours.first_day[i]))
    opening = choices.spans[pair.task][0].first
    for way in ways.ways(arrives):
        if way.days is None or way.days >= arrives - int(tours.sets_out[i]):
            continue
        turn = beat.turn(int(tours.first_day[i]), 1, opening, None, by=way.days)
        groups = tuple(
            group for hurdle in way.needs for group in way_opened(
                choices, pair.fit.unit.nation, hurdle, turn.departs, turn.arrives)
        )
        late = choices.deal is not None and any(
            choices.buys[b].day > leaves for group in groups for b in group)
        if all(groups) and (turn.leaves < leaves or tours.stands[i] >= 0 or late):
            yield groups
