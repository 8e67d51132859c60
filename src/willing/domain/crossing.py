"""Days of movement where legs ask for transit agreements: they hang on the nation and the day."""

from __future__ import annotations

from collections.abc import Iterable

from willing.domain.presence import barred, lacking
from willing.domain.route import movement_days, ways
from willing.domain.situation import Situation


class Crossing:
    """Ways of one nation's elements between two places, over ground of nations that let them pass.

    A leg that asks for a transit agreement is open on the days on which one is in force for the
    nation. A way may be taken by whoever finds all its legs open on every day from leaving home up
    to arriving.
    """

    def __init__(self, situation: Situation, nation: str, start: str, end: str) -> None:
        self._situation, self._nation, self._ends = situation, nation, (start, end)
        self.asking = tuple(dict.fromkeys(
            leg.transit for leg in situation.operation.legs if leg.transit not in ("", nation)
        ))
        """Nations whose ground some leg crosses only with their agreement."""
        self._shut = {
            asking: barred(situation, nation, asking) for asking in self.asking
        }
        self._without: dict[frozenset[str], int | None] = {}
        self._known: dict[int, int | None] = {}

    def without(self, closed: frozenset[str]) -> int | None:
        """Days of the fastest way not over the ground of some nations; None: there is none."""
        if closed not in self._without:
            operation = self._situation.operation
            days, joined = movement_days(operation, ways(operation, closed), *self._ends)
            self._without[closed] = days if joined else None
        return self._without[closed]

    def days(self, arrives: int) -> int | None:
        """Days of the fastest way that is open up to a day of arrival; None: no way is.

        What is closed for a fast way is closed for a slower one too, which leaves home earlier.
        """
        if arrives not in self._known:
            closed: frozenset[str] = frozenset()
            while (days := self.without(closed)) is not None:
                shut = frozenset(self.closed((arrives - days, arrives)))
                if shut == closed:
                    break
                closed = shut
            self._known[arrives] = days
        return self._known[arrives]

    def leaving(self, departs: int) -> int | None:
        """Days of the fastest way that is open from a day of departure on; None: no way is."""
        closed: frozenset[str] = frozenset()
        while (days := self.without(closed)) is not None:
            shut = closed | frozenset(self.closed((departs, departs + days)))
            if shut == closed:
                break
            closed = shut
        return days

    def closed(self, days: tuple[int, int]) -> tuple[str, ...]:
        """Nations that do not let them pass on some of these days."""
        return tuple(
            asking for asking, gaps in self._shut.items()
            if any(a < days[1] and days[0] < b for a, b in gaps)
        )

    def stopping(self, days: tuple[int, int]) -> tuple[str, ...]:
        """Nations that keep every way closed on some of these days.

        Where the leave of one of them would open a way, only such; empty: some way is open.
        """
        shut = self.closed(days)
        if self.without(frozenset(shut)) is not None:
            return ()
        alone = tuple(
            asking for asking in shut if self.without(frozenset(shut) - {asking}) is not None
        )
        return alone or shut

    def lacking(self, days: tuple[int, int]) -> tuple[str, ...]:
        """Why every way is closed on some of these days, nation by nation that keeps it so."""
        return self._why(self.stopping(days), days)

    def shutting(self, days: tuple[int, int]) -> tuple[str, ...]:
        """Why nations do not let them pass on some of these days."""
        return self._why(self.closed(days), days)

    @property
    def never(self) -> tuple[str, ...]:
        """Why no way is ever open; empty: on some day one may be."""
        every = (0, self._situation.timeline.end)
        shut = frozenset(asking for asking, gaps in self._shut.items() if gaps == (every,))
        if self.without(shut) is not None:
            return ()
        alone = [asking for asking in shut if self.without(shut - {asking}) is not None]
        return self._why(sorted(alone or shut), every)

    def _why(self, grounds: Iterable[str], days: tuple[int, int]) -> tuple[str, ...]:
        return tuple(
            why for asking in grounds
            for _, why in lacking(self._situation, self._nation, asking, days)
        )


def crossing(situation: Situation, nation: str, start: str, end: str) -> Crossing | None:
    """The ways of a nation's elements; None: no transit agreement matters to them."""
    known: dict[tuple[str, str, str], Crossing | None] = situation.crossings
    if (nation, start, end) in known:
        return known[nation, start, end]
    if not any(leg.transit for leg in situation.operation.legs):
        known[nation, start, end] = None
    else:
        laid = Crossing(situation, nation, start, end)
        fastest, joined = situation.movement(start, end)
        matters = joined and laid.without(frozenset(laid.asking)) != fastest
        known[nation, start, end] = laid if matters else None
    return known[nation, start, end]
