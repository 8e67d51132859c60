"""Milestones: the day on which each is reached, and the lines that set it or hold it up.

Everything is reckoned in days, from the rows. On a day a line has the worth of what is there; below
`min_useful` (or what is wanted, if that is less) it has nothing. A threshold in elements is met
while the line has so many. A share is met from the line's first required day on, while the line has
that part of what is wanted; on days on which nothing is wanted any more it is met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

from willing.assess.cover import Covered, counted, covered
from willing.assess.level import Amount, Level
from willing.assess.scene import Scene, stage_of
from willing.assess.serving import names_task
from willing.domain.milestone import Milestone, Threshold
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.requirement import Task

_SAME = Fraction(1, 10**6)
"""Shares differ by less only because decimals are no fractions."""

Run = tuple[int, int]
"""First day and the day after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a line has and needs for a milestone, over days on which neither changes."""

    first: int
    """First day, from the as-of date."""
    after: int
    """Day after the last."""
    wanted: int
    """Elements that the line wants then; 0 outside its windows."""
    needs: float
    """Elements that the milestone asks for."""
    there: float
    """What is there counts for so many."""
    met: bool
    """Whether the threshold is met."""

    @property
    def missing(self) -> float:
        """Elements missing."""
        return max(self.needs - self.there, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDate:
    """One line of a milestone, looked at alone."""

    task: str
    """Requirement or commitment."""
    threshold: Threshold
    """What is asked of it."""
    day: int | None
    """First day from which its threshold is met for long enough; None: never."""
    needs: tuple[Need, ...]
    """Every day of the timeline, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A line that sets the date of a milestone, or holds it up for good."""

    task: str
    """Requirement or commitment."""
    first: int
    """First of the days on which it holds the milestone up last."""
    after: int
    """Day after the last of them."""
    need: Need
    """What it needs and has there."""
    asked: bool
    """Whether it wants anything then; a line not yet asked for holds up a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDate:
    """When one milestone is reached in one outcome."""

    milestone: str
    """Milestone."""
    name: str
    """Its name for reports."""
    hold_days: int
    """Days for which it must last."""
    day: int | None
    """Its date, in days from the as-of date; None: never before the horizon."""
    held: tuple[Held, ...]
    """The lines that are met last, or that are never met, or never together with the others."""
    lines: tuple[LineDate, ...]
    """Every line that it asks for, latest first."""


def milestones(operation: Operation, plan: Plan, outcome: str) -> tuple[MilestoneDate, ...]:
    """The date of every milestone in one of a plan's outcomes, and what sets it.

    The date is the first day before the horizon from which every threshold is met for `hold_days`.
    Lines that want nothing in this outcome are left out; where all are, it is never reached.
    """
    return milestones_in(stage_of(operation, plan, outcome))


def milestones_in(scene: Scene) -> tuple[MilestoneDate, ...]:
    """The same of a scene already set."""
    if not scene.operation.milestones:
        return ()
    there, every = counted(scene), covered(scene)
    return tuple(_reached(scene, item, there, every) for item in scene.operation.milestones)


def named_lines(operation: Operation, threshold: Threshold) -> tuple[Task, ...]:
    """Lines that a threshold asks: a task by its name, else the essential lines of an effect,
    place or nation."""
    if threshold.line in operation.task:
        return (operation.task[threshold.line],)
    return tuple(
        task for task in operation.for_effects
        if task.essential and names_task(operation, task, (threshold.line,))
    )


def _reached(
    scene: Scene, milestone: Milestone, there: Mapping[str, Level],
    every: Mapping[str, tuple[Covered, ...]],
) -> MilestoneDate:
    found: list[LineDate] = []
    for threshold in scene.operation.thresholds:
        if threshold.milestone == milestone.id:
            for task in named_lines(scene.operation, threshold):
                if not any(item.wanted for item in every[task.id]):
                    continue
                needs = tuple(_needs(scene, task, threshold, there[task.id], every[task.id]))
                day = _first(_runs(needs), milestone.hold_days, scene.timeline.horizon)
                found.append(LineDate(task=task.id, threshold=threshold, day=day, needs=needs))
    runs: Sequence[Run] = ((0, scene.timeline.end),) if found else ()
    for line in found:
        runs = _both(runs, _runs(line.needs))
    day = _first(runs, milestone.hold_days, scene.timeline.horizon)
    never = scene.timeline.end
    return MilestoneDate(
        milestone=milestone.id, name=milestone.name or milestone.id,
        hold_days=milestone.hold_days, day=day,
        held=tuple(_held_up(found) if day is None else _set_by(found, day)),
        lines=tuple(sorted(found, key=lambda line: -(never if line.day is None else line.day))),
    )


def _needs(
    scene: Scene, task: Task, threshold: Threshold, there: Level, spans: tuple[Covered, ...]
) -> Iterator[Need]:
    """What a line needs and has, on all days of the timeline."""
    cuts = {0, scene.timeline.end}
    cuts |= {day for item in spans for day in (item.span.first, item.span.after)}
    wanted = {item.span.first: item.wanted for item in spans}
    share: Amount = 1
    least, began = threshold.least, False
    if threshold.share is not None:
        share = Fraction(threshold.share).limit_denominator(10**6)
    figures: dict[int, tuple[Amount, int, float]] = {}
    for first, after in pairwise(sorted(cuts)):
        asked = wanted.get(first, 0)
        began = began or asked > 0
        if asked not in figures:
            needs: Amount = share * asked if least is None else least
            enough = needs - _SAME if least is None else needs
            figures[asked] = enough, ceil(enough), float(needs)
        enough, whole, told = figures[asked]
        useful = min(task.min_useful, asked)
        for start, stop, amount in there.runs(first, after):
            has: Amount = 0 if amount < useful else amount
            # Whole numbers are compared with whole numbers, which is much quicker.
            met = has >= (whole if isinstance(has, int) else enough)
            yield Need(
                first=start, after=stop, wanted=asked, needs=told, there=float(has),
                met=(began or least is not None) and met,
            )


def _runs(needs: Sequence[Need]) -> list[Run]:
    """Days in a row on which a threshold is met."""
    found: list[Run] = []
    for need in needs:
        if need.met:
            joins = bool(found) and found[-1][1] == need.first
            found.append((found.pop()[0] if joins else need.first, need.after))
    return found


def _both(one: Sequence[Run], other: Sequence[Run]) -> list[Run]:
    """Days on which two thresholds are met."""
    found = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return sorted(run for run in found if run[0] < run[1])


def _first(runs: Sequence[Run], days: int, horizon: int) -> int | None:
    """First day before the horizon from which a run lasts so many days."""
    return next((a for a, b in runs if b - a >= days and a < horizon), None)


def _set_by(lines: Sequence[LineDate], day: int) -> Iterator[Held]:
    """Lines that are met on a day and were not on the day before."""
    for line in lines:
        before = [need for need in line.needs if need.after <= day]
        if before and not before[-1].met:
            yield _held(line, before[-1])


def _held_up(lines: Sequence[LineDate]) -> Iterator[Held]:
    """Lines that are never met for long enough; or, where each is, those that break off.

    Told is the first time when they lack something after all others that ever are have been met.
    """
    never = [line for line in lines if line.day is None]
    ready = max((line.day for line in lines if line.day is not None), default=0)
    for line in never or lines:
        unmet = [need for need in line.needs if not need.met]
        late = [need for need in unmet if need.after > ready]
        asked = [need for need in late if need.wanted]
        if late or never:
            yield _held(line, (asked or late or unmet)[0])


def _held(line: LineDate, need: Need) -> Held:
    """A line with the whole stretch of days around some of them on which its need is not met."""
    asked = need.wanted > 0
    first, after = need.first, need.after
    for other in reversed([n for n in line.needs if n.after <= need.first]):
        if other.met or asked is not (other.wanted > 0):
            break
        first = other.first
    for other in (n for n in line.needs if n.first >= need.after):
        if other.met or asked is not (other.wanted > 0):
            break
        after = other.after
    return Held(task=line.task, first=first, after=after, need=need, asked=asked)
