r"""Parts the choices in whole numbers until each part is decided: one choice, or none worth having.

$$ \min_{x \in X} f(x) = \min_i \; \min_{x \in X, \; l^i \le x \le u^i} f(x), \qquad
   f(x) \ge c^T x + \min \{ \theta : \text{cuts at } x \} $$

A part is a range for each column decided here and now; at a number that is not whole it falls in
two, at a whole one whose plans cost more than the cuts say, in three. Its bound is the best choice
in it by the cuts so far, numbers not whole among them. Cuts hold everywhere, so what is learned in
one part is known in all. Of a part with one choice the bound is what its plans cost at least.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from willing.planner.ahead.asking import Asking
from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.stages import Stages
from willing.planner.program import Floats

_ROOM, _COLUMNS = 1000, 100
"""Room of a column decided here and now, and number of such columns, from which on choices are not
parted."""
_LOOKS, _WON = 20, 0.1
"""Choices looked at in a part at most, and the part of the gap that one more must close."""
_DUST = 1e-6
"""How far a number may be from a whole one."""
_TOGETHER = 16
"""Outcomes planned before it is looked whether the choice is still worth it."""
_AS_ROUND = 20
"""Parts that count as a round."""


def can_be_parted(stages: Stages) -> bool:
    """Whether all that is decided here and now are a few whole numbers with little room."""
    first = stages.first
    few = first.columns < _COLUMNS
    return few and bool(first.integer.all() and (first.upper - first.lower < _ROOM).all())


@dataclass(order=True)
class _Part:
    """Some of the choices; the one with the lowest bound comes first, then the older one."""

    bound: float
    number: int
    lower: Floats = field(compare=False)
    upper: Floats = field(compare=False)


class Branching:
    """Parts the choices, best bound first; after each parting the likelier side at once."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._stages, self._standing = asking, asking.stages, asking.standing
        self._master = asking.master
        self._open: list[_Part] = []
        self._count = self._visits = 0
        self._closed = np.inf
        """The lowest bound of a part that needs no more parting."""
        self._known: dict[bytes, float] = {}
        """What a whole choice costs at least with its plans."""

    def run(self) -> None:
        """Part until the wanted gap is proved, or a limit is reached."""
        first, standing = self._stages.first, self._standing
        part: _Part | None = self._part(
            -np.inf if standing.bound is None else standing.bound,
            np.ceil(first.lower - _DUST), np.floor(first.upper + _DUST),
        )
        while part is not None and self._goes_on():
            sides = self._visit(part)
            part = None
            for side in sides[1:]:
                heapq.heappush(self._open, side)
            if sides:
                part = sides[0]
            self._prove(part)
            if part is None and self._open:
                part = heapq.heappop(self._open)
        self._master.between(first.lower, first.upper)
        if part is None and standing.value is not None:
            standing.ended = "stalled"

    def _goes_on(self) -> bool:
        self._visits += 1
        if self._visits % _AS_ROUND == 1:
            return self._standing.goes_on()
        return not self._standing.proved() and not self._standing.stop()

    def _prove(self, next_one: _Part | None) -> None:
        """Take the lowest bound there is, and tell."""
        standing = self._standing
        bounds = [self._closed, *(part.bound for part in (next_one, *self._open[:1]) if part)]
        if np.isfinite(min(bounds)):
            least = min(bounds)
            standing.prove(least if standing.value is None else min(least, standing.value))
        elif standing.value is None:
            standing.ended = "infeasible"
        if self._visits % _AS_ROUND == 0 or next_one is None:
            standing.tell("branch")

    def _visit(self, part: _Part) -> list[_Part]:
        """Look into a part; its sides, the likelier one first, or none when it is decided."""
        if self._out(part.bound):
            return []
        self._master.between(part.lower, part.upper)
        choice = None
        for _ in range(_LOOKS):
            before = part.bound
            choice = self._master.relaxed()
            if choice is None:
                return []
            part.bound = max(part.bound, choice.value)
            if self._out(part.bound):
                return []
            x = _without_dust(choice.x)
            cuts = self._asking.ask("line", x)
            added = self._asking.add(cuts, choice)
            whole = bool(np.all(x == np.round(x)))
            if not added or (not whole and not self._won(part.bound - before, part.bound)):
                break
        assert choice is not None
        self._master.forget()
        if whole:
            cost = self._planned(x, cuts) if all(cut.cost for cut in cuts) else np.inf
            if np.all(part.lower == part.upper):
                self._closed = min(self._closed, cost)
                return []
        return self._sides(part, x)

    def _out(self, bound: float) -> bool:
        """Whether a part cannot hold a choice worth having; its bound is kept."""
        standing = self._standing
        if standing.value is None:
            return False
        out = bound >= standing.value - standing.limits.gap / 2 * abs(standing.value)
        if out:
            self._closed = min(self._closed, bound)
        return out

    def _won(self, more: float, bound: float) -> bool:
        value = self._standing.value
        return value is None or more > _WON * (value - bound)

    def _planned(self, x: Floats, cuts: Sequence[Cut]) -> float:
        """What a whole choice costs at least; infinite where an outcome has no plan.

        Outcomes are planned some at a time, until it is known that the choice is not worth it.
        """
        key = x.tobytes()
        if key in self._known:
            return self._known[key]
        costs = self._asking.costs(x, cuts)
        planned: list[Planned | None] = []
        score = np.inf
        for first in range(0, len(costs), _TOGETHER):
            some = range(first, min(first + _TOGETHER, len(costs)))
            planned += self._asking.plans(x, some)
            for w in some:
                plan = planned[w]
                if plan is None:
                    costs[w] = np.inf
                elif plan.bound is not None:
                    costs[w] = max(costs[w], plan.bound)
            score = self._stages.value(x, costs) if np.isfinite(costs).all() else np.inf
            value = self._standing.value
            if value is not None and score >= value:
                break
        found = [plan for plan in planned if plan is not None]
        if len(found) == len(costs):
            self._standing.offer(x, found)
        self._known[key] = score
        return score

    def _sides(self, part: _Part, x: Floats) -> list[_Part]:
        """A part without some of its choices in two or three, that nearest to the choice first."""
        away = np.abs(x - np.round(x))
        if away.max() > 0:
            column = int(np.argmax(away))
            below, above = np.floor(x[column]), np.ceil(x[column])
            sides = [self._side(part, column, part.lower[column], below),
                     self._side(part, column, above, part.upper[column])]
            return sides if x[column] - below < 0.5 else sides[::-1]
        column = int(np.argmax(part.upper > part.lower))
        at = x[column]
        ranges = [(at, at), (part.lower[column], at - 1), (at + 1, part.upper[column])]
        return [self._side(part, column, *ends) for ends in ranges if ends[0] <= ends[1]]

    def _side(self, part: _Part, column: int, least: float, most: float) -> _Part:
        lower, upper = part.lower.copy(), part.upper.copy()
        lower[column], upper[column] = least, most
        return self._part(part.bound, lower, upper)

    def _part(self, bound: float, lower: Floats, upper: Floats) -> _Part:
        self._count += 1
        return _Part(bound=bound, number=self._count, lower=lower, upper=upper)


def _without_dust(x: Floats) -> Floats:
    near = np.round(x)
    return np.where(np.abs(x - near) <= _DUST, near, x)
