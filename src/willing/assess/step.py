"""Steps taken before the deal: when they may be, and once only (rule step).

What they open is judged where it is asked: by the rules accept, ready and agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from willing.assess.fault import Fault, where_of
from willing.assess.known import frozen_until
from willing.assess.presence import presence_faults
from willing.assess.scene import Scene
from willing.assess.serving import serving_faults
from willing.domain.plan import Row
from willing.domain.step import Step
from willing.units import MILLION


def step_faults(scene: Scene) -> Iterator[Fault]:
    """Steps that may not be taken then, or stand twice, and steps in fact that are missing."""
    seen: set[str] = set()
    for row, first, after in scene.rows_of("step"):
        step = next(step for step in scene.operation.steps if step.id == row.task)
        texts = list(_wrong(scene, step, row.pinned, first, after))
        if row.nation != step.nation:
            texts.append(f"{step.nation or 'the coalition'} takes it, not '{row.nation}'")
        if step.id in seen:
            texts.append("it is taken twice")
        seen.add(step.id)
        for text in texts:
            yield _fault(scene, step, text)
    for step in scene.operation.steps:
        if step.taken is not None and step.id not in seen and _day(scene, step) < _last(scene):
            yield _fault(scene, step, f"it was taken on {step.taken}, and the plan leaves it out")


def _wrong(scene: Scene, step: Step, pinned: str, first: int, after: int) -> Iterator[str]:
    label, last = scene.timeline.label, _last(scene)
    if (pinned == "order") != (step.taken is not None):
        yield "it was not taken before" if step.taken is None else f"it was taken on {step.taken}"
        return
    if step.taken is not None and first != _day(scene, step):
        yield f"taken on {label(first)}, and in fact on {step.taken}"
    if after != last:
        yield f"paid for up to {label(after)}, and it is up to {label(last)}"
    if first >= last:
        yield f"taken on {label(first)}; steps are taken before {label(last)}"
    if step.taken is not None:
        return
    begin = frozen_until(scene)
    if step.start is not None:
        begin = max(begin, (step.start - scene.timeline.as_of).days)
    if first < begin:
        yield f"taken on {label(first)}, and may be from {label(begin)}"
    if step.until is not None and first > (step.until - scene.timeline.as_of).days:
        yield f"taken on {label(first)}, and may be until {step.until}"


def spent(scene: Scene) -> float:
    """Money spent on steps from the as-of date on, in millions of the operation's currency."""
    total = 0.0
    for row, first, after in scene.rows_of("step"):
        step = next(step for step in scene.operation.steps if step.id == row.task)
        total += step.cost if first >= 0 else 0.0
        total += step.cost_per_day * max(min(after, scene.timeline.end) - max(first, 0), 0)
    return total / MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class Sooner:
    """A tour that comes by a faster way because of a step."""

    row: Row
    """The tour."""
    days: int
    """Days of movement with it."""
    without: int
    """Days of movement without it."""


def needing(scene: Scene, name: str) -> tuple[Row, ...]:
    """Tours and holds that could not be without a step that the plan takes."""
    without = _without(scene, name)
    broken = {fault.where for fault in (*serving_faults(without), *presence_faults(without))}
    return tuple(
        row for row in scene.rows if row.kind in ("tour", "hold") and where_of(row) in broken)


def sooner(scene: Scene, name: str) -> tuple[Sooner, ...]:
    """Tours that could be without a step that the plan takes, but by a longer way."""
    without, never = _without(scene, name), needing(scene, name)
    return tuple(
        Sooner(row=tour.row, days=tour.arrives - tour.departs,
               without=other.arrives - other.departs)
        for tour, other in zip(scene.tours, without.tours, strict=True)
        if tour.departs != other.departs and tour.row not in never
    )


def _without(scene: Scene, name: str) -> Scene:
    return replace(scene, rows=tuple(
        row for row in scene.rows if row.kind != "step" or row.task != name))


def _day(scene: Scene, step: Step) -> int:
    assert step.taken is not None
    return (step.taken - scene.timeline.as_of).days


def _last(scene: Scene) -> int:
    """Day before which steps are taken: D, or the horizon without a deal."""
    line = scene.timeline
    return line.horizon if line.d_day is None else line.d_day


def _fault(scene: Scene, step: Step, text: str) -> Fault:
    return Fault(rule="step", outcome=scene.outcome.name, where=f"step {step.id}", text=text)
