"""Change records of the named operations, for tests of what `check` says to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.operations import coalition
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.question import Change
from willing.domain.windows import parse_windows


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


def wanting(text: str, order: str = "deal") -> Operation:
    """The coalition, whose monitors are wanted in other windows."""
    return bend("requirements", "monitors", quantity=parse_windows(text), order=order)


def with_condition(text: str) -> Operation:
    """The coalition, in which France's pledge has another condition."""
    return bend("pledges", "fra_mech_pledge", condition=parse_condition(text))


def with_change(table: str, name: str, field: str, value: str) -> Operation:
    """The coalition with one more change, made where the backstop is full."""
    when = parse_condition("backstop == full")
    return add("changes", Change(when=when, table=table, id=name, field=field, value=value))


def with_caveat(kind: str, rule: str, *values: str) -> Operation:
    """The coalition, in which France's caveat says something else."""
    return bend("caveats", "0", kind=kind, rule=rule, values=values, start=None, until=None)
