"""Where elements stand on the as-of date, once more: who rests until when, who is at home."""

from __future__ import annotations

from collections.abc import Iterator

from tests.meaning.formed import tasks
from tests.meaning.restated import World
from tests.meaning.restated_turns import policy
from tests.meaning.restated_ways import movement
from willing.domain.unit import Unit


def since_home(world: World, unit: Unit) -> Iterator[tuple[int, int]]:
    """Day before the as-of date since which elements are at home, and how many, if any are not
    there for ever."""
    for row in world.operation.cycles:
        if row.unit == unit.id and row.state == "home" and row.since is not None:
            yield (row.since - world.operation.as_of).days, row.count


def not_yet_free(world: World, unit: Unit) -> Iterator[tuple[int, int, str]]:
    """Day on which elements are free for the first time, how many, and their pledge if any."""
    rows = [row for row in world.operation.cycles if row.unit == unit.id]
    figures = world.operation.policy[unit.policy]
    if not rows and unit.free is None:
        round_trip = figures.tours[0] + figures.recovery + figures.dwell
        for i in range(unit.count):
            yield i * round_trip // unit.count, 1, ""
    for row in rows:
        if row.state == "home" or row.until is None:
            continue
        free = (row.until - world.operation.as_of).days
        if row.state == "tour":
            task = {task.id: task for task in tasks(world)}.get(row.task)
            figures_now = policy(world, unit, 0) if task else figures
            way = movement(world, unit.home, task.place) if task else 0
            free += way + figures_now.recovery + figures_now.dwell
        yield free, row.count, row.pledge
