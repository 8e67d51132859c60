"""How far each line is filled: over the whole time, on chosen days, and behind the horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from willing.calendar import Timeline
from willing.domain.formation import SlotLine
from willing.domain.reach import Reach
from willing.domain.requirement import Commitment, Requirement, Task
from willing.report.figures import STATES, State, amount, state_of
from willing.report.pieces import Sum, total
from willing.report.reading import Reading

KINDS = ("requirements", "reaches", "commitments")
"""Kinds of line, in the order in which they are counted."""
POINTS = (7, 30, 90, 180, 360, 720)
"""Days after D on which coverage is told, and the last day before the horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A requirement, a commitment or a reach in one outcome."""

    task: Task
    """As it stands in this outcome."""
    unit: str
    """What is counted: battalion, aircraft, ..."""
    before: Sum
    """Element-days up to the horizon."""
    behind: Sum
    """Element-days in the tail."""
    first: int
    """First day on which anything is wanted."""
    after: int
    """Day after the last on which anything is wanted before the horizon."""
    most: float
    """Most elements wanted on any day."""

    @property
    def owner(self) -> str:
        """Nation that owes it; empty for what the operation wants."""
        return self.task.nation if isinstance(self.task, Commitment) else ""

    @property
    def how(self) -> str:
        """How it is served, where not by tours as any line: `at notice of 10 days`."""
        return kind_words(self.task)

    @property
    def kind(self) -> str:
        """requirements, commitments or reaches."""
        if isinstance(self.task, Reach):
            return "reaches"
        return "commitments" if self.owner else "requirements"

    @property
    def state(self) -> State:
        """Filled all the time, partly, or never."""
        return state_of(self.before.share)

    @property
    def sustainable(self) -> str:
        """Whether it goes on behind the horizon: yes, in part, no, or ends before."""
        return {"filled": "yes", "partly": "in part", "unfilled": "no"}.get(
            state_of(self.behind.share).word, "ends before"
        )


def kind_words(task: Task) -> str:
    """How a task is served, where not by tours as any line: `at notice of 10 days`."""
    if isinstance(task, Reach):
        return "by whoever is near"
    words = {"standing": "held at home", "on_call": "on call", "posts": "posts"}
    found = words.get(task.kind, "")
    if isinstance(task, Requirement) and task.kind == "notice":
        found = f"at notice of {amount(task.ready_days or 0, 'day')}"
    return f"{found}, may be declared twice" if task.twice else found


def lines_of(reading: Reading) -> tuple[Line, ...]:
    """Every task that wants anything in an outcome, requirements first."""
    return tuple(
        line_of(reading, task) for task in reading.operation.task.values()
        if reading.pieces.get(task.id)
    )


def line_of(reading: Reading, task: Task) -> Line:
    """A task that wants something in an outcome."""
    horizon, end = reading.timeline.horizon, reading.timeline.end
    pieces = reading.pieces[task.id]
    return Line(
        task=task, unit=reading.unit_of_count(task.id), before=total(pieces, 0, horizon),
        behind=total(pieces, horizon, end), first=pieces[0].first,
        after=min(pieces[-1].after, max(horizon, pieces[0].after)),
        most=max(piece.wanted for piece in pieces),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Lines of one class and kind, by state."""

    priority: int
    """Class, 1 the highest."""
    kind: str
    """requirements, commitments or reaches."""
    counts: tuple[int, int, int]
    """Lines filled, partly filled and unfilled."""
    missing: float
    """Element-days missing up to the horizon."""
    wanted: float
    """Element-days wanted up to the horizon."""

    @property
    def lines(self) -> int:
        """How many lines."""
        return sum(self.counts)


def tallies(lines: Sequence[Line]) -> tuple[Tally, ...]:
    """Count the lines that want anything before the horizon by class, requirements first.

    Slots of formations are not counted beside the requirement they belong to.
    """
    groups: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        if line.before.wanted and not isinstance(line.task, SlotLine):
            groups.setdefault((line.kind, line.task.priority), []).append(line)
    return tuple(
        Tally(
            priority=priority, kind=kind,
            counts=tuple(sum(line.state == state for line in found) for state in STATES),  # type: ignore[arg-type]
            missing=sum(line.before.wanted - line.before.cover for line in found),
            wanted=sum(line.before.wanted for line in found),
        )
        for (kind, priority), found in sorted(
            groups.items(), key=lambda item: (KINDS.index(item[0][0]), item[0][1])
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day on which coverage is told."""

    label: str
    """D+30, or `end` for the last day before the horizon."""
    day: int
    """The day, counted from the as-of date."""


def moments(timeline: Timeline) -> tuple[Moment, ...]:
    """The chosen days of an outcome that lie before its horizon, and its last day.

    Where there is never a deal, days are counted from the as-of date and told as dates.
    """
    zero, last = timeline.d_day or 0, timeline.horizon - 1
    days = [zero + days for days in POINTS if zero + days < last]
    return (*(Moment(label=timeline.label(day), day=day) for day in days),
            Moment(label="end", day=last))
