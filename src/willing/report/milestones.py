"""Milestones as people read them: dates, the lines that set them, and why not before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from willing.assess.milestones import LineDate, MilestoneDate
from willing.calendar import Timeline
from willing.explain.milestones import MilestoneNote
from willing.report.figures import amount, percent
from willing.report.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A line of a milestone with its own date."""

    task: str
    """Requirement or commitment."""
    asks: str
    """What the threshold asks, in words."""
    label: str
    """From when it is met for long enough, as planners say it; `never` where it is not."""
    day: date | None
    """The same as a date."""
    sets: bool
    """Whether it sets the milestone's date, or holds it up."""


def dated_lines(timeline: Timeline, date: MilestoneDate) -> tuple[Dated, ...]:
    """Every line of a milestone, latest first."""
    held = {item.task for item in date.held}
    return tuple(
        Dated(
            task=line.task, asks=asks(line), label=told(timeline, line.day),
            day=None if line.day is None else timeline.date_of(line.day), sets=line.task in held,
        )
        for line in date.lines
    )


def asks(line: LineDate) -> str:
    """What a threshold asks of a line, in words."""
    threshold = line.threshold
    if threshold.least is not None:
        return f"at least {threshold.least}"
    if threshold.share is None or threshold.share == 1:
        return "all that is wanted"
    return f"{percent(threshold.share)} of what is wanted"


def told(timeline: Timeline, day: int | None) -> str:
    """A day as planners say it: `D+60`, or never."""
    return "never" if day is None else timeline.label(day)


def milestone_sentences(reading: Reading) -> list[str]:
    """One sentence for all milestones that are reached, and one for each that never is."""
    reached = [note for note in reading.milestones if note.date.day is not None]
    found = []
    if reached:
        parts = [_reached(reading, note) for note in reached]
        found.append(f"{'; '.join(parts)}.")
    return found + [note.text for note in reading.milestones if note.date.day is None]


def _reached(reading: Reading, note: MilestoneNote) -> str:
    lines = note.lines_told
    assert note.date.day is not None
    day = reading.timeline.date_of(note.date.day)
    when = note.label if note.label == day.isoformat() else f"{note.label} ({day})"
    return f"{note.date.name} on {when}" + (f", set by {lines}" if lines else "")


def milestone_mapping(timeline: Timeline, note: MilestoneNote) -> dict[str, Any]:
    """A milestone in one outcome with the types of JSON only; days count from the as-of date."""
    reached = note.date
    return {
        "milestone": reached.milestone, "name": reached.name, "hold_days": reached.hold_days,
        "day": reached.day, "label": note.label,
        "date": None if reached.day is None else timeline.date_of(reached.day).isoformat(),
        "text": note.text,
        "held_by": [
            {
                "task": item.held.task, "first_day": item.held.first,
                "until_day": item.held.after, "needs": item.held.need.needs,
                "there": item.held.need.there, "missing": item.held.need.missing,
                "text": item.text, "causes": list(item.causes),
            }
            for item in note.holdings
        ],
        "lines": [
            {"task": line.task, "asks": asks(line), "day": line.day,
             "label": told(timeline, line.day)}
            for line in reached.lines
        ],
    }


def lasting(notes: Sequence[MilestoneNote]) -> dict[str, str]:
    """For each milestone, how long it must last, in words."""
    return {
        note.date.milestone: f"for {amount(note.date.hold_days, 'day')} at least" for note in notes
    }
