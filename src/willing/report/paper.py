"""The report of a force generation conference on paper: a PDF with its marking on every page."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any
from unicodedata import east_asian_width

import typst

from willing.report.agenda import agenda
from willing.report.conference import Conference
from willing.report.figures import number, percent
from willing.report.front import foot, front
from willing.report.national import nation_sections
from willing.report.section import Chart, Section, Table, Value, spoken
from willing.report.statement_table import statement_on_paper
from willing.report.words import headings

_LONGEST = 20_000
"""Characters of one cell on paper."""


def paper(held: Conference, nation: str = "") -> bytes:
    """The report as PDF, for all or for one nation; the same plan gives the same bytes.

    Nothing is fetched. Fonts of the machine are used only for scripts that the built-in ones lack
    (Chinese, Japanese, Korean), so that all else looks the same everywhere.
    """
    operation = held.operation
    found = nation_sections(held, nation) if nation else (
        statement_on_paper(held), *agenda(held))
    day = operation.as_of
    told = {
        "title": operation.name, "marking": operation.marking, "foot": foot(held),
        "day": [day.year, day.month, day.day],
        "lines": front(held, nation),
        "sections": [_section(spoken(section, headings(operation))) for section in found],
    }
    template = files("willing.report").joinpath("templates", "paper.typ").read_bytes()
    data = json.dumps(told, ensure_ascii=False)
    made = typst.compile(
        template, sys_inputs={"held": data},
        ignore_system_fonts=not any(east_asian_width(letter) in ("W", "F") for letter in data),
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    return bytes(made)


def _section(section: Section) -> dict[str, Any]:
    charts = [_chart(chart) for chart in section.charts if not chart.told]
    tables = [*charts, *map(_table, section.tables)]
    return {"title": section.title, "texts": list(section.texts), "tables": tables}


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption, "none": table.none,
        "columns": [
            {"title": c.title, "width": c.width, "kind": c.kind} for c in table.columns
        ],
        "rows": [[_told(value) for value in row] for row in table.rows],
    }


def _chart(chart: Chart) -> dict[str, Any]:
    """A chart as a table: on paper its figures are read, not its bars."""
    columns = [{"title": "", "width": 20, "kind": "text"}]
    columns += [{"title": name, "width": 14, "kind": "number"} for name, _ in chart.series]
    rows = [
        [category, *(_figure(values[at], chart.percent) for _, values in chart.series)]
        for at, category in enumerate(chart.categories)
    ]
    return {"caption": chart.title, "none": "", "columns": columns, "rows": rows}


def _figure(value: float | None, share: bool) -> str:
    if value is None:
        return "–"
    return percent(value) if share else number(value)


def _told(value: Value) -> str:
    if value is None:
        return ""
    return number(value) if isinstance(value, int | float) else str(value)[:_LONGEST]

