"""The tables of an operation: which there are, where they stand, and their columns.

The folder, the workbook, the schema and the reference are all made from this one list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args, get_origin

from willing.calendar import Grid
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.question import Answer, Change, Given, Question
from willing.domain.text import field_types
from willing.errors import Origin
from willing.io.columns import Column, columns

FORMAT = 1
"""Version of folder and workbook that is written and read."""
IN_YAML = ("capabilities", "policies", "policy_phases", "groups", "questions")
"""Short tables, which stand in operation.yaml."""
GROUPED_KEYS: Mapping[str, Any] = {"grid": Grid, "weights": Weights, "settings": Settings}
"""Parts of the operation that are records of keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table."""

    name: str
    """Name of the CSV file, the sheet or the key."""
    noun: Any
    """Class of its records."""
    columns: tuple[Column, ...]
    """Its columns."""
    home: Literal["yaml", "csv"]
    """Where it stands in a folder."""

    @property
    def meaning(self) -> str:
        """What one row is."""
        return first_sentence(self.noun)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as it was written: texts by column, and where they stand."""

    cells: Mapping[str, str]
    """Text of each filled cell."""
    origin: Origin
    """Where the record stands."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where single cells stand, when the record's origin does not say: `operation.yaml:7`."""
    told: tuple[str, ...] = ()
    """Columns whose absence is already told for the whole table."""

    def where(self, column: str) -> str:
        """Name one cell as a user finds it, with the record's id."""
        place = self.origin.at(column)
        if column in self.places:
            place = f"{self.places[column]} {column}"
        known = self.cells.get("id", "")
        return f"{place} ({known})" if known and column != "id" else place


Entries = dict[str, list[Entry]]
"""Records by table, as they were written."""


def first_sentence(noun: Any) -> str:
    """First paragraph of a class's docstring."""
    return " ".join((noun.__doc__ or "").split("\n\n")[0].split())


def _tables() -> tuple[Table, ...]:
    found: list[Table] = []
    for name, kind in field_types(Operation).items():
        if get_origin(kind) is not tuple:
            continue
        noun = get_args(kind)[0]
        own = columns(noun)
        if noun is Question:
            own = tuple(c for c in own if c.name not in ("answers", "given"))
        if noun is Change:
            # An empty value is one: it opens a line to all, or takes a ceiling away.
            own = tuple(replace(c, default="") if c.name == "value" else c for c in own)
        home: Literal["yaml", "csv"] = "yaml" if name in IN_YAML else "csv"
        found.append(Table(name=name, noun=noun, columns=own, home=home))
        if noun is Question:
            asked = Column(name="question", kind=str, said="Question it belongs to.")
            found += [
                Table(name=part, noun=inner, columns=(asked, *columns(inner)), home="yaml")
                for part, inner in (("answers", Answer), ("givens", Given))
            ]
    return tuple(found)


TABLES: Mapping[str, Table] = {table.name: table for table in _tables()}
"""Every table by name, in the order of the operation."""


def _head() -> tuple[Column, ...]:
    found: list[Column] = []
    for column in columns(Operation):
        if column.name in GROUPED_KEYS:
            found += [
                Column(name=f"{column.name}.{key.name}", kind=key.kind, default=key.default,
                       said=key.said)
                for key in columns(GROUPED_KEYS[column.name])
            ]
        elif column.name not in TABLES:
            found.append(column)
    return tuple(found)


_FORMAT = Column(
    name="format", kind=int, default=FORMAT, said="Version of this format; without it, 1.",
)
HEAD: tuple[Column, ...] = (_FORMAT, *_head())
"""What an operation says once: the version of its files, its name, its grid, weights and settings,
by dotted keys."""
