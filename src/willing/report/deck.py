"""Slides with native tables and charts, the marking on every one; nothing runs over an edge."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from willing.report.figures import number
from willing.report.fitting import fitted, lines_in
from willing.report.section import Chart, Column, Section, Table, Value

_WIDTH, _HEIGHT = 13.333, 7.5
"""Inches of a slide."""
_LEFT, _TOP, _BOTTOM = 0.45, 1.1, 6.8
"""Inches: left edge of what is shown, and the room between title and foot."""
_SAID, _FEW = 12, 2
"""Size and most lines of what is said above a chart or table."""
_LEADING = 1.25
"""Height of a line over the size of its letters."""
_ROOM = _WIDTH - 2 * _LEFT
_POINTS = 11
"""Size of letters in tables."""
_LETTER = 0.53
"""Width of an ordinary letter over its size, on the safe side."""
_PAD = 0.06
"""Inches around the text of a cell."""
_MOST_LINES = 14
"""Lines of the highest row; longer texts are cut visibly, and stand in full in workbook and PDF."""
_FONT = "Arial"
_INK, _MARK, _HEAD, _PAPER = "16191D", "7A1420", "EEF0F2", "FFFFFF"
_BARS = ("1D3A5C", "8FA6BC", "C9A24A", "D9DEE3", "7A1420", "4D5661")
"""Fills of chart series, from dark to light, so that they differ without colour."""
_STATES = {"filled": "E3F1E7", "partly": "F2C65A", "unfilled": "7A1420"}
_new_data: Any = CategoryChartData
_colour: Any = RGBColor
"""Two makers of the library that tell no types."""
_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The table style with a plain grid."""


class Deck:
    """A slide deck under one marking."""

    def __init__(self, marking: str, foot: str) -> None:
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
        self._marking = fitted(marking, _letters(_ROOM, 12), 1)
        self._foot = fitted(foot, _letters(_ROOM - 1.5, 9), 1)
        self._slides = 0

    def cover(self, title: str, lines: Sequence[str]) -> None:
        """The first slide: the operation, and what this is."""
        slide = self._slide(title, 2.0, 34)
        body = _box(slide, _LEFT, 3.6, _ROOM, 2.6)
        for at, line in enumerate(lines):
            _write(_paragraph(body, at), fitted(line, _letters(_ROOM, 16), 2), 16)

    def section(self, section: Section) -> None:
        """Slides for sentences, charts and tables of a section, as many as it takes.

        A few words stand above every chart and table; more have slides of their own.
        """
        said = " ".join(section.texts)
        if lines_in(said, _letters(_ROOM, _SAID)) > _FEW:
            self._texts(section)
            said = ""
        for chart in section.charts:
            self._chart(section.title, chart, said)
        for table in section.tables:
            title = section.title
            if table.caption and len(section.tables) > 1:
                title = f"{title}: {table.caption}"
            self._table(title, table, said)

    def bytes(self, properties: dict[str, Any]) -> bytes:
        """The file, with its properties set."""
        for name, value in properties.items():
            setattr(self._file.core_properties, name, value)
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _slide(self, title: str, top: float = 0.42, size: int = 24) -> Any:
        layout = self._file.slide_layouts[5]
        slide = self._file.slides.add_slide(layout)
        self._slides += 1
        head = slide.shapes.title
        head.left, head.top = Inches(_LEFT), Inches(top)
        head.width, head.height = Inches(_ROOM), Inches(0.62 if size < 30 else 1.3)
        frame = head.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = 0
        most = 1 if size < 30 else 2
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _write(frame.paragraphs[0], fitted(title, _letters(_ROOM, size), most), size, bold=True)
        self._edges(slide)
        return slide

    def _edges(self, slide: Any) -> None:
        """Marking above and below, foot and number."""
        if self._marking:
            for top in (0.08, 7.14):
                box = _box(slide, _LEFT, top, _ROOM, 0.28)
                box.paragraphs[0].alignment = PP_ALIGN.CENTER
                _write(box.paragraphs[0], self._marking, 12, bold=True, colour=_MARK)
        foot = _box(slide, _LEFT, 6.96, _ROOM - 1.2, 0.22)
        _write(foot.paragraphs[0], self._foot, 9)
        count = _box(slide, _WIDTH - _LEFT - 1.1, 6.96, 1.1, 0.22)
        count.paragraphs[0].alignment = PP_ALIGN.RIGHT
        _write(count.paragraphs[0], str(self._slides), 9)

    def _texts(self, section: Section) -> None:
        """Sentences on slides of their own."""
        width, room = _letters(_ROOM - 0.3, 16), _BOTTOM - _TOP
        at, body, used = 0, None, 0.0
        for text in section.texts:
            told = fitted(text, width, 6)
            height = lines_in(told, width) * 16 * _LEADING / 72 + 0.12
            if body is None or used + height > room:
                body, at, used = _box(self._slide(section.title), _LEFT, _TOP, _ROOM, room), 0, 0.0
            paragraph = _paragraph(body, at)
            paragraph.space_after = Pt(7)
            _write(paragraph, told, 16)
            at, used = at + 1, used + height

    def _said(self, slide: Any, said: str) -> float:
        """Write a few words under the title; return the inch at which the rest begins."""
        if not said:
            return _TOP
        width = _letters(_ROOM, _SAID)
        high = lines_in(fitted(said, width, _FEW), width) * _SAID * _LEADING / 72
        box = _box(slide, _LEFT, _TOP - 0.04, _ROOM, high)
        _write(box.paragraphs[0], fitted(said, width, _FEW), _SAID)
        return _TOP + high + 0.04

    def _chart(self, title: str, chart: Chart, said: str) -> None:
        slide = self._slide(title)
        top = self._said(slide, f"{chart.title}. {said}".strip())
        data = _new_data(number_format="0%" if chart.percent else "#,##0")
        data.categories = chart.categories
        for name, values in chart.series:
            data.add_series(name, values)
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED if chart.percent else XL_CHART_TYPE.COLUMN_STACKED
        drawn = slide.shapes.add_chart(
            kind, Inches(_LEFT), Inches(top), Inches(_ROOM), Inches(_BOTTOM - top), data,
        ).chart
        drawn.font.size, drawn.font.name, drawn.has_title = Pt(11), _FONT, False
        drawn.has_legend = len(chart.series) > 1
        if drawn.has_legend:
            drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
            drawn.legend.include_in_layout = False
        axis = drawn.value_axis
        axis.minimum_scale = 0
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = (
            "0%" if chart.percent else "#,##0", False)
        if chart.percent:
            axis.maximum_scale = 1
        for at, series in enumerate(drawn.plots[0].series):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _rgb(_BARS[at % len(_BARS)])
            series.format.line.color.rgb = _rgb(_INK)
            series.format.line.width = Pt(0.5)

    def _table(self, title: str, table: Table, said: str) -> None:
        """One slide for as many rows as fit, and the next for those that follow."""
        widths = _widths(table.columns)
        head = [c.title for c in table.columns]
        cells = [[_told(value) for value in row] for row in table.rows[: table.shown]]
        if len(cells) < len(table.rows):
            more = f"Shown are the first {len(cells)} of {len(table.rows)} rows."
            said = f"{said} {more} Workbook and PDF have all.".strip()
        if not cells:
            slide = self._slide(title)
            body = _box(slide, _LEFT, self._said(slide, said), _ROOM, 1.0)
            _write(body.paragraphs[0], table.none, 16)
            return
        pages = _pages([head, *cells], widths, _BOTTOM - _TOP - (0.5 if said else 0.0))
        for at, (first, last) in enumerate(pages, 1):
            slide = self._slide(f"{title} ({at} of {len(pages)})" if len(pages) > 1 else title)
            top = self._said(slide, said)
            self._grid(slide, top, table, [head, *cells[first:last]])

    def _grid(
        self, slide: Any, top: float, table: Table, rows: Sequence[Sequence[str]]
    ) -> None:
        widths = _widths(table.columns)
        frame = slide.shapes.add_table(
            len(rows), len(widths), Inches(_LEFT), Inches(top), Inches(sum(widths)), Inches(0.3)
        )
        grid = frame.table
        frame._element.graphic.graphicData.tbl.tblPr.find(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId").text = _GRID
        for at, width in enumerate(widths):
            grid.columns[at].width = Inches(width)
        for number_, row in enumerate(rows):
            grid.rows[number_].height = Emu(int(_row_height(row, widths) * 914_400))
            for at, text in enumerate(row):
                column = table.columns[at]
                _cell(grid.cell(number_, at), _fit_cell(text, widths[at]), column, not number_)


def _cell(cell: Any, text: str, column: Column, head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(_PAD)
    cell.margin_top = cell.margin_bottom = Inches(_PAD / 2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(_HEAD if head else _PAPER)
    colour = _INK
    if column.kind == "state" and not head and text in _STATES:
        cell.fill.fore_color.rgb = _rgb(_STATES[text])
        colour = _PAPER if text == "unfilled" else _INK
    cell.text_frame.word_wrap = True
    for at, line in enumerate(text.split("\n")):
        paragraph = _paragraph(cell.text_frame, at)
        if column.kind == "number":
            paragraph.alignment = PP_ALIGN.RIGHT
        _write(paragraph, line, _POINTS, bold=head, colour=colour)


def _write(
    paragraph: Any, text: str, size: int, *, bold: bool = False, colour: str = _INK
) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.name, run.font.bold = Pt(size), _FONT, bold
    run.font.color.rgb = _rgb(colour)


def _rgb(digits: str) -> Any:
    return _colour.from_string(digits)


def _paragraph(frame: Any, at: int) -> Any:
    return frame.paragraphs[0] if at == 0 else frame.add_paragraph()


def _box(slide: Any, left: float, top: float, width: float, height: float) -> Any:
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _letters(inches: float, size: float) -> float:
    """Ordinary letters of a size that fit in a line."""
    return inches * 72 / (size * _LETTER)


def _widths(columns: Sequence[Column]) -> list[float]:
    """Inches of each column, in proportion, so that all fill the slide."""
    whole = sum(column.width for column in columns)
    return [_ROOM * column.width / whole for column in columns]


def _fit_cell(text: str, width: float) -> str:
    return fitted(text, _letters(width - 2 * _PAD, _POINTS), _MOST_LINES)


def _row_height(row: Sequence[str], widths: Sequence[float]) -> float:
    """Inches that a row takes."""
    lines = max(
        lines_in(_fit_cell(text, width), _letters(width - 2 * _PAD, _POINTS))
        for text, width in zip(row, widths, strict=True)
    )
    return lines * _POINTS * _LEADING / 72 + _PAD


def _pages(
    rows: Sequence[Sequence[str]], widths: Sequence[float], room: float
) -> list[tuple[int, int]]:
    """First row and row after the last of each slide; the heading stands on all of them."""
    heights = [_row_height(row, widths) for row in rows]
    room -= heights[0]
    pages, first, used = [], 0, 0.0
    for at, height in enumerate(heights[1:]):
        if at > first and used + height > room:
            pages.append((first, at))
            first, used = at, 0.0
        used += height
    return [*pages, (first, len(rows) - 1)]


def _told(value: Value) -> str:
    if value is None:
        return ""
    return number(value) if isinstance(value, int | float) else str(value)
