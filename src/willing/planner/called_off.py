"""Which tours, holds and leads are called off where the judge finds fault with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from willing.assess.fault import Fault, where_of
from willing.assess.scene import Scene
from willing.assess.standby import taken
from willing.assess.stay import Stay
from willing.domain.formation import line_of
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.route import within

_PATIENCE = 5
"""Times that a fault is mended on its day, before all of its rows from there on are called off."""


@dataclass
class Shed:
    """Calls off what is at fault, round by round; what stays at fault loses twice as much."""

    operation: Operation
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rounds in which a rule was broken at one place."""

    def less(
        self, scene: Scene, faults: Sequence[Fault], free: tuple[Row, ...]
    ) -> tuple[Row, ...]:
        """The free rows that stay; all of them where none has to do with the faults."""
        off: Counter[Row] = Counter()
        single = {where_of(row): row for row in free}
        stays = {item.row: item for item in (*scene.tours, *scene.holds) if not item.settled}
        for fault in dict.fromkeys(faults):
            row = single.get(fault.where)
            if row is not None:
                off[row] = int(row.count)
            elif fault.rule in ("lead", "formation"):
                off.update({row: int(row.count) for row in _leads(fault, free)})
            else:
                for row, count in self._at(scene, fault, stays, off):
                    off[row] += count
        return tuple(
            replace(row, count=row.count - off[row]) for row in free if off[row] < row.count)

    def _at(
        self, scene: Scene, fault: Fault, stays: dict[Row, Stay], off: Counter[Row]
    ) -> Iterator[tuple[Row, int]]:
        """Elements of the least important rows that make a fault on its day."""
        kind, name = fault.where.split(" ", 1)
        key = (fault.rule, fault.where)
        least = max(2 ** self.told[key], ceil(fault.over or 0))
        self.told[key] += 1
        tired = self.told[key] > _PATIENCE or fault.rule in ("package", "need", "accept")
        among = [
            item for item in stays.values() if _concerned(self.operation, item, kind, name)
            and _then(scene, item, None if tired else fault.day)
        ]
        for item in sorted(among, key=lambda item: _worth(item, fault.day)):
            left = item.count - off[item.row]
            if left <= 0:
                continue
            gone = left if tired else min(left, least)
            yield item.row, gone
            least -= gone
            if least <= 0 and not tired:
                return


def _leads(fault: Fault, free: Sequence[Row]) -> Iterator[Row]:
    """Leads of the nation on the line that a fault names."""
    words = set(fault.where.split())
    for row in free:
        if row.kind == "lead" and {row.nation, row.task} <= words:
            yield row


def _concerned(operation: Operation, item: Stay, kind: str, name: str) -> bool:
    """Whether a stay has to do with the unit, pledge, nation, place... at fault."""
    row, line = item.row, line_of(item.task)
    if kind == "package":
        return row.pledge in next(p.pledges for p in operation.packages if p.id == name)
    if kind == "place":
        return name in within(operation, item.task.place)
    if kind in ("unit", "pledge", "nation", "task"):
        return name in {"unit": (row.unit,), "pledge": (row.pledge,), "nation": (row.nation,),
                        "task": (row.task, line)}[kind]
    if kind == "all":
        return row.kind == "tour"
    return (row.nation, row.task) == (kind, name.removeprefix("on "))


def _then(scene: Scene, item: Stay, day: int | None) -> bool:
    """Whether its elements can do nothing else on a day; None: any day."""
    return day is None or min(taken(scene, item), item.leaves) <= day < item.free


def _worth(item: Stay, day: int | None) -> tuple[bool, int, int, str]:
    """Called off first: who is there on that day, on the line of the lowest class, the latest."""
    there = day is not None and item.first <= day < item.ends
    return not there, -item.task.priority, -item.first, item.row.unit
