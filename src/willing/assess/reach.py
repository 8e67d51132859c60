"""Who is in reach: elements in place on lines, slots too, within so many minutes of a place."""

from __future__ import annotations

from willing.assess.level import Part
from willing.assess.scene import Scene
from willing.assess.ways import larger
from willing.assess.worth import is_child
from willing.domain.operation import Operation
from willing.domain.reach import Reach


def near(scene: Scene, reach: Reach) -> list[Part]:
    """Elements that count for a reach, each on the days on which it is in place."""
    lines = near_lines(scene.operation, reach)
    return [
        (tour.first, tour.ends, tour.count) for tour in scene.tours
        if tour.task.id in lines
        and is_child(scene.operation, tour.unit.capability, reach.capability)
    ]


def near_lines(operation: Operation, reach: Reach) -> dict[str, int]:
    """Requirements and slots within the minutes of a reach, and how many minutes away each is."""
    found = {}
    for line in operation.lines:
        minutes = minutes_to(operation, reach, line.place)
        if minutes is not None and minutes <= reach.minutes:
            found[line.id] = minutes
    return found


def minutes_to(operation: Operation, reach: Reach, place: str) -> int | None:
    """Minutes from a reach's place to another by the means that counts; None: no way is known.

    A row holds for the places it names and all their parts. Of the rows of one means those count
    that lie the fewest steps up the larger places, both ends together; of these, and of the means,
    the fastest.
    """
    if reach.place == place:
        return 0
    up, on = larger(operation, reach.place), larger(operation, place)
    best = []
    for mode in ("road", "air") if not reach.mode else (reach.mode,):
        ways = [(row.start, row.end, row.minutes) for row in operation.travel if row.mode == mode]
        ways += [(row.end, row.start, row.minutes) for row in operation.travel
                 if row.mode == mode and row.both_ways]
        fitting = [(up.index(a) + on.index(b), minutes) for a, b, minutes in ways
                   if a in up and b in on]
        if fitting:
            best.append(min(fitting)[1])
    return min(best, default=None)
