"""What nations offer, and under which limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from willing.calendar import Moment
from willing.domain.command import Authority
from willing.domain.company import Company
from willing.domain.condition import Condition
from willing.domain.nation import Grade
from willing.errors import Origin

STATUSES = ("promised", "conditional", "confirmed", "verified")
"""The ladder a pledge climbs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What a nation offers: so many elements of a unit, from when, until when."""

    id: str
    """Name used by caveats, cycles, orders and plans."""
    unit: str
    """The pool it comes from."""
    count: int
    """Elements that serve in turns: never more on tour, lead-in and dwell from this pledge."""
    purpose: Literal["operation", "backfill", "any"] = "operation"
    """Whether it serves requirements, other nations' commitments, or both."""
    offered_for: tuple[str, ...] = ()
    """Tasks, effects or places it is offered for; empty: all."""
    status: Literal["promised", "conditional", "confirmed", "verified"] = "promised"
    """How firm it is."""
    start: date | None = None
    """First day elements may leave home for it."""
    until: date | None = None
    """Day by which its elements are out of place again."""
    renew_by: date | None = None
    """Day on which it lapses unless renewed; plans assume renewal and say so."""
    condition: Condition | None = None
    """What must hold for it to count; unknown counts as not."""
    only: Company | None = None
    """Company without which its elements are not in place, wherever they serve: `with GBR at SEC_W
    and if role2_hospital in SEC_W`; `after GBR`: who must be there the day before a tour begins."""
    notice_days: int | None = None
    """Notice for this pledge; none: the unit's."""
    provided: Literal["own", "host"] = "own"
    """Host: given by a host in its own country, by agreement; there it is no burden."""
    brings: tuple[str, ...] = ()
    """What its elements bring of what lines must have: `night vision, own medevac`."""
    authority: Authority = ""
    """Authority that the nation grants; empty: not said, which is taken to be enough."""
    source: str = ""
    """Where the figures come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """A dated limit on a pledge that stays after its condition holds."""

    pledge: str
    """The pledge it limits."""
    kind: Literal["place", "task", "time", "number", "authority", "support"]
    """What it limits. Support is shown and judged by people; so is authority in other words than
    OPCON, TACOM and TACON."""
    rule: Literal["only", "not", "max"]
    """Only these values, none of these, or at most this number."""
    values: tuple[str, ...] = ()
    """Places (with all parts), tasks or effects; for `max` one number: elements in place at once
    (kind number) or days of a tour (kind time), or the most authority granted (kind authority)."""
    start: Moment | None = None
    """First day it holds; none: always."""
    until: Moment | None = None
    """Day it ends; none: never."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A turn or hold already decided: the first plan keeps it."""

    unit: str
    """The pool it comes from."""
    pledge: str = ""
    """Pledge it serves under; empty: the nation's own commitment."""
    task: str
    """Requirement or commitment it serves; holds serve standing commitments. Of a standby its
    level."""
    first_day: Moment
    """First day in place; may lie before the as-of date."""
    days: int
    """Days in place, or held."""
    count: int
    """Elements."""
    kind: Literal["tour", "hold", "standby"] = "tour"
    """Whether they go on tour, are held at home for a standing commitment, or stand by."""
    source: str = ""
    """Where it was decided."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
