"""From an operation to cells: its head and its tables as rows of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from willing.domain.operation import Operation
from willing.errors import Problem, ProblemsFound
from willing.io.cell import unfit, write_cell
from willing.io.columns import Column
from willing.io.tables import FORMAT, HEAD, TABLES, Table

Row = Mapping[str, Any]
"""One record: values by column."""


@dataclass(frozen=True, slots=True)
class Flat:
    """An operation as rows."""

    head: Row
    """Values of the head by dotted key."""
    tables: Mapping[str, tuple[Row, ...]]
    """Rows by table; every table is there."""


def flatten(operation: Operation) -> Flat:
    """Lay an operation out as rows."""
    return Flat(
        head={column.name: _said(operation, column.name) for column in HEAD},
        tables={name: tuple(_rows(operation, table)) for name, table in TABLES.items()},
    )


def refuse_unwritable(flat: Flat) -> None:
    """Raise `ProblemsFound` for what no file could give back.

    That is control characters, cells longer than a spreadsheet holds, and empty texts where
    something must stand.
    """
    problems = list(_faults(flat))
    if problems:
        raise ProblemsFound(problems)


def used_columns(table: Table, rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """Columns worth writing: those that must be filled, and those that say more than a default."""
    return tuple(
        column for column in table.columns
        if column.required or any(row[column.name] != column.default for row in rows)
    )


def _said(operation: Operation, key: str) -> Any:
    if key == "format":
        return FORMAT
    group, dot, inner = key.partition(".")
    return getattr(getattr(operation, group), inner) if dot else getattr(operation, group)


def _rows(operation: Operation, table: Table) -> Iterator[Row]:
    if table.name not in ("answers", "givens"):
        for record in getattr(operation, table.name):
            yield {column.name: getattr(record, column.name) for column in table.columns}
        return
    field = "answers" if table.name == "answers" else "given"
    for question in operation.questions:
        for part in getattr(question, field):
            own = {c.name: getattr(part, c.name) for c in table.columns if c.name != "question"}
            yield {"question": question.id, **own}


def _faults(flat: Flat) -> Iterator[Problem]:
    yield from _unwritable("operation", flat.head, HEAD)
    for name, rows in flat.tables.items():
        for number, row in enumerate(rows, 1):
            yield from _unwritable(f"{name} row {number}", row, TABLES[name].columns)


def _unwritable(where: str, row: Row, columns: tuple[Column, ...]) -> Iterator[Problem]:
    for column in columns:
        text = write_cell(column.kind, row[column.name])
        bad = unfit(text)
        if bad is not None:
            yield Problem(
                kind="unfit-text", where=f"{where} {column.name}", given=f"{bad} stands here",
                allowed="printable text, newlines and tabs, at most 32,767 characters",
                fix="take it out or shorten it",
            )
        elif not text and column.required:
            yield Problem(
                kind="missing-value", where=f"{where} {column.name}", given="nothing stands here",
                allowed=f"'{column.name}' must be given", fix="fill it in",
            )


def text_of(row: Row, columns: tuple[Column, ...]) -> dict[str, str]:
    """The texts of a row, by column."""
    return {column.name: write_cell(column.kind, row[column.name]) for column in columns}
