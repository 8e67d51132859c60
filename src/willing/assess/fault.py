"""What the judge says of a plan: one fault, under one rule."""

from __future__ import annotations

from dataclasses import dataclass

from willing.assess.level import Amount
from willing.domain.plan import Row

RULES = {
    "rows": "Every row names things that exist, whole elements and days inside the timeline.",
    "accept": "An element serves only a task that it counts for, is offered for and may serve.",
    "ready": "Nobody leaves before he may: order, decision, notice by stage, start, frozen days.",
    "until": "Nobody serves behind his pledge's end, on closed days, or too long for a caveat.",
    "agreement": "Nobody is on tour where an agreement that he needs is not in force.",
    "length": "A tour has an allowed length, or is shorter and ends on the task's last day.",
    "standby": "Who stands by may, and no more leave before their notice than stand ready.",
    "step": "A step is taken once, on a day on which it may be, and paid for up to the deal.",
    "rotate": "A unit's elements on turns, held and not yet free never exceed its count.",
    "pledged": "A pledge's elements on turns and held never exceed its number.",
    "twice": "An element is declared for two tasks at most, which both allow it.",
    "free": "No more elements of a unit serve under pledges than its nation says are free.",
    "standing": "Elements are held for standing commitments and lines at notice or on call alone.",
    "lead": "A lead has the elements, lasts long enough, and is one nation's at a time.",
    "formation": "A framework nation has the elements of its slots, for the least time.",
    "nations": "No more nations are in place on a requirement than it may have at once.",
    "share": "No nation's credit on a requirement exceeds its largest share.",
    "ceiling": "No nation exceeds its ceilings of people (with overhead), tasks and cost.",
    "beds": "No place has more people than beds, with what engineers have added by then.",
    "tonnage": "No place has more tonnes inside than law or treaty allows there.",
    "force": "The whole force with its overhead never exceeds its ceiling.",
    "number": "A pledge's elements in place never exceed what a number caveat allows.",
    "company": "Nobody is in place without those his pledge comes with, or comes after.",
    "need": "Nobody is in place without what his pledge needs from others.",
    "package": "Pledges of a package all serve, or nothing new is sent of any.",
    "orders": "Turns already decided or under way stand in the plan as they are.",
    "ahead": "What is decided before the deal is the same in outcomes not yet told apart.",
    "cover": "The shortfalls told are the shortfalls there are.",
    "lead_shortfall": "The spans told to be without lead are those that nobody leads.",
    "score": "Every term and the total are what the rows come to.",
    "bound": "The bound does not lie above the score.",
}
"""Rules and what each says, in the order in which faults are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that a plan breaks."""

    rule: str
    """Which rule, one of `RULES`."""
    outcome: str
    """Outcome in which it is broken."""
    where: str
    """Row, unit, pledge, nation, task or term."""
    text: str
    """What is wrong, with the figures."""
    day: int | None = None
    """First of the days told, counted from the as-of date; None: it is of no day, or of one row."""
    over: Amount | None = None
    """Elements too many on that day; None: it is not of too many, or of people or tonnes."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.outcome}: {self.where}: {self.text}"


def where_of(row: Row) -> str:
    """How faults of a single tour, hold or stint name it."""
    by = f" ({row.pledge})" if row.pledge else ""
    return f"{row.kind} of {row.unit}{by} on {row.task} from {row.first_day}"
