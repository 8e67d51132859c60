"""How far a pledge or an agreement reaches in one outcome, and from when that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from willing.domain.renewal import in_time
from willing.domain.situation import Situation

_EVER_SINCE = -(10**6)
"""A day before any: what is given was given before what it renews had ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A day on which a pledge or an agreement ends, and from when it is known that no sooner."""

    until: int
    """The day."""
    known: int = 0
    """Day from which that is known; 0: from the beginning."""


def terms(situation: Situation, name: str, until: int) -> tuple[Term, ...]:
    """The end of a pledge or an agreement, then that of each renewal which is known before the
    one before it, in the order in which they are known.
    """
    operation = situation.operation
    coming: list[tuple[int, int]] = []
    for row in operation.renewals:
        if row.renews == name:
            known = _EVER_SINCE if row.given else None
            if not row.given and row.condition is not None and in_time(row, operation.as_of):
                known = situation.known_day(row.condition)
            day = situation.timeline.day_of(row.until)
            if known is not None and day is not None:
                coming.append((known, day))
    found = [Term(until=until)]
    for known, day in sorted(coming):
        if known <= found[-1].until < day:
            found.append(Term(until=day, known=max(known, 0)))
    return tuple(found)


def lets(found: Sequence[Term], leaves: Any, ends: Any) -> Any:
    """Whether turns that leave and end on some days (numbers or arrays of them) keep to the terms:
    whoever ends behind a day leaves when it is known that he may."""
    kept = ends <= (found[-1].until if found else ends)
    for before, then in pairwise(found):
        kept = kept & ((ends <= before.until) | (leaves >= then.known))
    return kept
