"""Warnings about beds that nobody asks for, and overhead that nobody draws."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.expectations import serving_pairs
from willing.domain.checks.kinds import listed, problem, where
from willing.domain.checks.names import Names
from willing.domain.drawn import overhead_row
from willing.domain.route import places_around
from willing.domain.situation import Situation
from willing.errors import Problem


def check_overheads(names: Names, laid: tuple[Situation, ...]) -> Iterator[Problem]:
    """Rows that hold for nobody, and beds where nobody serves. Wants no faults."""
    operation = names.operation
    served = {
        around for task in operation.task.values()
        for around in places_around(operation, task.place)
    }
    for place in operation.places:
        if place.beds is not None and place.id not in served:
            yield problem(
                "beds-unused", where("places", place, "beds"), "no task is served there",
                "beds limit people on tasks at a place or in its parts",
                "correct the place of the tasks, or empty the beds",
            )
    limited = [place.id for place in operation.places if place.beds is not None]
    nowhere = [row for row in operation.overheads if not row.place and (row.fixed or row.share)]
    if limited and nowhere:
        yield problem(
            "overhead-nowhere", where("overheads", nowhere[0], "place"),
            f"no place is named, and {listed(limited)} have beds",
            "overhead takes beds at the place of its row, and in larger ones",
            "name the place where these people are, or the largest that is sure",
        )
    if not operation.overheads:
        return
    # Answers may move a line; otherwise all outcomes are alike here.
    moved = any(change.field in ("place", "framework") for change in operation.changes)
    drawn = {
        overhead_row(here, unit.nation, task)
        for here in ([other.operation for other in laid] if moved else [operation])
        for unit, task in serving_pairs(here) if unit.people
    }
    for at, row in enumerate(operation.overheads):
        if at not in drawn:
            yield problem(
                "overhead-never", where("overheads", row, "nations"),
                "no nation that could serve there draws overhead by this row",
                "a row holds where it is the first that fits nation, place and framework nation",
                "correct its names, move it above the row that takes them, or take it out",
            )
