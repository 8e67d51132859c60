"""The shortfalls of a plan in sentences, the heaviest with what would close them, for reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.gaps import gaps_of
from willing.explain.ground import ground
from willing.explain.remedy import remedy_of

HEAVIEST = 5
"""Shortfalls of each outcome for which a remedy is looked for."""
BUDGET = 60
"""Changes tried for a whole plan."""
_TRIES, _LOOKS = 6, 8
"""Changes tried for one shortfall, and the limit of each search: less than for a single task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One shortfall as a report tells it."""

    outcome: str
    """Outcome."""
    task: str
    """Requirement or commitment."""
    first_day: int
    """First day, counted from the as-of date."""
    days: int
    """How many days."""
    reasons: tuple[str, ...]
    """What stopped those who could have filled it, and that no change was found if none was."""
    remedy: str | None
    """What would close it; None: nothing was found, or looked for."""


def notes_for_report(
    operation: Operation, plan: Plan, *, heaviest: int = HEAVIEST, budget: int = BUDGET
) -> tuple[Told, ...]:
    """Every shortfall of a plan with its reasons; the heaviest of each outcome with remedies.

    At most `budget` changes are tried for the whole plan, shared evenly by its outcomes; the same
    plan and budget give the same notes. Outcomes that are the same as another have its notes.
    """
    own = {part.outcome: part for part in plan.outcomes if not part.same_as}
    found: list[Told] = []
    for part in own.values():
        here, left = ground(operation, plan, part.outcome), budget // len(own)
        for index, gap in enumerate(gaps_of(here)):
            text, reasons = None, gap.sentences
            if index < heaviest and left > 0:
                remedy = remedy_of(here, gap, tries=min(_TRIES, left), looks=_LOOKS)
                left -= remedy.tried
                if remedy.change is None:
                    reasons = (*reasons, remedy.text)
                else:
                    text = f"{remedy.change.text} {remedy.worth}"
            found.append(Told(
                outcome=part.outcome, task=gap.task, first_day=gap.first, days=gap.days,
                reasons=reasons, remedy=text,
            ))
    shared = [
        replace(told, outcome=part.outcome)
        for part in plan.outcomes if part.same_as for told in found
        if told.outcome == part.same_as
    ]
    return (*found, *shared)
