"""What nobody in the room decides: questions, their answers, and what an answer changes."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from willing.domain.condition import Condition
from willing.domain.nation import Grade
from willing.errors import Origin

DEAL = "deal"
"""The question whose answers are the dates on which the deal may take effect, or `never`."""
NEVER = "never"
"""The answer of `deal` that is later than any date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a question."""

    id: str
    """The answer; a date for the question `deal`."""
    probability: float | None = None
    """Chance that it comes, 0 to 1; none: all open answers share what is left."""
    low: float | None = None
    """Lowest chance anybody argues for."""
    high: float | None = None
    """Highest chance anybody argues for."""
    note: str = ""
    """What it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Chances of the answers where other questions are already answered."""

    condition: Condition
    """Answers of earlier questions."""
    probabilities: tuple[tuple[str, float], ...]
    """Answer and chance; together 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something nobody in the room decides."""

    id: str
    """Name used in conditions."""
    name: str = ""
    """The question as it is put."""
    answers: tuple[Answer, ...]
    """Possible answers; from least to most where they are ordered."""
    ordered: bool = False
    """Whether answers may be compared by `<` and `>=`; dates always may."""
    answered: date | None = None
    """Day it is answered; none: at the deal."""
    given: tuple[Given, ...] = ()
    """Chances that depend on the answers of questions above it; the first that holds is taken."""
    source: str = ""
    """Where the chances come from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an answer changes in the operation: one field of one record."""

    when: Condition
    """Answers under which it is made."""
    table: str
    """Table of the record: requirements, commitments, units, pledges, places, nations."""
    id: str
    """Record that changes."""
    field: str
    """Field that changes."""
    value: str
    """New value, written as in the table."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)
