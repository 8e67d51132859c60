"""Why a milestone is reached on its day and not before: who came last, and what held him up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from willing.assess.milestones import Held, MilestoneDate, milestones_in
from willing.assess.stay import Stay
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.reach import Reach
from willing.explain.gaps import Stopped, near_stopped, stopped_on, told
from willing.explain.ground import Ground, ground

TOLD = 3
"""Lines told by name where a milestone has many that hold it up."""
_SENTENCES = 4
"""Kinds of cause told for one line; the heaviest are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A line that sets a date or holds it up, with its cause."""

    held: Held
    """The line, its days, and what is missing on them."""
    text: str
    """In one sentence: what is missing until when, and who comes."""
    causes: tuple[str, ...]
    """What stopped those who could have been there before, a sentence for each kind of thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneNote:
    """When a milestone is reached, and why not before."""

    date: MilestoneDate
    """The judge's reckoning."""
    label: str
    """Its day as planners say it: `D+60`; `never` where it is not reached."""
    holdings: tuple[Holding, ...]
    """The lines that set it or hold it up."""

    @property
    def text(self) -> str:
        """The date and its lines in one sentence."""
        lines = self.lines_told
        if self.date.day is None:
            if not self.date.lines:
                return f"{self.date.name}: never; its lines ask for nothing in this outcome."
            return f"{self.date.name}: never; held up by {lines}."
        by = f", set by {lines}" if lines else ""
        return f"{self.date.name}: {self.label}{by}."

    @property
    def worst(self) -> tuple[Holding, ...]:
        """Its lines, those that lack most first."""
        return tuple(sorted(self.holdings, key=lambda item: -item.held.need.missing))

    @property
    def lines_told(self) -> str:
        """The names of the lines that lack most, and how many there are besides."""
        names = list(dict.fromkeys(item.held.task for item in self.worst))
        more = f" and {len(names) - TOLD} more" if len(names) > TOLD else ""
        return f"{', '.join(names[:TOLD])}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeMilestones:
    """All milestones of one outcome."""

    outcome: str
    """Outcome."""
    notes: tuple[MilestoneNote, ...]
    """In the order of the operation."""


def explain_milestones(operation: Operation, plan: Plan) -> tuple[OutcomeMilestones, ...]:
    """The dates of every milestone in every outcome of a plan, with their causes."""
    return tuple(
        OutcomeMilestones(
            outcome=part.outcome, notes=milestone_notes(ground(operation, plan, part.outcome))
        )
        for part in plan.outcomes
    )


def milestone_notes(here: Ground) -> tuple[MilestoneNote, ...]:
    """The same of one outcome already read."""
    label = here.scene.timeline.label
    return tuple(
        MilestoneNote(
            date=date, label="never" if date.day is None else label(date.day),
            holdings=tuple(_holding(here, date, held) for held in date.held),
        )
        for date in milestones_in(here.scene)
    )


def _holding(here: Ground, date: MilestoneDate, held: Held) -> Holding:
    label, need = here.scene.timeline.label, held.need
    task = here.situation.operation.task[held.task]
    if not held.asked:
        text = f"{held.task} asks for nothing until {label(held.after)}"
        if held.after == here.scene.timeline.end:
            text = f"{held.task} asks for nothing from {label(need.first)} on"
        return Holding(held=held, text=f"{text}.", causes=())
    days = (need.first, need.after)
    near = near_stopped(here, task, days, need.missing) if isinstance(task, Reach) else ()
    lines = [line.task for line in near] or [held.task]
    coming = [] if date.day is None else [
        item for item in (*here.scene.tours, *here.scene.holds)
        if item.task.id in lines and item.first == date.day
    ]
    found = [item for line in near for item in line.stopped] if isinstance(task, Reach) else (
        stopped_on(here, task, days, need.missing))
    others = [item for item in found if item.stopper.kind != "here"]
    return Holding(
        held=held, text=_lacks(here, held, coming), causes=tuple(_causes(others, coming)),
    )


def _lacks(here: Ground, held: Held, coming: Iterable[Stay]) -> str:
    label, need = here.scene.timeline.label, held.need
    text = (
        f"{held.task} has {need.there:g} of {need.needs:g}, {label(held.first)} to "
        f"{label(held.after)}"
    )
    who = [f"{item.unit.nation} {item.unit.id} x{item.count}" for item in coming]
    return f"{text}; then comes {', '.join(who)}." if who else f"{text}."


def _causes(found: list[Stopped], coming: Iterable[Stay]) -> Iterable[str]:
    """What stopped whoever comes; then the others, most elements first, unpledged ones last."""
    expected = {(item.unit.id, item.row.pledge) for item in coming}
    by_kind: dict[str, int] = {}
    came: set[str] = set()
    for item in found:
        kind = item.stopper.kind
        by_kind[kind] = by_kind.get(kind, 0) + item.elements
        if kind != "unpledged" and (item.unit, item.stopper.pledge) in expected:
            came.add(kind)
    kinds = sorted(
        by_kind, key=lambda kind: (kind not in came, kind == "unpledged", -by_kind[kind])
    )
    for kind in kinds[:_SENTENCES]:
        yield told(kind, [item for item in found if item.stopper.kind == kind])
    if len(kinds) > _SENTENCES:
        rest = sum(item.elements for item in found if item.stopper.kind in kinds[_SENTENCES:])
        yield f"{rest} more elements for other reasons."
    if not found:
        yield "No unit has the capability, or may stand in for it."
