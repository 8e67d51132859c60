"""Spans: a task's windows cut at the grid lines, so that each has one quantity and one period."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from willing.calendar import Timeline
from willing.domain.requirement import Requirement, Task


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one period on which a task asks for one quantity."""

    period: int
    """Period of the timeline."""
    first: int
    """First day."""
    after: int
    """Day after the last."""
    quantity: int
    """Elements wanted; 0 only where people in place may ask for more."""

    @property
    def days(self) -> int:
        """Length in days."""
        return self.after - self.first


def spans(task: Task, timeline: Timeline) -> tuple[Span, ...]:
    """Cut a task's windows at the lines of an outcome's timeline, in order of time.

    A line whose last window reaches the horizon goes on through the tail with its last quantity:
    nobody knows the end of an operation, and a plan must be able to go on.
    """
    laid = list(task.quantity.on(timeline))
    if not laid:
        return ()
    first, after, quantity = laid[-1]
    if after >= timeline.horizon:
        laid[-1] = (first, timeline.end, quantity)
    derived = isinstance(task, Requirement) and task.per_people is not None
    found = []
    for start, end, wanted in laid:
        if not wanted and not derived:
            continue
        cuts = [start, *(line for line in timeline.lines if start < line < end), end]
        found += [
            Span(timeline.period_of(a), a, b, wanted)
            for a, b in pairwise(cuts)
        ]
    return tuple(found)


def task_days(task: Task, timeline: Timeline) -> tuple[int, int] | None:
    """First day on which a task asks for anything, and the day after its last; None: never."""
    found = spans(task, timeline)
    return (found[0].first, found[-1].after) if found else None
