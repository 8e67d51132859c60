"""Who stands ready before the deal: every stint, what it costs, and who is called on D."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from willing.domain.plan import Row
from willing.domain.situation import Situation
from willing.domain.standby import Standby
from willing.report.tours import Tour


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Elements on standby that leave before their usual notice."""

    task: str
    """What they are called for."""
    count: int
    """Elements."""
    leaves: int
    """First day of their lead-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Elements of one pledge held on a level of standby from one day to another."""

    nation: str
    """Who holds them."""
    unit: str
    """The pool."""
    pledge: str
    """Pledge they are held under."""
    level: Standby
    """The level."""
    count: int
    """Elements."""
    first: int
    """First day."""
    after: int
    """Day after the last, at the latest D."""
    pinned: str
    """pin or order; empty: free."""
    to_deal: bool
    """Whether they stand ready on D."""
    called: tuple[Called, ...] = ()
    """Tours they are called for."""

    @property
    def cost(self) -> float:
        """What holding them costs from the as-of date on, in the operation's currency."""
        return self.level.cost_per_day * self.count * max(self.after - max(self.first, 0), 0)

    @property
    def rested(self) -> int:
        """Day on which those that nobody called are free again."""
        return self.after + self.level.recovery

    @property
    def uncalled(self) -> int:
        """Elements that nobody called: they rest."""
        return self.count - sum(call.count for call in self.called)


def held_of(
    situation: Situation, rows: Iterable[Row], tours: Sequence[Tour]
) -> tuple[Held, ...]:
    """Stints of an outcome by first day.

    Elements of a pledge have no names. Of those that stand ready, each early tour takes the slowest
    that are still soon enough, the most pressing tour first, so that everybody finds his.
    """
    line = situation.timeline
    merged: dict[tuple[str, str, str, str, int, int, str], int] = {}
    for row in rows:
        if row.kind == "standby":
            first = (row.first_day - line.as_of).days
            key = (row.nation, row.unit, row.pledge, row.task, first, row.days, row.pinned)
            merged[key] = merged.get(key, 0) + round(row.count)
    found = [
        Held(
            nation=nation, unit=unit, pledge=pledge, level=situation.operation.standby[level],
            count=count, first=first, after=first + days, pinned=pinned,
            to_deal=line.d_day is not None and first + days == line.d_day,
        )
        for (nation, unit, pledge, level, first, days, pinned), count in merged.items()
    ]
    found = list(_called(found, tours))
    return tuple(sorted(found, key=lambda h: (h.first, h.level.notice_days, h.unit, h.pledge)))


def _called(found: Sequence[Held], tours: Sequence[Tour]) -> Iterator[Held]:
    left = [held.count if held.to_deal else 0 for held in found]
    calls: defaultdict[int, list[Called]] = defaultdict(list)
    early = [tour for tour in tours if tour.stood]
    for tour in sorted(early, key=lambda t: max(x.notice_days for x in t.stood)):
        need = tour.count
        slowest = sorted(range(len(found)), key=lambda i: -found[i].level.notice_days)
        for i in slowest:
            if found[i].pledge == tour.pledge and found[i].level in tour.stood:
                taken = min(need, left[i])
                if taken:
                    left[i] -= taken
                    need -= taken
                    calls[i].append(
                        Called(task=tour.task, count=taken, leaves=tour.turn.leaves))
    for i, held in enumerate(found):
        yield replace(held, called=tuple(calls[i]))
