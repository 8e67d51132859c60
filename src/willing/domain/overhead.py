"""Overhead: the national support element that a nation sends with whatever it sends."""

from __future__ import annotations

from dataclasses import dataclass, field

from willing.domain.nation import Grade
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Overhead:
    """People whom a nation sends behind its people on requirements: supply, pay, post, claims."""

    nations: tuple[str, ...] = ()
    """Nations or groups it holds for; empty: all."""
    place: str = ""
    """Theatre: people on requirements there and in its parts draw it, and it is there; empty:
    everywhere outside the nation's own country, and at no named place."""
    fixed: int = 0
    """People while the nation has anybody in place there."""
    share: float = 0.0
    """People for each person in place there; a started one counts."""
    under: str = ""
    """Framework nation: it holds only on lines on which the others share this nation's support."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
