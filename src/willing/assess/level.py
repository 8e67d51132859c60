"""An amount over days that changes in steps, so that nobody has to look at every day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import accumulate

Amount = int | Fraction
"""Elements, people or credit; never a rounded number."""

Part = tuple[int, int, Amount]
"""First day, day after the last, and an amount on each day between."""


class Level:
    """The sum of parts, on any day."""

    __slots__ = ("_days", "_values")

    def __init__(self, parts: Iterable[Part]) -> None:
        steps: dict[int, Amount] = {}
        step_on = steps.get
        for first, after, amount in parts:
            if first < after:
                steps[first] = step_on(first, 0) + amount
                steps[after] = step_on(after, 0) - amount
        self._days = sorted([day for day, step in steps.items() if step])
        self._values = list(accumulate(map(steps.__getitem__, self._days)))

    def runs(self, first: int, after: int) -> Iterator[Part]:
        """Spans of equal amount that together fill `first..after`, those of 0 too."""
        if first >= after:
            return
        index = bisect_right(self._days, first)
        value: Amount = self._values[index - 1] if index else 0
        while index < len(self._days) and self._days[index] < after:
            yield first, self._days[index], value
            first, value = self._days[index], self._values[index]
            index += 1
        yield first, after, value

    def most(self, first: int, after: int) -> Amount:
        """Largest amount on any day of `first..after`; 0 where there is no day."""
        return max(self._on(first, after), default=0)

    def least(self, first: int, after: int) -> Amount:
        """Smallest amount on any day of `first..after`; 0 where there is no day."""
        return min(self._on(first, after), default=0)

    def _on(self, first: int, after: int) -> list[Amount]:
        """Amounts on the days of `first..after`."""
        if first >= after:
            return []
        index = bisect_right(self._days, first)
        later = self._values[index:bisect_left(self._days, after, index)]
        return [self._values[index - 1] if index else 0, *later]

    def above(self, first: int, after: int, limit: Amount) -> list[Part]:
        """Spans in `first..after` on which the amount exceeds a limit."""
        return [run for run in self.runs(first, after) if run[2] > limit]
