"""What each unit would do if every tour paid a price: its best schedule, by dynamic programming.

A unit's elements are at home or on tours that follow each other; nothing else matters once prices
are given. So the best schedule is a longest way through the lines of the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from willing.planner.chains import Passing
from willing.planner.program import Floats, Ints

_SAME = 1e-12
"""Earnings that differ by less are the same."""


@dataclass(frozen=True)
class Answer:
    """What all units do at some prices."""

    sent: Floats
    """Elements on each tour."""
    waiting: Floats
    """Elements at home, by stock."""
    earned: float
    """What all of them earn together."""
    beyond: Floats
    """What an element on each tour would lose against the best schedule of its unit: 0 or more."""


@dataclass(frozen=True)
class _Leaving:
    """Tours that leave at one position, those of a unit together."""

    tours: slice
    starts: Ints
    """First tour of each unit that has any."""
    units: Ints


class Schedules:
    """The tours of all units through their elements at home."""

    def __init__(self, home: Passing, inflow: Floats) -> None:
        """`inflow`: elements that come home at each stock if nobody is sent."""
        chains = home.chains
        inside = np.flatnonzero(home.enter < np.minimum(home.leave, chains.length[home.chain]))
        order = inside[np.lexsort((home.chain[inside], home.enter[inside]))]
        self.columns = home.columns[order]
        """Columns of the tours, in the order of answers."""
        unit, leaves = home.chain[order], home.enter[order]
        back = np.minimum(home.leave[order], chains.length[unit])
        self._units, self._lines = len(chains.length), int(chains.length.max(initial=0))
        self._from, self._to = leaves * self._units + unit, back * self._units + unit
        self._at = (
            np.arange(len(chains.columns)) - np.repeat(chains.first, chains.length),
            np.repeat(np.arange(self._units), chains.length),
        )
        self._inflow = np.zeros((self._lines + 1, self._units))
        self._inflow[self._at] = inflow
        self._leaving = []
        for line in range(self._lines):
            first, after = (int(i) for i in np.searchsorted(leaves, [line, line + 1]))
            starts = np.flatnonzero(np.diff(unit[first:after], prepend=-1))
            self._leaving.append(_Leaving(slice(first, after), starts, unit[first:after][starts]))

    def answer(self, pays: Floats, waiting: Floats) -> Answer:
        """The best schedule of every unit.

        `pays`: points that an element earns on each tour; `waiting`: by being at home, by stock.
        """
        worth, stays = np.zeros((self._lines + 1, self._units)), np.zeros(self._inflow.shape)
        stays[self._at] = waiting
        later = worth.reshape(-1)
        for line in reversed(range(self._lines)):
            now, leaving = worth[line], self._leaving[line]
            np.add(worth[line + 1], stays[line], out=now)
            if len(leaving.units):
                earns = pays[leaving.tours] + later.take(self._to[leaving.tours])
                most = np.maximum.reduceat(earns, leaving.starts)
                now[leaving.units] = np.maximum(now[leaving.units], most)
        lost = later.take(self._from) - pays - later.take(self._to)
        choice = np.full(worth.size, -1, dtype=np.int64)
        best = np.flatnonzero(lost <= _SAME)
        choice[self._from[best]] = best
        idle = worth[:-1] - worth[1:] - stays[:-1] <= _SAME  # who earns as much at home stays there
        choice[: idle.size][idle.reshape(-1)] = -1
        sent, home = self._follow(choice.reshape(worth.shape))
        return Answer(sent, home, float((self._inflow * worth).sum()), np.maximum(lost, 0.0))

    def _follow(self, choice: Ints) -> tuple[Floats, Floats]:
        """Send everybody where his unit earns most."""
        there = self._inflow.copy()
        flat = there.reshape(-1)
        sent, home = np.zeros(len(self.columns)), np.zeros_like(there)
        for line in range(self._lines):
            elements, tour = there[line], choice[line]
            goes = np.flatnonzero((tour >= 0) & (elements != 0))
            sent[tour[goes]] += elements[goes]
            flat[self._to[tour[goes]]] += elements[goes]
            stay = tour < 0
            home[line, stay] = elements[stay]
            there[line + 1, stay] += elements[stay]
        return sent, home[self._at]
