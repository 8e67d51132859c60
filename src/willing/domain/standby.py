"""Standby: levels at which nations hold elements before the deal, so that they go sooner."""

from __future__ import annotations

from dataclasses import dataclass, field

from willing.domain.nation import Grade
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Standby:
    """A level at which elements may be held before the deal: a shorter notice, for a price.

    Elements are held in turns, under a pledge. Who is held up to D stands ready: his tours wait for
    the notice of the level instead of his own.
    """

    id: str
    """Name used by orders and plans."""
    name: str = ""
    """Name for reports; default: the id."""
    policies: tuple[str, ...] = ()
    """Policies whose units may be held so; empty: all."""
    notice_days: int
    """Notice of elements that stand ready on it, in days."""
    longest: int
    """Most days that an element is held without a rest."""
    recovery: int = 0
    """Days of rest behind it, for elements that nobody called."""
    cost_per_day: float = 0.0
    """Cost of one element held for a day, in the operation's currency."""
    covers: bool = False
    """Whether its elements are held for their own nation's standing commitments all the same: they
    are at home and rested."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
