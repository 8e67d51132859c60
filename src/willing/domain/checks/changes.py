"""Changes: what an answer may change, and values that the changed field can have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from willing.domain.checks.clock import stay_problems
from willing.domain.checks.company import company_problems, need_problems
from willing.domain.checks.conditions import condition_problems
from willing.domain.checks.formations import line_problems
from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.lines import unit_problems
from willing.domain.checks.names import Names
from willing.domain.checks.pledges import pledge_problems
from willing.domain.checks.ranges import record_ranges
from willing.domain.checks.references import accept_text, record_references
from willing.domain.checks.tasks import (
    Lines,
    nation_problems,
    place_problems,
    reach_problems,
    task_problems,
)
from willing.domain.question import Change
from willing.domain.situation import CHANGING
from willing.domain.text import field_types, read_field
from willing.errors import Problem, TextFault, nearest

FIXED = ("id", "unit", "nation", "capability", "kind", "effect", "part_of", "serial",
         "pledge")
"""Fields that say what a record is; where an answer changes these, it needs another record."""


def check_changes(names: Names, lines: Lines) -> Iterator[Problem]:
    """Changes that cannot be made, or that would make a sound record unsound."""
    records = {
        table: {record.id: record for record in getattr(names.operation, table) if record.id}
        for table in CHANGING
    }
    for change in names.operation.changes:
        if change.table not in CHANGING:
            yield problem(
                "change-target", where("changes", change, "table"),
                f"table '{short(change.table)}' is given",
                f"an answer changes {', '.join(CHANGING)}", nearest(short(change.table), CHANGING),
            )
            continue
        record = records[change.table].get(change.id)
        if record is None:
            yield problem(
                "unknown-id", where("changes", change, "id"), f"'{short(change.id)}' is not known",
                f"one of the {change.table} must stand here",
                names.nearest(change.id, change.table),
            )
            continue
        yield from _change(names, change, record, lines)


def _change(names: Names, change: Change, record: Any, lines: Lines) -> Iterator[Problem]:
    noun: Any = type(record)
    kinds = field_types(noun)
    free = [field for field in kinds if field not in FIXED]
    if change.field not in free:
        yield problem(
            "change-target", where("changes", change, "field"),
            f"field '{short(change.field)}' is given",
            f"an answer may change any field of {change.table} but {', '.join(FIXED)}",
            nearest(short(change.field), free),
        )
        return
    place = where("changes", change, "value")
    try:
        value = read_field(kinds[change.field], change.value)
    except TextFault as fault:
        yield problem(
            "change-value", place, f"{short(fault.given)} in column {fault.column}",
            fault.allowed, fault.fix,
        )
        return
    already = set(_record(names, change.table, record, lines))
    for found in _record(names, change.table, replace(record, **{change.field: value}), lines):
        if found not in already and found.level == "fault":
            yield problem(
                "change-value", place, f"'{short(change.value)}' as {change.field}: {found.given}",
                found.allowed, found.fix,
            )


def _record(names: Names, table: str, record: Any, lines: Lines) -> Iterator[Problem]:
    """Everything that can be told of one record by itself."""
    yield from record_references(names, table, record)
    yield from record_ranges(names, table, record)
    if table in ("requirements", "commitments"):
        yield from task_problems(table, record, lines)
    if table == "requirements":
        yield from line_problems(names, record)
    if table in ("requirements", "commitments", "places"):
        yield from accept_text(names, table, record)
    if table == "needs":
        yield from accept_text(names, table, record, "providers")
        yield from need_problems(record)
    if table == "reaches":
        yield from reach_problems(record, lines)
    if table == "places":
        yield from accept_text(names, table, record, "stay_except")
        yield from stay_problems(record, lines)
    if table == "nations":
        yield from nation_problems(record, lines)
    if table == "units":
        yield from unit_problems(record, lines)
    if table == "places":
        yield from place_problems(record, lines)
    if table == "pledges":
        yield from pledge_problems(record)
        yield from company_problems(names, record)
        yield from condition_problems(
            names, where("pledges", record, "condition"), record.condition
        )
