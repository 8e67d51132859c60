"""Double-hatting: elements declared for two tasks at once, from when until when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from willing.assess.level import Level, Part
from willing.assess.pools import busy, spare
from willing.assess.scene import Scene
from willing.domain.requirement import Commitment, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """So many elements of a unit that stand for two tasks at once."""

    nation: str
    """Whose they are."""
    unit: str
    """The pool."""
    count: int
    """Elements."""
    tasks: tuple[str, str]
    """The two tasks, in the order of the operation."""
    first: int
    """First day."""
    after: int
    """Day after the last."""


def declared(scene: Scene) -> tuple[Declared, ...]:
    """Elements that must stand for two tasks, as few as there can be, by nation, unit and day.

    Elements of a pool have no names. Those at home that no other task holds alone stand in a ring,
    and the tasks are laid on it one after the other, in the order of the operation.
    """
    parts: dict[str, dict[str, list[Part]]] = {}
    for item in scene.holds:
        if item.task.twice:
            tasks = parts.setdefault(item.unit.id, {})
            tasks.setdefault(item.task.id, []).append((item.first, item.ends, item.count))
    if not parts:
        return ()
    single, standing = busy(scene)[0], spare(scene)
    found: list[Declared] = []
    for unit in scene.operation.units:
        held = {name: Level(of) for name, of in _in_order(scene, parts.get(unit.id, {}))}
        level = single.get(unit.id, Level(()))
        days = sorted({
            day for of in parts.get(unit.id, {}).values() for a, b, _ in of for day in (a, b)
        })
        last: dict[tuple[str, str], Declared] = {}
        for first, after, used in (run for a, b in pairwise(days) for run in level.runs(a, b)):
            counts = {name: int(of.most(first, after)) for name, of in held.items()}
            if unit.id in standing:
                _stand_for(scene, unit.nation, counts, int(standing[unit.id].least(first, after)))
            ring = dealt(counts, unit.count - int(used))
            for pair, count in ring.items():
                before = last.get(pair)
                if before and (before.after, before.count) == (first, count):
                    found.remove(before)
                    first = before.first
                last[pair] = Declared(
                    nation=unit.nation, unit=unit.id, count=count, tasks=pair, first=first,
                    after=after,
                )
                found.append(last[pair])
    order = [nation.id for nation in scene.operation.nations]
    return tuple(sorted(
        found, key=lambda d: (order.index(d.nation), d.unit, d.first, d.tasks, d.after)
    ))


def _stand_for(scene: Scene, nation: str, counts: dict[str, int], standing: int) -> None:
    """Take from the counts what those on standby bear of their own nation, one each."""
    own = [
        name for name in counts
        if isinstance(task := scene.operation.task[name], Commitment) and task.nation == nation
    ]
    for _ in range(standing if own else 0):
        most = max(own, key=lambda name: counts[name])
        counts[most] = max(counts[most] - 1, 0)


def _in_order(scene: Scene, parts: dict[str, list[Part]]) -> list[tuple[str, list[Part]]]:
    tasks: dict[str, Task] = dict(scene.operation.task)
    return [(name, parts[name]) for name in tasks if name in parts]


def dealt(counts: dict[str, int], home: int) -> Counter[tuple[str, str]]:
    """Elements that stand for each two tasks, where `home` elements bear them all in a ring."""
    found: Counter[tuple[str, str]] = Counter()
    bears: list[str] = [""] * max(home, 0)
    at = 0
    for name, count in counts.items():
        for _ in range(min(count, len(bears))):
            place = at % len(bears)
            if bears[place]:
                found[bears[place], name] += 1
            bears[place] = bears[place] or name
            at += 1
    return found
