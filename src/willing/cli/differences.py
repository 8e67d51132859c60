"""Differences between two plans, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from willing.cli.shown import counted

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console
    from rich.table import Table

    from willing.assess.compare import Compared
    from willing.assess.diff import Changed

_MOST = 30
"""Changed turns and lines shown at once; JSON has all."""


def show_compared(
    out: Console, compared: Sequence[Compared], shown: Sequence[str] | None = None
) -> None:
    """Print two plans side by side, outcome by outcome; where only some are `shown`, behind a table
    of those that differ most."""
    from rich.text import Text

    told = [item for item in compared if shown is None or item.new.outcome in shown]
    if len(told) < len(compared):
        out.print(_every(compared))
    for item in told:
        out.print()
        out.rule(Text(item.new.outcome, style="bold"))
        out.print(_terms(item))
        if item.milestones:
            out.print(_milestones(item))
        if item.lines:
            out.print(_lines(item))
        else:
            out.print("No line is better or worse covered.")
        if item.stints:
            out.print(_turns("Changed standby", item.stints))
        if item.steps:
            out.print(_steps(item))
        show_changed(out, item.changed)


def _every(compared: Sequence[Compared]) -> Table:
    """Outcomes by what their scores differ, weighed by their chance."""
    table = _table(
        f"{len(compared)} outcomes, by difference of score x chance", "Outcome", "Chance",
        "Score before", "After", "Difference", "Lines better", "Worse", "Elements changed")
    ranked = sorted(compared, key=lambda item: -abs(
        item.new.score - item.old.score) * item.new.probability)
    for item in ranked[:_MOST]:
        table.add_row(
            item.new.outcome, f"{item.new.probability:.1%}", f"{item.old.score:,.2f}",
            f"{item.new.score:,.2f}", f"{item.new.score - item.old.score:+,.2f}",
            str(sum(line.after > line.before for line in item.lines)),
            str(sum(line.after < line.before for line in item.lines)), f"{item.elements:,}")
    if len(ranked) > _MOST:
        table.add_row(f"and {len(ranked) - _MOST} more")
    return table


def show_changed(out: Console, changed: Sequence[Changed]) -> None:
    """Print the turns whose elements differ, in order of days."""
    from rich.text import Text

    elements = sum(item.elements for item in changed)
    out.print(Text(f"{counted(elements, 'element')} on {counted(len(changed), 'turn')} changed."))
    if changed:
        out.print(_turns("Changed turns", changed))


def _turns(title: str, changed: Sequence[Changed]) -> Table:
    from rich.text import Text

    several = len({item.outcome for item in changed}) > 1
    table = _table(
        title, *(("Outcome",) if several else ()), "Nation", "Unit", "Task", "First day", "Days",
        "Before", "After",
    )
    for item in changed[:_MOST]:
        table.add_row(*(Text(str(cell)) for cell in (
            *((item.outcome,) if several else ()), item.nation, item.unit, item.task,
            item.first_day, item.days, item.before, item.after,
        )))
    if len(changed) > _MOST:
        table.add_row(f"and {len(changed) - _MOST} more")
    return table


def _steps(item: Compared) -> Table:
    table = _table("Steps before the deal, taken on", "Step", "Before", "After")
    for moved in item.steps:
        table.add_row(moved.step, *("not taken" if day is None else str(day)
                                    for day in (moved.before, moved.after)))
    return table


def compared_mapping(item: Compared) -> dict[str, Any]:
    """One outcome of a comparison with the types of JSON only; points and element-days."""
    return {
        "outcome": item.new.outcome, "score_before": item.old.score, "score_after": item.new.score,
        "bound_before": item.old.bound, "bound_after": item.new.bound,
        "terms": [
            {"term": name, "before": before, "after": after} for name, before, after in item.terms
        ],
        "lines": [asdict(line) for line in item.lines],
        "milestones": [
            {"milestone": moved.milestone, "name": moved.name,
             "before": None if moved.before is None else moved.before.isoformat(),
             "after": None if moved.after is None else moved.after.isoformat()}
            for moved in item.milestones
        ],
        "changed_elements": item.elements, "changed": changed_mapping(item.changed),
        "changed_standby": changed_mapping(item.stints),
        "changed_steps": [
            {"step": moved.step, "before": None if moved.before is None else str(moved.before),
             "after": None if moved.after is None else str(moved.after)}
            for moved in item.steps
        ],
    }


def changed_mapping(changed: Sequence[Changed]) -> list[dict[str, Any]]:
    """Changed turns with the types of JSON only."""
    return [{**asdict(item), "first_day": item.first_day.isoformat()} for item in changed]


def _terms(item: Compared) -> Table:
    table = _table("Score, points", "Term", "Before", "After", "Difference")
    for name, before, after in (*item.terms, ("together", item.old.score, item.new.score)):
        if before or after:
            table.add_row(name, f"{before:,.2f}", f"{after:,.2f}", f"{after - before:+,.2f}")
    return table


def _milestones(item: Compared) -> Table:
    table = _table("Milestones", "Milestone", "Before", "After", "Difference")
    for moved in item.milestones:
        later = ""
        if moved.before is not None and moved.after is not None:
            later = f"{(moved.after - moved.before).days:+,d} days"
        table.add_row(
            moved.name, _dated(item, moved.before), _dated(item, moved.after), later
        )
    return table


def _dated(item: Compared, day: date | None) -> str:
    """A date with its day counted from D, where there is a D."""
    if day is None:
        return "never"
    d_day = item.new.d_day
    return f"{day}" if d_day is None else f"{day} (D{(day - d_day).days:+d})"


def _lines(item: Compared) -> Table:
    table = _table("Lines, element-days up to the horizon", "Line", "Class", "Wanted", "Before",
                   "After", "Difference")
    for line in item.lines[:_MOST]:
        table.add_row(
            line.task, str(line.priority), f"{line.wanted:,.0f}", f"{line.before:,.0f}",
            f"{line.after:,.0f}", f"{line.after - line.before:+,.0f}",
        )
    if len(item.lines) > _MOST:
        table.add_row(f"and {len(item.lines) - _MOST} more")
    return table


def _table(title: str, *names: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    figures = ("Days", "Before", "After", "Difference", "Wanted", "Class")
    for name in names:
        table.add_column(name, justify="right" if name in figures else "left", overflow="fold")
    return table
