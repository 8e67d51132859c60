"""Ways once more: how long they are, and on which days whose ground may be crossed."""

from __future__ import annotations

from dataclasses import replace

from tests.meaning.restated import EVER, World, ends, known, larger
from tests.meaning.stepped import opened
from willing.domain.agreement import Agreement
from willing.domain.nation import Leg


def movement(world: World, home: str, place: str) -> int:
    """Days of the fastest way; try ever longer ways until none is faster. Legs that are bought
    count where no others lead there."""
    if home == place:
        return 0
    for every in (
        [leg for leg in world.operation.legs if not is_bought(world, leg)], world.operation.legs,
    ):
        reached = dict.fromkeys(larger(world, home), 0)
        legs = [(leg.start, leg.end, leg.days) for leg in every]
        legs += [(leg.end, leg.start, leg.days) for leg in every if leg.both_ways]
        for _ in legs:
            for start, end, days in legs:
                if start in reached and reached[start] + days < reached.get(end, EVER):
                    reached[end] = reached[start] + days
        goals = [p for p in larger(world, place) if p not in larger(world, home)]
        if found := [reached[p] for p in goals if p in reached]:
            return min(found)
    return world.operation.settings.movement_days


def is_bought(world: World, leg: Leg) -> bool:
    """Whether only a step before the deal opens a leg."""
    return leg.id != "" and any(leg.id in step.opens for step in world.operation.steps)


def open_ways(
    world: World, nation: str, home: str, place: str, arrives: int
) -> int | None:
    """Days of the fastest way with leave to cross on all its days, by legs that are bought by then;
    every way is tried.

    Where no leg asks a nation for leave, and where none lead there, as for everybody.
    """
    asked = any(leg.transit not in ("", nation) or is_bought(world, leg)
                for leg in world.operation.legs)
    starts, goals = larger(world, home), larger(world, place)
    goals = [goal for goal in goals if goal not in starts]
    legs = [(leg.start, leg.end, leg) for leg in world.operation.legs]
    legs += [(leg.end, leg.start, leg) for leg in world.operation.legs if leg.both_ways]
    found: list[tuple[int, frozenset[str]]] = []

    def onward(at: str, been: frozenset[str], days: int, over: frozenset[str], bought: int) -> None:
        if at in goals and bought <= arrives - days:
            found.append((days, over - {"", nation}))
        for start, end, leg in legs:
            if start == at and end not in been:
                opens = opened(world, leg.id) if is_bought(world, leg) else -EVER
                onward(end, been | {end}, days + leg.days, over | {leg.transit},
                       max(bought, EVER if opens is None else opens))

    for start in starts:
        onward(start, frozenset(starts), 0, frozenset(), -EVER)
    if home == place or not asked or (not found and not joined(world, home, place)):
        return movement(world, home, place)
    leave = {ground: let_pass(world, nation, ground) for _, over in found for ground in over}
    return min((
        days for days, over in found
        if all(day in leave[ground] for ground in over for day in range(arrives - days, arrives)
               if day >= 0)
    ), default=None)


def joined(world: World, home: str, place: str) -> bool:
    """Whether any legs lead there."""
    settings = replace(world.operation.settings, movement_days=EVER)
    without = replace(world, operation=replace(world.operation, settings=settings))
    return movement(without, home, place) < EVER


def let_pass(world: World, nation: str, ground: str) -> set[int]:
    """Days on which a transit agreement with a nation lets another cross its ground."""
    mine = [nation, *(group.id for group in world.operation.groups if nation in group.members)]
    days: set[int] = set()
    for row in world.operation.agreements:
        if row.kind == "transit" and row.place == ground and (
            not row.parties or any(name in row.parties for name in mine)
        ):
            days |= in_force(world, row)
    return days


def in_force(world: World, row: Agreement) -> set[int]:
    """Days on which an agreement holds: signed, or from when its condition is known to."""
    first, after = world.day(row.start, 0), world.day(row.until, world.line.end)
    if row.until is not None and after is not None:
        after = min(ends(world, row.id, after)[-1][1], world.line.end)
    heard = known(world, row.condition) if row.signed or row.condition else None
    begins = [day for day in (heard, opened(world, row.id)) if day is not None]
    if first is None or after is None or not begins:
        return set()
    return set(range(max(first, min(begins)), after))
