"""What binds pledges to each other: packages, and what a pledge needs from others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from willing.domain.nation import Grade
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Pledges that go together or not at all.

    In each outcome either every one of them serves (at least one element on tour or held, decided
    before or chosen) or nothing new is sent of any. A pledge is in one package at most.
    """

    id: str
    """Name used in reports."""
    name: str = ""
    """Name for reports; default: the id."""
    pledges: tuple[str, ...]
    """Pledges that go together, two or more."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that a pledge needs from others before its elements can serve."""

    pledge: str
    """The pledge that needs it."""
    kind: Literal[
        "lift", "camp", "medical", "communications", "fuel", "protection", "money"
    ]
    """What is needed."""
    capability: str = ""
    """What covers it (children of it too); empty: a promise that no element serves."""
    count: int = 1
    """Elements of the capability that must be in place."""
    providers: str = ""
    """Who may cover it: `NATO, not TUR`; empty: everybody. The nation itself only where named."""
    place: str = ""
    """Where they are in place, or in a part of it; empty: where the pledge serves."""
    met: Literal["plan", "yes", "no"] = "plan"
    """`yes`: settled outside the plan. `no`: open, and the pledge does not serve. `plan`: on every
    day on which its elements are in place, the plan has the capability in place."""
    amount: float | None = None
    """How much is asked: money, tonnes to lift, beds."""
    currency: str = ""
    """Currency or unit of the amount; empty: the operation's currency."""
    id: str = ""
    """Name by which an answer changes it; empty: none does."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
