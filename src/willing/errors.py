"""What Willing says when something is wrong.

    WillingError                anything Willing raises on purpose
      ProblemsFound             the user's data has faults; carries every one of them
      TextFault                 a condition, window or list that cannot be read; knows the column
      SolverFault               the solver said something Willing does not understand

A `Problem` is one fault, told in four parts: where, what was given, what is allowed, what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record was read: a file and line, or a sheet and cell."""

    file: str
    """File as the user named it, relative to the operation."""
    line: int | None = None
    """Line in a text file, from 1."""
    sheet: str | None = None
    """Sheet of a workbook."""
    row: int | None = None
    """Row of a sheet, from 1; the header is row 1."""
    columns: tuple[tuple[str, str], ...] = ()
    """Field name and column letter, so that one cell of the row can be named."""

    def at(self, field: str | None = None) -> str:
        """Name the place as a user finds it: `units.csv:7 column count`, or `Units!D7`."""
        if self.sheet is not None:
            letter = dict(self.columns).get(field or "", "A")
            return f"{self.sheet}!{letter}{self.row}"
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place} {field}" if field else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in the user's data, told so that he can mend it."""

    kind: str
    """The kind of fault, a fixed word such as `unknown-id`; tests and filters use it."""
    where: str
    """File and line, or sheet and cell, and the record's id."""
    given: str
    """What the user wrote."""
    allowed: str
    """What may stand there."""
    fix: str
    """What to do."""
    level: Literal["fault", "warning"] = "fault"
    """A fault stops planning; a warning is printed and carried into the report."""

    def __str__(self) -> str:
        return f"{self.where}: {_sentence(self.given, self.allowed, self.fix)}"


class WillingError(Exception):
    """Anything Willing raises on purpose."""


class ProblemsFound(WillingError):
    """The user's data has faults; all of them are here."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TextFault(WillingError):
    """A short text (condition, window, list) that cannot be read.

    `column` counts characters from 1, as an editor does.
    """

    def __init__(self, text: str, column: int, given: str, allowed: str, fix: str) -> None:
        self.text, self.column = text, column
        self.given, self.allowed, self.fix = given, allowed, fix
        super().__init__(f"'{text}' column {column}: {_sentence(given, allowed, fix)}")


class SolverFault(WillingError):
    """The solver said something Willing does not understand; no plan came of it."""


def _sentence(given: str, allowed: str, fix: str) -> str:
    return f"{given}; {allowed}; {fix}" + ("" if fix.endswith("?") else ".")


def nearest(word: str, known: Sequence[str]) -> str:
    """Say which known name is closest to a misspelt one: `did you mean 'units'?`.

    Falls back to the list of known names, cut short when it is long.
    """
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if not close:
        folded = {name.lower(): name for name in known}
        close = [folded[c] for c in get_close_matches(word.lower(), list(folded), n=1, cutoff=0.6)]
    if close:
        return f"did you mean '{close[0]}'?"
    shown = ", ".join(f"'{name}'" for name in list(known)[:8])
    return f"known are {shown}{', ...' if len(known) > 8 else ''}" if shown else "none is known"
