"""The names an operation knows, and which of them comes nearest to a misspelt one."""

from __future__ import annotations

from functools import cached_property

from willing.domain.checks.kinds import short
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.text import read_field
from willing.domain.unit import Unit
from willing.errors import TextFault, nearest

TABLES = (
    "capabilities", "policies", "policy_phases", "groups", "questions", "places", "legs",
    "nations", "units", "owners", "cycles", "pledges", "caveats", "packages", "needs",
    "requirements", "commitments", "substitutions", "compositions", "orders", "changes",
    "milestones", "thresholds", "commands", "agreements", "overheads", "reaches", "travel",
    "standbys", "steps", "renewals",
)
"""Tables of an operation, in the order of its files."""

_TOGETHER = {
    "tasks": ("requirements", "slot_lines", "commitments"),
    "tasks and levels of standby": ("requirements", "slot_lines", "commitments", "standbys"),
    "pledges and agreements": ("pledges", "agreements"),
    "pledges, agreements and legs": ("pledges", "agreements", "legs"),
    "nations and groups": ("nations", "groups"),
    "places and nations": ("places", "nations"),
    "tasks and effects": ("requirements", "slot_lines", "commitments", "effects"),
    "lines, effects, places and nations": (
        "requirements", "slot_lines", "commitments", "reaches", "effects", "places", "nations",
    ),
    "tasks, effects, places and nations": (
        "requirements", "slot_lines", "commitments", "effects", "places", "nations",
    ),
}
"""Names that may stand for records of more than one table."""


class Names:
    """Known names by what they stand for."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self._known: dict[str, dict[str, None]] = {}
        self._nearest: dict[tuple[str, str], str] = {}

    @cached_property
    def effects(self) -> tuple[str, ...]:
        """Effects that requirements and reaches name: how an operation names its own."""
        return tuple(dict.fromkeys(line.effect for line in self.operation.for_effects))

    def known(self, what: str) -> dict[str, None]:
        """All names of a table, or of tables that are named together."""
        if what not in self._known:
            parts = _TOGETHER.get(what, (what,))
            self._known[what] = {
                name: None for part in parts for name in (
                    self.effects if part == "effects"
                    else [record.id for record in getattr(self.operation, part) if record.id]
                )
            }
        return self._known[what]

    def nearest(self, word: str, what: str) -> str:
        """Say which known name is closest."""
        key = (short(word), what)
        if key not in self._nearest:
            self._nearest[key] = nearest(key[0], list(self.known(what)))
        return self._nearest[key]

    def counts(self, record: Unit | Pledge) -> list[int]:
        """Elements that a unit or pledge may have: its own number, and those answers give it."""
        table = "units" if isinstance(record, Unit) else "pledges"
        found = [record.count]
        for change in self.operation.changes:
            if (change.table, change.id, change.field) == (table, record.id, "count"):
                try:
                    found.append(int(read_field(int, change.value)))
                except TextFault:
                    continue  # check_changes tells it
        return found
