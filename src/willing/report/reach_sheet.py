"""The sheet of the report's workbook that says what is in reach of each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.domain.reach import Reach
from willing.report.reach import reaches_of
from willing.report.reading import Reading
from willing.report.sheet import Book, Cell


def reach_sheet(book: Book, found: Sequence[Reading]) -> None:
    """Add the sheet: a row for each reach and each line near to it, or one where none is."""
    book.sheet("Reach", "What must be within so many minutes of a place, and by whom it is", (
        "Reach", "Outcome", "From", "Wanted", "Within, minutes", "By", "State", "Coverage, %",
        "Line", "Minutes", "Most there", "Covered", "Short",
    ), _rows(found))


def _rows(found: Sequence[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        label = reading.timeline.label
        for item in reaches_of(reading):
            line, reach, share = item.line, item.line.task, item.line.before.share
            assert isinstance(reach, Reach)
            days = tuple("; ".join(f"{label(a)} to {label(b)}" for a, b in spans)
                         for spans in (item.covered, item.short))
            for near in item.near or (None,):
                by = ("none", None, None) if near is None else (near.task, near.minutes, near.most)
                yield (
                    reach.id, reading.label, item.place, line.most, reach.minutes, reach.mode,
                    line.state.word, None if share is None else round(share * 100, 2), *by, *days,
                )
