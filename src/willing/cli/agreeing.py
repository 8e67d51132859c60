"""The verb that says who may be where: agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

import willing
from willing.calendar import Moment, parse_moment
from willing.cli.app import FINE, app
from willing.cli.options import AsJson, OperationPath
from willing.cli.shown import console, show_json
from willing.errors import Problem, ProblemsFound, TextFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from willing.report.presence import Access


@app.command
def agreements(
    operation: OperationPath, /, *,
    outcome: Annotated[str, Parameter(
        help="Outcome to look at: 'likeliest', or a name such as '2027-06-15/none'.",
    )] = "likeliest",
    on: Annotated[str | None, Parameter(
        help="One day, such as 'D+30' or '2027-04-20'. Without it: D and some days after.")] = None,
    json: AsJson = False,
) -> int:
    """List who may be where, from which day, and which signature is missing.

    Every nation with units is held against every place that asks for agreements. Those that are
    alike stand together.
    """
    from willing.report.shut_out import shut_out

    found = willing.agreements(
        willing.load(operation), outcome, on=None if on is None else _day(on),
    )
    if json:
        show_json(found.mapping)
        return FINE
    if not found.access:
        print("No place asks for an agreement.")
        return FINE
    console().print(_table(found.outcome, found.access))
    for item in shut_out(found.situation.operation, found.access):
        print(f"{item}.")
    return FINE


def _day(text: str) -> Moment:
    """A day as somebody types it; raises `ProblemsFound` for what is none."""
    try:
        return parse_moment(text)
    except TextFault as fault:
        raise ProblemsFound([Problem(
            kind="day", where="command line: --on", given=fault.given, allowed=fault.allowed,
            fix=fault.fix,
        )]) from None


def _table(outcome: str, access: Sequence[Access]) -> Table:
    from rich.table import Table

    from willing.report.shut_out import grouped

    table = Table(
        title=f"Who may be where in {outcome}", title_justify="left", title_style="bold",
        header_style="bold",
    )
    table.add_column("Place", overflow="fold")
    table.add_column("Nation", overflow="fold")
    for state in access[0].states:
        table.add_column(state.label)
    for item in grouped(access):
        table.add_row(
            ", ".join(item.places), ", ".join(item.nations), *(s.text for s in item.states),
        )
    return table
