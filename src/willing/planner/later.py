"""Later readings of a pair: its nation decides later than steps before the deal allow.

Choices are laid out as if every step were taken as early as it may be. Which level of standby is
enough for a tour, and since when its element must be at home, hangs on the day of the decision; so
where a step or an answer may bring that day later, such tours are laid once more for each such day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from willing.domain.fit import fit
from willing.domain.notice import notice_of
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.ready import levels_of
from willing.domain.situation import Situation
from willing.domain.taken import as_taken, known_for_pledge, opening, shortening
from willing.planner.buys import Buy
from willing.planner.choices import Choices, Pair, may_tour
from willing.planner.program import Bools, Ints


def later_readings(
    situation: Situation, bare: Situation, pair: Pair, buys: Sequence[Buy]
) -> tuple[Pair, ...]:
    """The pair once for each later day on which its nation may decide, the soonest first.

    `situation` supposes every step taken as early as it may be, `bare` those alone that are facts.
    """
    operation, pledge, notice = situation.operation, pair.fit.pledge, pair.fit.notice
    if pledge is None or notice is None or not may_tour(pair):
        return ()
    steps = {step.id for step in opening(operation, pledge.id)}
    if not steps or not (
        notice.early or levels_of(operation, pair.fit.unit, pledge)
        or shortening(operation, pledge)
    ):
        return ()
    answered = known_for_pledge(bare, pledge)
    days = {max(buy.effect, 0) for buy in buys if buy.step.id in steps}
    if answered is not None:
        days = {day for day in days if day < answered} | {answered}
    found: dict[int, Pair] = {}
    for day in sorted(days):
        later = fit(situation, pair.fit.unit, pledge, pair.fit.task, counts=day)
        if later.notice is not None and later.notice.decided > notice.decided:
            found.setdefault(
                later.notice.decided, replace(pair, fit=later, later=True))
    return tuple(found.values())


def hangs_on_the_day(
    operation: Operation, pair: Pair, leaves: Ints, stands: Ints
) -> Bools:
    """Which tours of a pledge need the day of the decision to be that of the pair.

    `leaves`: days on which they leave; `stands`: see `Tours`.
    """
    notice, pledge = pair.fit.notice, pair.fit.pledge
    assert notice is not None
    assert pledge is not None
    longest = notice_of(operation, pair.fit.unit, pledge) + notice.entry
    found: Bools = (leaves < notice.decided + longest) | (stands >= 0)
    return found


class Readings:
    """Finds the reading of a tour that fits the steps which some rows take."""

    def __init__(self, choices: Choices, rows: Iterable[Row]) -> None:
        self._choices = choices
        self._situation = as_taken(choices.bare, [row for row in rows if row.count])

    def chosen(self, tours: Sequence[int]) -> int:
        """Of the same tour by several choices, the one to take last, that of the day it will be."""
        fits = [self._choices.pairs[int(self._choices.tours.pair[tour])].fit for tour in tours]
        decided = [0 if each.notice is None else each.notice.decided for each in fits]
        if len(set(decided)) == 1:
            return tours[-1]
        now = fit(self._situation, fits[0].unit, fits[0].pledge, fits[0].task)
        # Where a step that the rows do not take opens it, the soonest day will do.
        known = 0 if now.notice is None or now.reasons else now.notice.decided
        day = min((day for day in decided if day >= known), default=decided[-1])
        return next(tour for tour, own in zip(tours[::-1], decided[::-1], strict=True)
                    if own == day)
