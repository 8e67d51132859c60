"""Change records of the named operations, for tests of what `check` says to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.operations import coalition
from willing.domain.operation import Operation


def bend(table: str, name: str, operation: Operation | None = None, **values: Any) -> Operation:
    """`coalition` (or another) with fields of one record changed; `name` is its id, or its row."""
    operation = operation or coalition()
    records = list(getattr(operation, table))
    index = next(
        i for i, record in enumerate(records) if name in (getattr(record, "id", None), str(i))
    )
    records[index] = replace(records[index], **values)
    return replace(operation, **{table: tuple(records)})


def add(table: str, *records: Any, operation: Operation | None = None) -> Operation:
    """`coalition` (or another) with records more."""
    operation = operation or coalition()
    return replace(operation, **{table: (*getattr(operation, table), *records)})


def drop(table: str, *names: str) -> Operation:
    """`coalition` without some records; a name is an id, or a row number."""
    records = [
        record for i, record in enumerate(getattr(coalition(), table))
        if str(i) not in names and getattr(record, "id", None) not in names
    ]
    return replace(coalition(), **{table: tuple(records)})
