"""One change of the data, read from two operations, so that it can be made to a third."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def edited_together(operation: Operation, every: Sequence[tuple[Edit, ...]]) -> Operation:
    """An operation changed by several changes at once, none of which `clash` with another.

    Records are found by the places that they have in the operation before any is made.
    """
    made = [edit for one in every for edit in one]
    tables: dict[str, Any] = {}
    for name in dict.fromkeys(edit.table for edit in made):
        table, mine = getattr(operation, name), [edit for edit in made if edit.table == name]
        if not isinstance(table, tuple):
            tables[name] = replace(table, **_joined(table, mine))
            continue
        gone = {edit.at for edit in mine if edit.at is not None and not edit.values}
        tables[name] = (*(
            replace(old, **_joined(old, [edit for edit in mine if edit.at == at]))
            for at, old in enumerate(table) if at not in gone
        ), *(edit.record for edit in mine if edit.at is None))
    return replace(operation, **tables)


def in_first(
    first: Operation, now: Operation, made: tuple[Edit, ...]
) -> tuple[Edit, ...] | None:
    """A change of an operation as the same one of the operation that it came from.

    None: it builds on what was changed in between.
    """
    found = []
    for edit in made:
        before, after = getattr(first, edit.table), getattr(now, edit.table)
        if edit.record is not None:
            found.append(edit)
            continue
        old = after if edit.at is None else after[edit.at]
        at = None if edit.at is None else _place(before, old)
        if edit.at is not None and at is None:
            return None
        origin = before if at is None else before[at]
        names = [name for name, _ in edit.values] or [f.name for f in fields(old) if f.compare]
        if any(getattr(origin, name) != getattr(old, name) for name in names):
            return None
        found.append(replace(edit, at=at))
    return tuple(found)


def _place(table: tuple[Any, ...], record: Any) -> int | None:
    """Where a record stands in another table: by its id, or as it is; None: nowhere."""
    name = getattr(record, "id", None)
    return next((
        at for at, other in enumerate(table)
        if (other == record if name is None else other.id == name)
    ), None)


def clash(operation: Operation, one: tuple[Edit, ...], other: tuple[Edit, ...]) -> bool:
    """Whether two changes cannot both be made: they say different things of one field."""
    return any(_clash(operation, a, b) for a in one for b in other if a.table == b.table)


def _clash(operation: Operation, one: Edit, other: Edit) -> bool:
    table = getattr(operation, one.table)
    if one.record is not None and other.record is not None:
        return one == other or getattr(one.record, "id", one) == getattr(other.record, "id", other)
    if one.at != other.at or (isinstance(table, tuple) and one.at is None):
        return False
    if isinstance(table, tuple) and not (one.values and other.values):
        return True
    old = table if one.at is None else table[one.at]
    said = dict(other.values)
    return any(
        name in said and not (_longer(old, name, value) and _longer(old, name, said[name]))
        for name, value in one.values
    )


def _longer(old: Any, name: str, value: Any) -> bool:
    """Whether a field is a list that only becomes longer; two such changes can both be made."""
    before = getattr(old, name)
    return isinstance(before, tuple) and isinstance(value, tuple) and (
        value[:len(before)] == before)


def _joined(old: Any, every: Sequence[Edit]) -> dict[str, Any]:
    """Fields that change, and to what; lists that become longer have what everybody adds."""
    found: dict[str, Any] = {}
    for name, value in (pair for edit in every for pair in edit.values):
        if name in found and _longer(old, name, value):
            found[name] = tuple(dict.fromkeys((*found[name], *value)))
        else:
            found[name] = value
    return found


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
