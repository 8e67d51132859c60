"""Steps: what may be bought or signed before the deal, and what it opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from willing.domain.nation import Grade
from willing.errors import Origin

WORDS: dict[str, str] = {
    "permission": "permission given early", "agreement": "agreement signed early",
    "backfill": "backfill contract", "charter": "charter option",
    "placing": "equipment placed forward",
}
"""Kinds of step and what they are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that can be taken once on a day before the deal, for a price, whatever comes.

    From `lead_days` behind that day on it opens pledges and agreements: they hold whether or not
    an answer brings what they wait for. What has no condition of its own is open by a step alone.
    So is a leg: lift that is chartered, a way that is made. Or it shortens the notice of pledges.
    """

    id: str
    """Name used by plans and pins."""
    name: str = ""
    """Name for reports; default: the id."""
    kind: Literal["permission", "agreement", "backfill", "charter", "placing"] = "permission"
    """What sort of step it is, for reports: a mandate or permission passed early, an agreement
    signed, a backfill contracted, lift chartered, equipment placed forward."""
    nation: str = ""
    """Nation that takes it; empty: the coalition."""
    opens: tuple[str, ...] = ()
    """Pledges, agreements and legs that it opens."""
    shortens: tuple[str, ...] = ()
    """Pledges whose elements leave at its notice once it is in effect: their equipment stands
    forward, or chartered lift is on call."""
    notice_days: int | None = None
    """That notice, in days; none: it shortens nothing."""
    lead_days: int = 0
    """Days from taking it until it is in effect."""
    cost: float = 0.0
    """Cost of taking it, in the operation's currency."""
    cost_per_day: float = 0.0
    """Cost of each day from taking it up to D; without a deal up to the horizon."""
    start: date | None = None
    """First day on which it can be taken; none: the as-of date."""
    until: date | None = None
    """Last day on which it can be taken; none: the last before the deal."""
    taken: date | None = None
    """Day on which it was taken; none: it is open."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def gives(self) -> str:
        """What it opens and shortens, in words."""
        opened = ", ".join(self.opens)
        shortened = f"notice of {self.notice_days} days for {', '.join(self.shortens)}"
        return "; ".join([opened] * bool(self.opens) + [shortened] * bool(self.shortens))
