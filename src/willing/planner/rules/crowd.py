"""People under one limit: those whom the plan sends, by periods; those decided, by their days.

Where nothing else counts, the room in each period is a bound of the stock. Where overhead counts
too, or beds are added, there is a row for each span of days on which none of the turns decided
begins or ends: on these days a decided turn is a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from willing.planner.chains import Chains, lay_chains, pass_through
from willing.planner.choices import Choices
from willing.planner.model import Limit, Making, Source
from willing.planner.program import Bools, Floats, Ints
from willing.planner.settled import Part, Settled, is_settled, most, settled

Windows = Sequence[tuple[int, int, float]]
"""First day, day after, and the limit in between."""


@dataclass(frozen=True)
class Crowd:
    """People of some tours, while they count."""

    free: Ints
    """Tours that the plan may send."""
    enter: Ints
    """Period from whose start each counts."""
    leave: Ints
    """Line from which it counts no more."""
    amount: Floats
    """People of one element."""
    decided: tuple[Part, ...]
    """Those of turns decided, on their days."""

    def lay(self, making: Making, name: str, upper: Floats | float = np.inf) -> Chains:
        """Stocks of those whom the plan sends, by period."""
        chains, rows = lay_chains(
            making.draft, name, [making.choices.timeline.periods], upper=upper
        )
        pass_through(
            making.draft, chains, rows, chain=np.zeros(len(self.free), dtype=np.int64),
            columns=making.tours[self.free], enter=self.enter, leave=self.leave,
            amount=self.amount,
        )
        return chains


def crowd(
    choices: Choices, among: Bools, enter: Ints, leave: Ints,
    days: Callable[[Settled], tuple[int, int]], people: bool = True,
) -> Crowd:
    """Those of some pairs, from a period of each of their tours to another.

    `among`: which pairs count; `days`: those on which a turn decided does; without `people`
    elements are counted.
    """
    each = np.array([pair.fit.unit.people if people else 1 for pair in choices.pairs], dtype=float)
    among = among & (each > 0)
    free = np.flatnonzero(among[choices.tours.pair] & ~is_settled(choices))
    decided = tuple(
        (max(first, 0), after, item.count * float(each[item.pair]))
        for item in settled(choices) if among[item.pair]
        for first, after in (days(item),)
    )
    return Crowd(free, enter[free], leave[free], each[choices.tours.pair[free]], decided)


def in_place(choices: Choices, among: Bools, people: bool = True) -> Crowd:
    """Those of some pairs while they are in place."""
    return crowd(
        choices, among, periods_of(choices, choices.tours.first_day),
        lines_after(choices, choices.tours.ends),
        lambda item: (item.turn.first_day, item.turn.ends), people,
    )


def there(choices: Choices, among: Bools) -> Crowd:
    """Those of some pairs from their arrival until they are no more in place."""
    def days(item: Settled) -> tuple[int, int]:
        return item.turn.first_day if item.under_way else item.turn.arrives, item.turn.ends

    return crowd(
        choices, among, choices.tours.there, lines_after(choices, choices.tours.ends), days
    )


def periods_of(choices: Choices, days: Ints) -> Ints:
    """Periods in which days lie."""
    return np.maximum(np.searchsorted(choices.timeline.lines, days, side="right") - 1, 0)


def lines_after(choices: Choices, days: Ints) -> Ints:
    """Lines at or after days; the number of periods behind the last."""
    found = np.searchsorted(choices.timeline.lines, days, side="left")
    return np.minimum(found, choices.timeline.periods)


def cut(choices: Choices, *more: Sequence[int] | Ints) -> tuple[Ints, Ints, Ints]:
    """Days of the timeline cut at lines and further days: first, after and period of each span."""
    line = choices.timeline
    days = np.unique(np.concatenate([
        np.array(line.lines, dtype=np.int64), *(np.array(m, dtype=np.int64) for m in more)
    ]))
    days = days[(days >= 0) & (days <= line.end)]
    return days[:-1], days[1:], periods_of(choices, days[:-1])


def edges(parts: Sequence[tuple[int, int, float]]) -> list[int]:
    """First days, and days after."""
    return [day for first, after, _ in parts for day in (first, after)]


def room_left(
    windows: Windows, decided: Sequence[Part], firsts: Ints, afters: Ints
) -> Floats:
    """What windows leave on each span beside the most of turns decided; infinity outside them."""
    room = np.full(len(firsts), np.inf)
    for first, after, allowed in windows:
        inside_first, inside_after = np.maximum(firsts, first), np.minimum(afters, after)
        touched = inside_first < inside_after
        left = allowed - most(decided, inside_first[touched], inside_after[touched])
        room[touched] = np.minimum(room[touched], left)
    return room


def limit(
    making: Making, name: str, who: Crowd, windows: Windows, sources: Sequence[Source] = (),
) -> None:
    """Keep people below a limit; where what they draw counts too, by a row for each span."""
    choices = making.choices
    lines = np.array(choices.timeline.lines, dtype=np.int64)
    if not sources:
        who.lay(making, name, room_left(windows, who.decided, lines[:-1], lines[1:]))
    else:
        making.crowds.append(by_spans(making, name, who, windows, sources))


def by_spans(
    making: Making, name: str, who: Crowd, windows: Windows, sources: Sequence[Source] = (),
    added: Callable[[Ints], Floats] | None = None, days: Sequence[int] = (),
) -> Limit:
    """Keep people and what they draw below a limit, by a row for each span of days.

    `added`: what turns decided add to the limit by some days, with `days` at which to look.
    """
    choices, draft = making.choices, making.draft
    chains = who.lay(making, name)
    passing = draft.passes[-1]
    firsts, afters, period = cut(
        choices, edges(who.decided), [day for first, after, _ in windows for day in (first, after)],
        days, *(source.first for source in sources),
    )
    room = room_left(windows, who.decided, firsts, afters)
    kept = np.flatnonzero(np.isfinite(room))
    firsts, period, room = firsts[kept], period[kept], room[kept]
    more = np.zeros(len(kept)) if added is None else added(firsts)
    rows = draft.rows(name, len(kept), upper=room + more)
    draft.enter(rows, chains.columns[period], 1.0)
    counted = []
    for source in sources:
        at = np.searchsorted(source.first, firsts, side="right") - 1
        draft.enter(rows, source.columns[at], 1.0)
        counted.append((source, at))
    return Limit(
        passing=passing, rows=rows, period=period, sources=tuple(counted),
        base=room, cap=np.full(len(kept), np.inf),
    )
