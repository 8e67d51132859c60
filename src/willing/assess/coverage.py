"""What is covered: every line span by span, classes by state, effects by their weakest line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from willing.assess.cover import Covered, covered
from willing.assess.scene import stage_of
from willing.domain.formation import SlotLine
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.requirement import Commitment, Task

State = Literal["filled", "partly", "unfilled"]
"""Everything wanted is there; a part of it is; nothing is. Up to the horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One requirement or commitment and what is there of it."""

    task: str
    """Requirement, slot of a requirement, commitment or reach."""
    effect: str
    """Effect of a requirement or a reach; empty for commitments."""
    formation: str
    """Requirement that a slot belongs to; empty for all other lines."""
    owner: str
    """Nation that owes a commitment; empty for all others."""
    priority: int
    """Class."""
    spans: tuple[Covered, ...]
    """Every span, those behind the horizon too."""
    state: State | None
    """Filled, partly or unfilled up to the horizon; None: nothing is wanted there."""
    wanted: float
    """Element-days wanted up to the horizon."""
    there: float
    """Element-days covered up to the horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCoverage:
    """How many lines of a priority class are filled; slots are counted with their requirement."""

    priority: int
    """Class."""
    filled: int
    """Lines with no shortfall up to the horizon."""
    partly: int
    """Lines with some."""
    unfilled: int
    """Lines with nothing there."""
    wanted: float
    """Element-days wanted up to the horizon."""
    there: float
    """Element-days covered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakest:
    """An effect is no better covered than its weakest essential line."""

    first: int
    """First day, from the as-of date."""
    after: int
    """Day after the last."""
    task: str
    """The weakest line."""
    cover: float
    """Its cover over what it wants, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is covered in one outcome."""

    lines: tuple[Line, ...]
    """Every requirement, commitment and reach that wants something, in order."""
    classes: tuple[ClassCoverage, ...]
    """Every priority class that has lines."""
    effects: tuple[tuple[str, tuple[Weakest, ...]], ...]
    """Every effect with its weakest essential line, on all days that want something."""


def coverage(operation: Operation, plan: Plan, outcome: str) -> Coverage:
    """What is covered in one of a plan's outcomes, recomputed from its tours and holds."""
    scene = stage_of(operation, plan, outcome)
    every = covered(scene)
    lines = tuple(_line(task, every[name]) for name, task in scene.operation.task.items()
                  if every[name])
    classes = tuple(_class(p, lines) for p in sorted({line.priority for line in lines}))
    names = dict.fromkeys(line.effect for line in scene.operation.for_effects)
    return Coverage(
        lines=lines, classes=classes,
        effects=tuple((name, _effect(scene.operation, name, every)) for name in names),
    )


def _line(task: Task, spans: tuple[Covered, ...]) -> Line:
    near = [item for item in spans if not item.span.tail]
    wanted = float(sum(item.wanted * item.span.days for item in near))
    there = float(sum(item.cover * item.span.days for item in near))
    state: State = "partly"
    if not there:
        state = "unfilled"
    elif not any(item.short for item in near):
        state = "filled"
    return Line(
        task=task.id, effect="" if isinstance(task, Commitment) else task.effect,
        formation=task.line if isinstance(task, SlotLine) else "",
        owner=task.nation if isinstance(task, Commitment) else "", priority=task.priority,
        spans=spans, state=state if wanted else None, wanted=wanted, there=there,
    )


def _class(priority: int, lines: tuple[Line, ...]) -> ClassCoverage:
    own = [line for line in lines if line.priority == priority and not line.formation]
    states = [line.state for line in own]
    return ClassCoverage(
        priority=priority, filled=states.count("filled"), partly=states.count("partly"),
        unfilled=states.count("unfilled"), wanted=sum(line.wanted for line in own),
        there=sum(line.there for line in own),
    )


def _effect(
    operation: Operation, effect: str, every: Mapping[str, tuple[Covered, ...]]
) -> tuple[Weakest, ...]:
    """The weakest essential line of an effect between any two days on which a span begins or ends.

    Of lines that are equally weak the one of the higher class is named, then the first.
    """
    essential = [r for r in operation.for_effects if r.effect == effect and r.essential]
    rank = {task.id: (task.priority, index) for index, task in enumerate(essential)}
    spans = [item for task in essential for item in every[task.id] if item.wanted]
    days = sorted({day for item in spans for day in (item.span.first, item.span.after)})
    found: list[Weakest] = []
    for first, after in pairwise(days):
        here = [item for item in spans if item.span.first <= first < item.span.after]
        if not here:
            continue
        weakest = min(here, key=lambda item: (item.cover / item.wanted, rank[item.task]))
        cover = float(weakest.cover) / weakest.wanted
        last = found[-1] if found else None
        if last and (last.after, last.task, last.cover) == (first, weakest.task, cover):
            first = found.pop().first
        found.append(Weakest(first=first, after=after, task=weakest.task, cover=cover))
    return tuple(found)
