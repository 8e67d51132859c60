"""Formations filled slot by slot, and the nations on one line: rules formation and nations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from willing.assess.demand import Span
from willing.assess.fault import Fault
from willing.assess.level import Amount, Level, Part
from willing.assess.scene import Scene
from willing.domain.formation import Slot, SlotLine, line_of
from willing.domain.requirement import Requirement, Task

Credits = Mapping[tuple[str, str], Level]
"""What the elements of each nation count for on each task, by task and nation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InSlot:
    """What is there in one slot through one span."""

    task: str
    """Slot line."""
    slot: Slot
    """What is wanted of it for one formation."""
    there: Amount
    """What those in place count for, on the day with the least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """One span of a requirement for a formation."""

    span: Span
    """Its days."""
    whole: Amount
    """Formations filled whole, on the day with the least."""
    number: int
    """Formations assembled from slots."""
    framed: int | None
    """Formations that have a framework nation; None: they need none."""
    slots: tuple[InSlot, ...]
    """What is there in each slot."""


def assembled(scene: Scene, credits: Credits) -> Mapping[str, tuple[Assembled, ...]]:
    """Every span of every requirement for a formation, with what is there of it."""
    by_task: defaultdict[str, list[Part]] = defaultdict(list)
    for (task, _), level in credits.items():
        by_task[task] += level.runs(0, scene.timeline.end)
    frames = {name: Level(parts) for name, parts in _framed(scene).items()}
    found = {}
    for name, lines in slot_lines(scene).items():
        levels = {line.id: Level(by_task[line.id]) for line in lines}
        asked, whole = scene.operation.task[name], Level(by_task[name])
        needs = any(line.slot.framework and line.slot.least for line in lines)
        found[name] = tuple(
            _assemble(asked, span, whole.least(span.first, span.after), tuple(
                InSlot(task=line.id, slot=line.slot,
                       there=levels[line.id].least(span.first, span.after))
                for line in lines
            ), int(frames.get(name, Level(())).least(span.first, span.after)) if needs else None)
            for span in scene.spans[name]
        )
    return found


def slot_lines(scene: Scene) -> Mapping[str, list[SlotLine]]:
    """Slots of each requirement for a formation."""
    found: defaultdict[str, list[SlotLine]] = defaultdict(list)
    for task in scene.operation.task.values():
        if isinstance(task, SlotLine):
            found[task.line].append(task)
    return found


def _assemble(
    task: Task, span: Span, whole: Amount, slots: tuple[InSlot, ...], framed: int | None
) -> Assembled:
    """Try every number that the slots allow; take the one with which least is missing.

    A slot's missing element counts as its part of a formation. Of equals the larger number.
    """
    most = max(ceil(span.quantity - whole), 0)
    most = most if framed is None else min(most, framed)
    most = min([most, *(int(s.there // s.slot.least) for s in slots if s.slot.least)])
    elements = sum(s.slot.count for s in slots)
    best, least = 0, None
    for number in range(most + 1):
        gaps = sum(max(s.slot.count * number - s.there, 0) for s in slots)
        cover = whole + number
        if cover < min(task.min_useful, span.quantity):
            cover = 0
        missing = max(span.quantity - cover, 0) + Fraction(gaps) / elements
        if least is None or missing <= least:
            best, least = number, missing
    return Assembled(span=span, whole=whole, number=best, framed=framed, slots=slots)


def _framed(scene: Scene) -> Mapping[str, list[Part]]:
    """Days and number of formations framed, by requirement."""
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for row, first, after in scene.rows_of("lead"):
        found[row.task].append((first, after, int(row.count)))
    return found


def frame_faults(scene: Scene, credits: Credits) -> Iterator[Fault]:
    """Turns of framework nations that are too short, or lack viable elements."""
    lines = {
        name: [line for line in slots if line.slot.framework and line.slot.least]
        for name, slots in slot_lines(scene).items()
    }
    frames: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    for row, first, after in scene.rows_of("lead"):
        task = scene.operation.task[row.task]
        if not isinstance(task, Requirement) or not lines.get(row.task):
            continue
        frames[row.task, row.nation].append((first, after, int(row.count)))
        whole = scene.task_days(row.task)
        if row.days < task.lead_days and (whole is None or after < whole[1]):
            label = scene.timeline.label(first)
            yield _fault(
                scene, f"frame of {row.nation} on {row.task} from {label}",
                f"lasts {row.days} days; {task.lead_days} at least are wanted",
            )
    for (name, nation), parts in frames.items():
        for line in lines[name]:
            text = _lacking(scene, credits, line, nation, Level(parts))
            if text:
                yield _fault(scene, f"frames of {nation} on {name}", text)


def _lacking(
    scene: Scene, credits: Credits, line: SlotLine, nation: str, frames: Level
) -> str:
    """What a framework nation lacks in one slot on the first such day; empty: nothing."""
    there = credits.get((line.id, nation), Level(()))
    for span in scene.spans[line.line]:
        for first, after, number in frames.runs(span.first, span.after):
            least = there.least(first, after)
            if least < number * line.slot.least:
                return (
                    f"{float(least):g} elements in {line.id} from {scene.timeline.label(first)}; "
                    f"{number * line.slot.least} frame {number}"
                )
    return ""


def nation_faults(scene: Scene) -> Iterator[Fault]:
    """Requirements with elements of more nations in place at once than they may have."""
    for task in scene.operation.requirements:
        if task.nations is None:
            continue
        parts: defaultdict[str, list[Part]] = defaultdict(list)
        for tour in scene.tours:
            if line_of(tour.task) == task.id:
                parts[tour.unit.nation].append((tour.first, tour.ends, tour.count))
        at_once = Level(
            (first, after, 1) for own in parts.values()
            for first, after, _ in Level(own).above(0, scene.timeline.end, 0)
        )
        for span in scene.spans[task.id]:
            runs = at_once.above(span.first, span.after, task.nations)
            if runs:
                day = scene.timeline.label(runs[0][0])
                text = f"{runs[0][2]} nations in place on {day}; {task.nations} may be"
                yield Fault(rule="nations", outcome=scene.outcome.name,
                            where=f"task {task.id}", text=text, day=runs[0][0])
                break


def _fault(scene: Scene, where: str, text: str) -> Fault:
    return Fault(rule="formation", outcome=scene.outcome.name, where=where, text=text)
