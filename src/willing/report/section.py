"""What a conference is shown: sections of sentences, tables and charts, whatever they end up in.

The workbook, the page, the slides and the PDF all draw the same sections.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

Value = str | int | float | date | None
"""What stands in a cell; None is empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    """Its heading."""
    width: int
    """Characters that fit in a line; wider texts are wrapped."""
    kind: str = "text"
    """text; number, which stands right; date, or what else is never broken in two; or state:
    filled, partly or unfilled, which is shaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; a table of no rows says `none`."""

    columns: tuple[Column, ...]
    """Its columns."""
    rows: tuple[tuple[Value, ...], ...]
    """Its rows, each as long as the columns are many."""
    caption: str = ""
    """What it shows, where the section's title does not say it."""
    none: str = "None."
    """What stands there when there are no rows."""
    shown: int | None = None
    """Rows shown on slides, where a room reads no more; None: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars: one group for each category, one bar in it for each series."""

    title: str
    """What is shown, with its unit."""
    categories: tuple[str, ...]
    """Names along the axis."""
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    """Name of each series and its figures; None: there is none."""
    percent: bool = False
    """Whether figures are shares from 0 to 1."""
    told: bool = False
    """Whether a table of the section has the same figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One thing that a conference talks about."""

    key: str
    """Short name: of a sheet, of an anchor."""
    title: str
    """Heading."""
    texts: tuple[str, ...] = ()
    """Sentences before the tables."""
    charts: tuple[Chart, ...] = ()
    """Charts."""
    tables: tuple[Table, ...] = ()
    """Tables."""


def spoken(section: Section, head: Callable[[str], str]) -> Section:
    """A section whose captions, columns and titles of charts are told in other words; its own title
    is its maker's, as it may name somebody."""
    return replace(
        section, charts=tuple(replace(c, title=head(c.title)) for c in section.charts),
        tables=tuple(replace(
            table, caption=head(table.caption),
            columns=tuple(replace(c, title=head(c.title)) for c in table.columns),
        ) for table in section.tables),
    )
