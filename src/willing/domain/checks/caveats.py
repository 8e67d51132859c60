"""Caveats: kind, rule and values that go together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import Names
from willing.domain.checks.references import unknown
from willing.domain.command import LADDER
from willing.domain.pledge import Caveat
from willing.errors import Problem, nearest

_NAMES = {"place": "places and nations", "task": "tasks and effects"}
"""What the values of a caveat name, by its kind."""


def check_caveats(names: Names) -> Iterator[Problem]:
    """Caveats that nobody could follow. Those of support are judged by people."""
    for caveat in names.operation.caveats:
        start, until = caveat.start, caveat.until
        if type(start) is type(until) and start is not None and not start < until:  # type: ignore[operator]
            yield problem(
                "caveat-dates", where("caveats", caveat, "until"),
                f"it holds from {start} until {until}", "it ends after it begins",
                "correct one of the days",
            )
        if caveat.kind == "support":
            continue
        wrong = _rule(caveat) if caveat.kind != "authority" else _authority(caveat)
        if wrong is not None:
            allowed, fix = wrong
            words = " ".join((caveat.kind, caveat.rule, ", ".join(caveat.values))).strip()
            place = where("caveats", caveat, "rule")
            yield problem("caveat-rule", place, f"'{short(words)}' is given", allowed, fix)
        elif caveat.kind in _NAMES:
            what = _NAMES[caveat.kind]
            for name in caveat.values:
                if name not in names.known(what):
                    yield unknown(names, where("caveats", caveat, "values"), name, what)


def _authority(caveat: Caveat) -> tuple[str, str] | None:
    """The same for authority: `only` and `not` may have any words, which people judge."""
    if caveat.rule == "max" and (len(caveat.values) != 1 or caveat.values[0] not in LADDER):
        return (
            f"'max' has one of {', '.join(reversed(LADDER))}",
            nearest(short(", ".join(caveat.values)), LADDER),
        )
    return None


def _rule(caveat: Caveat) -> tuple[str, str] | None:
    """What is allowed and what to do, where rule and values do not fit the kind."""
    if caveat.rule == "max":
        if caveat.kind in _NAMES:
            return f"a {caveat.kind} caveat is 'only' or 'not'", "use kind 'number' for a number"
        number = caveat.values[0] if len(caveat.values) == 1 else ""
        if not re.fullmatch(r"[0-9]{1,6}", number) or int(number) < 1:
            return "'max' has one whole number of 1 or more", "write one number as its value"
        return None
    if caveat.kind == "number":
        return "a number caveat is 'max' with a number", "write 'max'"
    if caveat.kind == "time":
        if caveat.values or (caveat.start is None and caveat.until is None):
            return (
                f"a time caveat with '{caveat.rule}' has a first or a last day, and no values",
                "write 'start' or 'until'",
            )
        return None
    if not caveat.values:
        return f"'{caveat.rule}' names one of the {_NAMES[caveat.kind]} or more", "write names"
    return None
