"""The table of planning factors: each a number with a unit, a source, a year and a grade."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from willing.errors import WillingError, nearest

GRADES = ("A", "B", "C", "I")
"""A official or primary, B reputable press or institute, C relay not checked, I illustrative."""

COLUMNS = ("name", "value", "unit", "low", "high", "source", "year", "grade", "note")
"""Header of `factors.csv`."""


class UnknownFactor(WillingError, KeyError):
    """A factor was asked for that the table does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One planning factor: a row of `factors.csv`."""

    name: str
    """Name used in code and in requirements: `water_temperate`."""
    value: float
    """The figure to plan with."""
    unit: str
    """What the figure counts, in words."""
    low: float | None
    """Smallest figure found; none: no range is known."""
    high: float | None
    """Largest figure found; none: no range is known."""
    source: str
    """Document or speaker the figure comes from."""
    year: int
    """Year of the source; of reading it where the source prints none (the note says so)."""
    grade: Literal["A", "B", "C", "I"]
    """How good the source is."""
    note: str
    """Anything a reader should know."""

    def __str__(self) -> str:
        return (
            f"{self.name} = {self.value:g} {self.unit} ({self.source}, {self.year}, {self.grade})"
        )


class FactorTable(Mapping[str, Factor]):
    """All factors by name; an unknown name is refused with the nearest known one.

    >>> factors = load_factors()
    >>> print(factors["water_temperate"].value, factors["water_temperate"].unit)
    6.1 gal per person per day
    >>> factors["water_temparate"]
    Traceback (most recent call last):
    willing.factors.table.UnknownFactor: factors: 'water_temparate' is no planning factor; \
names of factors.csv are allowed; did you mean 'water_temperate'?
    """

    def __init__(self, rows: Mapping[str, Factor]) -> None:
        self._rows = MappingProxyType(dict(rows))

    def __getitem__(self, name: str) -> Factor:
        try:
            return self._rows[name]
        except KeyError:
            raise UnknownFactor(
                f"factors: '{name}' is no planning factor; names of factors.csv are allowed; "
                f"{nearest(name, tuple(self._rows))}"
            ) from None

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@cache
def load_factors() -> FactorTable:
    """Read `factors.csv` from the package, once.

    >>> len(load_factors()) > 100
    True
    """
    text = files("willing.factors").joinpath("factors.csv").read_text(encoding="utf-8")
    return FactorTable({row["name"]: _factor(row) for row in csv.DictReader(text.splitlines())})


def _factor(row: Mapping[str, str]) -> Factor:
    return Factor(
        name=row["name"],
        value=float(row["value"]),
        unit=row["unit"],
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        source=row["source"],
        year=int(row["year"]),
        grade=cast(Literal["A", "B", "C", "I"], row["grade"]),
        note=row["note"],
    )


factors = load_factors()
"""The table, read once: `factors["water_temperate"].value`."""
