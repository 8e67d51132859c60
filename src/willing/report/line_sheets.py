"""The sheets of lines and milestones: how far they are filled, in all and over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.domain.operation import Operation
from willing.report.figures import of_hundred, state_of
from willing.report.formation_sheet import formation_sheet
from willing.report.lines import lines_of, moments
from willing.report.milestones import dated_lines
from willing.report.pieces import share_on
from willing.report.reading import Reading
from willing.report.sheet import Book, Cell

Rows = Iterator[tuple[Cell, ...]]


def line_sheets(book: Book, operation: Operation, found: Sequence[Reading]) -> None:
    """How far lines and milestones are filled, in all and over time."""
    book.sheet("Lines", "How far each line is filled, up to the horizon", (
        "Task", "Name", "Outcome", "Owner", "Class", "State", "Coverage, %", "Most wanted",
        "Unit", "Most missing", "Days short", "Behind the horizon",
    ), _lines(found))
    formation_sheet(book, operation, found)
    if operation.milestones:
        book.sheet("Milestones", "When each milestone is reached, and the lines that set it", (
            "Milestone", "Outcome", "Reached", "Date", "Line", "Asked", "Line met from",
            "Date of the line", "Sets or holds up", "Missing before", "Why not before",
        ), _milestones(found))
    book.sheet("Coverage over time", "Coverage of each line on chosen days, %", (
        "Task", "Outcome", "Day", "Date", "Coverage, %", "State",
    ), _over_time(found))


def _lines(found: Sequence[Reading]) -> Rows:
    for reading in found:
        for line in lines_of(reading):
            yield (
                line.task.id, line.task.name, reading.label, line.owner, line.task.priority,
                line.state.word, of_hundred(line.before.share), line.most, line.unit,
                line.before.worst, line.before.short_days, line.sustainable,
            )


def _milestones(found: Sequence[Reading]) -> Rows:
    for reading in found:
        line = reading.timeline
        for note in reading.milestones:
            held = {item.held.task: item for item in note.holdings}
            day = None if note.date.day is None else line.date_of(note.date.day)
            for dated in dated_lines(line, note.date):
                item = held.get(dated.task)
                yield (
                    note.date.name, reading.label, note.label, day, dated.task, dated.asks,
                    dated.label, dated.day,
                    "" if item is None else "holds it up" if day is None else "sets the date",
                    "" if item is None else item.text,
                    "" if item is None else "\n".join(item.causes),
                )
            if not note.date.lines:
                yield (note.date.name, reading.label, note.label, day, *("",) * 3, None,
                       *("",) * 2, note.text)


def _over_time(found: Sequence[Reading]) -> Rows:
    for reading in found:
        for line in lines_of(reading):
            for moment in moments(reading.timeline):
                share = share_on(reading.pieces[line.task.id], moment.day)
                yield (
                    line.task.id, reading.label, moment.label,
                    reading.timeline.date_of(moment.day), of_hundred(share),
                    state_of(share).word,
                )
