"""What nations have: capabilities, units, rotation policies, and where a unit stands today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from willing.domain.nation import Grade
from willing.domain.stages import Stages
from willing.domain.windows import Windows
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """A kind of force element with its unit of count."""

    id: str
    """Name used by units, requirements, commitments and substitutions."""
    name: str = ""
    """Name for reports; default: the id."""
    parent: str = ""
    """More general capability; an element of the child counts for the parent."""
    counted_in: str = "element"
    """What one element is: battalion, company, vessel, aircraft, team, post."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a kind of unit serves and rests. All figures in days."""

    id: str
    """Name used by units."""
    tours: tuple[int, ...]
    """Lengths a tour may have, in place."""
    dwell: int = 0
    """Rest at home after return and recovery."""
    overlap: int = 0
    """Days a relief is there before it counts, so that two tours share the handover."""
    recovery: int = 0
    """Days after return until dwell begins."""
    work_up: int = 0
    """Days of preparation at home before leaving; the element cannot do anything else then."""
    certify_days: int = 0
    """Further days of preparation for tours that leave after their unit's certificate ends."""
    stages: Stages | None = None
    """Notice by days since the end of the dwell: `0: 60; 90: 20`; none: the unit's for all."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPhase:
    """A policy that changes for tours first in place from D+n on."""

    policy: str
    """Policy it changes."""
    start: int
    """First day counted from D (negative before) from which tours follow the new figures."""
    tours: tuple[int, ...]
    """Lengths a tour may have then."""
    dwell: int = 0
    """Rest at home then."""
    overlap: int = 0
    """Overlap then."""
    recovery: int = 0
    """Recovery then."""
    work_up: int = 0
    """Preparation then."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A pool of interchangeable force elements of one nation, capability, home and policy."""

    id: str
    """Name used by pledges, cycles and plans."""
    name: str = ""
    """Name for reports; default: the id."""
    nation: str
    """Nation that owns it."""
    capability: str
    """What one element can do."""
    count: int
    """Number of elements."""
    home: str
    """Place where it lives and rests."""
    policy: str
    """How it serves and rests."""
    notice_days: int = 0
    """Days from the national order until a whole element can leave home."""
    free: Windows | None = None
    """Most elements that may be busy under its pledges, in which windows; nothing is free outside
    them. None: only its count, cycle rows and commitments say."""
    certified_until: date | None = None
    """Last day on which elements may begin a tour without being certified again; none: always."""
    people: int = 0
    """People in one element."""
    vehicles: int = 0
    """Vehicles in one element."""
    tonnes: float = 0
    """Tonnes one element weighs."""
    lane_metres: float = 0
    """Deck or platform length one element needs, in metres."""
    equipment: Literal["rotates", "stays"] = "rotates"
    """Whether vehicles and stores come and go with every crew, or stay in theatre for the next."""
    cost_per_day: float = 0
    """Cost of one element in place for a day, in the operation's currency."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A nation's part of a unit that several own, such as a tanker fleet.

    The unit's own nation is the fleet: it decides, is accepted and has the notice. Its burden and
    its cost are its owners'.
    """

    unit: str
    """Unit that several nations own."""
    nation: str
    """One of them."""
    share: float
    """Its part, 0 to 1; those of a unit add up to 1."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """Where some elements of a unit stand on the as-of date.

    The rows of a unit add up to its count. A unit without rows is spread evenly over its cycle.
    """

    unit: str
    """The pool."""
    state: Literal["home", "tour", "dwell"]
    """At home and rested, on tour, or at rest."""
    count: int
    """Elements in this state."""
    until: date | None = None
    """Day the tour or the dwell ends; none for elements at home."""
    since: date | None = None
    """Day the dwell of elements at home ended, for notice by stage; none: long ago."""
    task: str = ""
    """Requirement or commitment served; empty: somewhere outside this operation."""
    pledge: str = ""
    """Pledge under which they serve; empty: the nation's own commitment."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
