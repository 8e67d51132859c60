"""The shortfalls of a plan in sentences, with what would close them, for reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.gaps import gaps_of
from willing.explain.ground import ground
from willing.explain.mend import Mending
from willing.explain.remedy import TRIES, remedy_of

BUDGET = 2_000
"""Searches near shortfalls for a whole plan: work that repeats."""


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
    """What stopped those who could have filled it; what would close a part of it, or that nothing
    tried does."""
    remedy: str | None
    """What would close it; None: nothing was found, or looked for."""


def notes_for_report(
    operation: Operation, plan: Plan, *, budget: int = BUDGET
) -> tuple[Told, ...]:
    """Every shortfall of a plan with its reasons, heaviest first, and with remedies.

    About `budget` searches are made for the whole plan, shared evenly by its outcomes; lighter
    shortfalls go without a remedy when they are used up. The same plan and budget give the same
    notes. Outcomes that are the same as another have its notes.
    """
    own = {part.outcome: part for part in plan.outcomes if not part.same_as}
    found: list[Told] = []
    for part in own.values():
        here = ground(operation, plan, part.outcome)
        mending = Mending(here)
        for gap in gaps_of(here):
            text, reasons = None, gap.sentences
            if mending.solves < budget // len(own):
                remedy = remedy_of(here, gap, mending, tries=TRIES, looks=0)
                if remedy.closes and remedy.change is not None:
                    text = f"{remedy.change.text} {remedy.worth}"
                else:
                    reasons = (*reasons, remedy.text)
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
