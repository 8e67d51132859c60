"""Agreements: they say who may be where, from when and until when."""

from __future__ import annotations

from dataclasses import dataclass, field

from willing.calendar import Moment
from willing.domain.condition import Condition
from willing.domain.nation import AgreementKind, Grade
from willing.errors import Origin

WORDS: dict[str, str] = {
    "sofa": "status of forces agreement", "hns": "host nation support arrangement",
    "transit": "transit agreement", "technical": "technical arrangement",
}
"""Kinds of agreement and what they are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement that lets nations be in a place, or cross it."""

    id: str
    """Name used in reports."""
    name: str = ""
    """Name for reports; default: the id."""
    kind: AgreementKind
    """Status of forces, host nation support, transit, or a technical arrangement."""
    parties: tuple[str, ...] = ()
    """Nations and groups that it lets in; empty: all."""
    place: str
    """Place or nation it is for; it holds for all parts of it."""
    start: Moment | None = None
    """First day it holds; none: as soon as it is signed or its condition is known to hold."""
    until: Moment | None = None
    """Day it ends; none: never."""
    signed: bool = False
    """Whether it is signed."""
    condition: Condition | None = None
    """What must be known to hold for it to be in force; none: that it is signed."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
