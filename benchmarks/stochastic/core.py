"""Reads the core file of an SMPS problem: one outcome as a mixed-integer program in MPS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

IMPLICIT = "'IMPLICIT'"
"""Name under which a bound holds for every column that has none of its own."""
_HEADS = {
    "NAME", "OBJSENSE", "OBJECT", "OBJNAME", "OBJSENS", "ROWS", "COLUMNS", "RHS", "RANGES",
    "BOUNDS", "ENDATA", "TIME", "PERIODS", "STOCH", "INDEP", "BLOCKS", "SCENARIOS", "SOS", "SOS1",
    "SOS2", "QUADOBJ", "QMATRIX", "NODES", "DISTRIB", "LINTR",
}
_ALONE = {"ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"}
"""Heads with nothing behind them; else the word is a name in a line that is not indented."""
_CORE = {"NAME", "OBJSENSE", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"}
_INFINITE = 1e20
"""Figures from which on files mean that there is no limit."""
_VALUED, _BARE = ("UP", "LO", "FX", "UI", "LI"), ("FR", "MI", "PL", "BV")


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
    kinds: dict[str, str] = field(default_factory=dict)
    """Kind of the last bound of each of them, as in the file."""
    sets: dict[str, set[str]] = field(default_factory=dict)
    """Names of the sets of right-hand sides, ranges and bounds, by section."""
    free: set[str] = field(default_factory=set)
    """Rows without a limit beside the objective; their entries are left out."""
    maximised: bool = False
    """Whether the file asks for the most; figures of the objective here are for the least."""

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
        words = line.split()
        if not words or line.startswith("*"):
            continue
        first = words[0].upper()
        head = not line[0].isspace() and first in _HEADS
        head = head and (len(words) == 1 or first not in _ALONE)
        yield head, words
        if head and first == "ENDATA":
            return


def number(word: str, path: Path, words: list[str]) -> float:
    """A figure of a line; what is beyond all figures is infinite.

    Raises ValueError with the line when it is none.
    """
    try:
        value = float(word)
    except ValueError:
        raise ValueError(
            f"{path.name}: '{' '.join(words)}': '{word}' is no figure; names must not have blanks, "
            "and every name needs its figure"
        ) from None
    return value if abs(value) < _INFINITE else float(np.copysign(np.inf, value))


def read_core(path: Path) -> Core:
    """Read a core file, in fixed or free form; names have no blanks.

    Raises ValueError, with the line, where it says something that cannot be read.
    """
    core, section, whole = Core(), "", False
    for head, words in lines(path):
        if head:
            section = words[0].upper()
            if section not in _CORE:
                raise ValueError(
                    f"{path.name}: section {section}; only {', '.join(sorted(_CORE))} can be read")
            core.maximised |= section == "OBJSENSE" and _most(words[1:])
        elif section == "OBJSENSE":
            core.maximised |= _most(words)
        elif section == "ROWS":
            _row(core, path, words)
        elif section == "COLUMNS":
            if len(words) > 2 and words[1].strip("'").upper() == "MARKER":
                whole = words[-1].strip("'").upper() == "INTORG"
                continue
            core.integer.setdefault(words[0], whole)
            for row, value in _pairs(words[1:], path, words):
                core.entries[words[0], row] = value
        elif section in ("RHS", "RANGES"):
            kept = core.right if section == "RHS" else core.ranges
            named = len(words) % 2
            core.sets.setdefault(section, set()).update(words[:named])
            kept.update(_pairs(words[named:], path, words))
        elif section == "BOUNDS":
            _bound(core, path, words)
    _finished(core, path)
    return core


def _most(words: list[str]) -> bool:
    return bool(words) and words[0].upper() in ("MAX", "MAXIMIZE", "MAXIMISE")


def _row(core: Core, path: Path, words: list[str]) -> None:
    sense = words[0].upper()
    if len(words) != 2 or sense not in ("N", "L", "G", "E"):
        raise ValueError(f"{path.name}: '{' '.join(words)}' is no row; sense and name are wanted")
    if sense == "N":
        if core.objective:
            core.free.add(words[1])
        core.objective = core.objective or words[1]
    else:
        core.senses[words[1]] = sense


def _finished(core: Core, path: Path) -> None:
    """Leave out rows that are free, turn the objective to the least, and look for unknown names."""
    known = {core.objective, *core.senses}
    used = [row for _, row in core.entries] + [*core.right, *core.ranges]
    unknown = [row for row in used if row not in known and row not in core.free]
    unknown += [column for column in core.bounds
                if column != IMPLICIT and column not in core.integer]
    if unknown:
        raise ValueError(f"{path.name}: {unknown[0]} has a figure, but is no row or column of it")
    core.entries = {key: value for key, value in core.entries.items() if key[1] in known}
    if core.maximised:
        for key in core.entries:
            if key[1] == core.objective:
                core.entries[key] *= -1
        if core.objective in core.right:
            core.right[core.objective] *= -1
    if not core.integer or not core.objective:
        raise ValueError(f"{path.name}: no columns or no objective; is it a core file in MPS?")


def _pairs(words: list[str], path: Path, line: list[str]) -> list[tuple[str, float]]:
    if len(words) % 2:
        raise ValueError(f"{path.name}: '{' '.join(line)}': a name or a figure is missing")
    return [(words[i], number(words[i + 1], path, line)) for i in range(0, len(words), 2)]


def _bound(core: Core, path: Path, words: list[str]) -> None:
    """A line of the bounds; the name of the set may be missing."""
    kind, named = words[0].upper(), words[1:]
    if kind not in (*_VALUED, *_BARE) or len(named) < (2 if kind in _VALUED else 1):
        raise ValueError(
            f"{path.name}: '{' '.join(words)}' is no bound; "
            f"{', '.join((*_VALUED, *_BARE))} can be read"
        )
    if kind in _VALUED:
        column, value = named[-2], number(named[-1], path, words)
        core.sets.setdefault("BOUNDS", set()).update(named[:-2])
    else:
        # A figure may follow where none is needed.
        column, value = named[1] if len(named) > 1 else named[0], 0.0
    bound(core, column, kind, value)


def bound(core: Core, column: str, kind: str, value: float) -> None:
    """Set a bound of a column, of the kind that files call so."""
    lower, upper = core.bounds_of(column)
    core.bounds[column] = {
        "UP": (-np.inf if value < 0 and lower == 0 else lower, value), "UI": (lower, value),
        "LO": (value, upper), "LI": (value, upper), "FX": (value, value),
        "FR": (-np.inf, np.inf), "MI": (-np.inf, upper), "PL": (lower, np.inf), "BV": (0.0, 1.0),
    }[kind]
    core.kinds[column] = kind
    if kind in ("BV", "LI", "UI"):
        core.integer[column] = True
