"""Lanes: tours drawn below each other so that a relief stands behind the tour it relieves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from willing.report.tours import Tour


def lanes(
    tours: Iterable[Tour], first: Callable[[Tour], int], after: Callable[[Tour], int]
) -> tuple[tuple[Tour, ...], ...]:
    """Lay tours in as few lanes as come of taking them in their order.

    A tour takes the lane that became free on the very day it begins (first out, first in), else
    the lane that has been free longest, else a new one.
    """
    found: list[list[Tour]] = []
    for tour in sorted(tours, key=lambda tour: (first(tour), *tour.key)):
        begins = first(tour)
        free = [lane for lane in found if after(lane[-1]) <= begins]
        ready = [lane for lane in free if after(lane[-1]) == begins] or free
        if ready:
            min(ready, key=lambda lane: (after(lane[-1]), lane[-1].key)).append(tour)
        else:
            found.append([tour])
    return tuple(tuple(lane) for lane in found)
