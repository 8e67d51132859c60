"""Days of movement where legs ask for transit agreements, or steps open them: they hang on the
nation and the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from willing.domain.presence import Spans, barred, lacking
from willing.domain.route import Hurdle, movement_days
from willing.domain.situation import Situation
from willing.domain.taken import leg_opens, opening

_EVER = -(10**6)
"""A day before every other."""


class Crossing:
    """Ways of one nation's elements between two places, over ground of nations that let them pass
    and by legs that steps have opened.

    A leg that asks for a transit agreement is open on the days on which one is in force for the
    nation, one that a step opens from the day that is in effect. A way may be taken by whoever
    finds all its legs open on every day from leaving home up to arriving.
    """

    def __init__(self, situation: Situation, nation: str, start: str, end: str) -> None:
        self._situation, self._nation, self._ends = situation, nation, (start, end)
        self.shut: Mapping[Hurdle, Spans] = {
            **{Hurdle("ground", leg.transit): barred(situation, nation, leg.transit)
               for leg in situation.operation.legs if leg.transit not in ("", nation)},
            **{leg: _before(situation, leg_opens(situation, leg.name))
               for leg in situation.options},
        }
        """Days on which ground may not be crossed, and on which no step has opened a leg yet."""
        self._without: dict[frozenset[Hurdle], int | None] = {}
        self._known: dict[int, int | None] = {}

    def without(self, closed: frozenset[Hurdle]) -> int | None:
        """Days of the fastest way past what is closed; None: there is none."""
        if closed not in self._without:
            here = self._situation
            days, joined = movement_days(here.operation, here.graph(closed), *self._ends)
            self._without[closed] = days if joined else None
        return self._without[closed]

    def days(self, arrives: int) -> int | None:
        """Days of the fastest way that is open up to a day of arrival; None: no way is."""
        if arrives not in self._known:
            self._known[arrives] = self.days_if(arrives, self.shut)
        return self._known[arrives]

    def days_if(self, arrives: int, shut: Mapping[Hurdle, Spans]) -> int | None:
        """The same with other days on which hurdles are closed.

        What is closed for a fast way is closed for a slower one too, which leaves home earlier.
        """
        closed: frozenset[Hurdle] = frozenset()
        while (days := self.without(closed)) is not None:
            found = frozenset(_closed(shut, (arrives - days, arrives)))
            if found == closed:
                break
            closed = found
        return days

    def leaving(self, departs: int) -> int | None:
        """Days of the fastest way that is open from a day of departure on; None: no way is."""
        closed: frozenset[Hurdle] = frozenset()
        while (days := self.without(closed)) is not None:
            shut = closed | frozenset(self.closed((departs, departs + days)))
            if shut == closed:
                break
            closed = shut
        return days

    def closed(self, days: tuple[int, int]) -> tuple[Hurdle, ...]:
        """What is closed to them on some of these days."""
        return _closed(self.shut, days)

    def stopping(self, days: tuple[int, int]) -> tuple[Hurdle, ...]:
        """What keeps every way closed on some of these days.

        Where one of these alone would open a way, only such; empty: some way is open.
        """
        shut = self.closed(days)
        if self.without(frozenset(shut)) is not None:
            return ()
        alone = tuple(
            hurdle for hurdle in shut if self.without(frozenset(shut) - {hurdle}) is not None
        )
        return alone or shut

    def lacking(self, days: tuple[int, int]) -> tuple[str, ...]:
        """Why every way is closed on some of these days, hurdle by hurdle that keeps it so."""
        return self.why(self.stopping(days), days)

    def shutting(self, days: tuple[int, int]) -> tuple[str, ...]:
        """Why what is closed is so on some of these days."""
        return self.why(self.closed(days), days)

    @property
    def never(self) -> tuple[str, ...]:
        """Why no way is ever open; empty: on some day one may be."""
        end = self._situation.timeline.end
        shut = frozenset(
            hurdle for hurdle, gaps in self.shut.items()
            if any(a <= 0 and end <= b for a, b in gaps)
        )
        if self.without(shut) is not None:
            return ()
        alone = [hurdle for hurdle in shut if self.without(shut - {hurdle}) is not None]
        return self.why(sorted(alone or shut), (0, end))

    def why(self, hurdles: Iterable[Hurdle], days: tuple[int, int]) -> tuple[str, ...]:
        """Why each is closed on some of these days."""
        return tuple(
            why for hurdle in hurdles for why in (
                [text for _, text in lacking(self._situation, self._nation, hurdle.name, days)]
                if hurdle.kind == "ground" else [_unopened(self._situation, hurdle.name)]
            )
        )


def crossing(situation: Situation, nation: str, start: str, end: str) -> Crossing | None:
    """The ways of a nation's elements; None: no agreement and no step matters to them."""
    known: dict[tuple[str, str, str], Crossing | None] = situation.crossings
    if (nation, start, end) in known:
        return known[nation, start, end]
    if not situation.options and not any(leg.transit for leg in situation.operation.legs):
        known[nation, start, end] = None
    else:
        laid = Crossing(situation, nation, start, end)
        _, joined = situation.movement(start, end)
        fastest = laid.without(frozenset())
        matters = joined and laid.without(frozenset(laid.shut)) != fastest
        known[nation, start, end] = laid if matters else None
    return known[nation, start, end]


def _closed(shut: Mapping[Hurdle, Spans], days: tuple[int, int]) -> tuple[Hurdle, ...]:
    return tuple(
        hurdle for hurdle, gaps in shut.items()
        if any(a < days[1] and days[0] < b for a, b in gaps)
    )


def _before(situation: Situation, opens: int | None) -> Spans:
    """Days before a leg is open; those before the as-of date are among them."""
    return ((_EVER, situation.timeline.end if opens is None else opens),)


def _unopened(situation: Situation, leg: str) -> str:
    steps = opening(situation.operation, leg)
    opens = leg_opens(situation, leg)
    if opens is not None:
        return f"leg {leg} is open from {situation.timeline.label(opens)}"
    names = " or ".join(step.id for step in steps)
    return f"leg {leg} is open only once {names} is taken before the deal"
