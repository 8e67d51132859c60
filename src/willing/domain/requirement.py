"""What is wanted: requirements of the operation, commitments of nations, and substitutions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from willing.domain.command import Authority
from willing.domain.nation import Grade
from willing.domain.reach import Reach
from willing.domain.windows import Windows
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line of the statement of requirements."""

    id: str
    """Name used by pledges, caveats, orders and plans."""
    name: str = ""
    """Name for reports; default: the id."""
    effect: str
    """What it keeps safe or makes possible: skies, seas, borders, monitoring, enabling."""
    capability: str
    """What is wanted."""
    quantity: Windows
    """How many elements, in which windows; one that lasts up to the horizon goes on behind it."""
    place: str
    """Where."""
    kind: Literal["in_place", "notice", "posts", "on_call"] = "in_place"
    """In place: served by tours. Notice: held at home, ready at `ready_days`. Posts: in place, and
    flagged one by one. On call: given from outside by elements that stay where they live."""
    ready_days: int | None = None
    """For a line at notice: longest notice to move of the elements held; none on other lines."""
    twice: bool = False
    """For a line at notice: whether its elements may be declared for one other line or commitment
    that allows it as well."""
    priority: int = 1
    """Class, 1 the highest."""
    weight: float = 1.0
    """Worth of one element beside others of its class (a post is not a battalion)."""
    essential: bool = True
    """Whether its effect is no better covered than this line."""
    accept: str = ""
    """Nations or groups that may fill it: `NATO, EU, not TUR`; empty: all."""
    max_share: float | None = None
    """Largest share of one nation, 0 to 1; none: no limit."""
    nations: int | None = None
    """Most nations in place on it at once, those in its slots included; none: no limit."""
    lead: int = 0
    """Elements one nation must have in place to lead the line; 0: no lead needed."""
    lead_days: int = 0
    """Least time one nation leads, or is the framework of a formation, in days."""
    min_useful: int = 0
    """Below this number nothing counts."""
    tour_days: int | None = None
    """Length of tours on this line; none: as the units' policies say."""
    order: Literal["deal", "now"] = "deal"
    """Whether elements are ordered at the deal, or now (planners, theatre opening)."""
    per_people: int | None = None
    """One more element for every so many people in place (started ones count); none: fixed."""
    supports: tuple[str, ...] = ()
    """Tasks, effects or places whose people it supports; empty: all requirements."""
    must_have: tuple[str, ...] = ()
    """What whoever serves it must bring: `night vision, water purification`; empty: nothing."""
    framework: str = ""
    """Nation whose national support element the others on this line share by agreement."""
    derived: str = ""
    """How the quantity was derived from factors: `stations: stations=2, on_station_h=1.5`."""
    serial: str = ""
    """Serial in the statement of requirements; empty: made from effect and order."""
    command: str = ""
    """Headquarters it serves under; empty: not said."""
    authority: Authority = ""
    """Authority that its headquarters needs over whoever serves it; empty: none is asked."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a nation must keep doing at home or for an alliance while the operation runs."""

    id: str
    """Name used by cycles, orders, pledges and plans."""
    name: str = ""
    """Name for reports; default: the id."""
    nation: str
    """Owner."""
    kind: Literal["standing", "rotating"]
    """Standing: so many elements at home and rested. Rotating: served in tours."""
    capability: str
    """What is owed."""
    quantity: Windows
    """How many elements, in which windows; one that lasts up to the horizon goes on behind it."""
    place: str
    """Where it is served."""
    priority: int = 1
    """Class, on the same ladder as requirements."""
    weight: float = 1.0
    """Worth of one element beside others of its class."""
    backfill: Literal["none", "tour", "home", "any"] = "none"
    """Whether others may fill in, by tours at its place, from their homes, or either way."""
    accept: str = ""
    """Nations or groups that may fill in; empty: all."""
    lead_days: int = 0
    """Days from a nation's decision until it fills in from home."""
    twice: bool = False
    """For a standing one: whether its elements may be declared for one other commitment or line at
    notice that allows it as well."""
    min_useful: int = 0
    """Below this number nothing counts."""
    tour_days: int | None = None
    """Length of tours on it; none: as the units' policies say."""
    order: Literal["deal", "now"] = "deal"
    """Whether backfills are ordered at the deal, or now."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


Served = Requirement | Commitment
"""What elements are sent to, or held for."""
Task = Served | Reach
"""What is wanted and may be short; ids are unique over all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """One capability may stand in for another: `give` elements count as `count`. Not transitive."""

    capability: str
    """What is sent instead (children of it too)."""
    stands_for: str
    """What is wanted: lines that ask for exactly this."""
    give: int = 1
    """Elements sent ..."""
    count: int = 1
    """... that count as so many."""
    mode: Literal["points", "lots"] = "points"
    """Points: every element counts its part. Lots: only whole lots of one nation count."""
    penalty: float = 0.0
    """Cost of one substitute in place for 30 days, in points of the score."""
    source: str = ""
    """Where the ratio comes from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def worth(self) -> Fraction:
        """What one element counts for."""
        return Fraction(self.count, self.give)
