"""operation.yaml as text: the head and the short tables, one record a line where it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_origin

from willing.io.cell import is_chances, write_cell
from willing.io.columns import Column, bare
from willing.io.flat import Flat, Row
from willing.io.tables import GROUPED_KEYS, HEAD, TABLES

_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w.+=<> -]*[\w.+=<>-])?", re.ASCII)
_LOOKS_TYPED = re.compile(r"(?i)true|false|yes|no|on|off|null|y|n|[\d+.-].*")
"""Text that YAML readers with types would not take for text."""


def write_yaml(flat: Flat) -> str:
    """The head and the short tables of an operation as YAML."""
    lines = list(_head(flat.head))
    for name, table in TABLES.items():
        rows = flat.tables[name]
        if table.home != "yaml" or not rows or name in ("answers", "givens"):
            continue
        lines += ["", f"{name}:"]
        if name == "questions":
            lines += _questions(flat)
        elif name == "groups" and len({row["id"] for row in rows}) == len(rows):
            lines += [f"  {_scalar(str, row['id'])}: {_value(TABLES[name].columns[1], row)}"
                      for row in rows]
        else:
            lines += [f"  - {_record(table.columns, row)}" for row in rows]
    return "\n".join(lines) + "\n"


def _head(head: Row) -> Iterator[str]:
    for column in HEAD:
        said = column.name == "format" or column.required or head[column.name] != column.default
        if said and "." not in column.name:
            yield f"{column.name}: {_value(column, head)}"
    for group in GROUPED_KEYS:
        said = [c for c in HEAD if c.name.startswith(f"{group}.")
                and (group == "grid" or head[c.name] != c.default)]
        if said:
            yield from ("", f"{group}:")
        for column in said:
            yield f"  {column.name.partition('.')[2]}: {_value(column, head)}"


def _questions(flat: Flat) -> Iterator[str]:
    waiting = {name: list(flat.tables[name]) for name in ("answers", "givens")}
    for row in flat.tables["questions"]:
        for index, column in enumerate(_said(TABLES["questions"].columns, row)):
            yield f"  {'  ' if index else '- '}{column.name}: {_value(column, row)}"
        mine = {name: _take(rows, row["id"]) for name, rows in waiting.items()}
        if mine["answers"]:
            yield "    answers:"
            yield from (f"      {line}" for line in _answers(mine["answers"]))
        if mine["givens"]:
            yield "    given:"
            for given in mine["givens"]:
                yield f"      - {_record(_inner('givens'), given)}"


def _take(rows: list[Row], question: str) -> list[Row]:
    found = [row for row in rows if row["question"] == question]
    rows[:] = [row for row in rows if row["question"] != question]
    return found


def _answers(rows: list[Row]) -> Iterator[str]:
    """Chances by answer, when nothing else is said of them; else one record for each."""
    bare_chances = all(
        row["probability"] is not None
        and [c.name for c in _said(_inner("answers"), row)] == ["id", "probability"]
        for row in rows
    )
    for row in rows:
        if bare_chances and len({r["id"] for r in rows}) == len(rows):
            yield f"{_key(row['id'])}: {_scalar(float, row['probability'])}"
        else:
            yield f"- {_record(_inner('answers'), row)}"


def _inner(table: str) -> tuple[Column, ...]:
    return tuple(c for c in TABLES[table].columns if c.name != "question")


def _said(columns: tuple[Column, ...], row: Row) -> list[Column]:
    return [c for c in columns if c.required or row[c.name] != c.default]


def _record(columns: tuple[Column, ...], row: Row) -> str:
    parts = (f"{c.name}: {_value(c, row)}" for c in _said(columns, row))
    return "{" + ", ".join(parts) + "}"


def _value(column: Column, row: Row) -> str:
    value = row[column.name]
    if is_chances(column.kind):
        pairs = (f"{_key(answer)}: {_scalar(float, chance)}" for answer, chance in value)
        return "{" + ", ".join(pairs) + "}"
    if get_origin(bare(column.kind)[0]) is tuple:
        return "[" + ", ".join(_scalar(type(part), part) for part in value) + "]"
    return _scalar(column.kind, value)


def _key(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() != "null" else quoted(text)


def _scalar(kind: Any, value: Any) -> str:
    text = write_cell(kind, value)
    typed = kind is str and _LOOKS_TYPED.fullmatch(text)
    return text if _PLAIN.fullmatch(text) and not typed else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes; what YAML might take for a line break or hide is written as code."""
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(
        short.get(letter) or (letter if letter.isprintable() else f"\\U{ord(letter):08x}")
        for letter in text
    ) + '"'
