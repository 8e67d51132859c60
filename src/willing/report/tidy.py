"""Tidy CSV: one fact a row, one figure a column, its unit in a column of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from willing.assess.ledger import KEYS
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.report.bought import bought, needed_words
from willing.report.burdens import against, burdens_of
from willing.report.formations import formations_of
from willing.report.reading import Reading, counted_in, readings

COVERAGE = (
    "marking", "outcome", "task", "effect", "owner", "priority", "first_day", "until_day", "days",
    "wanted", "cover", "missing", "unit", "behind_horizon",
)
SHORTFALLS = (
    "marking", "outcome", "task", "kind", "priority", "first_day", "until_day", "days", "count",
    "unit", "points", "behind_horizon",
)
TOURS = (
    "marking", "outcome", "nation", "unit_id", "pledge", "task", "kind", "count", "unit",
    "leaves", "departs", "first_day", "until_day", "back", "free", "pinned",
)
BURDEN = (
    "marking", "outcome", "nation", "measure", "value", "unit",
)
FORMATIONS = (
    "marking", "outcome", "task", "first_day", "until_day", "wanted", "whole", "assembled",
    "framework", "slots",
)
STANDBY = (
    "marking", "outcome", "nation", "unit_id", "pledge", "level", "notice_days", "first_day",
    "until_day", "days", "count", "unit", "called", "cost", "currency", "pinned",
)
STEPS = (
    "marking", "outcome", "step", "kind", "nation", "gives", "taken", "effect", "cost", "currency",
    "needed", "pinned",
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a text for a formula."""

Cell = str | int | float


def write_csv(operation: Operation, plan: Plan, folder: Path | str) -> tuple[Path, ...]:
    """Write coverage, shortfalls, tours and burden into a folder, which is made if need be.

    Where there are formations, levels of standby or steps before the deal, these have a file too.
    Days are dates; `until_day` is the day after the last. Holds at home stand among the tours with
    their first and last day only. Texts that a spreadsheet would run are written behind a quote.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    found = readings(operation, plan)
    written = []
    tables: list[tuple[str, tuple[str, ...], Iterable[tuple[Cell, ...]]]] = [
        ("coverage", COVERAGE, _coverage(found)), ("shortfalls", SHORTFALLS, _shortfalls(found)),
        ("tours", TOURS, _tours(found)), ("burden", BURDEN, _burden(found)),
    ]
    if operation.compositions:
        tables.append(("formations", FORMATIONS, _formations(found)))
    if operation.standbys:
        tables.append(("standby", STANDBY, _standby(found)))
    if operation.steps:
        tables.append(("steps", STEPS, _steps(found)))
    for name, header, rows in tables:
        path = target / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(_safe((operation.marking, *row)) for row in rows)
        written.append(path)
    return tuple(written)


def _safe(row: Iterable[Cell]) -> list[Cell]:
    return [
        f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell for cell in row
    ]


def _coverage(found: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day = reading.timeline.date_of
        for line in reading.coverage.lines:
            for piece in reading.pieces.get(line.task, ()):
                yield (
                    reading.name, line.task, line.effect, line.owner, line.priority,
                    day(piece.first).isoformat(), day(piece.after).isoformat(), piece.days,
                    piece.wanted, piece.cover, piece.missing, reading.unit_of_count(line.task),
                    _yes(piece.first >= reading.timeline.horizon),
                )


def _shortfalls(found: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day = reading.timeline.date_of
        for short in reading.shortfalls:
            yield (
                reading.name, short.task, short.kind, short.priority,
                day(short.first).isoformat(), day(short.after).isoformat(), short.days,
                short.count, reading.unit_of_count(short.task), round(short.points, 6),
                _yes(short.behind_horizon),
            )


def _tours(found: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day = reading.timeline.date_of
        for tour in reading.tours:
            turn = tour.turn
            yield (
                reading.name, tour.nation, tour.unit, tour.pledge, tour.task,
                "backfill" if tour.backfill else "tour", tour.count, _word(reading, tour.unit),
                *(day(d).isoformat() for d in (
                    turn.leaves, turn.departs, turn.first_day, turn.ends, turn.back, turn.free
                )),
                tour.pinned,
            )
        for hold in reading.holds:
            yield (
                reading.name, hold.nation, hold.unit, hold.pledge, hold.task,
                "backfill from home" if hold.backfill else "hold", hold.count,
                _word(reading, hold.unit), "", "", day(hold.first).isoformat(),
                day(hold.after).isoformat(), "", "", "",
            )


def _word(reading: Reading, unit: str) -> str:
    return counted_in(reading.operation, reading.operation.unit[unit].capability)


def _burden(found: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        for item in burdens_of(reading):
            figures: list[tuple[str, float | None, str]] = [
                ("operation", item.in_operation, "person-days"),
                ("backfill", item.on_backfill, "person-days"),
                ("host", item.by_host, "person-days"),
                ("overhead", item.overhead, "person-days"),
                ("burden", item.burden, "person-days"),
                ("share", item.part, "of all"),
                ("fair_share", item.fair_share, "person-days"),
                ("excess", item.excess, "person-days"),
                ("most_away", item.most_away, "people"),
                *((f"share_of_{key}", dict(item.key_parts)[key], "of all") for key in KEYS),
                *((f"against_{key}", against(item, key), "times its part") for key in KEYS),
            ]
            for measure, value, unit in figures:
                if value is not None:
                    yield reading.name, item.nation, measure, value, unit


def _formations(found: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day = reading.timeline.date_of
        for item in formations_of(reading):
            yield (
                reading.name, item.task, day(item.first).isoformat(), day(item.after).isoformat(),
                item.wanted, item.whole, item.assembled, item.framed, item.in_slots,
            )


def _standby(found: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day, currency = reading.timeline.date_of, reading.operation.settings.currency
        for held in reading.standby:
            yield (
                reading.name, held.nation, held.unit, held.pledge, held.level.id,
                held.level.notice_days, day(held.first).isoformat(), day(held.after).isoformat(),
                held.after - held.first, held.count, _word(reading, held.unit),
                held.count - held.uncalled, held.cost, currency, held.pinned,
            )


def _steps(found: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day, currency = reading.timeline.date_of, reading.operation.settings.currency
        for item in bought(reading):
            yield (
                reading.name, item.step.id, item.step.kind, item.step.nation,
                item.step.gives,
                "" if item.day is None else day(item.day).isoformat(),
                "" if item.effect is None else day(item.effect).isoformat(), item.cost, currency,
                needed_words(item), item.pinned,
            )


def _yes(value: bool) -> str:
    return "yes" if value else "no"
