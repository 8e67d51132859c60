"""An operation as a workbook: one sheet for each table, and a sheet `operation` of keys."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from willing.domain.operation import Operation
from willing.domain.text import write_field
from willing.errors import Origin, Problem, nearest
from willing.io.build import build
from willing.io.cell import clean
from willing.io.csvfile import header_faults, missing, named_columns
from willing.io.tables import HEAD, TABLES, Entries, Entry, Table
from willing.io.unpack import broken, column_letters, unpack

HEAD_SHEET = "operation"
SHEETS = (HEAD_SHEET, *TABLES)
"""Sheets of an operation; all but the first may be missing."""
DIGITS = 15
"""Digits of a number that every spreadsheet keeps."""

Grid = list[list[Any]]
Span = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged block, row and column from 0."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What stands on one sheet."""

    grid: Grid
    """Its cells from A1."""
    merged: Sequence[Span]
    """Its merged blocks."""


def read_workbook(path: Path, problems: list[Problem]) -> Operation | None:
    """Read a workbook; faults go to `problems`, and then there is no operation."""
    whole = unpack(path)
    problems += [_formula_error(sheet, cell) for sheet, cell in whole.errors]
    problems += [_formula_unworked(sheet, cells) for sheet, cells in whole.unworked.items()]
    sheets = _sheets(whole.data, path.name)
    for name, sheet in sheets.items():
        problems += _merged(name, sheet)
        # A chart, or the empty sheet of every new workbook, holds nobody's data.
        if name not in SHEETS and any(_text(cell) for row in sheet.grid for cell in row):
            problems.append(Problem(
                kind="unknown-sheet", where=f"{name}!A1", given=f"the sheet '{name}' is no table",
                allowed=f"sheets are {', '.join(SHEETS)}", fix=nearest(name, SHEETS),
            ))
    head = None
    if HEAD_SHEET in sheets:
        head = _head(sheets[HEAD_SHEET].grid, path.name, problems)
    else:
        problems.append(Problem(
            kind="missing-sheet", where=path.name, given=f"the sheet '{HEAD_SHEET}' is missing",
            allowed="it says the operation's name and as-of date", fix="add it",
        ))
    entries: Entries = {
        name: _table(table, sheets[name].grid, path.name, problems)
        for name, table in TABLES.items() if name in sheets
    }
    return build(head, entries, problems)


def _sheets(data: bytes, name: str) -> dict[str, _Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            found = {sheet: book.get_sheet_by_name(sheet) for sheet in book.sheet_names}
            return {
                name: _Sheet(sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or [])
                for name, sheet in found.items()
            }
    except CalamineError as error:
        raise broken(name, str(error)) from None
    except BaseException as error:
        # The reader is written in Rust; where it gives up, its panic is no ordinary Exception.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise broken(name, f"{type(error).__name__}: {error}") from None
        raise


def _head(grid: Grid, file: str, problems: list[Problem]) -> Entry:
    """Keys and values of the operation sheet; its lines are rows."""
    known = [column.name for column in HEAD]
    cells: dict[str, str] = {}
    rows: dict[str, int] = {}
    header = [_text(cell) for cell in grid[0]] if grid else []
    if header[:2] != ["key", "value"] or any(header[2:]):
        problems.append(Problem(
            kind="missing-header", where=f"{HEAD_SHEET}!A1",
            given=f"the first row reads '{', '.join(header)}'",
            allowed="its first row is 'key', 'value'", fix="write these two words in A1 and B1",
        ))
        return Entry(cells={}, origin=_origin(file, HEAD_SHEET, 1, []), told=tuple(known))
    for number, row in enumerate(grid[1:], 2):
        key, value, *more = (_text(cell) for cell in row)
        if key in known and key not in cells and not any(more):
            cells[key], rows[key] = value, number
        elif key or value or any(more):
            problems.append(_head_fault(number, key, known, any(more)))
    return Entry(
        cells=cells, origin=_origin(file, HEAD_SHEET, 1, []),
        places={key: f"{HEAD_SHEET}!B{row}" for key, row in rows.items()},
    )


def _head_fault(number: int, key: str, known: list[str], more: bool) -> Problem:
    if more:
        return Problem(
            kind="too-many-cells", where=f"{HEAD_SHEET}!C{number}",
            given="something stands beside the value", allowed="a key and a value in each row",
            fix="take it out",
        )
    double = key in known
    return Problem(
        kind="duplicate-key" if double else "unknown-key", where=f"{HEAD_SHEET}!A{number}",
        given=f"'{key}' stands there twice" if double else f"'{key}' is no key",
        allowed=f"keys are {', '.join(known)}, once each",
        fix="delete one of them" if double else nearest(key, known),
    )


def _table(table: Table, grid: Grid, file: str, problems: list[Problem]) -> list[Entry]:
    names = [_text(cell) for cell in grid[0]] if grid else []
    while names and not names[-1]:
        names.pop()
    letters = [column_letters(index + 1) for index in range(len(names))]
    places = [f"{table.name}!{letter}1" for letter in letters]
    problems += header_faults(table, names, places, f"{table.name}!A1")
    if not named_columns(table, names):
        return []
    told = missing(table, names)
    entries = []
    for number, row in enumerate(grid[1:], 2):
        cells = [_text(cell) for cell in row]
        if any(cells[len(names):]):
            problems.append(Problem(
                kind="too-many-cells",
                where=f"{table.name}!{column_letters(len(names) + 1)}{number}",
                given="something stands behind the last column",
                allowed=f"the header names {len(names)} columns",
                fix="take it out, or name the column",
            ))
        elif any(cells):
            filled = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
            origin = _origin(file, table.name, number, list(zip(names, letters, strict=True)))
            entries.append(Entry(cells=filled, origin=origin, told=told))
    return entries


def _origin(file: str, sheet: str, row: int, columns: list[tuple[str, str]]) -> Origin:
    return Origin(file=file, sheet=sheet, row=row, columns=tuple(columns))


def _text(cell: Any) -> str:
    """A cell's value as text: spreadsheets turn what is typed into numbers and dates."""
    if isinstance(cell, datetime) and cell == datetime.combine(cell.date(), datetime.min.time()):
        return cell.date().isoformat()
    if isinstance(cell, float):
        # A spreadsheet shows 15 digits: what a formula makes of 0.1 + 0.2 is 0.3 to its reader.
        return write_field(float(f"{cell:.{DIGITS}G}"))
    if isinstance(cell, bool | int | date):
        return write_field(cell)
    return clean(str(cell))


def _formula_error(sheet: str, cell: str) -> Problem:
    return Problem(
        kind="formula-error", where=f"{sheet}!{cell}", given="the cell shows an error",
        allowed="a value", fix="correct the formula, or write its value",
    )


def _formula_unworked(sheet: str, cells: Sequence[str]) -> Problem:
    more = f", nor of {len(cells) - 1:,} more on the sheet" if len(cells) > 1 else ""
    return Problem(
        kind="formula-unworked", where=f"{sheet}!{cells[0]}",
        given=f"no result of the formula is saved{more}",
        allowed="formulas are read by the result that a spreadsheet saved with them",
        fix="open the workbook in a spreadsheet and save it, or write the value",
    )


def _merged(name: str, sheet: _Sheet) -> Iterator[Problem]:
    """Merged cells that hold something: nobody can tell for which rows and columns it is meant."""
    filled = [
        span for span in sheet.merged
        if any(_text(cell) for row in sheet.grid[span[0][0] : span[0][0] + 1]
               for cell in row[span[0][1] : span[0][1] + 1])
    ]
    if filled:
        cells = [f"{column_letters(column + 1)}{row + 1}" for row, column in filled[0]]
        more = f" (and {len(filled) - 1:,} blocks more)" if len(filled) > 1 else ""
        yield Problem(
            kind="merged-cells", where=f"{name}!{cells[0]}",
            given=f"{cells[0]} to {cells[1]} are merged{more}",
            allowed="each value has a cell of its own", fix="split them and fill each cell",
        )
