"""What a unit, a pledge and a number caveat can give: rules rotate, pledged and number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from willing.assess.demand import days_of, laid
from willing.assess.fault import Fault
from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.assess.standby import held_singly, stints, taken, watches
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.unit import Cycle, Unit


def unfree(scene: Scene, unit: Unit) -> Iterator[tuple[str, Part]]:
    """Elements that are not yet free for the first time, by pledge ('': none).

    Cycle rows say it, but for tours on known tasks: these are rows of the plan. Without cycle rows
    element i of n is free on day floor(i x cycle / n); the cycle is the first tour length with
    recovery and dwell. Where its nation says how many are free instead, all are at home.
    """
    policy = scene.operation.policy[unit.policy]
    rows = _cycles(scene.operation).get(unit.id, ())
    if not rows and unit.free is None:
        cycle = policy.tours[0] + policy.recovery + policy.dwell
        for index in range(unit.count):
            yield "", (0, index * cycle // unit.count, 1)
    for row in rows:
        if row.state == "home" or row.until is None:
            continue
        until = (row.until - scene.timeline.as_of).days
        if row.state == "dwell":
            yield row.pledge, (0, until, row.count)
        elif row.task not in scene.operation.task:
            yield row.pledge, (0, until + policy.recovery + policy.dwell, row.count)


@once
def _cycles(operation: Operation) -> Mapping[str, Sequence[Cycle]]:
    """Cycle rows of each unit."""
    found: defaultdict[str, list[Cycle]] = defaultdict(list)
    for row in operation.cycles:
        found[row.unit].append(row)
    return dict(found)


@once
def busy(scene: Scene) -> tuple[Mapping[str, Level], Mapping[str, Level]]:
    """Elements that can do nothing else: of every unit, and of every pledge.

    An element that may be declared twice counts under its pledge, but not yet for its unit; one on
    standby that is held for its nation's commitment as well counts once.
    """
    units: defaultdict[str, list[Part]] = defaultdict(list)
    pledges: defaultdict[str, list[Part]] = defaultdict(list)
    for stint in stints(scene):
        units[stint.unit.id].append((stint.first, stint.free, stint.count))
        pledges[stint.row.pledge].append((stint.first, stint.free, stint.count))
    for item in (*scene.tours, *scene.holds):
        part = (taken(scene, item), item.free, item.count)
        if item.row.kind == "tour":
            units[item.unit.id].append(part)
        pledges[item.row.pledge].append(part)
    for name, held in held_singly(scene):
        units[name].append(held)
    for unit in scene.operation.units:
        for pledge, unready in unfree(scene, unit):
            units[unit.id].append(unready)
            pledges[pledge].append(unready)
    pledges.pop("", None)
    return (
        {name: Level(parts) for name, parts in units.items()},
        {name: Level(parts) for name, parts in pledges.items()},
    )


def pool_faults(scene: Scene) -> Iterator[Fault]:
    """Units and pledges of which more is used than there is.

    A pledge is not blamed for days on which its whole unit is over-used: that is one fault.
    """
    units, pledges = busy(scene)
    over_used: dict[str, Level] = {}
    end = scene.timeline.end
    for name, level in units.items():
        count = scene.operation.unit[name].count
        runs = level.above(0, end, count)
        over_used[name] = Level((first, after, 1) for first, after, _ in runs)
        yield from _over(scene, "rotate", f"unit {name}", runs, count, f"it has {count}")
    for name, level in pledges.items():
        pledge = scene.operation.pledge[name]
        unit_over = over_used.get(pledge.unit, Level(()))
        runs = [
            (a, b, used) for first, after, used in level.above(0, end, pledge.count)
            for a, b, over in unit_over.runs(first, after) if not over
        ]
        yield from _over(
            scene, "pledged", f"pledge {name}", runs, pledge.count, f"{pledge.count} are pledged")


def twice_faults(scene: Scene) -> Iterator[Fault]:
    """Units of which an element would be declared for three tasks, or twice for the same.

    On each day, of the elements that can do nothing else nobody is declared: the others bear at
    most one declaration for each task, and two together; those who stand by and may be held for
    commitments all the same bear one, for a commitment of their own nation. Days on which the unit
    is over-used without any declaration are told by `rotate`.
    """
    declared: defaultdict[str, dict[tuple[str, bool], list[Part]]] = defaultdict(dict)
    for item in scene.holds:
        if item.task.twice:
            own = item.pledge is None and not scene.abroad(item)
            parts = declared[item.unit.id].setdefault((item.task.id, own), [])
            parts.append((item.first, item.ends, item.count))
    if not declared:
        return
    units, standing, label = busy(scene)[0], spare(scene), scene.timeline.label
    for name, tasks in declared.items():
        count, level = scene.operation.unit[name].count, units.get(name, Level(()))
        by_task = {key: Level(parts) for key, parts in tasks.items()}
        days = sorted({day for parts in tasks.values() for a, b, _ in parts for day in (a, b)})
        runs = (
            (a, b, int(used), int(more)) for first, after in pairwise(days)
            for x, y, used in level.runs(first, after)
            for a, b, more in standing.get(name, Level(())).runs(x, y)
        )
        for first, after, used, more in runs:
            each = {key: int(task.most(first, after)) for key, task in by_task.items()}
            if count >= used and borne_by(each, more) > count - used:
                beside = f" and {more} on standby" if more else ""
                text = (
                    f"{sum(each.values())} declared for {sum(n > 0 for n in each.values())} tasks "
                    f"from {label(first)} to {label(after)}, of {count - used} elements that may "
                    f"be{beside}"
                )
                yield Fault(rule="twice", outcome=scene.outcome.name, where=f"unit {name}",
                            text=text, day=first)
                break


def borne_by(each: Mapping[tuple[str, bool], int], standing: int) -> int:
    """Elements at home that it takes to bear declarations, by task and whether it is the nation's
    own, where so many who stand by bear one of its own each."""
    total, others = sum(each.values()), [n for (_, own), n in each.items() if not own]
    return max(
        0, *others, -(-sum(others) // 2), -(-(total - standing) // 2),
        *(n - standing for (_, own), n in each.items() if own),
    )


def spare(scene: Scene) -> Mapping[str, Level]:
    """Elements on standby, where that covers, which no single hold of their nation needs."""
    found: dict[str, Level] = {}
    for name, standing in watches(scene).items():
        own = Level(
            (item.first, item.ends, item.count) for item in scene.holds
            if item.unit.id == name and not item.task.twice and item.pledge is None
            and not scene.abroad(item)
        )
        found[name] = Level(
            (a, b, max(n - held, 0)) for first, after, n in standing.runs(0, scene.timeline.end)
            for a, b, held in own.runs(first, after)
        )
    return found


def free_faults(scene: Scene) -> Iterator[Fault]:
    """Units of which more are busy under pledges than their nation says are free."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for stint in stints(scene):
        parts[stint.unit.id].append((stint.first, stint.free, stint.count))
    for item in (*scene.tours, *scene.holds):
        if item.pledge is not None:
            parts[item.unit.id].append((taken(scene, item), item.free, item.count))
    for unit in scene.operation.units:
        if unit.free is None:
            continue
        parts[unit.id] += [part for pledge, part in unfree(scene, unit) if pledge]
        said = [(first, after, -number) for first, after, number in laid(unit.free, scene.timeline)]
        runs = Level([*parts[unit.id], *said]).above(0, scene.timeline.end, 0)
        yield from _over(
            scene, "free", f"unit {unit.id}", runs, 0, "none more are free", "elements too many"
        )


def number_faults(scene: Scene) -> Iterator[Fault]:
    """Pledges with more elements in place than a number caveat allows."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for tour in scene.tours:
        parts[tour.row.pledge].append((tour.first, tour.ends, tour.count))
    for caveat in scene.operation.caveats:
        days = days_of(caveat.start, caveat.until, scene.timeline)
        if caveat.kind != "number" or caveat.rule != "max" or days is None:
            continue
        allowed = int(caveat.values[0])
        runs = Level(parts[caveat.pledge]).above(*days, allowed)
        yield from _over(
            scene, "number", f"pledge {caveat.pledge}", runs, allowed,
            f"its caveat allows {allowed}",
        )


def _over(
    scene: Scene, rule: str, where: str, runs: list[Part], limit: int, there_are: str,
    what: str = "elements",
) -> Iterator[Fault]:
    """One fault for all days on which something is exceeded."""
    if runs:
        first, after, used = max(runs, key=lambda run: run[2])
        days = sum(run[1] - run[0] for run in runs)
        label = scene.timeline.label
        text = (
            f"{used} {what} from {label(first)} to {label(after)}, and {there_are} "
            f"({days} days in all)"
        )
        yield Fault(rule=rule, outcome=scene.outcome.name, where=where, text=text, day=first,
                    over=used - limit)
