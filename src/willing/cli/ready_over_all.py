"""If the deal were today, over all outcomes: what comes before a handful of them in detail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from willing.api.today import IfToday
    from willing.domain.operation import Operation
    from willing.report.section import Table

_MOST = 12
"""Lines shown at once; page and workbook have all."""
_ACROSS = 8
"""Columns of lines that a terminal has room for: line, class, and each day looked at."""


def show_over_all(out: Console, operation: Operation, found: IfToday) -> None:
    """Print effects from worst to best, the lines short in most outcomes, and who stands ready."""
    from rich.text import Text

    from willing.report.over_all import OFTEN, often_short, often_table, over_all
    from willing.report.over_all_tables import effects_over_all, stands_over_all
    from willing.report.shown import told_of

    parts = {part.outcome for part in found.outcomes}
    asked = replace(found.plan, rows=(), outcomes=tuple(
        part for part in found.plan.outcomes if part.outcome in parts))
    for sentence in told_of(asked, found.shown, operation):
        out.print(Text(sentence))
    out.print()
    out.rule(Text(f"Over all {len(found.outcomes)} outcomes", style="bold"))
    for sentence in over_all(operation, found.outcomes, effects=False):
        out.print(Text(sentence))
    effects = effects_over_all(operation, found.outcomes)
    _print(out, effects, "Effects, by their weakest essential line", len(effects.rows))
    short = often_table(often_short(found.outcomes))
    # Of the rest, such as the worst outcome of each line, page and workbook tell.
    _print(out, replace(short, columns=short.columns[:_ACROSS]), OFTEN, _MOST)
    _print(out, stands_over_all(found.outcomes), "Who stands ready on D", _MOST)


def _print(out: Console, found: Table, title: str, most: int) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    if not found.rows:
        out.print(Text(found.none))
        return
    grid = Grid(title=title, title_justify="left", title_style="bold", header_style="bold")
    for column in found.columns:
        grid.add_column(column.title, overflow="fold",
                        justify="right" if column.kind == "number" else "left")
    for row in found.rows[:most]:
        cells = row[:len(found.columns)]
        grid.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    if len(found.rows) > most:
        grid.add_row(f"and {len(found.rows) - most} more")
    out.print(grid)
