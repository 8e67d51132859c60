"""Makes plans better where most is to be gained, and hands them on to outcomes that are alike.

For outcomes so large that each is planned by a search. The one with the most points between plan
and bound, weighed by how likely it is, comes first; what is found for it is tried in all outcomes
like it, which takes a moment where a plan of their own would take a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from willing.planner.ahead.asking import Asking
from willing.planner.ahead.recourse import Gained, Planned
from willing.planner.program import Floats

_ABREAST = 16
"""Outcomes for each that is planned at once; how many are is a power of two, and hangs on nothing
else, so that every executor plans the same. One of each remainder is a fair share for workers."""
_WORTH = 0.02
"""Part of an outcome's gap by which its plan must have become better to be handed on."""
_FADES = 0.5
"""What is hoped for falls to this with every time that next to nothing was gained."""
_VAIN = 3
"""Times in vain after which no more is hoped for."""
_FIRM = 0.6
"""Part of the time after which outcomes are no longer relaxed by the solver."""


class Kin(Protocol):
    """Knows which outcomes are alike."""

    def near(self, number: int, /) -> Sequence[int]:
        """Other outcomes that are like one."""

    def carried(self, number: int, to: int, point: Floats, /) -> Floats:
        """What the plan of one outcome would be in another."""


class Gaining:
    """Improves plans after one choice."""

    def __init__(self, asking: Asking, kin: Kin) -> None:
        self._asking, self._standing, self._kin = asking, asking.standing, kin
        self._likely = asking.stages.probabilities
        self._near = [kin.near(number) for number in asking.outcomes]
        self._vain = np.zeros(len(asking.outcomes), dtype=np.int64)
        self._visits = np.zeros(len(asking.outcomes), dtype=np.int64)
        self._led: set[int] = set()
        self._abreast = 1 << max(1, (len(asking.outcomes) // _ABREAST).bit_length() - 1)

    def run(self, floors: Floats) -> None:
        """Go on until the gap is small enough, nothing is gained any more, or the clock ends it.

        `floors`: what each outcome costs at least.
        """
        standing = self._standing
        floors = floors.copy()
        self._led = self._leaders(floors)
        while standing.x is not None and standing.goes_on():
            batch = self._batch(floors)
            if not batch:
                return
            gained = self._visit(batch, standing.x, floors)
            self._hand_on(gained, standing.x, floors)

    def _weight(self, floors: Floats) -> Floats:
        """Points of each outcome's gap that count in the score."""
        costs = np.array([planned.cost for planned in self._standing.planned])
        weight: Floats = self._likely * np.maximum(costs - floors, 0.0)
        return weight

    def _leaders(self, floors: Floats) -> set[int]:
        """Outcomes whose plans the others begin at: of those alike the one with most to gain."""
        led: set[int] = set()
        for number in np.argsort(-self._weight(floors), kind="stable").tolist():
            if not led.intersection(self._near[number]):
                led.add(number)
        return led

    def _batch(self, floors: Floats) -> list[int]:
        """Outcomes with most to gain, one of each remainder; leaders before those they lead."""
        hope = self._weight(floors) * _FADES**self._vain
        batch = []
        for remainder in range(self._abreast):
            mine = [
                number for number in range(remainder, len(hope), self._abreast)
                if hope[number] > 0 and self._vain[number] < _VAIN
            ]
            first = [n for n in mine if n in self._led and not self._visits[n]]
            ready = first or [n for n in mine if n in self._led or self._followed(n)]
            if ready:
                batch.append(max(ready, key=lambda number: float(hope[number])))
        return batch

    def _followed(self, number: int) -> bool:
        """Whether those it follows have been planned."""
        return all(self._visits[n] for n in self._near[number] if n in self._led)

    def _visit(self, batch: Sequence[int], x: Floats, floors: Floats) -> list[int]:
        """Make plans better; which of them were by enough to be handed on."""
        firm = not self._standing.late(_FIRM)
        jobs = [
            (number, firm and number in self._led and not self._visits[number])
            for number in batch
        ]
        found: list[Gained] = self._asking.gain(x, jobs)
        before = [planned.cost for planned in self._standing.planned]
        for number, gained in zip(batch, found, strict=True):
            self._visits[number] += 1
            if gained.least is not None:
                floors[number] = max(floors[number], gained.least.constant)
                self._asking.add_all([gained.least])
        self._standing.prove(self._asking.stages.at_least(floors))
        self._take(x, dict(zip(batch, (gained.plan for gained in found), strict=True)))
        better = []
        for number in batch:
            cost = self._standing.planned[number].cost
            enough = before[number] - cost > _WORTH * (before[number] - floors[number])
            self._vain[number] = 0 if enough else self._vain[number] + 1
            if enough or self._visits[number] == 1:
                better.append(number)
        self._standing.tell("improve")
        return better

    def _hand_on(self, better: Sequence[int], x: Floats, floors: Floats) -> None:
        """Try what was found in outcomes that are alike and have more to gain."""
        planned, jobs = self._standing.planned, {}
        for number in better:
            mine = planned[number].cost - floors[number]
            for other in self._near[number]:
                theirs = planned[other].cost - floors[other]
                if other not in better and theirs > mine and other not in jobs:
                    jobs[other] = self._kin.carried(number, other, planned[number].point)
        if not jobs or self._standing.stop():
            return
        found = self._asking.liken(x, jobs)
        for other, plan in zip(jobs, found, strict=True):
            if plan is not None and plan.cost < planned[other].cost:
                self._vain[other] = 0
        self._take(x, dict(zip(jobs, found, strict=True)))
        self._standing.tell("improve")

    def _take(self, x: Floats, plans: dict[int, Planned | None]) -> None:
        """Put better plans in the place of those there are."""
        planned = list(self._standing.planned)
        for number, plan in plans.items():
            if plan is not None and plan.cost < planned[number].cost:
                planned[number] = plan
        self._standing.offer(x, planned)
