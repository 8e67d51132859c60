"""Places inside each other, and days of movement between them."""

from __future__ import annotations

from itertools import count

from willing.assess.answered import Answered
from willing.domain.once import once
from willing.domain.operation import Operation


@once
def larger(operation: Operation, place: str) -> tuple[str, ...]:
    """A place and the places it is part of, one inside the next."""
    chain: list[str] = []
    while place in operation.place and place not in chain:
        chain.append(place)
        place = operation.place[place].part_of
    return tuple(chain)


class Ways:
    """Days of movement, each way reckoned once.

    The fastest chain of legs counts. It begins with a leg from the home place or a larger one, and
    ends with a leg to the task's place or a larger one that does not hold the home too. Without
    such a chain the setting `movement_days` counts; at home it takes no days. Legs with `transit`
    go over ground that other nations cross only under an agreement; those that a step opens may be
    used from then on.
    """

    def __init__(self, operation: Operation, answered: Answered | None = None) -> None:
        self._operation, self._answered = operation, answered
        bought = {name for step in operation.steps for name in step.opens} - {""}
        self._hops: dict[str, list[tuple[str, int, str, str]]] = {}
        for leg in operation.legs:
            for start, end in ((leg.start, leg.end), (leg.end, leg.start))[:1 + leg.both_ways]:
                opened = leg.id if leg.id in bought else ""
                self._hops.setdefault(start, []).append((end, leg.days, leg.transit, opened))
        self._grounds = frozenset(leg.transit for leg in operation.legs if leg.transit)
        self._bought = frozenset(leg.id for leg in operation.legs if leg.id in bought)

    @once
    def days(self, home: str, place: str) -> int:
        """Days from home to a place, and back, for whoever may use every leg; those that a step
        opens where there are no others.
        """
        found = self._over(home, place, self._grounds, frozenset())
        if found is None:
            found = self._fastest(home, place)
        return self._operation.settings.movement_days if found is None else found

    @once
    def open_days(self, nation: str, home: str, place: str, arrives: int) -> int | None:
        """Days of a nation's elements from home to a place where they arrive on a day.

        The fewest days in which they come over ground that lets them pass all that time, from
        leaving home up to arriving; None: there is no such way. Where no legs lead there at all,
        the setting counts.
        """
        fastest = self._fastest(home, place)
        if fastest is None or not (self._grounds or self._bought):
            return self.days(home, place)
        for days in count(fastest):
            found = self._over(home, place, frozenset(
                ground for ground in self._grounds
                if self._passes(nation, ground, arrives - days, arrives)
            ), frozenset(leg for leg in self._bought if self._opened(leg, arrives - days)))
            # Who leaves earlier finds no more ground open.
            if found is None or found <= days:
                return found
        return None

    @once
    def _fastest(self, home: str, place: str) -> int | None:
        """Fewest days over all grounds by all legs; None: no legs lead there."""
        return self._over(home, place, self._grounds, self._bought)

    @once
    def _passes(self, nation: str, ground: str, first: int, after: int) -> bool:
        return self._answered is None or self._answered.passes(nation, ground, first, after)

    def _opened(self, leg: str, departs: int) -> bool:
        opens = None if self._answered is None else self._answered.opens(leg)
        return opens is not None and opens <= departs

    def _over(
        self, home: str, place: str, grounds: frozenset[str], bought: frozenset[str]
    ) -> int | None:
        """Fewest days over some grounds and those that ask for nothing, by legs that are there
        anyway and some that are bought; None: no way."""
        if home == place:
            return 0
        reach = self._from(home, grounds, bought)
        at_home = larger(self._operation, home)
        return min((
            reach[goal] for goal in larger(self._operation, place)
            if goal in reach and goal not in at_home
        ), default=None)

    @once
    def _from(
        self, home: str, grounds: frozenset[str], bought: frozenset[str]
    ) -> dict[str, int]:
        """Fewest days from home to every place that legs lead to (Bellman 1958)."""
        reach = dict.fromkeys(larger(self._operation, home), 0)
        better = list(reach)
        for start in better:
            for end, days, ground, leg in self._hops.get(start, ()):
                closed = (ground and ground not in grounds) or (leg and leg not in bought)
                arrives = reach[start] + days
                if not closed and (end not in reach or arrives < reach[end]):
                    reach[end] = arrives
                    better.append(end)
        return reach
