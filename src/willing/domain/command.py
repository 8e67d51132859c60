"""Headquarters: who commands whom, and how much authority a line asks for and a nation grants."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from willing.domain.nation import Grade
from willing.errors import Origin

Authority = Literal["OPCON", "TACOM", "TACON", ""]
"""Operational control, tactical command, tactical control; empty: none asked, or not said."""

LADDER = ("TACON", "TACOM", "OPCON")
"""Authorities from the least to the most; nations keep full command of what they send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A headquarters under which requirements serve."""

    id: str
    """Name used by requirements and by commands below it."""
    name: str = ""
    """Name for reports; default: the id."""
    superior: str = ""
    """Command above it; empty: it is the highest."""
    component: Literal["land", "maritime", "air", "logistics", "headquarters"] = "headquarters"
    """What it commands."""
    nation: str = ""
    """Lead nation; empty: none."""
    place: str = ""
    """Place where it stands; empty: not said."""
    transfer_days: int = 0
    """Days an element is there before authority over it is transferred; its tour counts from the
    transfer (TOA)."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


def withheld(rule: str, values: tuple[str, ...], asked: str) -> bool:
    """Whether an authority caveat withholds the authority that a line asks for.

    `max` and `only` grant no more than the highest they name, `not` less than the lowest. Values
    in words of their own are for people to judge.
    """
    if not asked or not values or not set(values) <= set(LADDER):
        return False
    named, wanted = [LADDER.index(value) for value in values], LADDER.index(asked)
    return wanted >= min(named) if rule == "not" else wanted > max(named)


def falls_short(granted: str, asked: str) -> bool:
    """Whether an authority granted is less than the one asked; what is not said is enough."""
    return bool(granted and asked) and LADDER.index(granted) < LADDER.index(asked)
