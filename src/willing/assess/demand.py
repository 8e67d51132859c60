"""What a task wants: windows laid on an outcome's days and cut at its lines."""

from __future__ import annotations

from dataclasses import dataclass

from willing.calendar import Moment, Timeline
from willing.domain.requirement import Requirement, Task
from willing.domain.windows import Windows


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one window inside one period."""

    first: int
    """First day."""
    after: int
    """Day after the last."""
    quantity: int
    """Elements the window asks for."""
    tail: bool
    """Whether it lies behind the horizon."""

    @property
    def days(self) -> int:
        """Length in days."""
        return self.after - self.first


def moments(
    start: Moment | None, end: Moment | None, timeline: Timeline
) -> tuple[int, int] | None:
    """Days of two moments; an open start is day 0, an open end the end of the timeline.

    None: one of them is counted from D, and there is never a deal, so they do not exist.
    """
    first = 0 if start is None else timeline.day_of(start)
    after = timeline.end if end is None else timeline.day_of(end)
    return None if first is None or after is None else (first, after)


def days_of(
    start: Moment | None, end: Moment | None, timeline: Timeline
) -> tuple[int, int] | None:
    """Days from one moment up to another, inside the timeline; None: there are none."""
    found = moments(start, end, timeline)
    if found is None:
        return None
    first, after = max(found[0], 0), min(found[1], timeline.end)
    return (first, after) if first < after else None


def laid(windows: Windows, timeline: Timeline) -> list[tuple[int, int, int]]:
    """Windows on the days of an outcome, in order: first day, day after, quantity."""
    found = []
    for part in windows.parts:
        days = days_of(part.start, part.end, timeline)
        if days is not None:
            found.append((*days, part.quantity))
    return sorted(found)


def spans(task: Task, timeline: Timeline) -> tuple[Span, ...]:
    """A task's spans, in order.

    A last window that reaches the horizon goes on to the end of the timeline with its quantity.
    Windows of 0 are left out, unless people in place may ask for more there.
    """
    windows = laid(task.quantity, timeline)
    if windows and windows[-1][1] >= timeline.horizon:
        first, _, quantity = windows[-1]
        windows[-1] = (first, timeline.end, quantity)
    by_people = isinstance(task, Requirement) and task.per_people is not None
    found: list[Span] = []
    for first, after, quantity in windows:
        if not quantity and not by_people:
            continue
        period = timeline.period_of(first)
        while first < after:
            period += 1
            cut = min(after, timeline.lines[period])
            found.append(Span(first, cut, quantity, first >= timeline.horizon))
            first = cut
    return tuple(found)
