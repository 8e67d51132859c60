"""What is covered and what is short, span by span: rule cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from willing.assess.demand import Span
from willing.assess.fault import Fault
from willing.assess.formation import Assembled, assembled
from willing.assess.level import Amount, Level, Part
from willing.assess.reach import near
from willing.assess.scene import Scene, stage
from willing.assess.serving import names_task
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Row
from willing.domain.requirement import Requirement, Task

_SAME = Fraction(1, 10**6)
"""Shortfalls that differ by less are the same: rows hold rounded parts of an element."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One span of one task: what is wanted, and the least that is there on any of its days."""

    task: str
    """Requirement or commitment."""
    span: Span
    """Its days."""
    wanted: int
    """Elements wanted, with what people in place ask for."""
    cover: Amount
    """Elements' worth there, never more than wanted."""

    @property
    def short(self) -> Amount:
        """Elements missing."""
        return self.wanted - self.cover


@once
def _formations(scene: Scene) -> Mapping[str, tuple[Assembled, ...]]:
    return assembled(scene, scene.credits)


@once
def counted(scene: Scene) -> Mapping[str, Level]:
    """What all elements on each task count for together, day by day.

    Formations assembled from slots count for their requirement.
    """
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for (task, _), level in scene.credits.items():
        parts[task] += level.runs(0, scene.timeline.end)
    for reach in scene.operation.reaches:
        if scene.spans[reach.id]:
            parts[reach.id] += near(scene, reach)
    for task, spans in _formations(scene).items():
        parts[task] += [(item.span.first, item.span.after, item.number) for item in spans]
    return {name: Level(parts[name]) for name in scene.operation.task}


@once
def covered(scene: Scene) -> Mapping[str, tuple[Covered, ...]]:
    """Every span of every task, with what is there."""
    there, people = counted(scene), _people(scene)
    found = {
        name: tuple(_spans_covered(scene, task, there[name], people))
        for name, task in scene.operation.task.items()
    }
    for spans in _formations(scene).values():
        found |= _slots_covered(spans)
    return found


def _slots_covered(spans: tuple[Assembled, ...]) -> Mapping[str, tuple[Covered, ...]]:
    """Slots of one requirement: every formation assembled wants all its elements."""
    found: defaultdict[str, list[Covered]] = defaultdict(list)
    for item in spans:
        for own in item.slots:
            wanted = own.slot.count * item.number
            found[own.task].append(Covered(own.task, item.span, wanted, min(own.there, wanted)))
    return {name: tuple(covers) for name, covers in found.items()}


def _spans_covered(
    scene: Scene, task: Task, there: Level, people: Mapping[str, list[Part]]
) -> Iterator[Covered]:
    """A task's spans; on days with less than `min_useful`, or than what is wanted if
    that is less, nothing counts.
    """
    supported = Level(
        part for name in supports(scene.operation, task) for part in people.get(name, ())
    )
    for span in scene.spans[task.id]:
        wanted = span.quantity
        if isinstance(task, Requirement) and task.per_people:
            most = int(supported.most(span.first, span.after))
            wanted = max(wanted, -(-most // task.per_people))
        least = there.least(span.first, span.after)
        cover = 0 if least < min(task.min_useful, wanted) else min(least, wanted)
        yield Covered(task.id, span, wanted, cover)


def _people(scene: Scene) -> Mapping[str, list[Part]]:
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for tour in scene.tours:
        found[tour.task.id].append((tour.first, tour.ends, tour.count * tour.unit.people))
    return found


def supports(operation: Operation, task: Task) -> tuple[str, ...]:
    """Requirements whose people a task supports.

    It names tasks, effects or places; naming none it supports all requirements but itself.
    """
    if not isinstance(task, Requirement) or not task.per_people:
        return ()
    others = [other for other in operation.task.values() if isinstance(other, Requirement)]
    if not task.supports:
        return tuple(other.id for other in others if other.id != task.id)
    return tuple(
        other.id for other in others if names_task(operation, other, task.supports)
    )


def shortfalls(
    operation: Operation, outcome: Outcome, rows: tuple[Row, ...]
) -> tuple[Covered, ...]:
    """Spans that are not fully covered by these rows, recomputed, by task and day."""
    every = covered(stage(operation, outcome, rows))
    return tuple(item for spans in every.values() for item in spans if item.short)


def _exact(count: float) -> Amount:
    """The number that a row rounds; nearly all are whole, and these are added much faster."""
    return int(count) if count == int(count) else Fraction(count).limit_denominator(10**9)


def cover_faults(scene: Scene, every: Mapping[str, tuple[Covered, ...]]) -> Iterator[Fault]:
    """Days on which the shortfall rows tell more or less than there is."""
    told: defaultdict[str, list[Part]] = defaultdict(list)
    for row, first, after in scene.rows_of("shortfall"):
        told[row.task].append((first, after, _exact(row.count)))
    for name, spans in every.items():
        true = [(item.span.first, item.span.after, item.short) for item in spans]
        wrong = Level([*told[name], *((a, b, -short) for a, b, short in true)])
        runs = [run for run in wrong.runs(0, scene.timeline.end) if not -_SAME <= run[2] <= _SAME]
        if not runs:
            continue
        first, after, _ = runs[0]
        days = sum(run[1] - run[0] for run in runs)
        label = scene.timeline.label
        text = (
            f"{float(Level(told[name]).most(first, after)):g} told short from {label(first)} to "
            f"{label(after)}, {float(Level(true).most(first, after)):g} are ({days} days in all)"
        )
        yield Fault(rule="cover", outcome=scene.outcome.name, where=f"task {name}", text=text)
