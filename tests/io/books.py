"""Workbooks as users make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

Sheets = Mapping[str, Sequence[tuple[object, ...]]]
"""Rows of cells by sheet."""


def book(path: Path, sheets: Sheets, touch: Callable[[Any], object] = id) -> Path:
    """A workbook with these sheets, and what else its user did to it."""
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
        touch(made)
    return path
