"""The verbs: what the command line, a notebook and every other door call.

    load, save, check           an operation
    plan, replan                from an operation to a plan
    plan_ahead                  one plan for all outcomes, before the answers are known
    backstop                    what hangs on a question, and what its answers are worth
    asks, closing               what to ask nations for, by what it is worth; the fewest asks
    latest                      by when a question must be answered, or an ask granted
    react                       the deal came: from what stands ready, nearest to the plan
    ready                       what would be covered if the deal were today
    hand_out                    page and workbook of what ready, react, backstop, asks found
    waiting                     why elements stand ready, and where they are called
    sustain                     what could be kept up at most
    agreements                  who may be where, and which signature is missing
    verify, coverage, headcount what a plan is worth and brings, from its rows
    milestones                  when each milestone is reached, and what sets its date
    compare, changes            what differs between two plans
    offer                       what a nation could best bring
    explain, explain_worst      why a task is short, who serves it, who was next, what would help
    explain_step                why a step before the deal is taken, and what it would lift
    causes, compare_operations  what changed between two plans or operations, and what caused it
    report                      pages, sheets and tables for people
    read_plan, write_plan       plan files; `read_rows` for rows to pin

Solver and page makers are loaded when they are first needed, so that a check costs no waiting.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from willing.api.ahead import plan_ahead
from willing.api.chain import waiting
from willing.api.handing import hand_out, refuse_handout
from willing.api.judged import (
    STAY,
    STAY_KEY,
    priced,
    refuse_rows,
    refuse_unsound,
    same_data,
    verify,
)
from willing.api.reacting import react
from willing.api.refusals import (
    refuse_class,
    refuse_faults,
    refuse_outcome,
    refuse_stranger,
    refuse_unknown,
)
from willing.api.stepping import explain_step
from willing.api.today import ready
from willing.api.worth import asks, backstop, closing, latest
from willing.assess.diff import diff as changes
from willing.calendar import Moment
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.io.anonymise import anonymise
from willing.io.fingerprint import fingerprint
from willing.io.load import load
from willing.io.planfile import read_plan, write_plan
from willing.io.rowsread import read_rows
from willing.io.save import save

if TYPE_CHECKING:
    from willing.assess.compare import Compared
    from willing.assess.coverage import Coverage
    from willing.assess.headcount import Headcount
    from willing.explain.bring.offer import Offer
    from willing.explain.causes import TaskChange
    from willing.explain.milestones import OutcomeMilestones
    from willing.explain.records import RecordChange
    from willing.explain.story import TaskStory
    from willing.explain.watch import Looked, Looks
    from willing.explain.worst import Worst
    from willing.planner.limits import Reached
    from willing.planner.sustain import Sustained
    from willing.report.presence import Whereabouts
    from willing.report.shown import Wanted

__all__ = [
    "STAY", "Progress", "agreements", "anonymise", "asks", "backstop", "causes", "changes",
    "check", "closing", "compare", "compare_operations", "coverage", "explain", "explain_step",
    "explain_worst", "hand_out", "headcount", "latest", "load", "milestones", "offer",
    "pins_of", "plan", "plan_ahead", "react", "read_plan", "read_rows", "ready",
    "refuse_handout", "replan", "report", "same_data", "save", "sustain", "verify", "waiting",
    "write_plan",
]

Progress = Callable[["Reached"], None]
"""Told where planning stands."""
_PINNABLE = ("tour", "hold", "standby", "step", "lead")


def plan(
    operation: Operation, outcomes: str | Sequence[str] = "likeliest", *,
    seconds: float = math.inf, work: int = 400, gap: float = 0.01, seed: int = 0,
    pins: Sequence[Row] = (), progress: Progress | None = None,
) -> Plan:
    """Plan an operation; the judge has looked at every plan that is returned.

    `outcomes`: `likeliest`, `likeliest N`, `all`, `each QUESTION` (the likeliest, with each answer
    of one question), or names of them. `seconds` and `work` (attempts to improve) limit each;
    `gap` is the distance to the bound at which a plan is good enough; infinite: a quick plan
    without a bound. The same operation, seed and work limit give the same plan; one that the
    clock stopped says that it may not repeat. `pins` are rows that stand in the plan as they are,
    in the outcome they name or in all. Raises `ProblemsFound` for every fault that `check` finds,
    and when pins or orders break a rule.
    """
    from willing.planner.plan import plan as make

    refuse_faults(operation)
    return make(
        operation, outcomes, seconds=seconds, work=work, gap=gap, seed=seed, pins=pins,
        progress=progress,
    )


def replan(
    operation: Operation, baseline: Plan, outcomes: str | Sequence[str] | None = None, *,
    stay: float | None = None, seconds: float = math.inf, work: int = 400, gap: float = 0.01,
    seed: int = 0, pins: Sequence[Row] = (), progress: Progress | None = None,
) -> Plan:
    """Plan again after the operation changed, and stay close to a plan that people already know.

    Every element whose tour differs from the baseline costs `stay` points: as given here, or the
    operation's weight `disturbance`, or 0.1 (two tours' movement) where that is 0. The price stands
    among the plan's settings. Outcomes are those of the baseline unless others are asked for.
    Raises `ProblemsFound` for every fault that `check` finds, and for a plan of other tasks.
    """
    from willing.planner.plan import plan as make

    refuse_faults(operation)
    refuse_stranger(operation, baseline)
    price = operation.weights.disturbance or STAY if stay is None else stay
    wanted = [part.outcome for part in baseline.outcomes] if outcomes is None else outcomes
    made = make(
        priced(operation, price), wanted, seconds=seconds, work=work, gap=gap, seed=seed,
        baseline=baseline, pins=pins, progress=progress,
    )
    return replace(
        made, operation_hash=fingerprint(operation),
        settings=(*made.settings, (STAY_KEY, repr(price))),
    )


def sustain(
    operation: Operation, outcome: str = "likeliest", *, build_up: int = 180,
    classes: Sequence[int] = (), seconds: float = math.inf, work: int = 40, seed: int = 0,
    progress: Progress | None = None,
) -> Sustained:
    """Find the largest multiple of all requirements that can be kept up, and what breaks first.

    From `build_up` days behind D to the end of the tail nothing may be short; commitments are kept
    as well as they could be without the operation. `classes` are the priority classes looked at,
    all when empty. `seconds` and `work` limit each of the plans made on the way. Raises
    `ProblemsFound` for every fault that `check` finds, and for a class that nothing can have.
    """
    from willing.planner.sustain import sustain as find

    refuse_faults(operation)
    if classes:
        refuse_class(operation, classes)
    return find(
        operation, outcome, build_up=build_up, classes=classes, seconds=seconds, work=work,
        seed=seed, progress=progress,
    )


def agreements(
    operation: Operation, outcome: str = "likeliest", *, on: Moment | None = None
) -> Whereabouts:
    """Say who may be where in one outcome, on one day or on some after D, and what is missing.

    Raises `ProblemsFound` for every fault that `check` finds, and for a day outside the outcome.
    """
    from willing.report.presence import whereabouts

    refuse_faults(operation)
    return whereabouts(operation, outcome, on)


def coverage(operation: Operation, plan: Plan, outcome: str = "") -> Coverage:
    """What a plan covers in one outcome, the plan's first unless it is named.

    `lines` are all tasks with what is wanted and there, `classes` count them by priority, and
    `effects` name the weakest essential line of each effect.
    """
    from willing.assess.coverage import coverage as found_coverage

    refuse_rows(operation, plan)
    return found_coverage(operation, plan, outcome or plan.outcomes[0].outcome)


def milestones(operation: Operation, plan: Plan) -> tuple[OutcomeMilestones, ...]:
    """When each milestone is reached in every outcome of a plan, what sets the date, and why.

    A milestone that is never reached says which lines hold it up. Raises `ProblemsFound` when the
    judge finds fault with the plan.
    """
    from willing.explain.milestones import explain_milestones

    refuse_unsound(operation, plan)
    return explain_milestones(operation, plan)


def headcount(
    operation: Operation, plan: Plan, outcome: str = "", *, on: str = ""
) -> tuple[Headcount, int]:
    """Heads in one outcome, the plan's first unless it is named, and a day to look at.

    `on` is that day, as `D+120` or a date; without it, the one on which most people are there.
    Raises `ProblemsFound` for an outcome that the plan does not have, for a day that is none of
    it, and when the judge finds fault with the plan.
    """
    from willing.assess.headcount import headcount as counted

    refuse_outcome(plan, outcome)
    refuse_unsound(operation, plan)
    found = counted(operation, plan, outcome or plan.outcomes[0].outcome)
    return found, found.day(on)


def compare(operation: Operation, old: Plan, new: Plan) -> tuple[Compared, ...]:
    """Two plans side by side in every outcome that both have: terms, lines, and changed tours.

    Raises `ProblemsFound` when a plan has rows that do not belong to the operation.
    """
    from willing.assess.compare import compare as side_by_side

    refuse_rows(operation, old, "old plan")
    refuse_rows(operation, new, "new plan")
    return side_by_side(operation, old, new)


def explain(
    operation: Operation, plan: Plan, task: str, outcome: str = "", *, remedies: int = 3,
    tries: int = 12,
) -> TaskStory:
    """Explain a task in one outcome, the plan's first unless it is named.

    For each shortfall: every element that could have filled it and what stopped it; for the
    `remedies` heaviest the smallest single change found that closes it, each looked for with at
    most `tries` plans. For each tour and hold: why this unit, and who was next. Raises
    `ProblemsFound` for an unknown task, and when the judge finds fault with the plan.
    """
    from willing.explain.story import explain_task

    refuse_unsound(operation, plan)
    return explain_task(operation, plan, task, outcome, remedies=remedies, tries=tries)


def explain_worst(
    operation: Operation, plan: Plan, *, heaviest: int = 3, outcome: Wanted = "",
    progress: Looks | None = None,
) -> tuple[Worst, ...]:
    """Explain the heaviest shortfalls of those that `outcome` names, or that a report shows.

    Each comes with every element that could have filled it, and with the smallest single change
    found that closes it or most of it. Ctrl-C ends it; each outcome says how many were not looked
    at by then. Raises `ProblemsFound` when the judge finds fault with the plan.
    """
    from willing.explain.worst import explain_worst as found
    from willing.report.shown import named, shown

    names = named(plan, outcome) or shown(plan)
    refuse_unsound(operation, plan)
    return found(operation, plan, heaviest=heaviest, outcomes=names, progress=progress)


def offer(
    operation: Operation, nation: str, people: int, *, plan: Plan | None = None,
    outcome: str = "", capabilities: Sequence[str] = (), most: int = 5,
    progress: Callable[[Reached | Looked], None] | None = None,
) -> Offer:
    """What a nation could best bring with so many people in place at once, the best first.

    Each thing is put alone into the plan, all else as it is: without a plan, into a quick one of
    the likeliest outcome, or of the one that is named. Looked at is what short requirements want,
    or the `capabilities` that are named; told are at most `most` things that the nation has itself
    and as many that it does not. Ctrl-C ends the search, and the answer says so. Raises
    `ProblemsFound` for a nation or capability that the operation does not know, and when the judge
    finds fault with the outcome looked at; what the plan says of others is not asked.
    """
    from willing.explain.bring.offer import offer as found

    refuse_unknown("nation", nation, operation.nation)
    for name in capabilities:
        refuse_unknown("capability", name, operation.capability)
    if plan is None:
        plan = _quick(operation, outcome or "likeliest", progress)
    else:
        refuse_outcome(plan, outcome)
        refuse_unsound(operation, plan, outcome or plan.outcomes[0].outcome)
    return found(
        operation, plan, nation, people, outcome or plan.outcomes[0].outcome, capabilities, most,
        progress,
    )


def _quick(operation: Operation, outcome: str, progress: Progress | None) -> Plan:
    made = plan(operation, outcome, gap=math.inf, progress=progress)
    if made.outcomes[0].status == "interrupted":
        raise KeyboardInterrupt  # nothing was looked at yet
    return made


def compare_operations(old: Operation, new: Operation) -> tuple[RecordChange, ...]:
    """Records that are new, gone or other in the second of two operations, field by field."""
    from willing.explain.records import compare_operations as compared

    return compared(old, new)


def causes(
    old: Operation, new: Operation, old_plan: Plan, new_plan: Plan
) -> tuple[TaskChange, ...]:
    """What changed between two plans, task by task, and which changes of the data caused it.

    Each plan belongs to its operation. Raises `ProblemsFound` when a plan has rows that do not.
    """
    from willing.explain.causes import causes as found

    refuse_rows(old, old_plan, "old plan")
    refuse_rows(new, new_plan, "new plan")
    return found(old, new, old_plan, new_plan)


def report(
    operation: Operation, plan: Plan, *, html: str | Path | None = None,
    xlsx: str | Path | None = None, csv: str | Path | None = None,
    pptx: str | Path | None = None, pdf: str | Path | None = None, replace: bool = False,
    explain: bool = False, remedies: int | None = None, nation: str = "", outcome: Wanted = "",
    since: Plan | None = None, since_operation: Operation | None = None,
    progress: Looks | None = None,
) -> int:
    """Write the report of a plan: a page, a workbook, CSV tables, slides, a PDF.

    With `explain` they say of every shortfall what stopped those who could have filled it, and what
    would close it: of all, or of the `remedies` heaviest of each outcome. Ctrl-C ends that, and how
    many were not explained by then is given back. With `nation` all but the CSV tables hold what
    concerns it only. Of many outcomes a handful is told in detail, or those that `outcome` names
    (`likeliest`, `all`, `each QUESTION`, names), in CSV tables all; tables of one speak of the
    first, or the likeliest with a deal. `since` is the plan of the last conference and
    `since_operation` its data: what changed is told. Each file is written whole or not at all, and
    over something else only with `replace`. Raises `ProblemsFound` when that cannot be, when a
    library is missing, and when the judge finds fault with the plan.
    """
    from willing.api.noted import noted
    from willing.report.issue import Files, issue, refuse
    from willing.report.since import Last

    refuse_unsound(operation, plan)
    if since is not None:
        refuse_rows(since_operation or operation, since, "plan of the last conference")
    places = {"html": html, "xlsx": xlsx, "csv": csv, "pptx": pptx, "pdf": pdf}
    files = Files(**{kind: Path(path) for kind, path in places.items() if path is not None})
    refuse(operation, plan, files, replace, nation, outcome)
    notes, unseen = None, 0
    if explain:
        notes, unseen = noted(operation, plan, outcome, remedies, progress)
    issue(
        operation, plan, files, replace=replace, nation=nation, outcome=outcome, notes=notes,
        last=Last(plan=since, operation=since_operation),
    )
    return unseen


def pins_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows to pin out of a table or a plan: those marked `pin`, or all where none is marked.

    Shortfalls, orders and those on tour on the as-of date are left out: they are no choice. So is
    who frames a formation, which follows from the tours in its slots, unless it is marked.
    """
    chosen = [
        row for row in rows if row.kind in _PINNABLE and row.pinned not in ("order", "cycle")
    ]
    marked = [row for row in chosen if row.pinned == "pin"]
    framed = {row.task.rpartition("/")[0] for row in chosen}
    free = [row for row in chosen if row.kind != "lead" or row.task not in framed]
    return tuple(replace(row, pinned="pin") for row in marked or free)
