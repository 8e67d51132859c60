"""What differs between two operations: records by their id, fields as the tables write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from willing.domain.operation import Operation
from willing.domain.text import write_field

TABLES = (
    "capabilities", "policies", "policy_phases", "groups", "questions", "places", "legs", "nations",
    "units", "owners", "cycles", "pledges", "caveats", "packages", "needs", "requirements",
    "commitments", "substitutions", "compositions", "orders", "changes", "milestones", "thresholds",
    "overheads", "reaches", "travel", "commands", "agreements", "standbys", "steps", "renewals",
)
"""Tables of an operation."""
_KEYS: dict[str, tuple[str, ...]] = {
    "policy_phases": ("policy", "start"), "legs": ("start", "end", "mode"),
    "owners": ("unit", "nation"),
    "cycles": ("unit", "state", "task"), "caveats": ("pledge", "kind", "rule"),
    "substitutions": ("capability", "stands_for"), "orders": ("unit", "task", "first_day"),
    "changes": ("table", "id", "field"), "thresholds": ("milestone", "line"),
    "overheads": ("nations", "place", "under"), "needs": ("pledge", "kind"),
    "renewals": ("renews", "until"), "compositions": ("formation", "slot"),
    "travel": ("start", "end", "mode"),
}
"""What names a record in tables without ids."""
_GENERAL = ("grid", "weights", "settings")
_READ = ("milestones", "thresholds")
"""Tables that no plan depends on: they are read from it."""
_SILENT = ("source", "grade", "note", "origin", "name", "latitude", "longitude", "derived",
           "serial", "vocabulary")
"""Fields that no plan depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One record more or less, or one field that differs."""

    table: str
    """Table; `operation` for what stands in no table."""
    id: str
    """Record: its id, or what names it joined by '/'; a number follows where several share it."""
    kind: Literal["added", "removed", "changed"]
    """Whether the record is new, gone, or other."""
    field: str = ""
    """Field that differs; empty for whole records."""
    before: str = ""
    """Its text in the old operation."""
    after: str = ""
    """Its text in the new one."""

    @property
    def matters(self) -> bool:
        """Whether a plan can depend on it."""
        return self.field not in _SILENT and self.table not in _READ

    @property
    def text(self) -> str:
        """The change in words: `pledges deu_pledge: count 2 -> 1`."""
        where = f"{self.table} {self.id}".strip()
        if self.kind != "changed":
            return f"{where}: {self.kind}"
        return f"{where}: {self.field} {self.before or 'nothing'} -> {self.after or 'nothing'}"


def compare_operations(old: Operation, new: Operation) -> tuple[RecordChange, ...]:
    """Everything that differs between two operations, table by table."""
    found = list(_fields("operation", "", _top(old), _top(new)))
    for name in _GENERAL:
        found += _fields(name, "", _values(getattr(old, name)), _values(getattr(new, name)))
    for table in TABLES:
        before, after = _keyed(old, table), _keyed(new, table)
        for key in dict.fromkeys((*before, *after)):
            if key not in after:
                found.append(RecordChange(table=table, id=key, kind="removed"))
            elif key not in before:
                found.append(RecordChange(table=table, id=key, kind="added"))
            else:
                found += _fields(table, key, _values(before[key]), _values(after[key]))
    return tuple(found)


def _top(operation: Operation) -> dict[str, str]:
    names = ("name", "as_of", "marking", "note")
    return {name: write_field(getattr(operation, name)) for name in names}


def _values(record: Any) -> dict[str, str]:
    return {
        f.name: write_field(getattr(record, f.name)) for f in fields(record) if f.name != "origin"
    }


def _keyed(operation: Operation, table: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    for record in getattr(operation, table):
        names = _KEYS.get(table, ("id",))
        key = "/".join(write_field(getattr(record, name)) for name in names)
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key}/{seen[key]}"] = record
    return found


def _fields(
    table: str, key: str, before: dict[str, str], after: dict[str, str]
) -> Iterator[RecordChange]:
    for name in before:
        if before[name] != after[name]:
            yield RecordChange(
                table=table, id=key, kind="changed", field=name, before=before[name],
                after=after[name],
            )
