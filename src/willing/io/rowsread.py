"""Rows that a planner wrote by hand or took from a plan: a CSV table or a plan file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from willing.domain.plan import Row
from willing.domain.text import write_field
from willing.errors import Problem, ProblemsFound
from willing.io.build import read_values
from willing.io.columns import columns
from willing.io.csvfile import read_table
from willing.io.limits import LARGEST_TABLE, MOST_PROBLEMS, decode, read_bytes
from willing.io.planfile import read_plan
from willing.io.planread import LARGEST, LONGEST
from willing.io.tables import Entry, Table

ROWS = Table(name="rows", noun=Row, home="csv", columns=tuple(
    replace(column, default="") if column.name == "outcome" else column for column in columns(Row)
))
"""Rows of a plan as a table: its columns are the fields of `Row`; no outcome means every one."""


def read_rows(path: str | Path) -> tuple[Row, ...]:
    """Read rows from a plan file (.json) or from a CSV table with the columns of a plan's rows.

    Raises `ProblemsFound` with every fault, each named by its place.
    """
    target = Path(path)
    if target.suffix.lower() == ".json":
        return read_plan(target).rows
    problems: list[Problem] = []
    text = decode(read_bytes(target, LARGEST_TABLE, str(path)), target.name)
    rows = [
        row for entry in read_table(ROWS, text, target.name, problems)
        if (row := _row(entry, problems)) is not None
    ]
    if problems:
        raise ProblemsFound(problems[:MOST_PROBLEMS])
    return tuple(rows)


def _row(entry: Entry, problems: list[Problem]) -> Row | None:
    values = read_values(ROWS.columns, entry, problems)
    if values is None:
        return None
    row = Row(**values)
    problems += _out_of_range(entry, row)
    return row


def _out_of_range(entry: Entry, row: Row) -> Iterator[Problem]:
    for name, number, least, most in (
        ("days", row.days, 1, LONGEST), ("count", row.count, 0, LARGEST),
    ):
        if not least <= number <= most:
            yield Problem(
                kind="range", where=entry.where(name), given=f"{write_field(number)} stands here",
                allowed=f"a number from {least} to {most:,}", fix="correct it",
            )
