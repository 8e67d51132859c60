"""A turn once more: the fastest way, the figures that hold, and the days that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.meaning.restated import World, wanted
from tests.meaning.restated_ways import movement, open_ways
from willing.domain.requirement import Requirement, Task
from willing.domain.unit import Policy, PolicyPhase, Unit


def policy(world: World, unit: Unit, day: int) -> Policy | PolicyPhase:
    """The figures for a tour first in place on a day: those of the latest phase begun by then."""
    found: Policy | PolicyPhase = world.operation.policy[unit.policy]
    if world.line.d_day is not None:
        phases = [p for p in world.operation.policy_phases if p.policy == unit.policy]
        for phase in sorted(phases, key=lambda p: p.start):
            if world.line.d_day + phase.start <= day:
                found = phase
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days of one turn, as in the table of section 2."""

    departs: int
    arrives: int
    leaves: int
    ends: int
    back: int
    free: int
    closed: bool
    """Whether no way there is open; then the days are those of the fastest."""


def turn(
    world: World, unit: Unit, task: Task, first_day: int, length: int, decided: bool = False,
    under_way: bool = False,
) -> Days:
    """Reckon one turn; unless it is decided already, the task's last day cuts it.

    What is decided, or under way, goes by no way that only a step opens, but for facts.
    """
    if decided:
        facts = {step.id for step in world.operation.steps if step.taken is not None}
        world = replace(world, taken=tuple(one for one in world.taken if one[0] in facts))
    asked = wanted(world, task)
    figures = policy(world, unit, first_day)
    way = movement(world, unit.home, task.place)
    reception = world.operation.place[task.place].reception_days if way else 0
    overlap = figures.overlap if asked and first_day > asked[0].first else 0
    arrives = first_day - reception - until_transfer(world, task) - overlap
    opened = way if under_way else open_ways(
        world, unit.nation, unit.home, task.place, arrives)
    way = way if opened is None else opened
    departs = arrives - way
    leaves = departs - figures.work_up
    if unit.certified_until is not None:
        last = (unit.certified_until - world.operation.as_of).days
        leaves -= world.operation.policy[unit.policy].certify_days if leaves > last else 0
    ends = first_day + length if decided else min(first_day + length, asked[-1].after)
    return Days(
        departs=departs, arrives=arrives, leaves=leaves, ends=ends,
        back=ends + way, free=ends + way + figures.recovery + figures.dwell,
        closed=opened is None,
    )


def until_transfer(world: World, task: Task) -> int:
    """Days there until authority is transferred to the headquarters of a line."""
    asked = task.command if isinstance(task, Requirement) else ""
    return sum(c.transfer_days for c in world.operation.commands if asked and c.id == asked)
