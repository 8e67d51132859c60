"""Whose words a report uses: plain ones, those of NATO, or those of the United Nations.

One table of words; files, fields and code know the plain ones only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

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
    "outcomes": ("outcomes", "branches", "scenarios"),
    "d_day": ("D-day", "D-day", "start of the mandate (D-day)"),
    "commitment": ("commitment", "standing task", "standing commitment"),
    "commitments": ("commitments", "standing tasks", "standing commitments"),
    "burden": ("Burden", "Burden sharing", "Contributions"),
    "asks": ("What is asked next", "Actions required of nations", "Next steps"),
    "since": (
        "Changes since the last conference", "Changes since the last force generation conference",
        "Changes since the last force generation meeting",
    ),
}
"""Each word in the order of `VOCABULARIES`."""

INSIDE = (
    "lines", "line", "nations", "nation", "outcomes", "outcome", "commitments", "commitment",
    "shortfalls", "effect", "class", "place", "capability", "superior",
)
"""Keys whose plain words are replaced inside a longer heading too; the others only where they are
all of it. `framework nation` and `lead nation` are terms of their own."""
_OWN_TERMS = r"(?<!framework )(?<!lead )"

Voice = Callable[[str], str]
"""Gives the word for a key of `WORDS`."""


def voice(operation: Operation) -> Voice:
    """The words of an operation's reports; asking for a key that the table lacks is a KeyError."""
    column = VOCABULARIES.index(operation.settings.vocabulary)
    return lambda key: WORDS[key][column]


def headings(operation: Operation) -> Voice:
    """A plain heading in the words of an operation's reports; one that is so already stays."""
    return _headings(operation.settings.vocabulary)


@cache
def _headings(vocabulary: str) -> Voice:
    column = VOCABULARIES.index(vocabulary)
    whole = {words[0].casefold(): words[column] for words in WORDS.values()}
    inside = {WORDS[key][0].casefold(): WORDS[key][column] for key in INSIDE}
    spoken = sorted({words[column] for words in WORDS.values()} - set(inside), key=len)
    either = re.compile(
        rf"\b({'|'.join(map(re.escape, reversed(spoken)))})\b"
        rf"|{_OWN_TERMS}\b({'|'.join(sorted(inside, key=len, reverse=True))})\b", re.IGNORECASE,
    )

    def told(found: re.Match[str]) -> str:
        plain = found.group(2)
        if plain is None:
            return found.group()
        word = inside[plain.casefold()]
        return heading(word) if plain[0].isupper() else word

    def say(text: str) -> str:
        if column == 0:
            return text
        word = whole.get(text.casefold())
        if word is None:
            return either.sub(told, text)
        return heading(word) if text[:1].isupper() else word

    return say


def heading(word: str) -> str:
    """A word as it begins a heading; abbreviations keep their letters."""
    return word[:1].upper() + word[1:]
