"""Write an operation as a workbook: numbers as numbers, all else as text that is never run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from willing.domain.operation import Operation
from willing.errors import ProblemsFound
from willing.io.atomic import refuse_existing, write_file
from willing.io.cell import write_cell
from willing.io.columns import Column, allowed, bare, is_moment
from willing.io.flat import Flat, flatten, refuse_unwritable, used_columns
from willing.io.limits import LARGEST_WORKBOOK, too_large
from willing.io.tables import HEAD, TABLES
from willing.io.workbook import DIGITS, HEAD_SHEET

_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
}
_NARROWEST, _WIDEST = 8, 48
_FIRST_DATE = date(1900, 3, 1)
"""Spreadsheets count a day in February 1900 that never was; dates before are written as text."""


def save_workbook(operation: Operation, path: Path, replace: bool) -> None:
    """Write a workbook whole or not at all; raises `ProblemsFound` when that cannot be."""
    refuse_existing(path, replace)
    flat = flatten(operation)
    refuse_unwritable(flat)
    data = workbook_bytes(flat, operation.as_of)
    if len(data) > LARGEST_WORKBOOK:
        raise ProblemsFound([too_large(path.name, len(data), LARGEST_WORKBOOK)])
    write_file(path, data, replace)


def workbook_bytes(flat: Flat, made: date) -> bytes:
    """The workbook's bytes; the same rows give the same bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    # A file says when it was made; the as-of date keeps it the same from run to run.
    book.set_properties({"created": datetime(max(made.year, 1980), made.month, min(made.day, 28))})
    bold = book.add_format({"bold": True, "bottom": 1})
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    _write_head(book, flat, bold, dates)
    for name, table in TABLES.items():
        rows = flat.tables[name]
        if rows:
            used = used_columns(table, rows)
            cells = [[row[column.name] for column in used] for row in rows]
            _write_sheet(book.add_worksheet(name), used, cells, bold, dates)
    book.close()
    return stream.getvalue()


def _write_head(book: Any, flat: Flat, bold: Any, dates: Any) -> None:
    sheet = book.add_worksheet(HEAD_SHEET)
    sheet.write_string(0, 0, "key", bold)
    sheet.write_string(0, 1, "value", bold)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, max(len(column.name) for column in HEAD))
    sheet.set_column(1, 1, _WIDEST)
    for number, column in enumerate(HEAD, 1):
        sheet.write_string(number, 0, column.name)
        sheet.write_comment(number, 0, comment(column))
        _write(sheet, number, 1, column, flat.head[column.name], dates)


def _write_sheet(
    sheet: Any, columns: Sequence[Column], rows: list[list[Any]], bold: Any, dates: Any
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column.name, bold)
        sheet.write_comment(0, index, comment(column))
        longest = max(len(write_cell(column.kind, row[index])) for row in rows)
        wanted = max(longest, len(column.name) + 3) + 1
        sheet.set_column(index, index, min(max(wanted, _NARROWEST), _WIDEST))
        for number, row in enumerate(rows, 1):
            _write(sheet, number, index, column, row[index], dates)


def comment(column: Column) -> str:
    """What a header's comment says: the field's sentence, and what may stand in the column."""
    must = "must be given" if column.required else "may be empty"
    return f"{column.meaning}\n{allowed(column.kind)}; {must}"


def _write(sheet: Any, row: int, column: int, kind: Column, value: Any, dates: Any) -> None:
    """Numbers and dates that a spreadsheet keeps exactly are written as such, all else as text."""
    inner = bare(kind.kind)[0]
    text = write_cell(kind.kind, value)
    if inner in (int, float) and value is not None and float(f"{value:.{DIGITS}G}") == value:
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and not is_moment(kind.kind) and value >= _FIRST_DATE:
        sheet.write_datetime(row, column, value, dates)
    elif text:
        sheet.write_string(row, column, text)
