"""What tells whether two operations plan alike: a hash of everything a plan may depend on.

Left out is the version of the files, and what only people read: milestones with their thresholds,
names, notes, sources, grades, the marking, the currency's name, how a quantity was derived, the
range argued for a chance, coordinates and places' roles, serials and whose words reports use, when
a pledge must be renewed (plans assume renewal), and how much of a need is asked. Kept is everything
else, in its order: the first of several substitutions counts, answers stand on a ladder, later
changes outrank earlier ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from willing.domain.company import Company
from willing.domain.condition import Condition
from willing.domain.operation import Operation
from willing.io.cell import write_cell
from willing.io.columns import Column
from willing.io.flat import flatten
from willing.io.tables import HEAD, TABLES

READ_BY_PEOPLE = frozenset({
    "format", "name", "note", "source", "grade", "marking", "settings.currency", "counted_in",
    "derived", "low", "high", "latitude", "longitude", "role", "renew_by", "serial",
    "settings.vocabulary", "amount", "currency",
})
"""Fields that no plan depends on."""
_READ_FROM_PLANS = ("milestones", "thresholds")
"""Tables that no plan depends on: they are read from it."""
_SINCE = {
    "": ("settings.ceiling_people", "weights.readiness"),
    "orders": ("kind",), "policies": ("certify_days", "stages"), "cycles": ("since",),
    "requirements": (
        "kind", "ready_days", "twice", "must_have", "command", "authority", "nations", "framework",
    ),
    "commitments": ("twice",), "units": ("free", "equipment", "certified_until"),
    "legs": ("transit", "id"), "needs": ("id",),
    "pledges": ("provided", "brings", "authority", "only"),
    "places": (
        "agreements", "beds", "beds_by", "beds_per", "beds_most", "stay_days", "away_days",
        "stay_except", "stay_tonnes", "entry_notice_days",
    ),
}
"""Fields by table (none for keys of the operation) that are newer than files: left out at their
default, so that old hashes hold, else told by name behind the others, so that none is taken for
another."""
_TABLES_SINCE = frozenset({
    "owners", "commands", "agreements", "overheads", "reaches", "travel", "packages",
    "needs", "compositions", "standbys", "steps", "renewals",
})
"""Tables that are newer than files: left out where they are empty, old hashes hold."""


def fingerprint(operation: Operation) -> str:
    """SHA-256 of an operation's planning data, 64 hexadecimal digits.

    It is the same for a folder and its workbook, and whether a default is written or left away.
    """
    flat = flatten(operation)
    told = [
        [name, [_told(name, row) for row in rows]] for name, rows in flat.tables.items()
        if name not in _READ_FROM_PLANS and (rows or name not in _TABLES_SINCE)
    ]
    newer = _SINCE[""]
    head = [
        [c.name, _text(c, flat.head[c.name])] for c in _planned(HEAD)
        if c.name not in newer or flat.head[c.name] != c.default
    ]
    return hashlib.sha256(json.dumps([head, told]).encode()).hexdigest()


def _told(table: str, row: Mapping[str, Any]) -> list[Any]:
    """Fields of a record in their order, newer ones by name behind them."""
    columns, newer = _planned(TABLES[table].columns), _SINCE.get(table, ())
    return [
        *(_text(c, row[c.name]) for c in columns if c.name not in newer),
        *([c.name, _text(c, row[c.name])] for c in columns
          if c.name in newer and row[c.name] != c.default),
    ]


def _text(column: Column, value: Any) -> str:
    # Brackets and blanks that change nothing in a condition are not told.
    told = isinstance(value, Condition | Company)
    return str(value) if told else write_cell(column.kind, value)


def _planned(columns: tuple[Column, ...]) -> list[Column]:
    return [column for column in columns if column.name not in READ_BY_PEOPLE]
