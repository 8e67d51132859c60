"""Notice: how long an element waits between its nation's decision and leaving home."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from willing.domain.limited import entry_notice
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.requirement import Served
from willing.domain.stages import Stage
from willing.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the elements of a pledge wait for on one task; days from the as-of date."""

    decided: int
    """Day on which the nation has decided."""
    decision: int
    """Days it takes to decide, where the task is ordered at the deal; else 0."""
    stages: tuple[Stage, ...]
    """Notice by days since the end of the dwell, longest first; one where stage does not matter."""
    entry: int
    """Notice for entering the place, after the element's own."""

    @property
    def longest(self) -> int:
        """Notice that any element keeps, entry included."""
        return self.stages[0].notice + self.entry

    @property
    def first_day(self) -> int:
        """First day on which the readiest elements may leave."""
        return self.decided + self.stages[-1].notice + self.entry

    @property
    def early(self) -> tuple[tuple[int, int], ...]:
        """Who leaves before a day must have been at home and rested since another; soonest first.

        What is ordered is ordered on the day of the decision, and the stage reached on it counts.
        """
        found = [
            (self.decided + before.notice + self.entry, self.decided - after.since)
            for before, after in pairwise(self.stages)
        ]
        return tuple(reversed(found))

    def rested_since(self, leaves: int) -> int | None:
        """Day since which an element that leaves on a day must be at home; None: any will do."""
        return next((since for before, since in self.early if leaves < before), None)

    def of(self, leaves: int) -> int:
        """Notice of an element that leaves on a day, entry included."""
        kept = [s.notice for s in self.stages if self.decided + s.notice + self.entry <= leaves]
        return (kept[0] if kept else self.stages[-1].notice) + self.entry

    def name_by(self, leaves: int) -> int:
        """Last day on which the nation must name an element that leaves on a day."""
        return leaves - self.of(leaves) - self.decision


def stages_of(operation: Operation, unit: Unit, pledge: Pledge) -> tuple[Stage, ...]:
    """Notice of a pledge: its own, else by the stages of the unit's policy, else the unit's."""
    stages = operation.policy[unit.policy].stages
    if pledge.notice_days is not None:
        return (Stage(0, pledge.notice_days),)
    return stages.parts if stages is not None and stages.parts else (Stage(0, unit.notice_days),)


def notice_of(operation: Operation, unit: Unit, pledge: Pledge) -> int:
    """Notice to move that every element of a pledge keeps, in days."""
    return stages_of(operation, unit, pledge)[0].notice


def waiting(
    operation: Operation, unit: Unit, pledge: Pledge, task: Served, ordered: int, known: int
) -> Notice:
    """What tours of a pledge on a task wait for.

    `ordered` and `known` are the days on which the task is ordered and the condition holds.
    """
    decision = operation.nation[unit.nation].decision_days
    return Notice(
        decided=max(ordered, known) + decision,
        decision=decision if task.order == "deal" else 0,
        stages=stages_of(operation, unit, pledge),
        entry=entry_notice(operation, unit.nation, task),
    )
