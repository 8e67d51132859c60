"""What changed between two plans: tours that one has and the other has not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from willing.assess.scene import rows_in
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
    """Requirement or commitment."""
    first_day: date
    """First day in place."""
    days: int
    """Days in place."""
    before: int
    """Elements in the old plan."""
    after: int
    """Elements in the new plan."""

    @property
    def elements(self) -> int:
        """Elements whose tour differs."""
        return abs(self.after - self.before)


def diff(old: Plan, new: Plan) -> tuple[Changed, ...]:
    """Turns whose elements differ, in the outcomes that both plans have, in order of days.

    A turn is a pledge, unit, task, first day and length; a tour that moved by a day is one turn
    less and one turn more.
    """
    theirs = {part.outcome: part for part in old.outcomes}
    found: list[Changed] = []
    for part in new.outcomes:
        if part.outcome in theirs:
            found += _between(part.outcome, _turns(old, theirs[part.outcome]), _turns(new, part))
    return tuple(found)


def _turns(plan: Plan, part: OutcomePlan) -> Counter[_Turn]:
    turns: Counter[_Turn] = Counter()
    for row in rows_in(plan, part):
        if row.kind == "tour":
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
