"""Places inside each other, and days of movement between them."""

from __future__ import annotations

from willing.domain.operation import Operation


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
    such a chain the setting `movement_days` counts; at home it takes no days.
    """

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._hops = [(leg.start, leg.end, leg.days) for leg in operation.legs]
        self._hops += [(leg.end, leg.start, leg.days) for leg in operation.legs if leg.both_ways]
        self._reach: dict[str, dict[str, int]] = {}

    def days(self, home: str, place: str) -> int:
        """Days from home to a place, and back."""
        if home == place:
            return 0
        reach = self._from(home)
        at_home = larger(self._operation, home)
        arrivals = [
            reach[goal] for goal in larger(self._operation, place)
            if goal in reach and goal not in at_home
        ]
        return min(arrivals, default=self._operation.settings.movement_days)

    def _from(self, home: str) -> dict[str, int]:
        """Fewest days from home to every place that legs lead to (Bellman 1958)."""
        if home not in self._reach:
            reach = dict.fromkeys(larger(self._operation, home), 0)
            better = True
            while better:
                better = False
                for start, end, days in self._hops:
                    if start not in reach:
                        continue
                    arrives = reach[start] + days
                    if end not in reach or arrives < reach[end]:
                        reach[end], better = arrives, True
            self._reach[home] = reach
        return self._reach[home]
