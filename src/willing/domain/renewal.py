"""Renewals: what lets a pledge or an agreement go on behind its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from willing.calendar import Moment
from willing.domain.condition import Condition
from willing.domain.nation import Grade
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A pledge or an agreement goes on behind its end, if it is renewed before.

    It counts where it is given, or where its condition is known to hold before what it renews has
    ended. Without either it is open: it says what could be asked for, and nothing rests on it.
    """

    renews: str
    """The pledge or agreement that it renews."""
    until: Moment
    """Day on which that then ends."""
    ask_by: date | None = None
    """Last day on which it can be asked for, unless it is given; none: any day up to the end."""
    given: bool = False
    """Whether it is given already."""
    condition: Condition | None = None
    """What must be known to hold for it to be given; none: nobody has said."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)


def in_time(renewal: Renewal, as_of: date) -> bool:
    """Whether a renewal that is not given can still be asked for."""
    return renewal.ask_by is None or renewal.ask_by >= as_of


def still_open(renewals: Iterable[Renewal], name: str, as_of: date) -> tuple[Renewal, ...]:
    """Renewals of a pledge or an agreement that are not given yet and can be asked for."""
    return tuple(
        row for row in renewals if row.renews == name and not row.given and in_time(row, as_of))


def words(renewal: Renewal) -> str:
    """A renewal as a sentence part: `until 2027-12-31 if asked by 2027-05-01 and mandate == yes`.
    """
    text = f"until {renewal.until}"
    if renewal.given:
        return text
    needs = [f"asked by {renewal.ask_by}"] if renewal.ask_by is not None else []
    needs += [str(renewal.condition)] if renewal.condition is not None else []
    return f"{text} if {' and '.join(needs)}" if needs else f"{text} if asked"
