"""What explanations hand to the reports: why a shortfall is there and what would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortfallNote:
    """Why elements are missing on a task for some days of an outcome."""

    outcome: str
    """Outcome it belongs to."""
    task: str
    """Requirement or commitment that is short."""
    first_day: int | None = None
    """First day it speaks of, counted from the as-of date; None: all its shortfalls."""
    days: int | None = None
    """How many days it speaks of; None: all of them."""
    reasons: tuple[str, ...] = ()
    """What stopped those who could have filled it, one sentence each."""
    remedy: str | None = None
    """The smallest single change found that closes it; None: none was found or looked for."""
    why: str = ""
    """What stops most of those who could have filled it, in one sentence."""
    stops: tuple[tuple[str, str], ...] = ()
    """Pledges whose elements could have filled it, and what stops them."""

    def speaks_of(self, outcome: str, task: str, first: int, after: int) -> bool:
        """Whether it is about a shortfall on these days."""
        if (self.outcome, self.task) != (outcome, task):
            return False
        if self.first_day is None:
            return True
        end = after if self.days is None else self.first_day + self.days
        return self.first_day < after and first < end


Notes = Mapping[str, Sequence[ShortfallNote]]
"""Notes by task id."""


def notes_on(
    notes: Notes | None, outcome: str, task: str, first: int, after: int
) -> tuple[ShortfallNote, ...]:
    """The notes that speak of one shortfall, in the order given."""
    found = (notes or {}).get(task, ())
    return tuple(note for note in found if note.speaks_of(outcome, task, first, after))
