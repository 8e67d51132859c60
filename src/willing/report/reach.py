"""What is in reach of each place, by which lines, and when it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from willing.assess.level import Level
from willing.domain.near import counts_near, covering
from willing.domain.reach import Reach
from willing.report.lines import Line, line_of
from willing.report.pieces import Piece
from willing.report.reading import Reading

Days = tuple[int, int]
"""First day, and the day after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A line within the minutes of a reach."""

    task: str
    """Requirement."""
    minutes: int
    """Minutes from the place of the reach."""
    most: int
    """Most elements on it at once that count for the reach, up to the horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InReach:
    """One reach in one outcome."""

    line: Line
    """The reach and how far it is covered."""
    place: str
    """Name of the place from which it is wanted."""
    near: tuple[Near, ...]
    """Lines near to it on which elements that count could serve, nearest first."""
    covered: tuple[Days, ...]
    """Days up to the horizon on which all that is wanted is in reach."""
    short: tuple[Days, ...]
    """Days up to the horizon on which something is missing."""


def reaches_of(reading: Reading) -> tuple[InReach, ...]:
    """Every reach that wants something in an outcome, in the order of the table."""
    return tuple(
        _in_reach(reading, reach) for reach in reading.operation.reaches
        if reading.pieces.get(reach.id)
    )


def _in_reach(reading: Reading, reach: Reach) -> InReach:
    place, pieces = reading.operation.place[reach.place], reading.pieces[reach.id]
    horizon = reading.timeline.horizon
    near = [_near(reading, reach, task, minutes)
            for task, minutes in covering(reading.operation, reach).items()]
    return InReach(
        line=line_of(reading, reach), place=place.name or place.id,
        near=tuple(near),
        covered=_joined([p for p in pieces if not p.missing], horizon),
        short=_joined([p for p in pieces if p.missing], horizon),
    )


def _near(reading: Reading, reach: Reach, task: str, minutes: int) -> Near:
    operation = reading.operation
    there = Level(
        (tour.turn.first_day, tour.turn.ends, tour.count) for tour in reading.tours
        if tour.task == task
        and counts_near(operation, reach, operation.unit[tour.unit].capability)
    )
    return Near(task=task, minutes=minutes, most=int(there.most(0, reading.timeline.horizon)))


def _joined(pieces: Sequence[Piece], horizon: int) -> tuple[Days, ...]:
    """Pieces that follow each other as one, cut at the horizon."""
    found: list[Days] = []
    for piece in pieces:
        first, after = piece.first, min(piece.after, horizon)
        if first >= after:
            continue
        if found and found[-1][1] == first:
            first = found.pop()[0]
        found.append((first, after))
    return tuple(found)
