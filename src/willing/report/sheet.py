"""One sheet of the workbook: a heading, a marking, a table that stays readable when scrolled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from willing.report.section import Section

Cell = str | int | float | date | None
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST = 64
_NARROWEST = 10
_FILTER = 4
"""Characters that the filter's arrow takes of a header."""
_LINE, _TITLE, _HIGHEST = 15, 21, 405
"""Points of a line, of the title, and of the highest row a spreadsheet allows."""
_LONGEST_CELL = 32_767
"""Characters of the longest text that a spreadsheet takes."""
_LONGEST_MARK = 100
"""Characters of the marking in header and footer, which hold 255 with their codes."""
_MARKED = 4
"""Columns over which the marking may run, so that it is not cut."""
_A3, _A4 = 8, 9
_SHADES = (
    ("filled", {"bg_color": "#E3F1E7"}),
    ("partly", {"bg_color": "#F2C65A", "bold": True}),
    ("unfilled", {"bg_color": "#7A1420", "font_color": "#FFFFFF", "bold": True}),
)
"""States of a line, from light to dark, so that they differ on black and white paper too."""


class Book:
    """A workbook in which user text is always text, never a formula."""

    def __init__(
        self, workbook: Workbook, marking: str, head: Callable[[str], str] = str
    ) -> None:
        self._book, self._marking, self._spoken = workbook, marking, head
        self._names: set[str] = set()
        made = workbook.add_format
        self._title = made({"bold": True, "font_size": 14})
        self._mark = made({
            "bold": True, "font_color": "#FFFFFF", "bg_color": "#7A1420", "align": "left",
        })
        self._head = made({
            "bold": True, "bottom": 1, "bg_color": "#EEF0F2", "text_wrap": True, "valign": "top",
        })
        cell = {"valign": "top", "border": 1, "border_color": "#C9CED4"}
        self._text = made({**cell, "text_wrap": True})
        self._said = made({"italic": True})
        self._number = made({**cell, "num_format": "#,##0.##"})
        self._whole = made({**cell, "num_format": "#,##0"})
        self._date = made({**cell, "num_format": "yyyy-mm-dd", "align": "left"})
        self._shades = [(word, made(look)) for word, look in _SHADES]

    def sheet(
        self, name: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *,
        said: Sequence[str] = (), none: str = "none", frozen: int = 1, a3: bool = False,
        states: Sequence[int] = (), widest: Sequence[int] = (), of: str = "",
    ) -> None:
        """Add a sheet with one table; rows are frozen below the header, columns after the first.

        Widths follow the longest cell and the longest word of the header; what is wider is wrapped,
        and rows are as high as that takes: not every spreadsheet fits them when it opens a file.
        A table of no rows says so. Sentences of `said` stand above the table; `states` are columns
        whose words filled, partly and unfilled are shaded; `widest` says how wide columns may be.
        Headings are told in the words of the report, but for `of`, whom the table is about.
        """
        page: Any = self._book.add_worksheet(self._free_name(name))
        spoken = self._spoken(title)
        top = self._heading(page, ": ".join(filter(None, (of, spoken))), said, a3, len(header))
        header = [self._spoken(word) for word in header]
        cells = list(rows)
        most = widest or [_WIDEST] * len(header)
        widths = [
            _fit(word, [row[column] for row in cells], most[column])
            for column, word in enumerate(header)
        ]
        for column, (word, width) in enumerate(zip(header, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(top, column, word, self._head)
        page.set_row(top, _height(header, [width - 2 for width in widths]))
        for number, row in enumerate(cells, top + 1):
            page.set_row(number, _height(row, widths))
            for column, cell in enumerate(row):
                self._write(page, number, column, cell)
        if not cells:
            page.write_string(top + 1, 0, none, self._said if none != "none" else self._text)
        else:
            page.autofilter(top, 0, top + len(cells), len(header) - 1)
            for column in states:
                self._shade(page, (top + 1, column, top + len(cells), column))
        page.freeze_panes(top + 1, frozen)
        page.repeat_rows(top)

    def section(self, section: Section, *, frozen: int = 1, a3: bool = False) -> None:
        """Add a sheet for each table of a section, with its sentences."""
        for number, table in enumerate(section.tables, 1):
            several = len(section.tables) > 1
            self.sheet(
                f"{section.key} {number}" if several else section.key,
                table.caption if several else "", [column.title for column in table.columns],
                table.rows, of=section.title,
                said=section.texts, none=table.none, frozen=frozen, a3=a3,
                states=[i for i, column in enumerate(table.columns) if column.kind == "state"],
                widest=[column.width for column in table.columns],
            )

    def _heading(
        self, page: Worksheet, title: str, said: Sequence[str], a3: bool, columns: int
    ) -> int:
        page.set_landscape()
        page.set_paper(_A3 if a3 else _A4)
        page.fit_to_pages(1, 0)
        row = 0
        if self._marking:
            if columns > 1:
                page.merge_range(0, 0, 0, min(columns, _MARKED) - 1, "", self._mark)
            page.write_string(0, 0, self._marking, self._mark)
            shown = self._marking[:_LONGEST_MARK].replace("&", "&&")
            page.set_header(f"&C{shown}")
            page.set_footer(f"&C{shown}&R&P / &N")
            row = 1
        page.write_string(row, 0, title, self._title)
        page.set_row(row, _TITLE)
        for number, sentence in enumerate(said, row + 1):
            page.write_string(number, 0, sentence, self._said)
        return row + len(said) + 2

    def _shade(self, page: Any, where: tuple[int, int, int, int]) -> None:
        for word, look in self._shades:
            page.conditional_format(
                *where, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            )

    def _write(self, page: Any, row: int, column: int, cell: Cell) -> None:
        if cell is None:
            page.write_blank(row, column, None, self._text)
        elif isinstance(cell, str):
            page.write_string(row, column, cell[:_LONGEST_CELL], self._text)
        elif isinstance(cell, date):
            page.write_datetime(row, column, cell, self._date)
        else:
            page.write_number(
                row, column, cell, self._whole if float(cell).is_integer() else self._number
            )

    def _free_name(self, wanted: str) -> str:
        """A sheet name that a spreadsheet allows and that is not yet taken."""
        plain = _NOT_IN_NAMES.sub("-", wanted).strip() or "sheet"
        name, count = plain[:_LONGEST_NAME], 2
        while name.lower() in self._names or name.lower() == "history":
            mark = f" {count}"
            name, count = plain[: _LONGEST_NAME - len(mark)] + mark, count + 1
        self._names.add(name.lower())
        return name


def _width(cell: Cell) -> int:
    if isinstance(cell, date):
        return 10
    if isinstance(cell, float):
        return len(f"{cell:,.2f}")
    return max((len(line) for line in str("" if cell is None else cell).split("\n")), default=0)


def _fit(header: str, cells: Sequence[Cell], most: int) -> int:
    """Width of a column: its longest cell, or the longest word of its header beside the filter."""
    longest = min(max((_width(cell) for cell in cells), default=0) + 2, most)
    word = _width(header.replace(" ", "\n")) + _FILTER
    return min(max(word, longest, min(_NARROWEST, most)), _WIDEST)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Height of a row whose texts are wrapped at the width of their columns."""
    most = max((_lines(cell, width) for cell, width in zip(row, widths, strict=True)
                if isinstance(cell, str)), default=1)
    return min(_LINE * most, _HIGHEST)


def _lines(text: str, width: int) -> int:
    return sum(len(wrap(line, width)) or 1 for line in text.split("\n"))
