"""Notes on shortfalls, as reports want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.worst import UNSEEN, notes_for_report
from willing.report.notes import Notes, ShortfallNote
from willing.report.shown import Wanted, shown

if TYPE_CHECKING:
    from willing.explain.watch import Looks


def noted(
    operation: Operation, plan: Plan, outcome: Wanted, most: int | None, progress: Looks | None
) -> tuple[Notes, int]:
    """Explanations by task, of the outcomes that reports tell in detail, and how many are missing.

    `most` shortfalls of each outcome have a remedy looked for; None: all.
    """
    found: dict[str, list[ShortfallNote]] = {}
    names = shown(plan, outcome)
    every = notes_for_report(operation, plan, heaviest=most, outcomes=names, progress=progress)
    for told in every:
        found.setdefault(told.task, []).append(ShortfallNote(
            outcome=told.outcome, task=told.task, first_day=told.first_day, days=told.days,
            reasons=told.reasons, remedy=told.remedy, why=told.why, stops=told.stops,
        ))
    return found, sum(told.reasons == (UNSEEN,) for told in every)
