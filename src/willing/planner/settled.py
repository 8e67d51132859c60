"""Turns already decided count on their own days, not on lines: nobody can move them any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from willing.domain.ready import OnStandby
from willing.domain.turn import Turn, rhythm
from willing.planner.choices import Choices
from willing.planner.given import ON_TOUR, ORDERED
from willing.planner.program import Bools, Floats, Ints
from willing.planner.stints import stint_turn

Part = tuple[int, int, float]
"""First day, day after, and how much there is in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A turn that is in every plan."""

    tour: int
    """Its position among the possible tours."""
    pair: int
    """Who serves what."""
    turn: Turn
    """Its days."""
    count: int
    """Elements."""
    under_way: bool
    """Whether it has begun on the as-of date."""
    arrives: int
    """First day at its place, reception, transfer and overlap included."""


def is_settled(choices: Choices) -> Bools:
    """Which possible tours are ordered or under way."""
    found: Bools = np.isin(choices.tours.given, (ORDERED, ON_TOUR))
    return found


def settled(choices: Choices) -> tuple[Settled, ...]:
    """Every ordered turn, and everyone on tour for a task on the as-of date."""
    found = []
    every = choices.tours
    for i in np.flatnonzero(is_settled(choices)):
        p, first = int(every.pair[i]), int(every.first_day[i])
        pair = choices.pairs[p]
        asked = choices.spans[pair.task]
        under_way = int(every.given[i]) == ON_TOUR
        if isinstance(pair.fit.task, OnStandby):
            turn = stint_turn(pair.fit.task, first, int(every.ends[i]))
        else:
            way = rhythm(choices.bare, pair.fit.unit, pair.fit.task, first)
            turn = way.turn(
                first, int(every.ends[i]) - first, asked[0].first if asked else first, None,
                by=way.movement if under_way else None,
            )
        arrives = turn.arrives
        if under_way:
            turn, arrives = replace(turn, leaves=0, departs=0), 0
        found.append(Settled(
            tour=int(i), pair=p, turn=turn, count=int(every.least[i]), under_way=under_way,
            arrives=arrives,
        ))
    return tuple(found)


def most(parts: Sequence[Part], firsts: Ints, afters: Ints) -> Floats:
    """Most of all parts together on any day of each span `firsts`..`afters`."""
    return _levels(parts, firsts, afters, np.maximum)


def least(parts: Sequence[Part], firsts: Ints, afters: Ints) -> Floats:
    """Least of all parts together on any day of each span."""
    return _levels(parts, firsts, afters, np.minimum)


def _levels(parts: Sequence[Part], firsts: Ints, afters: Ints, which: np.ufunc) -> Floats:
    """The most, or the least, of what there is on the days of each span `firsts`..`afters`."""
    real = [part for part in parts if part[0] < part[1]]
    begin = np.array([part[0] for part in real], dtype=np.int64)
    end = np.array([part[1] for part in real], dtype=np.int64)
    amount = np.array([part[2] for part in real], dtype=float)
    days = np.unique(np.concatenate([begin, end, firsts, afters]))
    step = np.zeros(len(days))
    np.add.at(step, np.searchsorted(days, begin), amount)
    np.add.at(step, np.searchsorted(days, end), -amount)
    ends: Ints = np.stack([np.searchsorted(days, firsts), np.searchsorted(days, afters)], axis=1)
    # From one end to the other, then from that to the next span's first, which is left out.
    found: Floats = which.reduceat(np.append(np.cumsum(step), 0.0), ends.ravel())[::2]
    return found
