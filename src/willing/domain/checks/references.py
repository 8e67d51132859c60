"""References: every name that stands somewhere names a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from willing.domain.accept import parse_acceptability
from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.errors import Problem, TextFault

REFERENCES = {
    "places": {"nation": "nations", "part_of": "places", "beds_by": "capabilities"},
    "legs": {"start": "places", "end": "places", "transit": "nations"},
    "capabilities": {"parent": "capabilities"},
    "policy_phases": {"policy": "policies"},
    "groups": {"members": "nations"},
    "units": {
        "nation": "nations", "capability": "capabilities", "home": "places", "policy": "policies",
    },
    "owners": {"unit": "units", "nation": "nations"},
    "cycles": {"unit": "units", "task": "tasks", "pledge": "pledges"},
    "pledges": {"unit": "units", "offered_for": "tasks, effects, places and nations"},
    "caveats": {"pledge": "pledges"},
    "packages": {"pledges": "pledges"},
    "needs": {
        "pledge": "pledges", "capability": "capabilities", "place": "places and nations",
    },
    "requirements": {
        "capability": "capabilities", "place": "places",
        "supports": "tasks, effects, places and nations", "command": "commands",
        "framework": "nations",
    },
    "commitments": {"nation": "nations", "capability": "capabilities", "place": "places"},
    "substitutions": {"capability": "capabilities", "stands_for": "capabilities"},
    "thresholds": {"milestone": "milestones", "line": "lines, effects, places and nations"},
    "compositions": {"formation": "capabilities", "capability": "capabilities"},
    "orders": {"unit": "units", "pledge": "pledges", "task": "tasks and levels of standby"},
    "commands": {"superior": "commands", "nation": "nations", "place": "places"},
    "agreements": {"parties": "nations and groups", "place": "places and nations"},
    "overheads": {"nations": "nations and groups", "place": "places", "under": "nations"},
    "reaches": {"capability": "capabilities", "place": "places"},
    "travel": {"start": "places", "end": "places"},
    "standbys": {"policies": "policies"},
    "steps": {
        "nation": "nations", "opens": "pledges, agreements and legs", "shortens": "pledges",
    },
    "renewals": {"renews": "pledges and agreements"},
}
"""Table, field, and what the field names."""

_MAY_BE_EMPTY = {
    ("places", "nation"), ("places", "part_of"), ("capabilities", "parent"),
    ("cycles", "task"), ("cycles", "pledge"), ("orders", "pledge"), ("places", "beds_by"),
    ("requirements", "command"), ("commands", "superior"), ("commands", "nation"),
    ("commands", "place"), ("requirements", "framework"), ("overheads", "place"),
    ("legs", "transit"), ("steps", "nation"),
    ("overheads", "under"), ("needs", "capability"), ("needs", "place"),
}

_TREES = {"places": "part_of", "capabilities": "parent", "commands": "superior"}


def check_references(names: Names) -> Iterator[Problem]:
    """Names without a record, in all tables."""
    for table in REFERENCES:
        for record in getattr(names.operation, table):
            yield from record_references(names, table, record)
    for table in ("places", "requirements", "commitments"):
        for record in getattr(names.operation, table):
            yield from accept_text(names, table, record)
    for place in names.operation.places:
        yield from accept_text(names, "places", place, "stay_except")


def record_references(names: Names, table: str, record: Any) -> Iterator[Problem]:
    """Names without a record, in one record."""
    for field, what in REFERENCES.get(table, {}).items():
        value = getattr(record, field)
        if value == "" and (table, field) in _MAY_BE_EMPTY:
            continue
        for name in value if isinstance(value, tuple) else (value,):
            if name not in names.known(what):
                yield unknown(names, where(table, record, field), name, what)


def unknown(names: Names, place: str, name: str, what: str, column: int | None = None) -> Problem:
    """A name that no record has."""
    at = "" if column is None else f" in column {column}"
    return problem(
        "unknown-id", place, f"'{short(name)}'{at} is not known" if name else "nothing stands here",
        f"one of the {what} must stand here", names.nearest(name, what),
    )


def accept_text(
    names: Names, table: str, record: Any, field: str = "accept"
) -> Iterator[Problem]:
    """An acceptability that cannot be read, or names nobody."""
    place, text = where(table, record, field), getattr(record, field)
    try:
        accepted = parse_acceptability(text)
    except TextFault as fault:
        yield problem(
            "accept-text", place, f"{short(fault.given)} in column {fault.column}",
            fault.allowed, fault.fix,
        )
        return
    for name in (*accepted.admitted, *accepted.refused):
        if name not in names.known("nations and groups"):
            column = text.find(name) + 1
            yield unknown(names, place, name, "nations and groups", column)


def check_trees(names: Names) -> Iterator[Problem]:
    """Places, capabilities and commands that are part of themselves."""
    for table, field in _TREES.items():
        records = {record.id: record for record in getattr(names.operation, table)}
        walk_of: dict[str, str] = {}
        for start in records:
            path: dict[str, None] = {}
            here = start
            while here in records and here not in walk_of:
                walk_of[here] = start
                path[here] = None
                here = getattr(records[here], field)
            # Back on its own path, the walk has closed a ring; on an older path it merely ends.
            if here in path:
                ring = list(path)[list(path).index(here):]
                yield problem(
                    "loop", where(table, records[here], field),
                    f"the ring {listed(ring)} has no end",
                    f"following '{field}' must come to an end", f"empty '{field}' of one of them",
                )
