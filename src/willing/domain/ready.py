"""Who stands ready: levels that a pledge's elements may be held on, and their stints before D."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from willing.domain.limited import counts_for
from willing.domain.notice import Notice, stages_of
from willing.domain.operation import Operation
from willing.domain.pledge import STATUSES, Pledge
from willing.domain.requirement import Commitment, Served
from willing.domain.situation import Situation
from willing.domain.standby import Standby
from willing.domain.term import lets, terms
from willing.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class OnStandby(Commitment):
    """Being held on a level, as something that elements do: at home, and for no other nation."""

    level: Standby
    """The level."""

    def free(self, ends: int) -> int:
        """Day on which elements held up to a day are free again."""
        return ends + self.level.recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """Tours that leave before any notice of the pledge is over, by elements that stand ready."""

    leaves_from: int
    """First day on which they may leave."""
    decided: int
    """Day from which the notice of a level runs, that for entering the place included."""
    levels: tuple[Standby, ...]
    """Levels that help, the soonest first."""

    def enough(self, leaves: int) -> tuple[Standby, ...]:
        """Levels whose elements may leave on a day."""
        return tuple(x for x in self.levels if self.decided + x.notice_days <= leaves)


def levels_of(operation: Operation, unit: Unit, pledge: Pledge) -> tuple[Standby, ...]:
    """Levels on which elements of a pledge are held for something: of shorter notice, soonest
    first.
    """
    own = stages_of(operation, unit, pledge)[-1].notice
    found = [
        level for level in operation.standbys
        if (not level.policies or unit.policy in level.policies) and level.notice_days < own
    ]
    return tuple(sorted(found, key=lambda level: level.notice_days))


def owes(operation: Operation, unit: Unit) -> bool:
    """Whether a unit's elements may be held for standing commitments of their own nation."""
    return any(
        commitment.kind == "standing" and commitment.nation == unit.nation
        and counts_for(operation, unit, commitment) is not None
        for commitment in operation.commitments
    )


def early(
    situation: Situation, unit: Unit, pledge: Pledge, task: Served, notice: Notice, floor: int
) -> Early | None:
    """What standing ready gives a pledge's tours on a task ordered at the deal; None: nothing.

    `floor` is a day before which nobody leaves, whatever his notice.
    """
    levels = levels_of(situation.operation, unit, pledge)
    if not levels or task.order != "deal" or not situation.timeline.d_day:
        return None
    decided = notice.decided + notice.entry
    begins = max(floor, decided + levels[0].notice_days)
    if begins >= max(floor, notice.first_day):
        return None
    return Early(leaves_from=begins, decided=decided, levels=levels)


def may_stand(operation: Operation, pledge: Pledge) -> bool:
    """Whether the elements of a pledge may be held on standby at all: it is firm enough."""
    return STATUSES.index(pledge.status) >= STATUSES.index(operation.settings.counts_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeal:
    """A deal of which nobody knows when it comes: what several outcomes share before it."""

    lines: tuple[int, ...]
    """Lines of the waiting grid."""
    grids: tuple[tuple[int | None, tuple[int, ...]], ...]
    """Lines on which the deal may come, the first one first, each with all lines of its timeline;
    the last may be None: it never comes."""

    @property
    def deals(self) -> tuple[int, ...]:
        """Lines on which the deal may come."""
        return tuple(day for day, _ in self.grids if day is not None)

    def others(self, d_day: int | None) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Every other timeline's lines, and the day from which it is known not to be the one."""
        for day, lines in self.grids:
            if day != d_day:
                yield min(x for x in (day, d_day) if x is not None), lines


def stints(
    situation: Situation, pledge: Pledge, level: Standby, first: int, deal: OpenDeal | None = None
) -> Iterator[tuple[int, int, int]]:
    """First day, day after, and planned day after of every stint that may be begun from a day on.

    Stints begin on lines before the deal, and end on lines or with the deal. Where the deal is
    known only those up to D are of use; where it is not, all that reach a line on which it may
    come.
    """
    line = situation.timeline
    last = line.horizon if line.d_day is None else line.d_day
    lines = [x for x in line.lines if x <= last] if deal is None else list(deal.lines)
    deals = (line.d_day,) if deal is None else deal.deals
    ends = () if pledge.until is None else terms(
        situation, pledge.id, (pledge.until - line.as_of).days)
    for i, begin in enumerate(lines):
        if not first <= begin < last:
            continue
        for _, end in pairwise(lines[i:]):
            if end - begin > level.longest or not lets(ends, begin, end):
                break
            if any(d is not None and begin < d <= end for d in deals):
                yield begin, min(end, last), end
