"""Standby in words and cells: one table for the page and for each nation, one sheet, one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.domain.standby import Standby
from willing.report.figures import amount
from willing.report.reading import Reading, counted_in
from willing.report.section import Column, Table
from willing.report.sheet import Book, Cell
from willing.report.standby import Held


def on_standby(reading: Reading, nation: str = "") -> tuple[Held, ...]:
    """Stints of all nations, or of one."""
    return tuple(held for held in reading.standby if nation in ("", held.nation))


def standby_table(reading: Reading, nation: str = "") -> Table:
    """Who is held when, on which level, what it costs, and what happens on D."""
    label, currency = reading.timeline.label, reading.operation.settings.currency
    return Table(
        none="Nobody is held on standby.",
        columns=(
            Column("Level", 24), Column("Unit", 24), Column("Pledge", 20), Column("Held", 18),
            Column("From", 8), Column("Until", 8), Column(f"Cost, {currency}", 12, "number"),
            Column("What then", 60),
        ),
        rows=tuple(
            (level_name(held.level), f"{held.nation} {held.unit}", held.pledge,
             amount(held.count, word(reading, held)), label(held.first), label(held.after),
             held.cost, then_words(reading, held))
            for held in on_standby(reading, nation)
        ),
    )


def standby_sheet(book: Book, found: Sequence[Reading]) -> None:
    """Add the sheet: a row for each stint."""
    book.sheet("Standby", "Who is held ready before the deal, on which level, at what cost", (
        "Level", "Outcome", "Nation", "Unit", "Pledge", "Elements", "Unit of count", "First day",
        "Until", "Days", "Notice, days", "Cost", "Called", "What then", "Fixed",
    ), _rows(found))


def _rows(found: Sequence[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day = reading.timeline.date_of
        for held in reading.standby:
            yield (
                held.level.id, reading.label, held.nation, held.unit, held.pledge, held.count,
                word(reading, held), day(held.first), day(held.after), held.after - held.first,
                held.level.notice_days, held.cost, held.count - held.uncalled,
                then_words(reading, held), held.pinned,
            )


def word(reading: Reading, held: Held) -> str:
    """What one element is: battalion, aircraft, ..."""
    return counted_in(reading.operation, reading.operation.unit[held.unit].capability)


def level_name(level: Standby) -> str:
    """A level by its name, with its notice, and whether its elements cover commitments."""
    covers = ", covers commitments" if level.covers else ""
    return f"{level.name or level.id} (notice of {amount(level.notice_days, 'day')}{covers})"


def then_words(reading: Reading, held: Held) -> str:
    """What becomes of elements on standby: who is called for what, who rests, until when."""
    label = reading.timeline.label
    found = [
        f"{call.count} called for {call.task}, lead-in begins {label(call.leaves)}"
        for call in held.called
    ]
    if held.uncalled:
        rest = f"rests until {label(held.rested)}" if held.level.recovery else "is free again"
        told = "nobody calls" if held.to_deal else "off standby"
        found.append(f"{held.uncalled} {told}: {rest}")
    return "; ".join(found)
