"""Whose words a report uses: plain ones, those of NATO, or those of the United Nations.

One table of words; files, fields and code know the plain ones only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from willing.domain.operation import Operation

VOCABULARIES = ("plain", "nato", "un")
"""Columns of the table, as `settings.vocabulary` names them."""

WORDS: Mapping[str, tuple[str, str, str]] = {
    "statement": (
        "Statement of requirements", "Combined joint statement of requirements (CJSOR)",
        "Statement of unit requirements (SUR)",
    ),
    "line": ("line", "CJSOR serial", "SUR line"),
    "lines": ("lines", "CJSOR serials", "SUR lines"),
    "serial": ("Serial", "CJSOR serial", "SUR serial"),
    "sub_serial": ("Sub-serial", "Sub-serial", "SUR item"),
    "effect": ("Effect", "Effect", "Mandated task"),
    "capability": ("Capability", "Capability", "Unit type"),
    "quantity": ("Wanted", "Required strength", "Units required"),
    "offered": ("Offered", "Offered strength", "Units pledged"),
    "accepted": ("Accepted", "Accepted strength", "Units selected"),
    "offers": ("Offers", "Force offers", "Pledges"),
    "offer_status": ("Status of offers", "Offer status", "Readiness level of pledges"),
    "fill": ("Filled", "Fill status", "Deployment status"),
    "must_have": ("Must have", "Must-have sub-capabilities", "Essential self-sustainment"),
    "notice": ("Notice, days", "NTM, days", "Readiness, days"),
    "required": ("Wanted from", "RDD", "Required in mission area"),
    "duration": ("For, days", "Duration, days", "Period, days"),
    "component": ("Component", "Component", "Force component"),
    "headquarters": ("Headquarters", "Headquarters", "Sector headquarters"),
    "superior": ("Next higher", "Superior HQ", "Reports to"),
    "authority": ("Authority", "Command authority", "Authority"),
    "place": ("Place", "Location", "Area of responsibility"),
    "class": ("Class", "Priority", "Priority"),
    "shortfalls": ("Shortfalls", "Shortfalls", "Capability gaps"),
    "surplus": ("Offers not used", "Surplus offers", "Pledges kept in readiness"),
    "conference": ("Conference", "Force generation conference", "Force generation meeting"),
    "nation": ("Nation", "Nation", "Contributing country"),
    "nations": ("nations", "nations", "contributing countries"),
    "outcome": ("outcome", "branch", "scenario"),
    "d_day": ("D-day", "D-day", "start of the mandate (D-day)"),
    "commitment": ("commitment", "standing task", "standing commitment"),
    "burden": ("Burden", "Burden sharing", "Contributions"),
    "asks": ("What is asked next", "Actions required of nations", "Next steps"),
    "since": (
        "Changes since the last conference", "Changes since the last force generation conference",
        "Changes since the last force generation meeting",
    ),
}
"""Each word in the order of `VOCABULARIES`."""

Voice = Callable[[str], str]
"""Gives the word for a key of `WORDS`."""


def voice(operation: Operation) -> Voice:
    """The words of an operation's reports; asking for a key that the table lacks is a KeyError."""
    column = VOCABULARIES.index(operation.settings.vocabulary)
    return lambda key: WORDS[key][column]


def heading(word: str) -> str:
    """A word as it begins a heading; abbreviations keep their letters."""
    return word[:1].upper() + word[1:]
