"""Which lines, slots too, lie within the minutes of a reach, and whose elements cover it there."""

from __future__ import annotations

from willing.domain.credit import credit, kinds_of
from willing.domain.operation import Operation
from willing.domain.reach import Reach, Travel
from willing.domain.requirement import Requirement
from willing.domain.route import within


def travel_minutes(operation: Operation, start: str, end: str, mode: str = "") -> int | None:
    """Minutes from one place to another by the fastest means, or by one; None: no way is known.

    For each means the row holds that names the two places most nearly: itself before its larger
    place, counted in steps over both; of rows equally near, the fastest.
    """
    if start == end:
        return 0
    starts, ends = _steps(operation, start), _steps(operation, end)
    nearest: dict[str, tuple[int, int]] = {}
    for row in operation.travel:
        if mode and row.mode != mode:
            continue
        for one, other in _ways(row):
            if one in starts and other in ends:
                found = (starts[one] + ends[other], row.minutes)
                nearest[row.mode] = min(found, nearest.get(row.mode, found))
    return min((minutes for _, minutes in nearest.values()), default=None)


def _ways(row: Travel) -> tuple[tuple[str, str], ...]:
    there = (row.start, row.end)
    return (there, (row.end, row.start)) if row.both_ways else (there,)


def _steps(operation: Operation, place: str) -> dict[str, int]:
    """A place and its larger ones, with the steps to each."""
    return {name: step for step, name in enumerate(within(operation, place))
            if name in operation.place}


def lies_near(operation: Operation, reach: Reach, task: Requirement) -> bool:
    """Whether the place of a requirement is within the minutes of a reach."""
    minutes = travel_minutes(operation, reach.place, task.place, reach.mode)
    return minutes is not None and minutes <= reach.minutes


def counts_near(operation: Operation, reach: Reach, capability: str) -> bool:
    """Whether an element of a capability is what a reach wants: the same, or a child of it."""
    return reach.capability in kinds_of(operation, capability)


def may_cover(operation: Operation, reach: Reach, task: Requirement) -> bool:
    """Whether some unit that counts for a reach counts for a requirement too, wherever it lies."""
    return any(
        counts_near(operation, reach, kind) and credit(operation, kind, task.capability) is not None
        for kind in dict.fromkeys(unit.capability for unit in operation.units)
    )


def covering(operation: Operation, reach: Reach) -> dict[str, int]:
    """Lines on which somebody could cover a reach, with their minutes, nearest first."""
    found = {
        task.id: minutes for task in operation.lines
        if (minutes := travel_minutes(operation, reach.place, task.place, reach.mode)) is not None
        and minutes <= reach.minutes and may_cover(operation, reach, task)
    }
    return dict(sorted(found.items(), key=lambda item: item[1]))
