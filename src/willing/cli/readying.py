"""The verb that asks what if the deal were today: ready."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

import willing
from willing.cli.app import FINE, app
from willing.cli.handing import hand_out
from willing.cli.options import AsJson, Detailed, Html, OperationPath, PlanPath, Replace, Xlsx
from willing.cli.ready_over_all import show_over_all
from willing.cli.shown import console, counted, say_whose_data, show_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from willing.api.today import IfToday
    from willing.assess.ready import EffectOn, On, Ready, RunsOut
    from willing.domain.operation import Operation

_MOST = 20
"""Lines and changes shown at once; JSON has all."""


@app.command
def ready(
    operation: OperationPath, plan: PlanPath, /, *,
    on: Annotated[date | None, Parameter(
        help="Day on which the deal comes, such as 2027-04-20. Without it: every outcome.")] = None,
    outcome: Detailed = None,
    since: Annotated[Path | None, Parameter(
        help="Plan of the last time: what changed since is told, and why.")] = None,
    since_operation: Annotated[Path | None, Parameter(
        help="Operation that the plan of the last time was made for. Without it: this one.",
    )] = None,
    html: Html = None, xlsx: Xlsx = None, replace: Replace = False, json: AsJson = False,
) -> int:
    """Say what would be covered if the deal were today, who stands ready, and what runs out.

    For each outcome of the plan: every effect by its weakest essential line, and every requirement,
    on D+7, D+14, D+30, D+60, D+90 and D+180; page and workbook where you say. With `--on` the
    outcomes whose D is the waiting line at or after that day. Of many outcomes what holds over all
    of them is told first, then a handful in detail; workbook and JSON have all.
    """
    willing.refuse_handout(html, xlsx, replace=replace)
    told, made = willing.load(operation), willing.read_plan(plan)
    found = willing.ready(
        told, made, on=on, outcome=outcome or "",
        since=None if since is None else willing.read_plan(since),
        since_operation=None if since_operation is None else willing.load(since_operation),
    )
    if json:
        show_json(_mapping(told, found))
    else:
        _show(console(), told, found)
    hand_out(told, found, html, xlsx, replace)
    say_whose_data(told, made, operation, plan)
    return FINE


def _show(out: Console, operation: Operation, found: IfToday) -> None:
    before = {part.outcome: part for part in found.before}
    every = {part.outcome: part for part in found.outcomes}
    if len(found.shown) < len(every):
        show_over_all(out, operation, found)
    for name in found.shown:
        _show_outcome(out, every[name], before.get(name))
    running = dict.fromkeys(item for part in found.outcomes for item in part.runs_out)
    print()
    if running:
        out.print(_running(sorted(running, key=lambda item: item.day), found.today))
    else:
        print(f"Nothing has expired by {found.today}, or will within 30 days.")
    if found.compared:
        print(f"{counted(len(found.changes), 'task')} served otherwise than in the older plan.")
    for change in found.changes[:_MOST]:
        print(f"  {change.outcome}: {change.task}: {change.before:,.0f} -> {change.after:,.0f} "
              f"element-days; {change.why}")
    if len(found.changes) > _MOST:
        print(f"  and {len(found.changes) - _MOST} more; `--json` has all")


def _show_outcome(out: Console, part: Ready, before: Ready | None) -> None:
    from rich.text import Text

    from willing.report.ready_words import weakest

    out.print()
    out.rule(Text(f"{part.outcome} ({part.probability:.1%})", style="bold"))
    if part.d_day is None:
        print("There is never a deal: nobody is asked for anything behind it.")
        return
    print(f"D-day {part.d_day}")
    then = {} if before is None else {
        (name, day.mark): day.cover for name, days in before.effects for day in days}
    table = _table("Effects, by their weakest essential line", "Effect", part)
    for name, days in part.effects:
        if any(day.cover is not None for day in days):
            table.add_row(name, *(_effect(day, then.get((name, day.mark))) for day in days))
    out.print(table)
    for name, days in part.effects:
        if any(day.cover is not None and day.cover < 1 for day in days):
            print(f"  {name}: {weakest(days)}")
    for name, reached in part.milestones:
        behind = "never" if reached is None else f"D{(reached - part.d_day).days:+d} ({reached})"
        print(f"  {name}: {behind}")
    short = [line for line in part.lines if any(_short(day) for day in line.days)]
    full = len(part.lines) - len(short)
    if short:
        table = _table("Lines with something missing, there/wanted", "Line", part)
        shown = sorted(short, key=lambda line: line.priority)
        for line in shown[:_MOST]:
            table.add_row(f"{line.task} (class {line.priority})", *map(_there, line.days))
        if len(shown) > _MOST:
            table.add_row(f"and {len(shown) - _MOST} more")
        out.print(table)
    print(f"{full} of {counted(len(part.lines), 'line')} with all that is wanted on each of these "
          "days.")
    for item in part.stands:
        print(f"Stands ready: {item.nation} {item.count} of {item.unit} ({item.pledge}) on "
              f"{item.level}, notice {counted(item.notice_days, 'day')}, since {item.since}.")
    if not part.stands:
        print("Nobody stands ready on D.")


def _table(title: str, first: str, part: Ready) -> Table:
    from rich.table import Table

    from willing.assess.ready import MARKS

    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    table.add_column(first, overflow="fold")
    for mark in MARKS:
        table.add_column(f"D+{mark}", justify="right", overflow="fold")
    return table


def _running(items: list[RunsOut], today: date) -> Table:
    from rich.table import Table

    from willing.report.ready_words import RUNS_OUT

    table = Table(
        title=f"Runs out by {today}, or within 30 days", title_justify="left", title_style="bold",
        header_style="bold",
    )
    for name in ("What", "Which", "Nation", "Day", "In days"):
        table.add_column(name, justify="right" if name == "In days" else "left", overflow="fold")
    renewals = any(item.renewal for item in items)
    if renewals:
        table.add_column("Would be renewed", overflow="fold")
    for item in items[:_MOST]:
        table.add_row(RUNS_OUT[item.kind], item.id, item.nation, str(item.day), str(item.left),
                      *([item.renewal] if renewals else []))
    if len(items) > _MOST:
        table.add_row(f"and {len(items) - _MOST} more")
    return table


def _short(day: On) -> bool:
    return day.there < day.wanted


def _there(day: On) -> str:
    return f"{day.there:g}/{day.wanted}" if day.wanted else ""


def _effect(day: EffectOn, before: float | None) -> str:
    if day.cover is None:
        return ""
    told = f"{day.cover:.0%}"
    if before is not None and before != day.cover:
        told += f" (was {before:.0%})"
    return told


def _mapping(told: Operation, found: IfToday) -> dict[str, Any]:
    """All of it with the types of JSON only; fans over the outcomes told, where they are several.
    """
    from willing.report.fans import fan_mapping, fans

    several = sum(part.d_day is not None for part in found.outcomes) > 1
    return {
        "fans": [fan_mapping(fan) for fan in fans(told, found.outcomes)] if several else [],
        "today": found.today, "outcomes": [_outcome(part) for part in found.outcomes],
        "before": [_outcome(part) for part in found.before],
        "changes": [
            {"outcome": item.outcome, "task": item.task, "before": item.before,
             "after": item.after, "why": item.why}
            for item in found.changes
        ],
    }


def _outcome(part: Ready) -> dict[str, Any]:
    told = asdict(part)
    told["milestones"] = [
        {"milestone": name, "date": day} for name, day in part.milestones]
    told["effects"] = [
        {"effect": name, "days": [asdict(day) for day in days]} for name, days in part.effects]
    return told
