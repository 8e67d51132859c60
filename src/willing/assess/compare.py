"""Two plans side by side: what the score, the lines and the elements of each outcome come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from willing.assess.coverage import Line, coverage
from willing.assess.diff import Changed, StepMoved, diff, steps_moved
from willing.assess.milestones import milestones
from willing.domain.operation import Operation
from willing.domain.plan import OutcomePlan, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """A requirement or commitment that is better or worse covered than before."""

    task: str
    """Requirement or commitment."""
    priority: int
    """Class."""
    before: float
    """Element-days covered up to the horizon in the old plan."""
    after: float
    """Element-days covered in the new plan."""
    wanted: float
    """Element-days wanted, as the new plan has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneMoved:
    """A milestone that is reached on another day than before."""

    milestone: str
    """Milestone."""
    name: str
    """Its name for reports."""
    before: date | None
    """Its date in the old plan; None: never."""
    after: date | None
    """Its date in the new plan; None: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One outcome that both plans have."""

    old: OutcomePlan
    """The outcome in the old plan."""
    new: OutcomePlan
    """The same in the new plan."""
    terms: tuple[tuple[str, float, float], ...]
    """Name of each term of the score, its points before and after."""
    lines: tuple[LineChange, ...]
    """Lines whose cover differs, largest loss first."""
    changed: tuple[Changed, ...]
    """Turns whose elements differ."""
    milestones: tuple[MilestoneMoved, ...] = ()
    """Milestones whose date differs."""
    stints: tuple[Changed, ...] = ()
    """Stints on standby whose elements differ."""
    steps: tuple[StepMoved, ...] = ()
    """Steps before the deal that are taken on another day, or in one plan only."""

    @property
    def elements(self) -> int:
        """Elements whose tour differs; one that moved counts once more than it would if it stayed,
        as one tour less and one tour more."""
        return sum(item.elements for item in self.changed)


def compare(operation: Operation, old: Plan, new: Plan) -> tuple[Compared, ...]:
    """Compare two plans of one operation in every outcome that both have, in the new one's order.

    Both plans keep the rule `rows` of the judge. Terms are those that the plans tell.
    """
    changes, stints, steps = diff(old, new), diff(old, new, "standby"), steps_moved(old, new)
    theirs = {part.outcome: part for part in old.outcomes}
    return tuple(
        Compared(
            old=theirs[part.outcome], new=part, terms=_terms(theirs[part.outcome], part),
            lines=_lines(operation, old, new, part.outcome),
            changed=tuple(item for item in changes if item.outcome == part.outcome),
            milestones=_milestones(operation, old, new, part.outcome),
            stints=tuple(item for item in stints if item.outcome == part.outcome),
            steps=tuple(item for item in steps if item.outcome == part.outcome),
        )
        for part in new.outcomes if part.outcome in theirs
    )


def _terms(old: OutcomePlan, new: OutcomePlan) -> tuple[tuple[str, float, float], ...]:
    before = {term.name: term.points for term in old.terms}
    after = {term.name: term.points for term in new.terms}
    return tuple(
        (name, before.get(name, 0.0), after.get(name, 0.0))
        for name in dict.fromkeys([*before, *after])
    )


def _milestones(
    operation: Operation, old: Plan, new: Plan, outcome: str
) -> tuple[MilestoneMoved, ...]:
    def dated(day: int | None) -> date | None:
        return None if day is None else operation.as_of + timedelta(days=day)

    before = {item.milestone: item.day for item in milestones(operation, old, outcome)}
    return tuple(
        MilestoneMoved(
            milestone=item.milestone, name=item.name, before=dated(before[item.milestone]),
            after=dated(item.day),
        )
        for item in milestones(operation, new, outcome) if item.day != before[item.milestone]
    )


def _lines(operation: Operation, old: Plan, new: Plan, outcome: str) -> tuple[LineChange, ...]:
    before = {line.task: line for line in coverage(operation, old, outcome).lines}
    found = [
        _change(before[line.task], line) for line in coverage(operation, new, outcome).lines
        if abs(before[line.task].there - line.there) > 1e-9
    ]
    return tuple(sorted(found, key=lambda item: (item.after - item.before, item.task)))


def _change(old: Line, new: Line) -> LineChange:
    return LineChange(
        task=new.task, priority=new.priority, before=old.there, after=new.there, wanted=new.wanted,
    )
