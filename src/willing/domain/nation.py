"""Nations, the groups they form, and places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from willing.domain.windows import Windows
from willing.errors import Origin

Grade = Literal["A", "B", "C", "I", ""]
"""A official, B reputable press or institute, C relay not checked, I illustrative."""

AgreementKind = Literal["sofa", "hns", "transit", "technical"]
"""Status of forces, host nation support, transit, technical arrangement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """A contributor, a host, or a third party."""

    id: str
    """ISO 3166-1 alpha-3, or a user-assigned code such as `XKX`."""
    name: str = ""
    """Name for reports; default: the id."""
    decision_days: int = 0
    """Days from the deal to the national order (cabinet, parliament)."""
    ceiling_people: Windows | None = None
    """Most people outside its own country at once; None: no ceiling."""
    ceiling_tasks: int | None = None
    """Most tasks of others (requirements and backfills) with its elements in place at once."""
    ceiling_cost: float | None = None
    """Most it will spend on requirements and backfills over the whole plan, in the currency."""
    population: float | None = None
    """People living there, for fair shares."""
    gdp: float | None = None
    """Gross domestic product, in the operation's currency, for fair shares."""
    forces: float | None = None
    """People in its armed forces, for fair shares."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A named set of nations, such as NATO or EU."""

    id: str
    """Name used in acceptability and backfill rules."""
    members: tuple[str, ...] = ()
    """Nation ids."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point or area with a role."""

    id: str
    """Name used by units, requirements, commitments and legs."""
    name: str = ""
    """Name for reports; default: the id."""
    role: Literal["base", "seaport", "airport", "railhead", "crossing", "sector"] = "base"
    """What it is for."""
    nation: str = ""
    """Nation it lies in; empty: that of the larger place, or none at sea."""
    part_of: str = ""
    """Larger place it belongs to; caveats and legs of the larger one hold for it too."""
    reception_days: int = 0
    """Days from arrival to being in place: reception, staging, onward movement."""
    accept: str = ""
    """Nations or groups the host admits: `NATO, EU, not TUR`; empty: all."""
    agreements: tuple[AgreementKind, ...] = ()
    """Kinds of agreement that a nation needs to be there: `sofa, hns`; those of the larger place
    are needed too, and nobody needs one in his own country."""
    beds: Windows | None = None
    """Most people there and in its parts at once; none: no limit."""
    beds_by: str = ""
    """Capability whose elements in place there add beds (engineers); empty: none does."""
    beds_per: int = 0
    """Beds that one such element adds in 30 days in place."""
    beds_most: int | None = None
    """Most beds that are added in all; none: no limit."""
    stay_days: int | None = None
    """Longest unbroken stay inside, by law or treaty; none: no limit."""
    away_days: int | None = None
    """Days outside between two stays; goes together with `stay_days`."""
    stay_except: str = ""
    """Nations or groups that stay, tonnage and entry notice do not bind; empty: they bind all."""
    stay_tonnes: Windows | None = None
    """Most tonnes inside at once of all nations they bind together; none: no limit."""
    entry_notice_days: int = 0
    """Notice to be given before entering, after the element's own notice."""
    latitude: float | None = None
    """Degrees north."""
    longitude: float | None = None
    """Degrees east."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One way between two places by one mode, with its time."""

    start: str
    """Place where it begins; it serves those at home in any part of it."""
    end: str
    """Place where it ends; it serves tasks in any part of it, but joins a further leg only at this
    very place."""
    mode: Literal["road", "rail", "sea", "air"] = "road"
    """How one travels."""
    days: int
    """Days from leaving the one to arriving at the other, loading included."""
    both_ways: bool = True
    """Whether the way back takes as long."""
    transit: str = ""
    """Nation whose ground it crosses and that asks others for a transit agreement; empty: none."""
    id: str = ""
    """Name by which a step before the deal opens it (chartered lift, say): then it can be used only
    once that is in effect. Empty: it is always there."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
