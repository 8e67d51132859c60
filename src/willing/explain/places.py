"""The turns that may be chosen anew around one shortfall, and what the plan does on them now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from willing.domain.plan import Row
from willing.domain.requirement import Served
from willing.domain.situation import Situation
from willing.domain.unit import Unit
from willing.explain.limits import Use, ceiling_of_tasks
from willing.explain.near import SERVING, Near
from willing.explain.offers import Offer, offers
from willing.explain.turns import Days

Span = tuple[int, int]
"""First day and the day after the last."""


@dataclass(frozen=True, slots=True)
class Place:
    """One turn under one offer."""

    offer: Offer
    """Pledge or own elements, held against the task."""
    turn: int
    """Position among the turns of the offer."""
    now: int
    """Elements that the plan has on it."""

    @property
    def unit(self) -> Unit:
        """Pool."""
        return self.offer.fit.unit

    @property
    def task(self) -> Served:
        """Task."""
        return self.offer.fit.task

    @property
    def days(self) -> Span:
        """First day in place and the day after the last."""
        every = self.offer.turns
        return int(every.first[self.turn]), int(every.ends[self.turn])

    @property
    def hold(self) -> bool:
        """Whether it is a hold at home."""
        return bool(self.offer.turns.hold[self.turn])


def places(
    situation: Situation, near: Near, tasks: Iterable[str], units: Iterable[str],
    wanted: tuple[str, Sequence[Span]],
) -> tuple[tuple[Place, ...], tuple[Row, ...]]:
    """Turns of some pools on some tasks that may be chosen, and the rows these stand for now.

    `wanted` is a task with the first day and the day after the last of each of its shortfalls. Of
    pools that serve none of the tasks now, only turns that reach into one are laid out. What is
    pinned or decided stays, and so does what lies on no line.
    """
    operation = situation.operation
    told = [operation.served[name] for name in tasks]
    pools = [operation.unit[name] for name in dict.fromkeys(units)]
    freed: list[Row] = []
    found: list[Place] = []
    for unit in pools:
        of_pool: list[tuple[Offer, Days, Counter[int]]] = []
        for task in told:
            for offer in offers(situation, unit, task):
                if offer.refusal is None and offer.fit.credit is not None:
                    allowed, now = offer.allowed, Counter[int]()
                    for row in _rows(near, offer):
                        if (counted := _matched(row, offer, allowed, near)) is not None:
                            now.update(counted)
                            freed.append(row)
                    of_pool.append((offer, allowed, now))
        serves = any(now for _, _, now in of_pool)
        for offer, allowed, now in of_pool:
            found += _of_offer(offer, allowed, now, wanted, serves)
    stay = {id(row) for row in freed}
    use = Use(near.with_rows(row for row in near.rows if id(row) not in stay))
    kept = [p for p in found if p.now or ceiling_of_tasks(use, p.offer, p.turn, 1) is None]
    return tuple(kept), tuple(freed)


def _rows(near: Near, offer: Offer) -> Iterator[Row]:
    """Rows under an offer that nobody fixed."""
    who = (offer.fit.unit.id, offer.pledge, offer.fit.task.id)
    return (
        row for row in near.rows
        if row.kind in SERVING and (row.unit, row.pledge, row.task) == who and not row.pinned
    )


def _matched(row: Row, offer: Offer, allowed: Days, near: Near) -> Counter[int] | None:
    """Turns that a row stands for, with its elements; None where they are no turns of the lines."""
    every, first = offer.turns, (row.first_day - near.timeline.as_of).days
    after, hold = first + row.days, row.kind == "hold"
    own = every.hold[allowed] == hold
    if hold:
        inside = allowed[own & (every.first[allowed] >= first) & (every.ends[allowed] <= after)]
        whole = int((every.ends[inside] - every.first[inside]).sum()) == row.days
        return Counter({int(turn): int(row.count) for turn in inside}) if whole else None
    same = allowed[own & (every.first[allowed] == first) & (every.ends[allowed] == after)]
    return Counter({int(same[0]): int(row.count)}) if len(same) else None


def _of_offer(
    offer: Offer, allowed: Days, now: Counter[int], wanted: tuple[str, Sequence[Span]],
    serves: bool,
) -> Iterator[Place]:
    every = offer.turns
    if not serves:
        reaching = np.zeros(len(allowed), dtype=bool)
        for first, after in wanted[1] if offer.fit.task.id == wanted[0] else ():
            reaching |= (every.first[allowed] < after) & (every.ends[allowed] > first)
        allowed = allowed[reaching]
    seen: set[tuple[int, int, int]] = set()
    for turn in map(int, allowed):
        # Turns cut at the task's last day to the same days are one.
        days = int(every.first[turn]), int(every.ends[turn]), int(every.hold[turn])
        if days not in seen or now[turn]:
            seen.add(days)
            yield Place(offer, turn, now[turn])


def occupied(place: Place) -> Span:
    """Lines from which and up to which an element on it can do nothing else."""
    every = place.offer.turns
    return int(every.take[place.turn]), int(every.give[place.turn])


def inside(place: Place) -> Span:
    """Days on which an element on it is at the task's place."""
    every = place.offer.turns
    return int(every.arrives[place.turn]), int(every.ends[place.turn])


def away(place: Place) -> Span:
    """Days on which an element on it is away from home."""
    every = place.offer.turns
    return int(every.departs[place.turn]), int(every.back[place.turn])
