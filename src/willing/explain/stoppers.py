"""What can stop an element from filling a shortfall, in one fixed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KINDS: Mapping[str, str] = {
    "here": "Already there",
    "elsewhere": "On another task",
    "held": "Held at home for another task",
    "standby": "On standby before the deal",
    "turn": "Its turn here comes on other days",
    "rest": "At rest",
    "stage": "Not long enough at home for its notice",
    "rounding": "Free in days, but not by lines",
    "ready": "Not ready yet",
    "until": "The pledge ends",
    "caveat": "Caveat",
    "number": "Caveat on the number",
    "condition": "Condition",
    "step": "A step not taken before the deal",
    "company": "Goes only with others, who are not there",
    "need": "Needs what is not there",
    "package": "Goes only with the rest of its package",
    "status": "Not firm enough",
    "accept": "Not accepted",
    "authority": "Too little authority granted",
    "agreement": "No agreement",
    "backfill": "Backfill not allowed",
    "notice": "Too long a notice",
    "offered": "Offered for other tasks",
    "must_have": "Without what the line must have",
    "purpose": "Pledged for another purpose",
    "never": "Ordered at a deal that never comes",
    "reach": "No tour reaches these days",
    "pledged": "The pledged number is in use",
    "free_by_date": "Not free by then, its nation says",
    "unpledged": "Not pledged for it",
    "ceiling": "Ceiling of the nation",
    "beds": "Beds of the place",
    "force": "Ceiling of the force",
    "tonnage": "Tonnage that law or treaty allows there",
    "share": "Share of the nation",
    "nations": "So many nations already there",
    "lot": "No whole lot",
    "least": "Too few to be useful",
    "lead": "Too few of one nation to lead",
    "lead_days": "Too short for a lead",
    "assembled": "Free, but alone of no use",
    "worth": "Free, but worth less than it costs",
    "free": "Free: the search left it",
}
"""Every kind of stopper with its heading, in the order in which accounts tell them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopper:
    """What stops one element on the days of one span."""

    kind: str
    """One of `KINDS`."""
    text: str
    """The same as a sentence part, with days and numbers."""
    pledge: str = ""
    """Pledge it would have served under; empty: own elements, or none."""
    task: str = ""
    """Task that has it instead."""
    place: str = ""
    """Place that has no beds for it, or no tonnes."""
    until: int | None = None
    """Day from which this no longer stops it, counted from the as-of date; None: not known."""
    better: float | None = None
    """Points by which the plan's score would change with it there; None: not tried."""
    turn: int | None = None
    """The turn tried, by its position among those of the offer."""
