"""Who must be named by when: the last day on which a nation can name the elements of a tour."""

from __future__ import annotations

from dataclasses import dataclass

from willing.report.reading import Reading
from willing.report.tours import Tour


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """Elements that a nation has yet to name."""

    by: int
    """Last day on which it can name them: its decision and their notice come after."""
    tour: Tour
    """The tour they are for."""


def nominations(reading: Reading, nation: str = "") -> tuple[Nomination, ...]:
    """Tours that nobody has ordered yet by their last day of naming, of all nations or of one."""
    found = [
        Nomination(by=tour.name_by, tour=tour) for tour in reading.tours
        if tour.name_by is not None and nation in ("", tour.nation)
    ]
    return tuple(sorted(found, key=lambda item: (item.by, item.tour.nation, item.tour.key)))
