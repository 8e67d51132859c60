"""The sheets of headquarters and agreements, where an operation has either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.domain.operation import Operation
from willing.report.commands import commanded, tree
from willing.report.presence import access_of, asking_places
from willing.report.reading import Reading
from willing.report.sheet import Book, Cell

Rows = Iterator[tuple[Cell, ...]]


def command_sheets(book: Book, operation: Operation, found: Sequence[Reading]) -> None:
    """Add a sheet of headquarters with their lines, and one of who may be where."""
    if commanded(operation):
        book.sheet("Command", "Headquarters and their lines, with authority asked and granted", (
            "Headquarters", "Outcome", "Superior", "Component", "Lead nation", "Place",
            "Transfer of authority after, days", "Task", "Most wanted", "Authority asked",
            "Serving", "Most in place", "Authority granted",
        ), _command(found))
    if asking_places(operation):
        book.sheet("Agreements", "Who may be where, and what is missing", (
            "Place", "Outcome", "Nation", "Day", "Date", "State", "What is missing",
        ), _agreements(found))


def _command(found: Sequence[Reading]) -> Rows:
    for reading in found:
        for item in tree(reading):
            hq = item.command
            head: tuple[Cell, ...] = ("none named", reading.label, "", "", "", "", None)
            if hq is not None:
                head = (hq.id, reading.label, hq.superior, hq.component, hq.nation, hq.place,
                        hq.transfer_days)
            if not item.lines:
                yield (*head, "", "", "", "", None, "")
            for line in item.lines:
                asked = (line.task.id, line.wanted, line.task.authority)
                for serves in line.serving:
                    yield (*head, *asked, serves.nation, serves.most, serves.granted)
                if not line.serving:
                    yield (*head, *asked, "nobody", 0, "")


def _agreements(found: Sequence[Reading]) -> Rows:
    for reading in found:
        for item in access_of(reading.situation):
            for state in item.states:
                yield (item.place, reading.label, item.nation, state.label,
                       reading.timeline.date_of(state.day), state.text, item.why)
