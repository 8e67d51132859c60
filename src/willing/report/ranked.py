"""Shortfalls as a conference goes through them: by class, one row for each line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from willing.domain.reach import Reach
from willing.domain.requirement import Requirement
from willing.domain.serials import serials
from willing.report.figures import amount
from willing.report.notes import Notes, ShortfallNote, notes_on
from willing.report.reading import Reading
from willing.report.shortfalls import Shortfall
from willing.report.statement import offered_in_words, offers_for

_SPANS = 4
"""Spans told in one cell; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """All that is missing on one line up to the horizon of one outcome."""

    priority: int
    """Class."""
    task: str
    """Requirement or commitment."""
    serial: str
    """Serial of a requirement; the id of a commitment."""
    lead: bool
    """Whether a lead nation is missing, not elements."""
    most: float
    """Most elements missing on any day."""
    points: float
    """What it adds to the score."""
    spans: tuple[tuple[int, int], ...]
    """Days: first, day after the last; in order."""
    why: str
    """Why, in one sentence."""
    remedy: str
    """What would close the heaviest part; empty: nothing was found, or looked for."""


def ranked(reading: Reading, notes: Notes | None = None) -> tuple[Missing, ...]:
    """What is missing before the horizon, by class, then the heaviest first."""
    known = serials(reading.before)
    groups: dict[tuple[str, str], list[Shortfall]] = {}
    for short in reading.shortfalls:
        if not short.behind_horizon:
            groups.setdefault((short.task, short.kind), []).append(short)
    found = [
        _missing(reading, known.get(task, task), group, notes)
        for (task, _), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda m: (m.priority, -round(m.points, 6), m.task, m.lead)))


def _missing(
    reading: Reading, serial: str, group: list[Shortfall], notes: Notes | None
) -> Missing:
    heaviest = group[0]
    told = [
        note for short in group
        for note in notes_on(notes, reading.name, short.task, short.first, short.after)
    ]
    return Missing(
        priority=heaviest.priority, task=heaviest.task, serial=serial,
        lead=heaviest.kind == "lead_shortfall", most=max(short.count for short in group),
        points=sum(short.points for short in group),
        spans=_joined((short.first, short.after) for short in group),
        why=_why(reading, heaviest, told),
        remedy=next((note.remedy for note in told if note.remedy), ""),
    )


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for first, after in sorted(spans):
        if found and found[-1][1] == first:
            found[-1] = (found[-1][0], after)
        else:
            found.append((first, after))
    return tuple(found)


def _why(reading: Reading, short: Shortfall, notes: list[ShortfallNote]) -> str:
    said = next((note.why for note in notes if note.why), "")
    if said:
        return said
    task = reading.task(short.task)
    if short.kind == "lead_shortfall":
        return "No nation has enough elements in place, or long enough, to lead."
    if isinstance(task, Reach):
        return "Nobody who counts for it is in place on a line within its minutes."
    if isinstance(task, Requirement):
        return offered_in_words(offers_for(reading, task))
    return "Its owner's elements serve elsewhere or rest, and nobody fills in."


def missing_words(reading: Reading, item: Missing) -> str:
    """What is missing: `up to 2 battalions`, or the lead."""
    if item.lead:
        return "a lead nation"
    return f"up to {amount(item.most, reading.unit_of_count(item.task))}"


def span_words(reading: Reading, spans: tuple[tuple[int, int], ...]) -> str:
    """Spans of days: `D+30 to D+90; D+210 to D+240; and 2 more`."""
    label = reading.timeline.label
    told = [f"{label(first)} to {label(after)}" for first, after in spans[:_SPANS]]
    more = len(spans) - _SPANS
    return "; ".join([*told, f"and {more} more"] if more > 0 else told)
