"""Who draws which overhead: the first row that fits a nation's people on a requirement."""

from __future__ import annotations

from math import ceil

from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.requirement import Requirement, Task
from willing.domain.route import at_home, places_around

_ROUNDED = 1e-5
"""Part of a person that is none yet: shares are no round decimals."""


def overhead_row(operation: Operation, nation: str, task: Task) -> int | None:
    """Position of the row by which a nation's people on a task draw overhead; None: no row.

    Nobody draws overhead in his own country, or on commitments.
    """
    if not isinstance(task, Requirement) or at_home(operation, nation, task.place):
        return None
    named = {nation, *(group.id for group in operation.groups if nation in group.members)}
    around = places_around(operation, task.place)
    for at, row in enumerate(operation.overheads):
        if (
            (not row.nations or named & set(row.nations))
            and (not row.place or row.place in around)
            and (not row.under or (row.under == task.framework and row.under != nation))
        ):
            return at
    return None


def people_drawn(row: Overhead, people: float) -> int:
    """Overhead behind so many people in place."""
    return row.fixed + ceil(row.share * people - _ROUNDED) if people else 0


def counts_at(operation: Operation, row: Overhead, place: str) -> bool:
    """Whether the people of a row are at a place or in one of its parts."""
    return place in places_around(operation, row.place)
