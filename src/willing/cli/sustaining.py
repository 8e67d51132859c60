"""The verb that asks what could be sustained at most: sustain."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt, PositiveFloat, PositiveInt

import willing
from willing.cli.app import FINE, app
from willing.cli.options import AsJson, OperationPath, Seed
from willing.cli.progress import Told
from willing.cli.shown import console, show_json

if TYPE_CHECKING:
    from rich.table import Table

    from willing.planner.sustain import Sustained

_MOST = 10
"""Limits shown at once; JSON has all."""


@app.command
def sustain(
    operation: OperationPath, /, *,
    outcome: Annotated[str, Parameter(
        help="Outcome to look at: 'likeliest', or a name such as '2027-06-15/none'.",
    )] = "likeliest",
    build_up: Annotated[NonNegativeInt, Parameter(
        help="Days from D after which nothing may be short, to the end of the tail.")] = 180,
    classes: Annotated[list[PositiveInt] | None, Parameter(
        consume_multiple=True, negative_iterable=(),
        help="Priority classes to look at. Without it: all.")] = None,
    time_limit: Annotated[PositiveFloat | None, Parameter(
        help="Seconds for each of the plans made on the way, not for all of them together.",
    )] = None,
    work: Annotated[NonNegativeInt, Parameter(
        help="Attempts to improve each of the plans made on the way.")] = 40,
    seed: Seed = 0, json: AsJson = False,
) -> int:
    """Find what could be kept up at most, and which lines break first.

    All that is required is multiplied until something stays short from the build-up day on; the
    commitments of the nations are kept as well as they could be if nobody asked for more.
    """
    told = willing.load(operation)
    with Told() as progress:
        found = willing.sustain(
            told, outcome, build_up=build_up, classes=tuple(classes or ()),
            seconds=time_limit or math.inf, work=work, seed=seed, progress=progress,
        )
    if json:
        show_json(asdict(found))
        return FINE
    console().print(_lines(found))
    for line in _sentences(found):
        print(line)
    return FINE


def _lines(found: Sustained) -> Table:
    from rich.table import Table

    table = Table(
        title=f"Elements kept up in {found.outcome}", title_justify="left", title_style="bold",
        header_style="bold",
    )
    table.add_column("Line", overflow="fold")
    for name in ("Wanted", "Alone", "With all others"):
        table.add_column(name, justify="right")
    for line in found.lines:
        more = f"..{line.alone_most}" if line.alone_most > line.alone else ""
        table.add_row(line.task, str(line.wanted), f"{line.alone}{more}", f"{line.together:g}")
    return table


def _sentences(found: Sustained) -> list[str]:
    """The answer in words."""
    if not found.lines:
        return ["Nothing is required from the build-up day on."]
    told = []
    if found.never:
        told.append(f"Not one element can be kept up, even alone, on {', '.join(found.never)}. "
                    + ("What follows leaves them out." if found.most else "No line is left."))
    if not found.most:
        return told
    most = f"not above {math.ceil(found.most * 100 - 1e-6) / 100:.2f} times"
    told.append(
        f"All that is required can be kept up {math.floor(found.factor * 100) / 100:.2f} times, "
        + (f"{most}." if found.first else "and nothing was found to break below ten times.")
    )
    if found.first:
        told.append(f"First to break: {', '.join(found.first)}.")
        shown = ", ".join(found.limits[:_MOST])
        rest = f" and {len(found.limits) - _MOST} more" if len(found.limits) > _MOST else ""
        told.append(f"What limits them: {shown}{rest}.")
    return told
