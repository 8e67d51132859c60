"""The verbs: what the command line, a notebook and every other door call.

    load, save, check           an operation
    plan, replan                from an operation to a plan
    sustain                     what could be kept up at most
    verify, coverage            what a plan is worth, from its rows
    compare, changes            what differs between two plans
    offer                       what a nation could best bring
    explain, explain_worst      why a task is short, who serves it, who was next, what would help
    causes, compare_operations  what changed between two plans or operations, and what caused it
    report                      pages, sheets and tables for people
    read_plan, write_plan       plan files; `read_rows` for rows to pin

Solver and page makers are loaded when they are first needed, so that a check costs no waiting.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from willing.assess.compare import Compared
from willing.assess.compare import compare as _compare
from willing.assess.coverage import Coverage
from willing.assess.coverage import coverage as _coverage
from willing.assess.diff import diff as changes
from willing.assess.fault import RULES, Fault
from willing.assess.verify import verify as _verify
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.errors import Problem, ProblemsFound, nearest
from willing.io.anonymise import anonymise
from willing.io.atomic import refuse_unwritable, write_file, write_folder
from willing.io.fingerprint import fingerprint
from willing.io.load import load
from willing.io.planfile import read_plan, write_plan
from willing.io.rowsread import read_rows
from willing.io.save import save

if TYPE_CHECKING:
    from willing.explain.bring.offer import Offer
    from willing.explain.causes import TaskChange
    from willing.explain.records import RecordChange
    from willing.explain.story import TaskStory
    from willing.explain.worst import Worst
    from willing.planner.limits import Reached
    from willing.planner.sustain import Sustained
    from willing.report.notes import Notes

__all__ = [
    "STAY", "Progress", "anonymise", "causes", "changes", "check", "compare",
    "compare_operations", "coverage", "explain", "explain_worst", "load", "offer", "pins_of",
    "plan",
    "read_plan", "read_rows", "replan", "report", "same_data", "save", "sustain", "verify",
    "write_plan",
]

Progress = Callable[["Reached"], None]
"""Told where planning stands."""
STAY = 0.1
"""Points for each changed element when replanning, where the operation's weights name none."""
_STAY_KEY = "disturbance"
"""Setting of a plan that says at which price it was replanned."""
_PINNABLE = ("tour", "hold", "lead")


def plan(
    operation: Operation, outcomes: str | Sequence[str] = "likeliest", *,
    seconds: float = math.inf, work: int = 400, gap: float = 0.01, seed: int = 0,
    pins: Sequence[Row] = (), progress: Progress | None = None,
) -> Plan:
    """Plan an operation; the judge has looked at every plan that is returned.

    `outcomes`: `likeliest`, `all`, `each QUESTION` (the likeliest outcome, with each answer of one
    question), or names of outcomes. `seconds` and `work` (improvement steps) limit each outcome;
    `gap` is the distance to the bound at which a plan is good enough; infinite: a quick plan
    without a bound. The same operation, seed and work limit give the same plan; one that the
    clock stopped says that it may not repeat. `pins` are rows that stand in the plan as they are,
    in the outcome they name or in all. Raises `ProblemsFound` for every fault that `check` finds,
    and when pins or orders break a rule.
    """
    from willing.planner.plan import plan as make

    _refuse_faults(operation)
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

    _refuse_faults(operation)
    _refuse_stranger(operation, baseline)
    price = operation.weights.disturbance or STAY if stay is None else stay
    wanted = [part.outcome for part in baseline.outcomes] if outcomes is None else outcomes
    made = make(
        _priced(operation, price), wanted, seconds=seconds, work=work, gap=gap, seed=seed,
        baseline=baseline, pins=pins, progress=progress,
    )
    return replace(
        made, operation_hash=fingerprint(operation),
        settings=(*made.settings, (_STAY_KEY, repr(price))),
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
    `ProblemsFound` for every fault that `check` finds.
    """
    from willing.planner.sustain import sustain as find

    _refuse_faults(operation)
    return find(
        operation, outcome, build_up=build_up, classes=classes, seconds=seconds, work=work,
        seed=seed, progress=progress,
    )


def verify(operation: Operation, plan: Plan, baseline: Plan | None = None) -> tuple[Fault, ...]:
    """Hold a plan, ours or anybody's, against every rule; empty when it keeps them all.

    A plan that was replanned is judged at the price of change that its settings name; with the
    baseline its changes are counted too. Raises `ProblemsFound` when the operation has faults.
    """
    _refuse_faults(operation)
    told = dict(plan.settings).get(_STAY_KEY)
    price = None if told is None else _number(told)
    return _verify(operation if price is None else _priced(operation, price), plan, baseline)


def same_data(operation: Operation, plan: Plan) -> bool:
    """Whether a plan was made from the very data of this operation."""
    return plan.operation_hash == fingerprint(operation)


def coverage(operation: Operation, plan: Plan, outcome: str = "") -> Coverage:
    """What a plan covers in one outcome, the plan's first unless it is named.

    `lines` are all tasks with what is wanted and there, `classes` count them by priority, and
    `effects` name the weakest essential line of each effect.
    """
    _refuse_rows(operation, plan)
    return _coverage(operation, plan, outcome or plan.outcomes[0].outcome)


def compare(operation: Operation, old: Plan, new: Plan) -> tuple[Compared, ...]:
    """Two plans side by side in every outcome that both have: terms, lines, and changed tours.

    Raises `ProblemsFound` when a plan has rows that do not belong to the operation.
    """
    _refuse_rows(operation, old, "old plan")
    _refuse_rows(operation, new, "new plan")
    return _compare(operation, old, new)


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

    _refuse_unsound(operation, plan)
    return explain_task(operation, plan, task, outcome, remedies=remedies, tries=tries)


def explain_worst(
    operation: Operation, plan: Plan, *, heaviest: int = 3, outcome: str = ""
) -> tuple[Worst, ...]:
    """Explain the heaviest shortfalls of every outcome, or of the one that is named.

    Each comes with every element that could have filled it, and with the smallest single change
    found that closes it or most of it. Raises `ProblemsFound` when the judge finds fault with the
    plan.
    """
    from willing.explain.worst import explain_worst as found

    _refuse_unsound(operation, plan)
    return found(operation, plan, heaviest=heaviest, outcome=outcome)


def offer(
    operation: Operation, nation: str, people: int, *, plan: Plan | None = None,
    outcome: str = "", capabilities: Sequence[str] = (), most: int = 5,
) -> Offer:
    """What a nation could best bring with so many people in place at once, the best first.

    Each thing is put alone into the plan, all else as it is: without a plan, into a quick one of
    the likeliest outcome, or of the one that is named. Looked at is what short requirements want,
    or the `capabilities` that are named; told are at most `most` things that the nation has itself
    and as many that it does not. Raises `ProblemsFound` for a nation or capability that
    the operation does not know, and when the judge finds fault with the plan.
    """
    from willing.explain.bring.offer import offer as found

    _refuse_unknown("nation", nation, operation.nation)
    for name in capabilities:
        _refuse_unknown("capability", name, operation.capability)
    if plan is None:
        plan = _quick(operation, outcome or "likeliest")
    else:
        _refuse_unsound(operation, plan)
    return found(
        operation, plan, nation, people, outcome or plan.outcomes[0].outcome, capabilities, most)


def _quick(operation: Operation, outcome: str) -> Plan:
    return plan(operation, outcome, gap=math.inf)


def _refuse_unknown(what: str, given: str, known: Iterable[str]) -> None:
    names = list(known)
    if given not in names:
        raise ProblemsFound([Problem(
            kind="unknown-id", where=f"{what} '{given:.60}'", given=f"no such {what} is known",
            allowed=f"a {what} of the operation", fix=nearest(given, names),
        )])


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

    _refuse_rows(old, old_plan, "old plan")
    _refuse_rows(new, new_plan, "new plan")
    return found(old, new, old_plan, new_plan)


def report(
    operation: Operation, plan: Plan, *, html: str | Path | None = None,
    xlsx: str | Path | None = None, csv: str | Path | None = None, replace: bool = False,
    explain: bool = False, remedies: int | None = None,
) -> None:
    """Write the report of a plan: one HTML page, one workbook, a folder of tidy CSV tables.

    With `explain` the page and the workbook say of every shortfall what stopped those who could
    have filled it, and what would close it: of all, or of the `remedies` heaviest of each outcome;
    this takes a while. Each file is
    written whole or not at all, and over something else only with `replace`. Raises
    `ProblemsFound` when that cannot be, and when the judge finds fault with the plan: what breaks
    a rule is not shown as a plan.
    """
    from willing.report.html import page
    from willing.report.tidy import write_csv
    from willing.report.workbook import write_workbook

    _refuse_unsound(operation, plan)
    targets = [Path(target) for target in (html, xlsx, csv) if target is not None]
    for target in targets:
        refuse_unwritable(target, replace)
    _refuse_same(targets)
    notes = _notes(operation, plan, remedies) if explain else None
    if html is not None:
        write_file(Path(html), page(operation, plan, notes).encode(), replace)
    with tempfile.TemporaryDirectory() as name:
        if xlsx is not None:
            book = Path(name, "book.xlsx")
            write_workbook(operation, plan, book, notes)
            write_file(Path(xlsx), book.read_bytes(), replace)
        if csv is not None:
            tables = {path.name: path.read_bytes() for path in write_csv(operation, plan, name)}
            write_folder(Path(csv), tables, replace, lambda file: file in tables)


def _notes(operation: Operation, plan: Plan, remedies: int | None) -> Notes:
    """Explanations as the reports want them, by task."""
    from willing.explain.worst import notes_for_report
    from willing.report.notes import ShortfallNote

    found: dict[str, list[ShortfallNote]] = {}
    for told in notes_for_report(operation, plan, heaviest=remedies):
        found.setdefault(told.task, []).append(ShortfallNote(
            outcome=told.outcome, task=told.task, first_day=told.first_day, days=told.days,
            reasons=told.reasons, remedy=told.remedy,
        ))
    return found


def pins_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows to pin out of a table or a plan: those marked `pin`, or all where none is marked.

    Shortfalls, orders and those on tour on the as-of date are left out: they are no choice.
    """
    chosen = [
        row for row in rows if row.kind in _PINNABLE and row.pinned not in ("order", "cycle")
    ]
    marked = [row for row in chosen if row.pinned == "pin"]
    return tuple(replace(row, pinned="pin") for row in marked or chosen)


def _refuse_same(targets: Sequence[Path]) -> None:
    """Refuse to write one result over another."""
    places = [target.resolve() for target in targets]
    twice = [t for t, place in zip(targets, places, strict=True) if places.count(place) > 1]
    if twice:
        raise ProblemsFound([Problem(
            kind="same-name", where=str(twice[0]), given="two results would have this name",
            allowed="page, workbook and folder each have their own",
            fix="choose another name for one of them",
        )])


def _refuse_faults(operation: Operation) -> None:
    faults = [problem for problem in check(operation) if problem.level == "fault"]
    if faults:
        raise ProblemsFound(faults)


def _refuse_rows(operation: Operation, plan: Plan, called: str = "plan") -> None:
    """Refuse a plan whose rows name what the operation does not have, or lie outside its days."""
    faults = [fault for fault in verify(operation, plan) if fault.rule == "rows"]
    _refuse(operation, plan, faults, called)


def _refuse_stranger(operation: Operation, baseline: Plan) -> None:
    """Refuse to plan again from a plan that shares nothing with the operation but perhaps dates."""
    tasks = {line.id for line in operation.requirements}
    tasks |= {commitment.id for commitment in operation.commitments}
    named = {row.task for row in baseline.rows if row.task}
    if named and not named & tasks:
        raise ProblemsFound([Problem(
            kind="other-operation", where=f"plan of '{baseline.operation}'",
            given=f"none of its {len(named)} tasks is one of '{operation.name}'",
            allowed="an operation is planned again from a plan made for it, before it changed",
            fix=f"give a plan of '{operation.name}', or make the first one with 'willing plan'",
        )])


def _refuse_unsound(operation: Operation, plan: Plan) -> None:
    """Refuse a plan that breaks any rule."""
    _refuse(operation, plan, verify(operation, plan), "plan")


def _refuse(operation: Operation, plan: Plan, faults: Sequence[Fault], called: str) -> None:
    if not faults:
        return
    same = same_data(operation, plan)
    strange = [fault for fault in faults if fault.rule == "rows"]
    if strange and not same:
        # Whatever else is wrong follows from this.
        first = f"outcome {strange[0].outcome}, {strange[0].where}: {strange[0].text}"
        raise ProblemsFound([Problem(
            kind="other-operation", where=f"{called} of '{plan.operation}'",
            given=f"{len(strange)} of its rows and outcomes do not fit the data of "
            f"'{operation.name}', the first in {first}",
            allowed="a plan is read with the data that it was made from",
            fix="give the operation that it was made from, or plan this one anew",
        )])
    raise ProblemsFound(
        Problem(
            kind=f"judge-{fault.rule}", where=f"{called}, outcome {fault.outcome}, {fault.where}",
            given=fault.text, allowed=f"{RULES[fault.rule][0].lower()}{RULES[fault.rule][1:-1]}",
            fix="only a plan that keeps every rule is shown: correct it, or plan anew" if same
            else "the data may have changed since: plan anew, or give those it was made from",
        )
        for fault in faults
    )


def _priced(operation: Operation, price: float) -> Operation:
    return replace(operation, weights=replace(operation.weights, disturbance=price))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < math.inf else None
