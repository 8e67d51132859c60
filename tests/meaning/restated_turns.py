"""A turn once more: the fastest way, the figures that hold, and the days that follow."""

from __future__ import annotations

from dataclasses import dataclass

from tests.meaning.restated import EVER, World, larger, wanted
from willing.domain.requirement import Requirement, Task
from willing.domain.unit import Policy, PolicyPhase, Unit


def movement(world: World, home: str, place: str) -> int:
    """Days of the fastest way; try ever longer ways until none is faster."""
    if home == place:
        return 0
    reached = dict.fromkeys(larger(world, home), 0)
    legs = [(leg.start, leg.end, leg.days) for leg in world.operation.legs]
    legs += [(leg.end, leg.start, leg.days) for leg in world.operation.legs if leg.both_ways]
    for _ in legs:
        for start, end, days in legs:
            if start in reached and reached[start] + days < reached.get(end, EVER):
                reached[end] = reached[start] + days
    goals = [p for p in larger(world, place) if p not in larger(world, home)]
    days = [reached[p] for p in goals if p in reached]
    return min(days) if days else world.operation.settings.movement_days


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


def turn(
    world: World, unit: Unit, task: Task, first_day: int, length: int, decided: bool = False
) -> Days:
    """Reckon one turn; unless it is decided already, the task's last day cuts it."""
    asked = wanted(world, task)
    figures = policy(world, unit, first_day)
    way = movement(world, unit.home, task.place)
    reception = world.operation.place[task.place].reception_days if way else 0
    overlap = figures.overlap if first_day > asked[0].first else 0
    arrives = first_day - reception - until_transfer(world, task) - overlap
    departs = arrives - way
    leaves = departs - figures.work_up
    if unit.certified_until is not None:
        last = (unit.certified_until - world.operation.as_of).days
        leaves -= world.operation.policy[unit.policy].certify_days if leaves > last else 0
    ends = first_day + length if decided else min(first_day + length, asked[-1].after)
    return Days(
        departs=departs, arrives=arrives, leaves=leaves, ends=ends,
        back=ends + way, free=ends + way + figures.recovery + figures.dwell,
    )


def until_transfer(world: World, task: Task) -> int:
    """Days there until authority is transferred to the headquarters of a line."""
    asked = task.command if isinstance(task, Requirement) else ""
    return sum(c.transfer_days for c in world.operation.commands if asked and c.id == asked)
