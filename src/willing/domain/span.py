"""Spans: a task's windows cut at the grid lines, so that each has one quantity and one period."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    found, lines = [], timeline.lines
    for start, end, wanted in _asked(task, timeline):
        cuts = [start, *lines[bisect_right(lines, start):bisect_left(lines, end)], end]
        first = timeline.period_of(start)
        found += [
            Span(period, a, b, wanted) for period, (a, b) in enumerate(pairwise(cuts), first)
        ]
    return tuple(found)


def _asked(task: Task, timeline: Timeline) -> list[tuple[int, int, int]]:
    """Windows in which a task asks for elements, or people in place may: first day, day after,
    quantity."""
    laid = list(task.quantity.on(timeline))
    if laid and laid[-1][1] >= timeline.horizon:
        laid[-1] = (laid[-1][0], timeline.end, laid[-1][2])
    derived = isinstance(task, Requirement) and task.per_people is not None
    return [window for window in laid if window[2] or derived]


def task_days(task: Task, timeline: Timeline) -> tuple[int, int] | None:
    """First day on which a task asks for anything, and the day after its last; None: never."""
    found = _asked(task, timeline)
    return (found[0][0], found[-1][1]) if found else None
