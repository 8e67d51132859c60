"""Where each element of each pool is, day by day: the rows of a plan dealt out to elements.

Elements of a pool have no names. Which of two resting elements begins a tour is nobody's choice, so
the rows are dealt out in order of days, each to the element that became free last before it: who
is not needed stays untouched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from willing.assess.pools import unfree
from willing.assess.scene import Scene
from willing.assess.stages import kept, not_rested
from willing.assess.standby import stints, taken
from willing.calendar import Timeline
from willing.domain.requirement import Served


@dataclass(frozen=True, slots=True, kw_only=True)
class Stint:
    """Days on which one element can do nothing else."""

    kind: Literal["tour", "hold", "standby", "rest"]
    """On tour with all that belongs to it, held at home, held ready before the deal, or not yet
    free for the first time."""
    leaves: int
    """First day; where it stood ready before, the day on which it is no more counted there."""
    first: int
    """First day in place, or held."""
    ends: int
    """Day after the last in place, or held."""
    free: int
    """Day from which it is free again."""
    take: int
    """Line at or before `leaves`: from here the planner counts it as taken."""
    give: int
    """Line at or after `free`; the end of the timeline where there is none."""
    task: Served | None = None
    """What it serves; None: standby, or rest from before the as-of date."""
    level: str = ""
    """Level of standby."""
    covers: bool = False
    """Whether that covers its nation's commitments."""
    pledge: str = ""
    """Pledge it serves under; empty: its own nation's commitment, or rest."""
    decided: bool = False
    """Whether it was ordered or under way before the plan."""

    def on(self, first: int, after: int) -> int:
        """Days of a span on which the element is occupied by it."""
        return max(min(self.free, after) - max(self.leaves, first), 0)

    def serves(self, task: Served, first: int, after: int) -> bool:
        """Whether it is in place on a task for a whole span."""
        return (
            self.task is not None and self.task.id == task.id
            and self.first <= first and after <= self.ends
        )

    @property
    def own(self) -> bool:
        """Whether it is held for its own nation."""
        return self.kind == "hold" and not self.pledge

    def may_double(self, other: Stint) -> bool:
        """Whether one element may bear both: two holds whose tasks allow it, or a hold for its own
        nation while it stands by on a level that covers."""
        if self.covers or other.covers:
            return self.own or other.own
        return (
            self.kind == other.kind == "hold" and self.task is not None and other.task is not None
            and self.task.id != other.task.id and self.task.twice and other.task.twice
        )


Element = tuple[Stint, ...]
"""Stints of one element, in order of days."""


def elements(scene: Scene) -> Mapping[str, tuple[Element, ...]]:
    """Every element of every pool with its stints, by pool."""
    found: defaultdict[str, list[Stint]] = defaultdict(list)
    covering: defaultdict[str, set[int]] = defaultdict(set)
    for ready in stints(scene):
        if ready.level.covers:
            covering[ready.unit.id] |= {ready.first, ready.ends}
    for item in (*scene.tours, *scene.holds):
        leaves = taken(scene, item)
        take, give = rounded(scene.timeline, kept(scene, item), item.free)
        if leaves != item.leaves:  # its element stood ready, and is counted there until rested
            take = rounded(scene.timeline, leaves, leaves)[1]
        stint = Stint(
            kind="hold" if item.row.kind == "hold" else "tour",
            leaves=leaves, first=item.first, ends=item.ends, free=item.free, take=take, give=give,
            task=item.task, pledge=item.row.pledge, decided=item.settled,
        )
        found[item.unit.id] += [
            part for part in _cut(stint, covering[item.unit.id]) for _ in range(item.count)
        ]
    for ready in stints(scene):
        take, give = rounded(scene.timeline, ready.first, ready.free)
        found[ready.unit.id] += [Stint(
            kind="standby", leaves=ready.first, first=ready.first, ends=ready.ends,
            free=ready.free, take=take, give=give, level=ready.level.id,
            covers=ready.level.covers, pledge=ready.pledge.id, decided=ready.row.pinned == "order",
        )] * ready.count
    for unit in scene.operation.units:
        staged = scene.operation.policy[unit.policy].stages is not None
        for pledge, (first, until, count) in (not_rested if staged else unfree)(scene, unit):
            if first < until:
                take, give = rounded(scene.timeline, first, until)
                rest = Stint(
                    kind="rest", leaves=first, first=first, ends=first, free=until, take=take,
                    give=give, pledge=pledge,
                )
                found[unit.id] += [rest] * int(count)
    return {unit.id: _dealt(found[unit.id], unit.count) for unit in scene.operation.units}


def _cut(stint: Stint, days: set[int]) -> Iterator[Stint]:
    """A hold for its own nation in pieces, as those who stand by bear it for some days only."""
    cuts = sorted(day for day in days if stint.first < day < stint.ends) if stint.own else []
    for first, ends in pairwise([stint.first, *cuts, stint.ends]):
        yield stint if not cuts else replace(
            stint, leaves=first, first=first, ends=ends, free=ends,
            take=stint.take if first == stint.first else first,
            give=stint.give if ends == stint.ends else ends,
        )


def rounded(timeline: Timeline, leaves: int, free: int) -> tuple[int, int]:
    """Days of the line at or before one day and of the line at or after another."""
    line = timeline.line_at_or_after(free)
    give = max(free, timeline.end) if line is None else timeline.lines[line]
    # Before the as-of date there are no lines.
    give = min(give, free) if free < 0 else give
    return min(timeline.lines[timeline.period_of(leaves)], leaves), give


def _dealt(stints: Iterable[Stint], count: int) -> tuple[Element, ...]:
    dealt: list[list[Stint]] = [[] for _ in range(count)]
    last: list[Stint | None] = [None] * count
    for stint in sorted(stints, key=lambda s: (s.take, s.leaves, s.free, s.task is not None)):
        chosen = max(
            range(count), key=lambda at: _likes(dealt[at], last[at], stint), default=None)
        if chosen is not None:
            dealt[chosen].append(stint)
            latest = last[chosen]
            last[chosen] = stint if latest is None or stint.free > latest.free else latest
    return tuple(tuple(own) for own in dealt)


def _likes(own: list[Stint], last: Stint | None, stint: Stint) -> tuple[int, int]:
    """How gladly an element takes a stint: by lines, else by days, else declared a second time,
    else whoever is free first. `last`: which of its stints ends last.
    """
    if last is None:
        return 3, -1
    if last.give <= stint.take:
        return 3, last.give
    if last.free <= stint.leaves:
        return 2, last.free
    still = [s for s in own if s.free > stint.leaves]
    if len(still) == 1 and still[0].may_double(stint):
        return 1, -last.free
    return 0, -last.free
