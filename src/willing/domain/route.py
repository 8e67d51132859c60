"""Places inside each other, and days of movement between them, over the legs an operation names."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from willing.domain.nation import Place
from willing.domain.operation import Operation

Ways = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True, order=True)
class Hurdle:
    """What keeps legs closed on some days."""

    kind: Literal["ground", "leg"]
    """Ground of a nation that asks for a transit agreement, or a leg that waits for a step."""
    name: str
    """Nation, or leg."""


def within(operation: Operation, place: str) -> tuple[str, ...]:
    """A place, the larger places it is part of, and the nations these lie in, smallest first."""
    chain = _chain(operation, place)
    return (*chain, *dict.fromkeys(here.nation for here in chain.values() if here.nation))


def places_around(operation: Operation, place: str) -> tuple[str, ...]:
    """A place and the larger places it is part of, smallest first."""
    return tuple(_chain(operation, place))


def at_home(operation: Operation, nation: str, place: str) -> bool:
    """Whether a place, or a larger one that it is part of, lies in a nation: its own country."""
    return any(here.nation == nation for here in _chain(operation, place).values())


def _chain(operation: Operation, place: str) -> dict[str, Place]:
    """A place and the larger places it is part of, smallest first, by id."""
    chain: dict[str, Place] = {}
    here = operation.place.get(place)
    while here is not None and here.id not in chain:
        chain[here.id] = here
        here = operation.place.get(here.part_of)
    return chain


def options(operation: Operation) -> tuple[Hurdle, ...]:
    """Legs that are open only once a step before the deal is in effect."""
    opened = {name for step in operation.steps for name in step.opens}
    return tuple(Hurdle("leg", leg.id) for leg in operation.legs if leg.id and leg.id in opened)


def ways(operation: Operation, without: Collection[Hurdle] = ()) -> Ways:
    """Legs as a graph: from each place, where one leg leads and in how many days.

    `without`: ground over which no leg may go, and legs that may not be used.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for leg in operation.legs:
        if Hurdle("ground", leg.transit) in without or Hurdle("leg", leg.id) in without:
            continue
        found.setdefault(leg.start, []).append((leg.end, leg.days))
        if leg.both_ways:
            found.setdefault(leg.end, []).append((leg.start, leg.days))
    return {place: tuple(legs) for place, legs in found.items()}


def movement_days(operation: Operation, graph: Ways, start: str, end: str) -> tuple[int, bool]:
    """Days from one place to another, and whether legs say so (else the setting does).

    The same place takes no days. Legs to or from a larger place serve its parts; the fastest way
    is taken. Where no legs join the two, `settings.movement_days` holds, an assumption that is
    reported.
    """
    if start == end:
        return 0, True
    starts, ends = within(operation, start), set(within(operation, end))
    best = dict.fromkeys(starts, 0)
    queue = [(0, place) for place in starts]
    heapq.heapify(queue)
    while queue:
        days, place = heapq.heappop(queue)
        if place in ends and place not in starts:
            return days, True
        if days > best[place]:
            continue
        for onward, more in graph.get(place, ()):
            if days + more < best.get(onward, 10**9):
                best[onward] = days + more
                heapq.heappush(queue, (days + more, onward))
    return operation.settings.movement_days, False
