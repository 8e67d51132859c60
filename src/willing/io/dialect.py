"""How a spreadsheet saved a CSV table: its separator, its numbers, and rows folded into one cell.

Where commas separate decimals, spreadsheets separate cells by semicolons or tabs and write `0,5`.
What can mean one thing only is read. What can mean two is refused: `1.125` may be a thousand.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from willing.domain.windows import Windows
from willing.errors import Problem
from willing.io.columns import bare
from willing.io.tables import TABLES, Table

_NAMED = re.compile(r"\s*\"?sep=([,;\t])\"?[ ;,\t]*[\r\n]")
"""A first line that names the separator; spreadsheets read it and do not show it."""
_WHOLE = re.compile(r"([+-]?\d+)\.00?")
"""What programs make of a whole number in a column with empty cells."""
_COMMA = re.compile(r"([+-]?\d+),(\d+)")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
"""A fraction of three digits, or thousands."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one table was saved, and what of it can be read in two ways or not at all."""

    table: Table
    """The table."""
    file: str
    """Name of its file."""
    separator: str
    """What stands between two cells."""
    named: bool
    """Whether the first line only names the separator."""
    grouped: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Numbers that may be thousands, with their lines, by column."""
    folded: list[int] = field(default_factory=list)
    """Lines of rows that stand in one cell."""
    numbers: Mapping[str, object] = field(default_factory=dict)
    """Columns of numbers, by their type."""

    def plain(self, row: dict[str, str], line: int) -> dict[str, str]:
        """The cells of a row by column, with numbers as Willing writes them."""
        kinds = self.numbers
        if self.table.name == "changes":
            # What an answer changes is read as the column it stands for.
            changed = TABLES.get(row.get("table", ""))
            kind = _numbers(changed).get(row.get("field", "")) if changed else None
            kinds = {**kinds, "value": kind}
        return {
            name: self._number(name, kinds[name], cell, line) if name in kinds else cell
            for name, cell in row.items()
        }

    def _number(self, name: str, kind: object, cell: str, line: int) -> str:
        if kind in (int, Windows):
            return _WHOLE.sub(r"\1", cell) if _WHOLE.fullmatch(cell) else cell
        if kind is not float or self.separator == ",":
            return cell
        if _GROUPED.fullmatch(cell):
            self.grouped.setdefault(name, []).append((line, cell))
            return cell.replace(",", ".")
        return _COMMA.sub(r"\1.\2", cell) if _COMMA.fullmatch(cell) else cell

    def fold(self, cells: Sequence[str], columns: int, line: int) -> bool:
        """Whether a whole row stands in its first cell; the line is kept."""
        if columns < 2 or any(cells[1:]) or self.separator not in cells[0]:
            return False
        inner = next(csv.reader([cells[0]], delimiter=self.separator), [])
        if len(inner) == columns:
            self.folded.append(line)
        return len(inner) == columns

    def problems(self) -> Iterator[Problem]:
        """One problem for each column, and one for all folded rows."""
        for name, found in self.grouped.items():
            line, cell = found[0]
            digits = re.sub("[.,]", "", cell)
            fraction = f"{cell.replace(',', '.')}0"
            yield Problem(
                kind="ambiguous-number", where=f"{self.file}:{line} {name}",
                given=f"'{cell}' may be {fraction} or {digits}{_more(len(found) - 1, 'number')}",
                allowed="in a table not separated by commas, a fraction of three digits is not "
                "told from thousands",
                fix=f"write {digits} without a mark, or {fraction} with a fourth digit; "
                "or bring the table in a workbook",
            )
        if self.folded:
            yield Problem(
                kind="folded-row", where=f"{self.file}:{self.folded[0]}",
                given=f"the whole row stands in one cell{_more(len(self.folded) - 1, 'row')}",
                allowed="each value has a cell of its own",
                fix="take the file as it was before, and let the spreadsheet import it with "
                f"'{self.separator}' as separator; or use 'willing convert' and edit the workbook",
            )


def _numbers(table: Table) -> dict[str, object]:
    kinds = {column.name: bare(column.kind)[0] for column in table.columns}
    return {name: kind for name, kind in kinds.items() if kind in (int, float, Windows)}


def dialect(table: Table, file: str, text: str) -> Dialect:
    """Tell how a table was saved: the separator it names, or under which its header names most."""
    named = _NAMED.match(text)
    if named:
        return Dialect(table, file, named[1], True, numbers=_numbers(table))
    known = {column.name for column in table.columns}
    header = text.lstrip("\r\n").split("\n", 1)[0]

    def found(separator: str) -> int:
        return len(known & {cell.strip().strip('"') for cell in header.split(separator)})

    separator = max((",", ";", "\t"), key=found)
    return Dialect(table, file, separator, False, numbers=_numbers(table))


def _more(number: int, word: str) -> str:
    """Say how often the same happens further down: ` (and 3 numbers more)`."""
    return f" (and {number:,} {word}{'s' if number > 1 else ''} more)" if number else ""
