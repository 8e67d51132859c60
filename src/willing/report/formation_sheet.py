"""The sheet of formations: whole, assembled from slots, under which framework nation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.domain.operation import Operation
from willing.report.formations import formations_of
from willing.report.reading import Reading
from willing.report.sheet import Book, Cell


def formation_sheet(book: Book, operation: Operation, found: Sequence[Reading]) -> None:
    """Add the sheet, where there are formations."""
    if operation.compositions:
        book.sheet("Formations", "Whole, assembled from slots, under which framework nation", (
            "Task", "Outcome", "First day", "Until", "Wanted", "Whole", "Assembled",
            "Framework nation", "Slots",
        ), _formations(found))


def _formations(found: Sequence[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day = reading.timeline.date_of
        for item in formations_of(reading):
            yield (
                item.task, reading.label, day(item.first), day(item.after), item.wanted,
                item.whole, item.assembled, item.framed, item.in_slots,
            )
