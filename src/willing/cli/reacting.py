"""The verb for the day on which the outcome is known: react."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from cyclopts.types import NonNegativeFloat

import willing
from willing.cli.app import FINE, app
from willing.cli.clock import since_start
from willing.cli.handing import hand_out
from willing.cli.options import (
    AsJson,
    Gap,
    Html,
    OperationPath,
    Out,
    PlanPath,
    Replace,
    Seed,
    TimeLimit,
    Work,
    Xlsx,
)
from willing.cli.progress import Told
from willing.cli.shown import console, counted, say, show_json
from willing.errors import Problem, ProblemsFound

if TYPE_CHECKING:
    from rich.console import Console

    from willing.api.reacting import Reaction
    from willing.report.ordered import Ordered

_MOST = 40
"""Orders shown at once; JSON and CSV have all."""


@app.command
def react(
    operation: OperationPath, plan: PlanPath, /, *,
    answer: Annotated[list[str] | None, Parameter(
        consume_multiple=True, negative_iterable=(),
        help="What is known now, such as 'deal=2027-04-20' or 'backstop=enablers'. Questions not "
        "named are taken as in the plan's nearest outcome.")] = None,
    without: Annotated[list[str] | None, Parameter(
        consume_multiple=True, negative_iterable=(),
        help="Nations that walk out: they give nothing under their pledges.")] = None,
    closed: Annotated[list[str] | None, Parameter(
        consume_multiple=True, negative_iterable=(),
        help="Places that are closed, with their parts: nobody is sent there or through.")] = None,
    out: Out = None,
    orders: Annotated[Path | None, Parameter(
        help="CSV file for the list of orders.")] = None,
    html: Html = None, xlsx: Xlsx = None,
    data: Annotated[Path | None, Parameter(
        help="Folder or .xlsx for the operation as it stands now: the new plan belongs to it."
    )] = None,
    stay: Annotated[NonNegativeFloat | None, Parameter(
        help="Points for each element whose tour differs from the prepared plan. Without it: the "
        "operation's weight 'disturbance', or 0.1 where that is 0.")] = None,
    time_limit: TimeLimit = None, work: Work = 400, gap: Gap = 0.01, seed: Seed = 0,
    first: Annotated[bool, Parameter(
        help="Hand out the first plan, which is there at once, and look for no better one.")
    ] = False,
    replace: Replace = False, json: AsJson = False,
) -> int:
    """Plan an outcome that came, from what stands ready; print who is ordered when.

    What the prepared plan decided before D stands: tours that had left, stints, holds for others.
    All else is planned again, near to it. The outcome need not be one that anybody listed. A first
    plan is there at once: what was prepared, less what is not allowed any more. Files that you name
    for the plan, the orders and the data hold it until there is a better one.
    """
    from willing.io.atomic import refuse_unwritable

    willing.refuse_handout(html, xlsx, replace=replace)
    for path in (out, orders, data):
        if path is not None:
            refuse_unwritable(path, replace)
    begun: list[float] = []

    def at_once(found: Reaction) -> None:
        begun.append(since_start())
        _write(found, data, out, orders, replace)
        if not first:
            say(_first(found, begun[0]))

    with Told() as progress:
        found = willing.react(
            willing.load(operation), willing.read_plan(plan), _answers(answer or ()),
            without=without or (), closed=closed or (), stay=stay,
            seconds=time_limit or math.inf, work=work, gap=gap, seed=seed, progress=progress,
            first=at_once, only_first=first,
        )
    if not (begun and first):
        _write(found, data, out, orders, replace or bool(begun))
    if json:
        show_json({
            **_summary(found, brief=bool(begun) and first), **_mapping(found),
            "first_plan": None if not begun else {
                "seconds": round(begun[0], 2), "score": found.first_score},
        })
    else:
        _show(console(), found, _first(found, begun[0]) if begun and first else "")
    hand_out(found.known.operation, found, html, xlsx, replace)
    for path in (data, out, orders):
        if path is not None:
            say(f"Written: {path}")
    return FINE


def _summary(found: Reaction, brief: bool) -> Mapping[str, Any]:
    """What the report says in figures; `brief`: only whose plan it is, which takes no time."""
    if not brief:
        from willing.report.data import summary

        return summary(found.known.operation, found.plan)
    told = found.known.operation
    return {
        "operation": told.name, "marking": told.marking,
        "outcomes": [
            {"outcome": part.outcome, "score": part.score} for part in found.plan.outcomes],
    }


def _first(found: Reaction, seconds: float) -> str:
    """One line on the first plan."""
    from willing.report.ordered import DAYS, HOURS, first_orders

    at_once, soon = (len(first_orders(found.orders, days)) for days in (HOURS, DAYS))
    return (
        f"{found.known.outcome.name}: first plan after {seconds:.1f} s; score "
        f"{found.first_score:,.2f}, {counted(at_once, 'order')} in the first 72 hours, {soon} in "
        "the first 30 days."
    )


def _write(
    found: Reaction, data: Path | None, out: Path | None, orders: Path | None, replace: bool
) -> None:
    """Write the files that were asked for."""
    from willing.io.atomic import write_file
    from willing.report.ordered import as_csv

    if data is not None:
        willing.save(found.known.operation, data, replace=replace)
    if out is not None:
        willing.write_plan(found.plan, out, replace=replace)
    if orders is not None:
        write_file(orders, as_csv(found.orders).encode("utf-8"), replace)


def _answers(given: Sequence[str]) -> Mapping[str, str]:
    """Questions and answers as typed."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name or not value or name in found:
            raise ProblemsFound([Problem(
                kind="options", where="command line", given=f"--answer {text:.60}",
                allowed="QUESTION=ANSWER, each question once",
                fix="write it such as --answer deal=2027-04-20",
            )])
        found[name.strip()] = value.strip()
    return found


def _show(out: Console, found: Reaction, brief: str) -> None:
    """The plan, or instead of what takes long to explain a line; what changed, and the orders."""
    from willing.cli.differences import show_changed
    from willing.report.react_words import moved_words

    known = found.known
    if brief:
        print(brief)
    else:
        from willing.report.table import tables

        tables(known.operation, found.plan, out)
    stand = "stands" if len(known.decided) == 1 else "stand"
    print(f"D-day {known.d_day}; nearest prepared outcome: {known.prepared}; "
          f"{counted(len(known.decided), 'turn')} had begun by then and {stand}.")
    if moved := moved_words(known):
        print(moved)
    if known.kept:
        # Their answers stand in the heading of the outcome.
        print(f"Not named, and as in that outcome: {', '.join(name for name, _ in known.kept)}.")
    show_changed(out, found.changed)
    _show_orders(out, found.orders)


def _show_orders(out: Console, orders: Sequence[Ordered]) -> None:
    """Orders of the first 30 days by nation, those of the first 72 hours first."""
    from rich.table import Table

    from willing.report.ordered import first_orders

    soon = first_orders(orders, 30)
    at_once = first_orders(orders, 3)
    print(f"{counted(len(at_once), 'order')} in the first 72 hours, {len(soon)} in the first 30 "
          f"days, {len(orders)} in all.")
    if late := sum(item.when == "before D" for item in soon):
        print(f"{counted(late, 'order')} must have been given before D: the notice is longer than "
              "the days that are left.")
    if not soon:
        return
    table = Table(title="Orders of the first 30 days", title_justify="left", title_style="bold",
                  header_style="bold")
    for name in ("Nation", "Order by", "When", "Unit", "Elements", "Task", "From", "Leaves",
                 "In place"):
        table.add_column(
            name, justify="right" if name == "Elements" else "left", overflow="fold")
    ranked = sorted(soon, key=lambda item: (item.nation, item.order_day, item.unit, item.task))
    for item in ranked[:_MOST]:
        table.add_row(
            item.nation, str(item.order_day), item.when, item.unit, str(item.count), item.task,
            item.level or "home", str(item.leaves), str(item.in_place),
        )
    if len(ranked) > _MOST:
        table.add_row(f"and {len(ranked) - _MOST} more")
    out.print(table)


def _mapping(found: Reaction) -> dict[str, Any]:
    from willing.cli.differences import changed_mapping

    known = found.known
    return {
        "answers": dict(known.outcome.answers), "d_day": known.d_day, "prepared": known.prepared,
        "kept": dict(known.kept), "decided": [asdict(order) for order in known.decided],
        "changed_elements": sum(item.elements for item in found.changed),
        "changed": changed_mapping(found.changed),
        "orders": [asdict(item) for item in found.orders],
    }
