"""Shortfalls as people speak of them: spans in a row with one number missing become one."""

from __future__ import annotations

from dataclasses import dataclass

from willing.domain.plan import Row
from willing.domain.requirement import Requirement
from willing.domain.situation import Situation
from willing.units import months

_EPSILON = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Elements missing on a task for days in a row, or a lead missing."""

    task: str
    """Requirement or commitment that is short."""
    kind: str
    """`shortfall`, or `lead_shortfall` where nobody leads."""
    first: int
    """First day."""
    after: int
    """Day after the last."""
    count: float
    """Elements missing; 1 for a lead."""
    priority: int
    """Class of the task, 1 the highest."""
    points: float
    """What it adds to the score, in points."""
    behind_horizon: bool
    """Whether it lies in the tail, where a plan only shows that it can go on."""

    @property
    def days(self) -> int:
        """How many days."""
        return self.after - self.first

    @property
    def element_days(self) -> float:
        """Elements missing x days."""
        return self.count * self.days


def shortfalls_of(situation: Situation, rows: tuple[Row, ...]) -> tuple[Shortfall, ...]:
    """Join the shortfall rows of an outcome; heaviest first, then by first day and task.

    A span counts as short as it is on its worst day, as in the score.
    """
    as_of, horizon = situation.timeline.as_of, situation.timeline.horizon
    found: list[Shortfall] = []
    short = [row for row in rows if row.kind in ("shortfall", "lead_shortfall")]
    for row in sorted(short, key=lambda r: (r.task, r.kind, r.first_day)):
        first, after = (row.first_day - as_of).days, (row.first_day - as_of).days + row.days
        count = float(row.count)
        last = found[-1] if found else None
        if (
            last and (last.task, last.kind, last.after) == (row.task, row.kind, first)
            and abs(last.count - count) < _EPSILON and last.behind_horizon == (first >= horizon)
        ):
            found.pop()
            first = last.first
        found.append(_shortfall(situation, row.task, row.kind, first, after, count))
    return tuple(sorted(found, key=lambda s: (-round(s.points, 6), s.first, s.task, s.kind)))


def _shortfall(
    situation: Situation, name: str, kind: str, first: int, after: int, count: float
) -> Shortfall:
    weights = situation.operation.weights
    task = situation.operation.task[name]
    horizon = situation.timeline.horizon
    before = max(min(after, horizon) - first, 0)
    points = weights.shortfall[task.priority - 1] * task.weight * count
    points *= months(before) + weights.tail * months(after - first - before)
    if kind == "lead_shortfall" and isinstance(task, Requirement):
        points *= weights.lead
    return Shortfall(
        task=name, kind=kind, first=first, after=after, count=count, priority=task.priority,
        points=points, behind_horizon=first >= horizon,
    )
