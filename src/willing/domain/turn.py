"""One turn of an element: leave home, be in place, come back, rest, be free again.

    leaves                 first_day                 ends          back       free
      |-- work-up, movement, --|-------- tour --------|-- movement --|-- recovery, dwell --|
          reception, transfer,
          overlap

The element is occupied from `leaves` up to `free`: it can serve nothing else. It is away from
home from the end of its work-up up to `back`.
"""

from __future__ import annotations

from dataclasses import dataclass

from willing.domain.crossing import Crossing, crossing
from willing.domain.operation import Operation
from willing.domain.requirement import Requirement, Served
from willing.domain.situation import Situation
from willing.domain.unit import Policy, PolicyPhase, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Days of one turn, counted from the as-of date."""

    leaves: int
    """First day of the lead-in."""
    departs: int
    """Day it leaves its home place, after work-up."""
    arrives: int
    """Day it is at the task's place; reception, transfer of authority and overlap follow."""
    first_day: int
    """First day in place."""
    ends: int
    """Day after the last in place."""
    back: int
    """Day it is home again."""
    free: int
    """Day its dwell is over."""
    closed: bool = False
    """Whether no way there is open to its nation; its days are then those of the fastest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How elements of one unit serve on one task: all figures in days."""

    tours: tuple[int, ...]
    """Lengths a tour may have."""
    work_up: int
    movement: int
    reception: int
    transfer: int
    overlap: int
    recovery: int
    dwell: int
    certified: int | None = None
    """Last day on which a tour may begin its lead-in without further work-up; None: always."""
    certify: int = 0
    """Further days of work-up behind that day."""
    crossing: Crossing | None = None
    """Ways that hang on the day, where legs ask for transit agreements; None: they do not."""

    @property
    def shortest(self) -> int:
        """Days of movement by the fastest way of all, were it open."""
        found = None if self.crossing is None else self.crossing.without(frozenset())
        return self.movement if found is None else found

    def way(self, arrives: int) -> int | None:
        """Days of movement of whoever arrives on a day; None: no way is open to its nation."""
        return self.movement if self.crossing is None else self.crossing.days(arrives)

    def turn(
        self, first_day: int, length: int, opening: int, closing: int | None,
        by: int | None = None,
    ) -> Turn:
        """Days of a turn first in place on `first_day`.

        `opening` is the task's first day: who is in place by then relieves nobody, so there is no
        overlap. `closing` is the day after its last: a tour ends there at the latest (None: open).
        `by` are the days of another way than the fastest that is open.
        """
        overlap = self.overlap if first_day > opening else 0
        arrives = first_day - self.reception - self.transfer - overlap
        way = self.way(arrives) if by is None else by
        movement = self.movement if way is None else way
        departs = arrives - movement
        leaves = departs - self.work_up
        if self.certified is not None and leaves > self.certified:
            leaves -= self.certify
        ends = first_day + length
        if closing is not None and first_day < closing:
            ends = min(ends, closing)
        back = ends + movement
        return Turn(
            leaves=leaves, departs=departs, arrives=arrives, first_day=first_day, ends=ends,
            back=back,
            free=back + self.recovery + self.dwell, closed=way is None,
        )


def policy_on(situation: Situation, policy: str, first_day: int) -> Policy | PolicyPhase:
    """The figures a policy has for a tour first in place on a day: its latest phase by then."""
    found: Policy | PolicyPhase = situation.operation.policy[policy]
    d_day = situation.timeline.d_day
    if d_day is None:
        return found
    latest: int | None = None
    for phase in situation.operation.policy_phases:
        begins = d_day + phase.start
        if phase.policy == policy and begins <= first_day and (latest is None or begins >= latest):
            found, latest = phase, begins
    return found


def transfer_days(operation: Operation, task: Served) -> int:
    """Days from reception to the transfer of authority to the headquarters a task serves under."""
    if not isinstance(task, Requirement) or task.command not in operation.command:
        return 0
    return operation.command[task.command].transfer_days


def rhythm(situation: Situation, unit: Unit, task: Served, first_day: int) -> Rhythm:
    """How a unit's elements serve on a task when first in place on a day."""
    policy = policy_on(situation, unit.policy, first_day)
    until = unit.certified_until
    place = situation.operation.place[task.place]
    days, _ = situation.movement(unit.home, task.place)
    return Rhythm(
        tours=policy.tours if task.tour_days is None else (task.tour_days,),
        work_up=policy.work_up, movement=days,
        reception=place.reception_days if days else 0,
        transfer=transfer_days(situation.operation, task),
        overlap=policy.overlap, recovery=policy.recovery, dwell=policy.dwell,
        certified=None if until is None else (until - situation.timeline.as_of).days,
        certify=situation.operation.policy[unit.policy].certify_days,
        crossing=crossing(situation, unit.nation, unit.home, task.place),
    )
