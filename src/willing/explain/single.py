"""One change of one record, as somebody could ask for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from willing.domain.operation import Operation

SIZES = (
    "same", "renewal", "caveat", "number", "condition", "status", "authority", "agreement",
    "notice", "decision", "answer", "order", "pledge", "dates", "ceiling", "beds", "force",
    "tonnage", "share", "nations", "accept", "purpose", "brings", "backfill", "transfer",
    "new pledge", "work-up", "dwell",
)
"""Kinds of change, the smallest first: none, a word, a few days, elements, an offer, a policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChange:
    """A change of one field of one record, or one record more or less."""

    kind: str
    """One of `SIZES`."""
    text: str
    """What to ask for, with its figures: `lower the notice of pledge p from 60 to 30 days`."""
    amount: float
    """Days, elements, people or currency; orders changes of one kind."""
    units: tuple[str, ...]
    """Pools that may serve otherwise with it."""
    tasks: tuple[str, ...] = ()
    """Tasks that others may serve with it, so that a pool is free for the one that is short."""
    reach: float = 1.0
    """Elements it frees over those that would be enough alone; 1 where they are not counted."""
    operation: Operation
    """The operation as it stands in the outcome, with the change made."""

    @property
    def order(self) -> tuple[float, tuple[int, float, str]]:
        """Orders changes: what may be enough first, the smallest first; then what does most."""
        return -self.reach, self.size

    @property
    def size(self) -> tuple[int, float, str]:
        """Orders changes, the smallest first."""
        return SIZES.index(self.kind), self.amount, self.text


def edited(operation: Operation, table: str, record: Any, **values: Any) -> Operation:
    """The operation with some fields of one record changed."""
    return with_table(operation, table, tuple(
        replace(other, **values) if other is record else other
        for other in getattr(operation, table)
    ))


def dropped(operation: Operation, table: str, record: Any) -> Operation:
    """The operation without one record."""
    return with_table(operation, table, tuple(
        other for other in getattr(operation, table) if other is not record
    ))


def with_table(operation: Operation, table: str, records: tuple[Any, ...]) -> Operation:
    """The operation with one table replaced."""
    changed: dict[str, Any] = {table: records}
    return replace(operation, **changed)
