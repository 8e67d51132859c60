"""Who relieves whom: on a task, the first out is relieved by the first in.

The rule is fixed, so that two people who read one plan name the same pairs: the tours of a task
that end on a day, in the order in which they began (then by unit), are relieved by the tours that
are first in place on that day, in the order of their units; element by element. A tour of the
same unit that follows itself is a relief like any other. Elements first in place on a day on which
fewer go than come relieve nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from willing.report.tours import Tour


@dataclass(frozen=True, slots=True)
class Relief:
    """Elements of one tour taking over from those of another."""

    going: Tour
    """Tour that ends."""
    coming: Tour
    """Tour that begins on the same day."""
    count: int
    """Elements relieved."""


def reliefs(tours: Iterable[Tour]) -> tuple[Relief, ...]:
    """Pair the tours of an outcome, task by task, in the order of days."""
    ends: dict[tuple[str, int], list[Tour]] = defaultdict(list)
    starts: dict[tuple[str, int], list[Tour]] = defaultdict(list)
    for tour in sorted(tours, key=lambda tour: tour.key):
        ends[tour.task, tour.turn.ends].append(tour)
        starts[tour.task, tour.turn.first_day].append(tour)
    found: list[Relief] = []
    for key in sorted(starts):
        if key in ends:
            found += _paired(ends[key], starts[key])
    return tuple(found)


def _paired(going: list[Tour], coming: list[Tour]) -> list[Relief]:
    found: list[Relief] = []
    left = [tour.count for tour in going]
    out = 0
    for tour in coming:
        wanted = tour.count
        while wanted and out < len(going):
            count = min(wanted, left[out])
            if count:
                found.append(Relief(going[out], tour, count))
            left[out] -= count
            wanted -= count
            out += not left[out]
    return found
