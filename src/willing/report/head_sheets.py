"""Rows of the workbook's sheets on people: headcount, room for people, equipment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.report.lines import moments
from willing.report.reading import Reading
from willing.report.sheet import Book, Cell

Rows = Iterator[tuple[Cell, ...]]


def head_sheets(book: Book, found: Sequence[Reading]) -> None:
    """Add the sheets on people."""
    book.sheet("Headcount", "People on requirements from their arrival, and overhead behind them", (
        "Nation, place or force", "Outcome", "By", "Day", "Date", "Task", "Support", "Staff",
        "Host", "Overhead", "All",
    ), headcount_rows(found))
    book.sheet("Room for people", "Beds over time, and ceilings when least is left", (
        "Limit of", "Outcome", "What", "From", "Until", "People", "May be", "Left",
    ), room_rows(found))
    book.sheet("Equipment", "In theatre up to the horizon, and moved for it", (
        "Nation", "Outcome", "Most sets", "Most vehicles", "Most tonnes", "Vehicles moved",
        "Tonnes moved", "People moved",
    ), equipment_rows(found))


def headcount_rows(found: Sequence[Reading]) -> Rows:
    """Each nation, each place and the force on the days that all sheets tell, and the fullest."""
    for reading in found:
        line, heads = reading.timeline, reading.heads
        days = sorted({heads.fullest, *(moment.day for moment in moments(line))})
        for day in (day for day in days if 0 <= day < line.end):
            groups = (
                ("nation", heads.by_nation(day)), ("place", heads.by_place(day)),
                ("force", {"the force": heads.on(day)}),
            )
            for by, group in groups:
                for name, told in group.items():
                    yield (
                        name or "no named place", reading.label, by, line.label(day),
                        line.date_of(day), told.task, told.support, told.staff, told.host,
                        told.overhead, told.all,
                    )


def room_rows(found: Sequence[Reading]) -> Rows:
    """Beds of each place over time, and each ceiling when least of it is left."""
    for reading in found:
        line, heads = reading.timeline, reading.heads
        for name, day, people, allowed in heads.ceilings:
            yield (
                name, reading.label, "people away, least left", line.date_of(day), None, people,
                allowed, allowed - people,
            )
        for first, after, allowed in heads.ceiling:
            people = max(h.all for a, b, h in heads.steps if a < after and b > first)
            yield (
                "the force", reading.label, "people there", line.date_of(first),
                line.date_of(after), people, allowed, allowed - people,
            )
        for item in heads.berths:
            for first, after, people, beds in item.nights:
                yield (
                    item.place, reading.label, "beds", line.date_of(first), line.date_of(after),
                    people, beds, None if beds is None else beds - people,
                )


def equipment_rows(found: Sequence[Reading]) -> Rows:
    """Equipment of each nation."""
    for reading in found:
        for stock in reading.heads.equipment:
            yield (
                stock.nation, reading.label, stock.sets, stock.vehicles, stock.tonnes,
                stock.moved_vehicles, stock.moved_tonnes, stock.moved_people,
            )
