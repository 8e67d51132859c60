"""What changed between two plans: tours, stints and steps that one has and the other has not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from willing.domain.plan import OutcomePlan, Plan

_Turn = tuple[str, str, str, str, date, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Elements on one turn, before and after."""

    outcome: str
    """Outcome."""
    pledge: str
    """Pledge; empty: own elements."""
    unit: str
    """Pool."""
    nation: str
    """Nation that sends."""
    task: str
    """Requirement or commitment; of a stint its level of standby."""
    first_day: date
    """First day in place; of a stint its first."""
    days: int
    """Days in place; of a stint its days."""
    before: int
    """Elements in the old plan."""
    after: int
    """Elements in the new plan."""

    @property
    def elements(self) -> int:
        """Elements whose tour differs."""
        return abs(self.after - self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMoved:
    """A step before the deal that is taken on another day, or in one of the plans only."""

    outcome: str
    """Outcome."""
    step: str
    """Step."""
    before: date | None
    """Day on which the old plan takes it; None: it does not."""
    after: date | None
    """Day on which the new plan takes it; None: it does not."""


def diff(
    old: Plan, new: Plan, kind: Literal["tour", "standby"] = "tour"
) -> tuple[Changed, ...]:
    """Turns whose elements differ, in the outcomes that both plans have, in order of days.

    A turn is a pledge, unit, task, first day and length; a tour that moved by a day is one turn
    less and one turn more. `kind`: tours, or stints on standby in their place.
    """
    theirs = {part.outcome: part for part in old.outcomes}
    found: list[Changed] = []
    for part in new.outcomes:
        if part.outcome in theirs:
            before = _turns(old, theirs[part.outcome], kind)
            found += _between(part.outcome, before, _turns(new, part, kind))
    return tuple(found)


def steps_moved(old: Plan, new: Plan) -> tuple[StepMoved, ...]:
    """Steps that are taken on another day, or in one plan only, in the outcomes that both have."""
    theirs = {part.outcome: part for part in old.outcomes}
    found: list[StepMoved] = []
    for part in new.outcomes:
        if part.outcome in theirs:
            before, after = _steps(old, theirs[part.outcome]), _steps(new, part)
            found += [
                StepMoved(outcome=part.outcome, step=step, before=before.get(step),
                          after=after.get(step))
                for step in sorted({*before, *after}) if before.get(step) != after.get(step)
            ]
    return tuple(found)


def _steps(plan: Plan, part: OutcomePlan) -> dict[str, date]:
    return {row.task: row.first_day for row in plan.rows_of(part) if row.kind == "step"}


def _turns(plan: Plan, part: OutcomePlan, kind: str) -> Counter[_Turn]:
    turns: Counter[_Turn] = Counter()
    for row in plan.rows_of(part):
        if row.kind == kind:
            key = (row.pledge, row.unit, row.nation, row.task, row.first_day, row.days)
            turns[key] += int(row.count)
    return turns


def _between(outcome: str, old: Counter[_Turn], new: Counter[_Turn]) -> list[Changed]:
    every = sorted({*old, *new}, key=lambda turn: (turn[4], turn))
    return [
        Changed(
            outcome=outcome, pledge=turn[0], unit=turn[1], nation=turn[2], task=turn[3],
            first_day=turn[4], days=turn[5], before=old[turn], after=new[turn],
        )
        for turn in every if old[turn] != new[turn]
    ]
