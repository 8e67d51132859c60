"""Who stands ready at D, and who leaves early because of it: rule standby."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from willing.assess.fault import Fault, where_of
from willing.assess.known import decided_on, earliest, frozen_until, waits
from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.assess.treaty import notice_to_enter
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.pledge import STATUSES, Pledge
from willing.domain.standby import Standby
from willing.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stint:
    """So many elements of one pledge held on a level; days counted from the as-of date."""

    row: Row
    unit: Unit
    pledge: Pledge
    level: Standby
    count: int
    first: int
    ends: int
    """Day after the last; at the latest D."""

    @property
    def free(self) -> int:
        """Day on which they are rested again, if nobody calls them."""
        return self.ends + self.level.recovery


@once
def stints(scene: Scene) -> tuple[Stint, ...]:
    """Every stint on standby. One ordered before is ended by the deal, whatever it says."""
    operation = scene.operation
    return tuple(
        Stint(
            row=row, unit=operation.unit[row.unit], pledge=operation.pledge[row.pledge],
            level=operation.standby[row.task], count=int(row.count), first=first, ends=after,
        )
        for row, first, after in scene.rows_of("standby")
    )


def levels(operation: Operation, unit: Unit) -> list[Standby]:
    """Levels on which a unit's elements may be held, by notice."""
    found = [x for x in operation.standbys if not x.policies or unit.policy in x.policies]
    return sorted(found, key=lambda level: level.notice_days)


def enough(scene: Scene, item: Stay) -> list[Standby]:
    """Levels on which an element of a tour must have stood ready, any of them; none: on no one.

    That is so where it leaves before any notice of its pledge is over, after an order at the deal.
    """
    if item.settled or item.pledge is None or item.row.kind != "tour":
        return []
    return _enough(scene, item.pledge.id, item.task.id, item.leaves)


@once
def _enough(scene: Scene, name: str, serves: str, leaves: int) -> list[Standby]:
    pledge, task = scene.operation.pledge[name], scene.operation.served[serves]
    unit, begin = scene.operation.unit[pledge.unit], earliest(scene, pledge, task, "tour")
    decided = decided_on(scene, unit, pledge, task)
    if begin is None or decided is None or leaves >= begin or task.order != "deal":
        return []
    decided += notice_to_enter(scene.operation, task, unit.nation)
    floor = frozen_until(scene)
    if pledge.start is not None:
        floor = max(floor, (pledge.start - scene.timeline.as_of).days)
    own = min(wait for _, wait in waits(scene, unit, pledge))
    return [
        level for level in levels(scene.operation, unit)
        if level.notice_days < own and max(floor, decided + level.notice_days) <= leaves
    ]


def taken(scene: Scene, item: Stay) -> int:
    """Day from which a tour or hold takes its elements from the others.

    Elements that stood ready are counted with those on standby until these have rested.
    """
    called = enough(scene, item)
    if not called or scene.timeline.d_day is None:
        return item.leaves
    return scene.timeline.d_day + min(level.recovery for level in called)


@once
def watches(scene: Scene) -> Mapping[str, Level]:
    """Elements of each unit on standby on a level that covers, on the days of their stints."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for stint in stints(scene):
        if stint.level.covers:
            parts[stint.unit.id].append((stint.first, stint.ends, stint.count))
    return {unit: Level(found) for unit, found in parts.items()}


def held_singly(scene: Scene) -> Iterator[tuple[str, Part]]:
    """Elements that holds take of each unit, but for those declared twice.

    Who stands by on a level that covers is held for his own nation's commitments all the same, so
    these take others only beyond him.
    """
    on_watch, own = watches(scene), defaultdict(list)
    for item in scene.holds:
        if not item.task.twice:
            part = (item.first, item.ends, item.count)
            if item.unit.id in on_watch and item.pledge is None and not scene.abroad(item):
                own[item.unit.id].append(part)
            else:
                yield item.unit.id, part
    for unit, parts in own.items():
        for first, after, count in Level(parts).runs(0, scene.timeline.end):
            for a, b, standing in on_watch[unit].runs(first, after):
                yield unit, (a, b, max(count - standing, 0))


def standby_faults(scene: Scene) -> Iterator[Fault]:
    """Stints that may not be, and pledges of which more leave early than stand ready."""
    for stint in stints(scene):
        if stint.row.pinned != "order":
            for text in _wrong(scene, stint):
                yield _fault(scene, where_of(stint.row), text)
    called: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    leaves: dict[str, int] = {}
    for tour in scene.tours:
        if found := enough(scene, tour):
            called[tour.row.pledge].append((max(x.notice_days for x in found), tour.count))
            leaves[tour.row.pledge] = min(tour.leaves, leaves.get(tour.row.pledge, tour.leaves))
    ready: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for stint in stints(scene):
        if stint.ends == scene.timeline.d_day:
            ready[stint.row.pledge].append((stint.level.notice_days, stint.count))
    for pledge, early in called.items():
        for notice in sorted({slowest for slowest, _ in early}):
            leave = sum(count for slowest, count in early if slowest <= notice)
            stand = sum(count for within, count in ready[pledge] if within <= notice)
            if leave > stand:
                yield _fault(scene, f"pledge {pledge}", (
                    f"{leave} elements leave before their notice is over, and {stand} stand ready "
                    f"within {notice} days"
                ), leaves[pledge])
                break


def _wrong(scene: Scene, stint: Stint) -> Iterator[str]:
    operation, line = scene.operation, scene.timeline
    if stint.level not in levels(operation, stint.unit):
        yield f"elements of policy {stint.unit.policy} are not held on {stint.level.id}"
    if STATUSES.index(stint.pledge.status) < STATUSES.index(operation.settings.counts_from):
        yield f"{stint.pledge.status}, and pledges count from {operation.settings.counts_from}"
    if stint.ends - stint.first > stint.level.longest:
        yield f"lasts {stint.ends - stint.first} days; at most {stint.level.longest} are allowed"
    deal = line.horizon if line.d_day is None else line.d_day
    if stint.ends > deal:
        yield f"ends on {line.label(stint.ends)}; nobody is held behind {line.label(deal)}"
    begin = frozen_until(scene)
    if stint.pledge.start is not None:
        begin = max(begin, (stint.pledge.start - line.as_of).days)
    if stint.first < begin:
        yield f"begins on {line.label(stint.first)}, and may from {line.label(begin)}"
    until = stint.pledge.until
    if until is not None:
        known = [
            end for day, end in scene.answered.ends(stint.pledge.id, (until - line.as_of).days)
            if day <= max(stint.first, 0)
        ]
        if stint.ends > known[-1]:
            yield f"ends on {line.label(stint.ends)}, the pledge on {line.date_of(known[-1])}"


def _fault(scene: Scene, where: str, text: str, day: int | None = None) -> Fault:
    return Fault(rule="standby", outcome=scene.outcome.name, where=where, text=text, day=day)
