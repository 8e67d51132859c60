"""One change of the data, read from two operations, so that it can be made to a third."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from willing.domain.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What becomes of one record."""

    table: str
    """Table, or part of the operation that is no table."""
    at: int | None
    """Its place in the table; None: it is new, or no table."""
    values: tuple[tuple[str, Any], ...] = ()
    """Fields that change, and to what; empty: the record is dropped, or new."""
    record: Any = None
    """The new record; None: it is no new one."""


def edits(before: Operation, after: Operation) -> tuple[Edit, ...]:
    """How a changed operation differs from what it was; changes that answers make are left out."""
    return tuple(
        edit for field in fields(Operation)
        if field.name != "changes"
        and (one := getattr(before, field.name)) is not (other := getattr(after, field.name))
        for edit in _between(field.name, one, other)
    )


def edited_by(operation: Operation, made: tuple[Edit, ...]) -> Operation:
    """An operation with the same tables, changed in the same way."""
    for edit in made:
        table = getattr(operation, edit.table)
        new: Any
        if not isinstance(table, tuple):
            new = replace(table, **dict(edit.values))
        elif edit.at is None:
            new = (*table, edit.record)
        else:
            kept = (replace(table[edit.at], **dict(edit.values)),) if edit.values else ()
            new = (*table[:edit.at], *kept, *table[edit.at + 1:])
        operation = replace(operation, **{edit.table: new})
    return operation


def _between(table: str, one: Any, other: Any) -> Iterator[Edit]:
    if not isinstance(one, tuple):
        if one != other:
            yield Edit(table=table, at=None, values=_values(one, other))
        return
    if len(one) == len(other):
        for at, (old, new) in enumerate(zip(one, other, strict=True)):
            if old is not new and old != new:
                yield Edit(table=table, at=at, values=_values(old, new))
        return
    if len(other) > len(one):
        for record in other[len(one):]:
            yield Edit(table=table, at=None, record=record)
        return
    left = list(other)
    for at in reversed(range(len(one))):
        if left and left[-1] == one[at]:
            left.pop()
        else:
            yield Edit(table=table, at=at)


def _values(old: Any, new: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (field.name, getattr(new, field.name)) for field in fields(old)
        if field.compare and getattr(old, field.name) != getattr(new, field.name)
    )
