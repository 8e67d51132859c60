"""Plan files: documented JSON with one flat row a line, so that others can judge or make plans.

    {"format": 1, "operation": "...", "operation_hash": "...", "made_by": "...", "seed": 0,
     "repeatable": true, "settings": {...},
     "outcomes": [one record a line], "rows": [one record a line]}

The keys are the fields of `Plan`, `OutcomePlan`, `Term` and `Row`; the format reference says each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from willing.domain.plan import OutcomePlan, Plan, Row, Term
from willing.domain.text import write_field
from willing.errors import Problem, ProblemsFound
from willing.io.atomic import write_file
from willing.io.columns import columns
from willing.io.csvfile import write_rows
from willing.io.limits import LARGEST_PLAN, MOST_PROBLEMS, decode, read_bytes, too_large
from willing.io.planread import PAIRS, PlanReader

_TOGETHER = ("expected", "expected_bound")
"""Fields of plans made for all outcomes together; others do not tell them."""


def read_plan(path: str | Path) -> Plan:
    """Read a plan file; raises `ProblemsFound` with every fault, each named by its place."""
    target = Path(path)
    problems: list[Problem] = []
    reader = PlanReader(target.name, problems)
    plan = reader.read(decode(read_bytes(target, LARGEST_PLAN, str(path)), target.name))
    if plan is None or problems:
        raise ProblemsFound(problems[:MOST_PROBLEMS])
    return plan


def write_plan(plan: Plan, path: str | Path, *, replace: bool = False) -> None:
    """Write a plan file whole or not at all; raises `ProblemsFound` when it exists or cannot be."""
    data = plan_text(plan).encode()
    if len(data) > LARGEST_PLAN:
        raise ProblemsFound([too_large(str(path), len(data), LARGEST_PLAN)])
    write_file(Path(path), data, replace)


def write_rows_csv(plan: Plan, path: str | Path, *, replace: bool = False) -> None:
    """Write a plan's rows as a tidy CSV table, for spreadsheets and statistics."""
    header = [column.name for column in columns(Row)]
    cells = ([write_field(getattr(row, name)) for name in header] for row in plan.rows)
    write_file(Path(path), write_rows(header, cells).encode(), replace)


def plan_text(plan: Plan) -> str:
    """A plan as the text of a plan file; the same plan gives the same text."""
    simple = [
        item.name for item in fields(Plan) if item.name not in ("outcomes", "rows")
        and not (item.name in _TOGETHER and getattr(plan, item.name) is None)
    ]
    simple.sort(key=lambda name: name != "format")
    head = [f" {_json(name)}: {_json(_plain(name, getattr(plan, name)))}" for name in simple]
    lists = [
        f' "{name}": {_lines([_record(item) for item in getattr(plan, name)])}'
        for name in ("outcomes", "rows")
    ]
    return "{\n" + ",\n".join(head + lists) + "\n}\n"


def _lines(records: Sequence[Any]) -> str:
    if not records:
        return "[]"
    return "[\n" + ",\n".join(f"  {_json(record)}" for record in records) + "\n ]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _record(item: OutcomePlan | Row | Term) -> dict[str, Any]:
    return {field.name: _plain(field.name, getattr(item, field.name)) for field in fields(item)}


def _plain(name: str, value: Any) -> Any:
    if name in PAIRS:
        return dict(value)
    if name == "terms":
        return _terms(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _terms(terms: Iterable[Term]) -> dict[str, float]:
    return {term.name: term.points for term in terms}
