"""Standing ready once more: stints on standby before D, and who leaves early because of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.meaning.restated import EVER, World, ends
from tests.meaning.restated_pledges import bound
from tests.meaning.stepped import counts_from
from willing.domain.pledge import STATUSES, Pledge
from willing.domain.requirement import Task
from willing.domain.standby import Standby
from willing.domain.unit import Unit


def levels(here: World, unit: Unit, pledge: Pledge) -> list[Standby]:
    """Levels on which elements of a pledge gain anything by being held."""
    policy = here.operation.policy[unit.policy]
    notice = unit.notice_days
    if pledge.notice_days is not None:
        notice = pledge.notice_days
    elif policy.stages is not None:
        notice = min(part.notice for part in policy.stages.parts)
    return [
        level for level in here.operation.standbys
        if level.policies in ((), (policy.id,)) or policy.id in level.policies
        if level.notice_days < notice
    ]


def stints(
    here: World, unit: Unit, pledge: Pledge, deal: int | None
) -> Iterator[tuple[Standby, int, int]]:
    """Level, first day and day after of whatever stint up to a deal a pledge's elements may do."""
    least = here.operation.settings.counts_from
    if deal is None or STATUSES.index(pledge.status) < STATUSES.index(least):
        return
    begins = max(
        here.day(pledge.start, 0) or 0, here.day(here.operation.settings.frozen_until, 0) or 0)
    told = [(0, EVER)] if pledge.until is None else ends(
        here, pledge.id, here.day(pledge.until, EVER) or 0)
    for level in levels(here, unit, pledge):
        for first in here.line.lines:
            until = max(last for day, last in told if day <= first)
            if begins <= first < deal <= until and deal - first <= level.longest:
                yield level, first, deal


def enough(
    here: World, unit: Unit, pledge: Pledge | None, task: Task, leaves: int
) -> list[Standby]:
    """Levels on any of which an element must have stood to leave on a day for a task."""
    heard = None if pledge is None else counts_from(here, pledge)
    deal = here.line.d_day
    if pledge is None or heard is None or not deal or getattr(task, "order", "") != "deal":
        return []
    decided = max(deal, heard) + here.operation.nation[unit.nation].decision_days
    enter = max(place.entry_notice_days for place in bound(here, unit.nation, task))
    begins = max(
        here.day(pledge.start, 0) or 0, here.day(here.operation.settings.frozen_until, 0) or 0)
    return [
        level for level in levels(here, unit, pledge)
        if max(begins, decided + enter + level.notice_days) <= leaves
    ]


def ready_enough(plan: Sequence[tuple[str, str, int, int]]) -> bool:
    """Whether everybody who leaves early finds an element that stands ready soon enough.

    Entries are `standby` or `tour`, pledge, notice of the level (of a tour the slowest that is
    enough), and elements. They are matched one by one: the most pressing tour takes the slowest
    element that is still soon enough.
    """
    for pledge in {name for _, name, _, _ in plan}:
        stand = sorted(
            within for kind, name, within, count in plan
            if (kind, name) == ("standby", pledge) for _ in range(count)
        )
        for kind, name, within, count in sorted(plan, key=lambda entry: entry[2]):
            for _ in range(count if (kind, name) == ("tour", pledge) else 0):
                fitting = [notice for notice in stand if notice <= within]
                if not fitting:
                    return False
                stand.remove(fitting[-1])
    return True
