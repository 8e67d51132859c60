"""Numbers and dates within what they may be. The limits are wide: they catch slips and attacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import TABLES, Names
from willing.domain.stages import Stages
from willing.domain.windows import Windows
from willing.errors import Problem

DAYS = 3_650
"""Longest of anything that lasts, in days: ten years."""
MINUTES = 10_080
"""Longest way of evacuation, in minutes: a week."""
COUNT = 10_000
"""Most elements of one unit, pledge, order or line."""
ELEMENTS = 100_000
"""Most elements of all units together."""
PEOPLE = 1_000_000
"""Most people in one element."""
SHARE = 100
"""Most people of overhead behind one in place."""
FIGURE = 1e16
"""Largest figure of money, mass or population."""
FACTOR = 1e6
"""Largest weight or penalty, in points."""
FIRST_YEAR, LAST_YEAR = 1950, 2200
"""Years in which the as-of date may lie."""
ROWS = 10_000
"""Most records of one table."""
TOURS = 20
"""Most tour lengths of one policy."""

Range = tuple[float, float]

_SPAN: Range = (0, DAYS)
_RHYTHM: dict[str, Range] = {
    "tours": (1, DAYS), "dwell": _SPAN, "overlap": _SPAN, "recovery": _SPAN, "work_up": _SPAN,
}
_TASK: dict[str, Range] = {
    "quantity": (0, COUNT), "weight": (0, FACTOR), "lead_days": _SPAN, "min_useful": (0, COUNT),
    "tour_days": (1, DAYS),
}

RANGES: dict[str, dict[str, Range]] = {
    "policies": {**_RHYTHM, "certify_days": _SPAN, "stages": _SPAN},
    "policy_phases": {"start": (-DAYS, 10 * DAYS), **_RHYTHM},
    "places": {
        "reception_days": _SPAN, "beds": (0, 10**9), "beds_per": (0, PEOPLE),
        "beds_most": (0, 10**9), "stay_days": (1, DAYS), "away_days": _SPAN,
        "stay_tonnes": (0, 10**9), "entry_notice_days": _SPAN, "latitude": (-90, 90),
        "longitude": (-180, 180),
    },
    "legs": {"days": _SPAN},
    "nations": {
        "decision_days": _SPAN, "ceiling_people": (0, 10**9), "ceiling_tasks": (0, COUNT),
        "ceiling_cost": (0, FIGURE), "population": (0, FIGURE), "gdp": (0, FIGURE),
        "forces": (0, FIGURE),
    },
    "units": {
        "count": (1, COUNT), "notice_days": _SPAN, "people": (0, PEOPLE), "vehicles": (0, PEOPLE),
        "tonnes": (0, FIGURE), "lane_metres": (0, FIGURE), "cost_per_day": (0, FIGURE),
        "free": (0, COUNT),
    },
    "owners": {"share": (0, 1)},
    "cycles": {"count": (0, COUNT)},
    "pledges": {"count": (1, COUNT), "notice_days": _SPAN},
    "needs": {"count": (1, COUNT), "amount": (0, FIGURE)},
    "requirements": {
        **_TASK, "max_share": (0, 1), "nations": (1, COUNT), "lead": (0, COUNT),
        "per_people": (1, 10**9),
        "ready_days": _SPAN,
    },
    "commitments": _TASK,
    "substitutions": {"give": (1, COUNT), "count": (1, COUNT), "penalty": (0, FACTOR)},
    "compositions": {"count": (1, COUNT), "viable": (0, COUNT)},
    "orders": {"days": (1, DAYS), "count": (1, COUNT)},
    "milestones": {"hold_days": (1, DAYS)},
    "thresholds": {"least": (1, COUNT), "share": (0, 1)},
    "commands": {"transfer_days": _SPAN},
    "overheads": {"fixed": (0, PEOPLE), "share": (0, SHARE)},
    "reaches": {"quantity": (0, COUNT), "weight": (0, FACTOR), "minutes": (0, MINUTES)},
    "travel": {"minutes": (0, MINUTES)},
    "standbys": {
        "notice_days": _SPAN, "longest": (1, DAYS), "recovery": _SPAN, "cost_per_day": (0, FIGURE),
    },
    "steps": {
        "lead_days": _SPAN, "notice_days": _SPAN, "cost": (0, FIGURE), "cost_per_day": (0, FIGURE),
    },
    "weights": {
        "shortfall": (0, FACTOR), "lead": (0, FACTOR), "tail": (0, FACTOR),
        "backfill": (0, FACTOR), "movement": (0, FACTOR), "burden": (0, FACTOR),
        "disturbance": (0, FACTOR), "readiness": (0, FACTOR),
    },
    "settings": {
        "movement_days": _SPAN, "backfill_credit": (0, FACTOR),
        "reference_person_days": (0, FIGURE), "ceiling_people": (0, 10**9),
    },
}
"""Table, field, and its least and largest value; for lists and windows, of each number in it."""


def check_rows(names: Names) -> Iterator[Problem]:
    """Tables with too many records."""
    for table in TABLES:
        rows = len(getattr(names.operation, table))
        if rows > ROWS:
            yield problem(
                "limit", table, f"{rows} records are given", f"at most {ROWS} are planned",
                "leave some out, or split the operation",
            )


def check_ranges(names: Names) -> Iterator[Problem]:
    """Numbers outside their range, in all tables, and too many elements together."""
    operation = names.operation
    for table in RANGES:
        if table in ("weights", "settings"):
            yield from _record(f"operation {table}", table, getattr(operation, table))
            continue
        for record in getattr(operation, table):
            yield from record_ranges(names, table, record)
    if not FIRST_YEAR <= operation.as_of.year <= LAST_YEAR:
        yield outside("operation as_of", operation.as_of, date(FIRST_YEAR, 1, 1),
                      date(LAST_YEAR, 12, 31))
    elements = sum(unit.count for unit in operation.units)
    if elements > ELEMENTS:
        yield problem(
            "limit", "units count", f"all units together have {short(elements)} elements",
            f"at most {ELEMENTS} elements are planned", "count larger elements, or leave some out",
        )


def record_ranges(names: Names, table: str, record: Any) -> Iterator[Problem]:
    """Numbers of one record that are outside their range, and a priority without a weight."""
    yield from _record(None, table, record)
    if table in ("policies", "policy_phases"):
        yield from _tours(table, record)
    if table in ("requirements", "commitments", "reaches"):
        classes = len(names.operation.weights.shortfall)
        if not 1 <= record.priority <= classes:
            yield outside(where(table, record, "priority"), record.priority, 1, classes)


def outside(place: str, value: object, low: object, high: object) -> Problem:
    """A value outside its range."""
    least, most = (_figure(bound) for bound in (low, high))
    return problem(
        "range", place, f"{short(value)} is given", f"{least} to {most} is allowed",
        "correct the figure",
    )


def _figure(bound: object) -> str:
    return f"{bound:g}" if isinstance(bound, float) else str(bound)


def _record(place: str | None, table: str, record: Any) -> Iterator[Problem]:
    for field, (low, high) in RANGES[table].items():
        for value in _numbers(getattr(record, field)):
            # Written so that a value that is no number at all (NaN) is outside too.
            if not low <= value <= high:
                at = where(table, record, field) if place is None else f"{place}.{field}"
                yield outside(at, value, low, high)


def _numbers(value: Any) -> tuple[float, ...]:
    if value is None:
        return ()
    if isinstance(value, Windows):
        return tuple(part.quantity for part in value.parts)
    if isinstance(value, Stages):
        return tuple(number for part in value.parts for number in (part.since, part.notice))
    return value if isinstance(value, tuple) else (value,)


def _tours(table: str, record: Any) -> Iterator[Problem]:
    place = where(table, record, "tours")
    if not record.tours:
        yield problem(
            "missing", place, "no tour length is given", "a policy has one tour length or more",
            "write the lengths in days, such as '180'",
        )
    elif len(record.tours) > TOURS:
        yield problem(
            "limit", place, f"{len(record.tours)} tour lengths are given",
            f"at most {TOURS} are planned", "leave some out",
        )
    elif len(set(record.tours)) < len(record.tours):
        yield problem(
            "duplicate", place, "a tour length stands twice", "each length stands once",
            "take one out",
        )
