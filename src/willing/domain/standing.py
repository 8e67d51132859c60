"""Where a unit's elements stand on the as-of date, and when they are free."""

from __future__ import annotations

from dataclasses import dataclass

from willing.domain.situation import Situation
from willing.domain.turn import rhythm
from willing.domain.unit import Cycle, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Elements that become free on a day."""

    day: int
    """Day from which they are at home and rested; 0 or earlier: already."""
    count: int
    """How many."""


def releases(situation: Situation, unit: Unit) -> tuple[Release, ...]:
    """When each element of a unit is free for the first time, in order of days.

    Elements on tour return, recover and dwell first. A unit without cycle rows is spread evenly
    over its cycle: element i of n is free on day floor(i x cycle / n), where the cycle is its
    first tour length with recovery and dwell. This is an assumption that reports print. Where the
    nation says instead how many are free (`free`), all are taken to be at home.
    """
    rows = [row for row in situation.operation.cycles if row.unit == unit.id]
    if not rows and unit.free is not None:
        return (Release(day=0, count=unit.count),)
    if not rows:
        policy = situation.operation.policy[unit.policy]
        cycle = policy.tours[0] + policy.recovery + policy.dwell
        return tuple(Release(day=i * cycle // unit.count, count=1) for i in range(unit.count))
    found = [Release(day=free_day(situation, unit, row), count=row.count) for row in rows]
    return tuple(sorted((r for r in found if r.count), key=lambda release: release.day))


def long_home(situation: Situation, unit: Unit, day: int) -> int:
    """Elements at home on the as-of date whose dwell was over by a day before it.

    Those of which nobody says since when they are at home have been there long. Of a unit without
    cycle rows, spread over its cycle, nobody has, unless the nation says how many are free.
    """
    rows = [row for row in situation.operation.cycles if row.unit == unit.id]
    if not rows:
        return 0 if unit.free is None else unit.count
    # Where an answer gives more elements than the rows name, the others are at home.
    late = sum(
        row.count for row in rows
        if row.state != "home" or (
            row.since is not None and (row.since - situation.timeline.as_of).days > day)
    )
    return max(unit.count - late, 0)


def free_day(situation: Situation, unit: Unit, row: Cycle) -> int:
    """Day on which the elements of a cycle row are at home and rested."""
    if row.state == "home" or row.until is None:
        return 0
    until = (row.until - situation.timeline.as_of).days
    if row.state == "dwell":
        return until
    task = situation.operation.served.get(row.task)
    if task is None:
        policy = situation.operation.policy[unit.policy]
        return until + policy.recovery + policy.dwell
    way = rhythm(situation, unit, task, 0)
    return until + way.movement + way.recovery + way.dwell
