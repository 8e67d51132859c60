"""Serials of lines, and what lines must have and pledges bring."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from willing.domain.brought import folded, words_asked, words_brought
from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import Names
from willing.domain.requirement import Requirement
from willing.errors import Problem, nearest

LONGEST_SERIAL = 24
"""Characters of a serial; longer ones do not fit the first column of a printed sheet."""
_NEAR = 0.6


def check_serials(names: Names) -> Iterator[Problem]:
    """Serials that are too long, or that two lines have."""
    seen: dict[str, Requirement] = {}
    for line in names.operation.requirements:
        serial = line.serial.strip()
        place = where("requirements", line, "serial")
        if len(serial) > LONGEST_SERIAL:
            yield problem(
                "serial", place, f"'{short(serial)}' has {len(serial)} characters",
                f"a serial has {LONGEST_SERIAL} at most", "shorten it; the name says the rest",
            )
        if serial and serial.casefold() in seen:
            other = where("requirements", seen[serial.casefold()], "serial")
            yield problem(
                "serial", place, f"'{short(serial)}' stands twice",
                f"each line has its own; it already stands in {other}",
                "choose another, or leave it empty to have one made",
            )
        seen.setdefault(serial.casefold(), line)


def check_brought(names: Names) -> Iterator[Problem]:
    """Words that no other side knows: must-haves that nobody brings, and misspelt ones brought."""
    operation = names.operation
    wanted = {folded(word): word for word in words_asked(operation)}
    brought = {folded(word): word for word in words_brought(operation)}
    for line in operation.requirements:
        for word in dict.fromkeys(line.must_have):
            if folded(word) not in brought:
                yield problem(
                    "must-have", where("requirements", line, "must_have"),
                    f"no pledge brings '{short(word)}'",
                    "whoever serves the line brings all that it must have",
                    nearest(word, list(brought.values())) if brought
                    else "write it in 'brings' of the pledges that do",
                )
    for pledge in operation.pledges:
        for word in dict.fromkeys(pledge.brings):
            if folded(word) in wanted:
                continue
            if near := get_close_matches(folded(word), list(wanted), n=1, cutoff=_NEAR):
                yield problem(
                    "must-have", where("pledges", pledge, "brings"),
                    f"no line must have '{short(word)}'",
                    "what is brought is compared with what lines must have, word by word",
                    f"did you mean '{short(wanted[near[0]])}'?",
                )
