"""Reads the core file of an SMPS problem: one outcome as a mixed-integer program in MPS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

IMPLICIT = "'IMPLICIT'"
"""Name under which a bound holds for every column that has none of its own."""


@dataclass
class Core:
    """One outcome by names; dictionaries keep the order of the file."""

    objective: str = ""
    senses: dict[str, str] = field(default_factory=dict)
    """Sense of each row: L, G or E; the objective is not among them."""
    integer: dict[str, bool] = field(default_factory=dict)
    """Whether each column is whole."""
    entries: dict[tuple[str, str], float] = field(default_factory=dict)
    """Entries by column and row, those of the objective included."""
    right: dict[str, float] = field(default_factory=dict)
    """Right-hand sides."""
    ranges: dict[str, float] = field(default_factory=dict)
    """Ranges of rows."""
    bounds: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Bounds of columns that have some."""

    def bounds_of(self, column: str) -> tuple[float, float]:
        """Bounds of a column; without any it is at least 0."""
        return self.bounds.get(column, self.bounds.get(IMPLICIT, (0.0, np.inf)))

    def row_of(self, row: str) -> tuple[float, float]:
        """Least and most of a row."""
        right, width, sense = self.right.get(row, 0.0), self.ranges.get(row), self.senses[row]
        if sense == "L":
            return (-np.inf if width is None else right - abs(width)), right
        if sense == "G":
            return right, (np.inf if width is None else right + abs(width))
        width = width or 0.0
        return right + min(width, 0.0), right + max(width, 0.0)


def lines(path: Path) -> Iterator[tuple[bool, list[str]]]:
    """Words of each line, and whether it is the head of a section; comments are left out."""
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.strip() and not line.startswith("*"):
            yield not line[0].isspace(), line.split()


def read_core(path: Path) -> Core:
    """Read a core file, in fixed or free form; names have no blanks."""
    core, section, whole = Core(), "", False
    for head, words in lines(path):
        if head:
            section = words[0].upper()
        elif section == "ROWS":
            if words[0].upper() == "N":
                core.objective = core.objective or words[1]
            else:
                core.senses[words[1]] = words[0].upper()
        elif section == "COLUMNS":
            if words[1].strip("'").upper() == "MARKER":
                whole = words[2].strip("'").upper() == "INTORG"
                continue
            core.integer.setdefault(words[0], whole)
            for row, value in _pairs(words[1:]):
                core.entries[words[0], row] = value
        elif section in ("RHS", "RANGES"):
            kept = core.right if section == "RHS" else core.ranges
            kept.update(_pairs(words[len(words) % 2:]))
        elif section == "BOUNDS":
            _bound(core, words)
    known = {core.objective, *core.senses}
    core.entries = {key: value for key, value in core.entries.items() if key[1] in known}
    return core


def _pairs(words: list[str]) -> list[tuple[str, float]]:
    return [(words[i], float(words[i + 1])) for i in range(0, len(words), 2)]


def _bound(core: Core, words: list[str]) -> None:
    """A line of the bounds; the name of the set may be missing."""
    kind, valued = words[0].upper(), words[0].upper() not in ("FR", "MI", "PL", "BV")
    named = words[1:]
    if valued:
        column, value = named[-2], float(named[-1])
    else:
        # A figure may follow where none is needed.
        column, value = named[1] if len(named) > 1 else named[0], 0.0
    lower, upper = core.bounds_of(column)
    core.bounds[column] = {
        "UP": (-np.inf if value < 0 and lower == 0 else lower, value), "UI": (lower, value),
        "LO": (value, upper), "LI": (value, upper), "FX": (value, value),
        "FR": (-np.inf, np.inf), "MI": (-np.inf, upper), "PL": (lower, np.inf), "BV": (0.0, 1.0),
    }[kind]
    if kind in ("BV", "LI", "UI"):
        core.integer[column] = True
