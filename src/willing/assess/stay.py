"""The days of one tour or hold, reckoned from its row."""

from __future__ import annotations

from dataclasses import dataclass

from willing.assess.ways import Ways
from willing.calendar import Timeline
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement, Served
from willing.domain.unit import Policy, PolicyPhase, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """So many elements of one unit on one task; all days counted from the as-of date."""

    row: Row
    """The plan's row."""
    unit: Unit
    """The pool."""
    pledge: Pledge | None
    """The pledge; None: own elements."""
    task: Served
    """What they serve."""
    count: int
    """Elements."""
    leaves: int
    """First day on which they can do nothing else."""
    departs: int
    """Day they leave their home place."""
    arrives: int
    """Day they are at the task's place; reception, transfer of authority and overlap follow."""
    first: int
    """First day in place, or held."""
    ends: int
    """Day after the last."""
    back: int
    """Day they are home again."""
    free: int
    """Day they can serve again."""

    @property
    def settled(self) -> bool:
        """Whether it was decided before the plan: an order, or under way on the as-of date."""
        return self.row.pinned in ("order", "cycle")


def is_held(task: Served) -> bool:
    """Whether elements may be held for a task: standing, at notice of some days, or on call."""
    return task.kind in ("standing", "notice", "on_call")


def phase_on(
    operation: Operation, timeline: Timeline, policy: str, day: int
) -> Policy | PolicyPhase:
    """The figures a policy has for tours first in place on a day.

    Of its phases that have begun by then the latest holds; of two that begin together the later
    row. Phases are counted from D: where there is never a deal there are none.
    """
    begun: list[tuple[int, int]] = []
    if timeline.d_day is not None and operation.policy_phases:
        begun = [
            (phase.start, index) for index, phase in enumerate(operation.policy_phases)
            if phase.policy == policy and timeline.d_day + phase.start <= day
        ]
    return operation.policy_phases[max(begun)[1]] if begun else operation.policy[policy]


def stay(
    operation: Operation, timeline: Timeline, ways: Ways, task_days: tuple[int, int] | None,
    row: Row,
) -> Stay:
    """Reckon the days of a tour or hold.

    A tour under way on the as-of date (`cycle`) has no lead-in any more; it and ordered tours end
    on their own date, every other one on the task's last day at the latest. A hold occupies its
    own days only.
    """
    unit, task = operation.unit[row.unit], operation.served[row.task]
    first = (row.first_day - timeline.as_of).days
    ends = first + row.days
    lead_in = there = work_up = way = rest = 0
    if row.kind == "tour":
        figures = phase_on(operation, timeline, unit.policy, first)
        way = ways.days(unit.home, task.place)
        rest = figures.recovery + figures.dwell
        if row.pinned != "cycle":
            relieves = task_days is not None and first > task_days[0]
            there = operation.place[task.place].reception_days if way else 0
            there += _until_transfer(operation, task) + (figures.overlap if relieves else 0)
            # Where no way is open the fastest is reckoned with; rule agreement tells it.
            way = ways.open_days(unit.nation, unit.home, task.place, first - there) or way
            lead_in = way + there
            work_up = figures.work_up
            certificate = unit.certified_until
            if certificate is not None and (
                timeline.date_of(first - lead_in - work_up) > certificate
            ):
                work_up += operation.policy[unit.policy].certify_days
            if row.pinned != "order" and task_days is not None and first < task_days[1]:
                ends = min(ends, task_days[1])
    return Stay(
        row=row, unit=unit, pledge=operation.pledge.get(row.pledge), task=task,
        count=int(row.count), leaves=first - lead_in - work_up, departs=first - lead_in,
        arrives=first - there, first=first, ends=ends, back=ends + way, free=ends + way + rest,
    )


def _until_transfer(operation: Operation, task: Served) -> int:
    """Days there before the line's headquarters takes authority over them; the tour counts then."""
    command = operation.command.get(task.command) if isinstance(task, Requirement) else None
    return 0 if command is None else command.transfer_days
