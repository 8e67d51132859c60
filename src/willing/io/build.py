"""From cells to an operation: every cell is read by its column's type, every fault is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from willing.domain.operation import Operation
from willing.domain.question import Answer, Given, Question
from willing.errors import Problem, TextFault, nearest
from willing.io.cell import read_cell, unfit
from willing.io.columns import Column, allowed
from willing.io.tables import FORMAT, GROUPED_KEYS, HEAD, TABLES, Entries, Entry

UNKNOWN_FORMAT = "unknown-format"
"""Kind of the one problem that is told of files of another version."""


def build(head: Entry | None, entries: Entries, problems: list[Problem]) -> Operation | None:
    """Make an operation of its entries; faults go to `problems`, and then there is none."""
    tables: dict[str, tuple[Any, ...]] = {}
    parts = {
        name: [(entry, read_values(TABLES[name].columns, entry, problems))
               for entry in entries.get(name, [])]
        for name in ("answers", "givens")
    }
    asked = {entry.cells.get("id", "") for entry in entries.get("questions", [])}
    _refuse_orphans(asked, (entry for found in parts.values() for entry, _ in found), problems)
    for name, table in TABLES.items():
        if name in parts:
            continue
        values = [read_values(table.columns, entry, problems) for entry in entries.get(name, [])]
        if table.noun is Question:
            _attach(values, parts)
        tables[name] = tuple(
            _record(table.noun, found, entry)
            for entry, found in zip(entries.get(name, []), values, strict=True)
            if found is not None
        )
    if head is not None:
        _refuse_format(head, problems)
    said = None if head is None else read_values(HEAD, head, problems)
    if head is None or said is None or problems:
        return None
    grouped: dict[str, dict[str, Any]] = {name: {} for name in GROUPED_KEYS}
    plain: dict[str, Any] = {**tables}
    del said["format"]
    for key, value in said.items():
        group, dot, inner = key.partition(".")
        if dot:
            grouped[group][inner] = value
        else:
            plain[key] = value
    made = {name: GROUPED_KEYS[name](**values) for name, values in grouped.items()}
    return Operation(**plain, **made, origin=head.origin)


def _refuse_format(head: Entry, problems: list[Problem]) -> None:
    """Tell files of a version that is not read; a file that names none is of the first."""
    given = head.cells.get("format", "")
    if given not in ("", str(FORMAT)):
        problems.append(Problem(
            kind=UNKNOWN_FORMAT, where=head.where("format"),
            given=f"format '{given:.20}' is not known", allowed=f"format {FORMAT} is read",
            fix="use the version of Willing that wrote it, or a newer one",
        ))


def _record(noun: Any, values: dict[str, Any], entry: Entry) -> Any:
    return noun(**values, origin=entry.origin)


def read_values(
    columns: Iterable[Column], entry: Entry, problems: list[Problem]
) -> dict[str, Any] | None:
    """Values of an entry by column; faults go to `problems`, and then there are none."""
    values: dict[str, Any] = {}
    whole = True
    for column in columns:
        text = entry.cells.get(column.name, "")
        bad = unfit(text)
        if bad is not None:
            problems.append(_unfit(entry, column, bad))
        elif text:
            try:
                values[column.name] = read_cell(column.kind, text)
                continue
            except TextFault as fault:
                problems.append(_unreadable(entry, column, fault))
        elif not column.required:
            values[column.name] = column.default
            continue
        elif column.name not in entry.told:
            problems.append(_missing(entry, column))
        whole = False
    return values if whole else None


def _unfit(entry: Entry, column: Column, bad: str) -> Problem:
    return Problem(
        kind="unfit-text", where=entry.where(column.name), given=f"{bad} stands here",
        allowed="printable text, newlines and tabs, at most 32,767 characters",
        fix="take it out or shorten it",
    )


def _missing(entry: Entry, column: Column) -> Problem:
    return Problem(
        kind="missing-value", where=entry.where(column.name), given="nothing stands here",
        allowed=f"'{column.name}' must be given ({allowed(column.kind)})",
        fix=f"fill it in: {column.meaning.rstrip('.')}",
    )


def _unreadable(entry: Entry, column: Column, fault: TextFault) -> Problem:
    where = entry.where(column.name)
    if fault.column > 1:
        where += f", character {fault.column}"
    return Problem(
        kind="unreadable-value", where=where, given=fault.given, allowed=fault.allowed,
        fix=fault.fix,
    )


def _refuse_orphans(asked: set[str], parts: Iterable[Entry], problems: list[Problem]) -> None:
    known = sorted(asked)
    for entry in parts:
        question = entry.cells.get("question", "")
        if question and question not in asked:
            problems.append(Problem(
                kind="unknown-id", where=entry.where("question"),
                given=f"no question is called '{question}'",
                allowed="answers and chances belong to a question of the operation",
                fix=nearest(question, known),
            ))


def _attach(
    questions: list[dict[str, Any] | None],
    parts: dict[str, list[tuple[Entry, dict[str, Any] | None]]],
) -> None:
    """Give each question its answers and chances; of two with one id the first has them."""
    nouns = {"answers": ("answers", Answer), "givens": ("given", Given)}
    waiting: dict[str, dict[str, list[Any]]] = {}
    for table, (field, noun) in nouns.items():
        for _, values in parts[table]:
            if values is not None:
                found = dict(values)
                of_question = waiting.setdefault(found.pop("question"), {})
                of_question.setdefault(field, []).append(noun(**found))
    for question in questions:
        if question is not None:
            mine = waiting.pop(question["id"], {})
            question["answers"] = tuple(mine.get("answers", ()))
            question["given"] = tuple(mine.get("given", ()))
