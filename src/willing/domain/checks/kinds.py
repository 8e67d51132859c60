"""The kinds of problem that `check` can find, and how one is told."""

from __future__ import annotations

from typing import Any, Literal

from willing.errors import Problem

FAULTS = {
    "id-format": "An id cannot be used in conditions, lists and files.",
    "duplicate": "Two records have the same id, or two rows say the same thing twice.",
    "unknown-id": "A name stands where no record of that name exists.",
    "loop": "A place, a capability or a command is, over what stands above it, part of itself.",
    "missing": "Something without which nothing can be planned is not there.",
    "range": "A number or a date is outside what it may be.",
    "limit": "The operation is larger than Willing plans.",
    "accept-text": "A list of accepted nations cannot be read.",
    "unknown-answer": "A condition or a chance names an answer that its question does not have.",
    "unordered": "A condition compares answers by size that have no order.",
    "given-order": "Chances depend on a question that is not answered before.",
    "probability": "A chance is not between 0 and 1, or not between its lowest and highest.",
    "probability-sum": "The chances of a question's answers do not add up to 1.",
    "deal-missing": "There are requirements but no question 'deal' that says when D-day may be.",
    "deal-answer": "An answer of 'deal' is neither a date nor 'never'.",
    "deal-late": "A deal takes effect behind the end of the waiting grid.",
    "window-overlap": "Two windows of one record hold on the same day.",
    "window-outside": "No window of a requirement lies before the horizon in any outcome.",
    "window-before-deal": "Elements are wanted before D-day but ordered at D-day only.",
    "above-quantity": "More is needed to lead or to be useful than is ever wanted.",
    "line-field": "A field of a task means nothing on a line of its kind.",
    "ready-days": "A line at notice does not say how many days, or another line does.",
    "post-part": "Parts of elements, or lots, would stand for posts that are filled one by one.",
    "owner-shares": "The shares of a unit's owners do not add up to 1.",
    "free-count": "A nation says that more elements are free than its unit has.",
    "standing-tour": "A standing commitment that nobody serves in tours has a tour length.",
    "rotating-home": "A rotating commitment is to be backfilled from home.",
    "pledge-dates": "A pledge ends before it begins.",
    "pledge-count": "A pledge offers more elements than its unit has.",
    "pledge-task": "A pledge is offered for a task that it can never serve.",
    "double-pledge": "The same elements are pledged twice for the same purpose, lines and dates.",
    "package": "A package names fewer than two pledges, or one that is in another package.",
    "need-met": "The plan shall meet a need that names no capability.",
    "company-purpose": "A pledge for backfill asks for company, which is for requirements only.",
    "company-ring": "Pledges wait for each other to be there first, so none can ever go.",
    "caveat-rule": "Kind, rule and values of a caveat do not go together.",
    "caveat-dates": "A caveat ends before it begins.",
    "agreement-dates": "An agreement ends before it begins.",
    "renewal": "A renewal is of what has no end, of two things at once, or ends no later.",
    "transit-days": "A leg asks for a transit agreement, or waits for a step, and takes no day.",
    "cycle-sum": "The cycle rows of a unit do not add up to its count.",
    "cycle-dates": "The end of a tour or a dwell is missing, or lies before the as-of date.",
    "cycle-state": "Elements at home have an end, a task or a pledge, or others have a beginning.",
    "stages": "Stages do not begin with 0, or a later one does not need less notice.",
    "standby-recovery": "Levels of standby open to one policy do not have the same recovery.",
    "step-opens": "A step before the deal opens nothing.",
    "step-notice": "A step gives a notice to nobody, or to elements whose notice is by stage.",
    "step-dates": "A step before the deal can be taken until a day before it may be taken at all.",
    "stay-limit": "Of a stay limited by law only the days inside or the days outside are given.",
    "misfit": "Elements are on tour or ordered for a task, or under a pledge, that is not theirs.",
    "overused": "Cycle rows and orders use more elements at once than there are.",
    "decided": "Turns decided or under way break a ceiling, beds, a share or a caveat alone.",
    "beds-rule": "Beds, and who adds how many to them, do not go together.",
    "threshold": "A threshold gives two numbers, or names nothing that has an essential line.",
    "slot-viable": "Of a slot more is viable than it has, or of a formation nothing at all.",
    "slot-nested": "A slot of a formation asks for a formation.",
    "formation-line": "A line for a formation has a rule that only lines for elements have.",
    "change-target": "An answer changes something that no answer may change.",
    "change-value": "An answer sets a field to a value that it cannot have.",
    "serial": "A serial is too long, or two lines have the same one.",
}
"""Kinds that stop planning."""

WARNINGS = {
    "ambiguous-name": "One name means two things, so a list that names it means both.",
    "free-commitments": "A unit says what is free while commitments may take its elements too.",
    "over-pledged": "The pledges of a unit together offer more elements than it has.",
    "pledge-expires": "A pledge ends or must be renewed before the likeliest deal.",
    "renewal-late": "A renewal that is not given can be asked for no more.",
    "company-never": "Nobody can ever be the company that a pledge asks for, or cover its need.",
    "company-decided": "Turns decided or under way stand without the company that is asked for.",
    "package-never": "In no outcome may all pledges of a package serve.",
    "caveat-stay": "A caveat allows no stay as long as any tour that its pledge could serve.",
    "authority-unsaid": "A pledge does not say what it grants, where a line asks for authority.",
    "agreement-missing": "A place or leg needs a kind of agreement of which there is none for it.",
    "agreement-unsigned": "An agreement is not signed, and no answer or step brings it: no force.",
    "window-late": "Some windows of a requirement lie before the horizon in no outcome.",
    "unfillable": "Nobody can ever serve a task, in any outcome.",
    "step-useless": "A step before the deal opens what holds anyway, or can never be taken.",
    "standby-useless": "On a level of standby nobody would leave any sooner.",
    "standby-covers": "A level of standby covers commitments, and nobody held on it owes any.",
    "milestone-empty": "A milestone has no threshold, so that it says nothing.",
    "out-of-reach": "No line on which the wanted capability serves is ever near to a reach.",
    "no-travel": "Places that no way of evacuation joins are taken to be out of reach.",
    "unasked-unit": "No task asks for what a unit can do, or nobody has pledged it.",
    "must-have": "A line must have what no pledge brings, or a pledge brings it misspelt.",
    "unasked-formation": "No requirement asks for a formation.",
    "no-legs": "Places that no legs join are taken to be so many days apart.",
    "no-cycles": "Units without cycle rows are taken to be spread evenly over their cycle.",
    "nobody-on-tour": "A rotating commitment runs on the as-of date, and nobody is on tour for it.",
    "beds-unused": "A place has beds, and no task is served there.",
    "overhead-nowhere": "Overhead is at no named place, so it takes none of the beds there are.",
    "overhead-never": "An overhead row holds for nobody, or for nobody whom no row above it takes.",
    "many-outcomes": "There are so many outcomes that planning them all takes long.",
}
"""Kinds that are printed and carried into the report."""

KINDS = FAULTS | WARNINGS
"""Every kind and what it means."""

_NAMED_BY = {
    "legs": "start", "cycles": "unit", "policy_phases": "policy", "caveats": "pledge",
    "orders": "unit", "substitutions": "capability", "owners": "unit", "thresholds": "milestone",
    "overheads": "place", "travel": "start", "needs": "pledge",
    "compositions": "slot", "renewals": "renews",
}
"""Field that names a record which has no id."""


_LONG_NUMBER = 10**30
"""From here on digits say nothing; Python writes out no number of thousands of digits."""


def where(table: str, record: Any, field: str | None = None) -> str:
    """Name a record's place in its file or sheet, or in its table when it was read from neither."""
    name = short(getattr(record, _NAMED_BY.get(table, "id")))
    if record.origin is not None:
        return f"{record.origin.at(field)} of '{name}'"
    return f"{table} '{name}' {field}" if field else f"{table} '{name}'"


def problem(kind: str, place: str, given: str, allowed: str, fix: str) -> Problem:
    """Tell a problem at the level of its kind."""
    level: Literal["fault", "warning"] = "fault" if kind in FAULTS else "warning"
    return Problem(kind=kind, where=place, given=given, allowed=allowed, fix=fix, level=level)


def short(value: object) -> str:
    """A value for a message, cut when it is very long."""
    if isinstance(value, int) and abs(value) >= _LONG_NUMBER:
        return "a number of very many digits"
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def listed(names: list[str], most: int = 4) -> str:
    """Some names of a list, and how many there are when they are many."""
    shown = ", ".join(f"'{short(name)}'" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
