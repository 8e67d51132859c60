"""What a line wants and has, day by day, as steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Days in a row on which neither what is wanted nor what is there changes."""

    first: int
    """First day, counted from the as-of date."""
    after: int
    """Day after the last."""
    wanted: float
    """Elements wanted; above 0."""
    cover: float
    """Elements that count, at most what is wanted."""

    @property
    def days(self) -> int:
        """How many days."""
        return self.after - self.first

    @property
    def missing(self) -> float:
        """Elements missing."""
        return max(self.wanted - self.cover, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Element-days of a line over a stretch of time."""

    wanted: float
    """Elements x days wanted."""
    cover: float
    """Elements x days that are there and count."""
    short_days: int
    """Days on which anything is missing."""
    worst: float
    """Most elements missing on any day."""

    @property
    def share(self) -> float | None:
        """Filled over required, 0 to 1; None: nothing is asked."""
        return self.cover / self.wanted if self.wanted else None


def total(pieces: Iterable[Piece], first: int, after: int) -> Sum:
    """Add up the days from one to another, the last not included."""
    wanted = cover = worst = 0.0
    short = 0
    for piece in pieces:
        days = min(piece.after, after) - max(piece.first, first)
        if days > 0:
            wanted += piece.wanted * days
            cover += piece.cover * days
            worst = max(worst, piece.missing)
            short += days if piece.missing else 0
    return Sum(wanted=wanted, cover=cover, short_days=short, worst=worst)


def share_on(pieces: Iterable[Piece], day: int) -> float | None:
    """Filled over required on one day; None: nothing is asked that day."""
    for piece in pieces:
        if piece.first <= day < piece.after:
            return piece.cover / piece.wanted
    return None
