"""The waiting chain: every stint on standby, and what becomes of it in each outcome.

Rows of a plan hold one outcome each. What is decided before the deal is the same in all outcomes
that cannot yet be told apart, so a stint that a deal ends in one outcome goes on in another with a
later deal: here the rows are put together again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from willing.domain.standby import Standby
from willing.explain.ground import Ground, ground
from willing.explain.held_ready import Spared, spared
from willing.report.reading import Reading
from willing.report.standby import Called, Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Elements of a stint that a deal calls."""

    called: Called
    """What for, how many, and when they leave."""
    spared: Spared | None
    """What their having stood ready spares; None: nobody looked, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """A stint in one outcome."""

    reading: Reading
    """The outcome."""
    count: int
    """Elements held in it."""
    after: int
    """Day after the last, at the latest D."""
    to_deal: bool
    """Whether they stand ready on D."""
    calls: tuple[Call, ...]
    """What they are called for."""

    @property
    def used(self) -> int:
        """Elements that are called."""
        return sum(call.called.count for call in self.calls)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Elements of one pledge that begin to stand by on one day, on one level."""

    key: str
    """Short name within a page: w1, w2, ..."""
    level: Standby
    """The level."""
    nation: str
    """Who holds them."""
    unit: str
    """The pool."""
    pledge: str
    """Pledge they are held under."""
    first: int
    """First day."""
    after: int
    """Day after the last, where no deal comes before."""
    pinned: str
    """pin or order; empty: free."""
    thens: tuple[Then, ...]
    """The outcomes in which they are held, by D."""

    @property
    def count(self) -> int:
        """Most elements held in any outcome."""
        return max(then.count for then in self.thens)

    @property
    def chance(self) -> float:
        """Chance of the outcomes in which they are held, among those planned."""
        return sum(then.reading.plan.probability for then in self.thens)

    @property
    def used_chance(self) -> float:
        """Chance of the outcomes in which any of them is called."""
        return sum(then.reading.plan.probability for then in self.thens if then.used)

    def cost(self, then: Then) -> float:
        """What it costs in an outcome, from the as-of date on, in the operation's currency."""
        return self.level.cost_per_day * then.count * max(then.after - max(self.first, 0), 0)


@dataclass(slots=True, kw_only=True)
class _Open:
    """A stint while outcomes are still being put together."""

    held: Held
    count: int
    thens: list[Then] = field(default_factory=list)


def waits_of(
    readings: Sequence[Reading], *, why: bool | Collection[str] = True, only: str = "",
) -> tuple[Wait, ...]:
    """Every stint of a plan, by level, nation and first day; of one level or unit if `only` says.

    With `why` what each call spares is reckoned too, outcome by outcome: in all, or in those that
    it names.
    """
    known: dict[tuple[str, str, str, int, str], list[_Open]] = {}
    for reading in sorted(readings, key=_latest_first):
        grounds: list[Ground] = []
        for held in sorted(reading.standby, key=lambda h: -h.after):
            if only not in ("", held.level.id, held.unit):
                continue
            key = (held.level.id, held.unit, held.pledge, held.first, held.pinned)
            _take(known.setdefault(key, []), held, reading, grounds,
                  why if isinstance(why, bool) else reading.name in why)
    order = {nation.id: n for n, nation in enumerate(readings[0].operation.nations)}
    every = sorted(
        (item for group in known.values() for item in group),
        key=lambda item: (item.held.level.notice_days, item.held.level.id,
                          order[item.held.nation], item.held.first, item.held.unit,
                          item.held.pledge, -item.held.after),
    )
    return tuple(
        Wait(
            key=f"w{number}", level=item.held.level, nation=item.held.nation, unit=item.held.unit,
            pledge=item.held.pledge, first=item.held.first, after=item.held.after,
            pinned=item.held.pinned,
            thens=tuple(sorted(item.thens, key=lambda t: (
                t.reading.plan.d_day is None, t.reading.timeline.d_day or 0, t.reading.key))),
        )
        for number, item in enumerate(every, 1)
    )


def _latest_first(reading: Reading) -> tuple[bool, int]:
    """Outcomes with the latest deal first: in them stints are seen as long as they are decided."""
    d_day = reading.timeline.d_day
    return d_day is not None, -(d_day or 0)


def _take(
    group: list[_Open], held: Held, reading: Reading, grounds: list[Ground], why: bool
) -> None:
    """Find the elements of a row among those known from later deals; who is new is added."""
    left, calls = held.count, list(_calls(held, reading, grounds, why))
    for item in group:
        goes_on = held.to_deal and item.held.after >= held.after
        if item.thens and item.thens[-1].reading is reading:
            continue
        if item.held.after == held.after or goes_on:
            count = min(left, item.count)
            item.thens += [_then(held, reading, count, calls)] if count else []
            left -= count
    if left:
        group.append(_Open(held=held, count=left, thens=[_then(held, reading, left, calls)]))


def _then(held: Held, reading: Reading, count: int, calls: list[Call]) -> Then:
    """So many elements of a row, with as many of its calls as they can answer."""
    own: list[Call] = []
    free = count
    while calls and free:
        call = calls.pop(0)
        told = call.called
        taken = min(told.count, free)
        own.append(_part(call, taken))
        free -= taken
        if taken < told.count:
            calls.insert(0, _part(call, told.count - taken))
    return Then(reading=reading, count=count, after=held.after, to_deal=held.to_deal,
                calls=tuple(own))


def _part(call: Call, count: int) -> Call:
    told = call.called
    return Call(
        called=Called(task=told.task, count=count, leaves=told.leaves), spared=call.spared)


def _calls(
    held: Held, reading: Reading, grounds: list[Ground], why: bool
) -> Iterable[Call]:
    for called in held.called:
        found = None
        if why:
            if not grounds:
                grounds.append(ground(reading.before, reading.whole, reading.name))
            found = spared(grounds[0], held.pledge, called.task, called.leaves)
        yield Call(called=called, spared=found)
