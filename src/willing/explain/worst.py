"""The shortfalls of a plan in sentences, with what would close them, for reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.gaps import GapNote, Run, note_on, runs_of
from willing.explain.ground import Ground, ground
from willing.explain.mend import Mending
from willing.explain.remedy import Remedy, remedy_of
from willing.explain.watch import Looks, Watch
from willing.planner.limits import ctrl_c

BUDGET = 2_000
"""Searches near shortfalls for a whole plan: work that repeats."""
UNSEEN = "Not explained: the explanations were stopped before."
"""What stands in place of the reasons where the user stopped before they were looked for."""
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
    unseen: int = 0
    """Of the heaviest, those that were not looked at: the user stopped before."""


def explain_worst(
    operation: Operation, plan: Plan, *, heaviest: int = 3, outcomes: Sequence[str] = (),
    progress: Looks | None = None,
) -> tuple[Worst, ...]:
    """The heaviest shortfalls of every outcome, or of those that are named, with their remedies.

    Only turns near each shortfall are chosen anew (`remedy_of`). Outcomes that are the same as
    another are left out unless named. Ctrl-C ends it; those explained by then are handed over.
    Raises `WillingError` for an outcome the plan does not have.
    """
    names = outcomes or [p.outcome for p in plan.outcomes if not p.same_as]
    watch = Watch(progress)
    with ctrl_c(watch):
        return tuple(_worst(ground(operation, plan, name), heaviest, watch) for name in names)


def _worst(here: Ground, heaviest: int, watch: Watch) -> Worst:
    mending, runs = Mending(here), runs_of(here)[:heaviest]
    gaps: list[GapNote] = []
    remedies: list[Remedy] = []
    for run in _looked_at(here, runs, watch):
        gap = note_on(here, run)
        remedies.append(remedy_of(here, gap, mending, looks=0))
        gaps.append(gap)
    return Worst(
        outcome=here.part.outcome, gaps=tuple(gaps), remedies=tuple(remedies),
        unseen=len(runs) - len(gaps),
    )


def _looked_at(here: Ground, runs: Sequence[Run], watch: Watch) -> Iterator[Run]:
    """One shortfall after the other, until the user stops."""
    for number, run in enumerate(runs, 1):
        if watch.interrupted:
            return
        watch.tell(here.part.outcome, "explain", run.row.task, number, len(runs))
        yield run


def notes_for_report(
    operation: Operation, plan: Plan, *, heaviest: int | None = None, budget: int = BUDGET,
    outcomes: Sequence[str] = (), progress: Looks | None = None,
) -> tuple[Told, ...]:
    """Every shortfall of a plan, or of the outcomes that are named, with its reasons, heaviest
    first, and with remedies.

    Remedies are looked for for the `heaviest` of each outcome only, when a number is given. About
    `budget` searches are made for the whole plan, shared evenly by its outcomes; lighter shortfalls
    go without a remedy when they are used up. The same plan and budget give the same notes.
    Outcomes that are the same as another have its notes. Ctrl-C ends it; whatever was not explained
    by then says so.
    """
    own = [part.outcome for part in plan.outcomes if not part.same_as
           and (not outcomes or part.outcome in outcomes)]
    watch = Watch(progress)
    found: list[Told] = []
    with ctrl_c(watch):
        for name in own:
            here = ground(operation, plan, name)
            found += _notes(here, heaviest, budget // len(own), watch)
    shared = [
        replace(told, outcome=part.outcome)
        for part in plan.outcomes if part.same_as for told in found
        if told.outcome == part.same_as
    ]
    return (*found, *shared)


def _notes(here: Ground, heaviest: int | None, budget: int, watch: Watch) -> Iterator[Told]:
    """The shortfalls of one outcome; those that were not explained say so."""
    mending, runs, seen = Mending(here), runs_of(here), 0
    for at, run in enumerate(_looked_at(here, runs, watch)):
        gap, text = note_on(here, run), None
        reasons = gap.sentences
        if (heaviest is None or at < heaviest) and mending.solves < budget:
            remedy = remedy_of(here, gap, mending, tries=_TRIES, looks=0)
            if remedy.closes and remedy.change is not None:
                text = f"{remedy.change.text} {remedy.worth}"
            else:
                reasons = (*reasons, remedy.text)
        seen += 1
        yield Told(
            outcome=here.part.outcome, task=gap.task, first_day=gap.first, days=gap.days,
            reasons=reasons, remedy=text, why=gap.main,
            stops=tuple({
                item.stopper.pledge: item.stopper.text for item in gap.stopped
                if item.stopper.pledge and item.stopper.kind != "here"
            }.items()),
        )
    for run in runs[seen:]:
        yield Told(
            outcome=here.part.outcome, task=run.row.task, first_day=run.first,
            days=run.after - run.first, reasons=(UNSEEN,), remedy=None,
        )
