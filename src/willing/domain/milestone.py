"""Milestones: named sets of lines with thresholds, such as initial and full capability."""

from __future__ import annotations

from dataclasses import dataclass, field

from willing.domain.nation import Grade
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A named state of the force, such as IOC or FOC: reached when all its thresholds are met."""

    id: str
    """Name used by thresholds and reports."""
    name: str = ""
    """Name for reports; default: the id."""
    hold_days: int = 1
    """Days for which all thresholds must be met without a break; the first of them is its date."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a milestone asks of one line, or of each essential line of an effect, place or nation.

    Without a number it asks for all that is wanted.
    """

    milestone: str
    """Milestone it belongs to."""
    line: str
    """Requirement or commitment; or an effect, place or nation: each of its essential lines."""
    least: int | None = None
    """Elements that must be there, whatever is wanted that day; none: a share."""
    share: float | None = None
    """Part of what is wanted that day, 0 to 1; none: all of it, unless `least` is given."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
