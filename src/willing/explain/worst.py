"""The shortfalls of a plan in sentences, with what would close them, for reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.gaps import GapNote, gaps_of
from willing.explain.ground import ground
from willing.explain.mend import Mending
from willing.explain.remedy import Remedy, remedy_of

BUDGET = 2_000
"""Searches near shortfalls for a whole plan: work that repeats."""
_TRIES = 8
"""Changes tried for one shortfall: less than for a single task."""


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
    why: str = ""
    """What stops most of those who could have filled it, in one sentence."""
    stops: tuple[tuple[str, str], ...] = ()
    """Pledges whose elements could have filled it, and what stops them, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """The heaviest shortfalls of one outcome."""

    outcome: str
    """Outcome."""
    gaps: tuple[GapNote, ...]
    """Each with an account of who could have filled it, heaviest first."""
    remedies: tuple[Remedy, ...]
    """What would close each."""


def explain_worst(
    operation: Operation, plan: Plan, *, heaviest: int = 3, outcome: str = ""
) -> tuple[Worst, ...]:
    """The heaviest shortfalls of every outcome, or of one that is named, with their remedies.

    Only turns near each shortfall are chosen anew (`remedy_of`). Outcomes that are the same as
    another are left out unless named. Raises `WillingError` for an outcome the plan does not have.
    """
    names = [outcome] if outcome else [p.outcome for p in plan.outcomes if not p.same_as]
    found = []
    for name in names:
        here = ground(operation, plan, name)
        mending, gaps = Mending(here), gaps_of(here, heaviest=heaviest)
        found.append(Worst(
            outcome=name, gaps=gaps,
            remedies=tuple(remedy_of(here, gap, mending, looks=0) for gap in gaps),
        ))
    return tuple(found)


def notes_for_report(
    operation: Operation, plan: Plan, *, heaviest: int | None = None, budget: int = BUDGET
) -> tuple[Told, ...]:
    """Every shortfall of a plan with its reasons, heaviest first, and with remedies.

    Remedies are looked for for the `heaviest` of each outcome only, when a number is given. About
    `budget` searches are made for the whole plan, shared evenly by its outcomes; lighter shortfalls
    go without a remedy when they are used up. The same plan and budget give the same notes.
    Outcomes that are the same as another have its notes.
    """
    own = {part.outcome: part for part in plan.outcomes if not part.same_as}
    found: list[Told] = []
    for part in own.values():
        here = ground(operation, plan, part.outcome)
        mending = Mending(here)
        for at, gap in enumerate(gaps_of(here)):
            text, reasons = None, gap.sentences
            if (heaviest is None or at < heaviest) and mending.solves < budget // len(own):
                remedy = remedy_of(here, gap, mending, tries=_TRIES, looks=0)
                if remedy.closes and remedy.change is not None:
                    text = f"{remedy.change.text} {remedy.worth}"
                else:
                    reasons = (*reasons, remedy.text)
            found.append(Told(
                outcome=part.outcome, task=gap.task, first_day=gap.first, days=gap.days,
                reasons=reasons, remedy=text, why=gap.main,
                stops=tuple({
                    item.stopper.pledge: item.stopper.text for item in gap.stopped
                    if item.stopper.pledge and item.stopper.kind != "here"
                }.items()),
            ))
    shared = [
        replace(told, outcome=part.outcome)
        for part in plan.outcomes if part.same_as for told in found
        if told.outcome == part.same_as
    ]
    return (*found, *shared)
