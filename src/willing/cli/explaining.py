"""Verbs that say why: explain, causes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt

import willing
from willing.cli.app import FINE, app
from willing.cli.options import AsJson, OperationPath, PlanPath
from willing.cli.progress import Told
from willing.cli.shown import counted, say_whose_data, show_json
from willing.cli.stepping import step_told
from willing.domain.operation import Operation
from willing.errors import Problem, ProblemsFound

if TYPE_CHECKING:
    from willing.domain.operation import Operation
    from willing.domain.plan import Plan
    from willing.explain.assignment import AssignmentNote
    from willing.explain.causes import TaskChange
    from willing.explain.gaps import GapNote
    from willing.explain.remedy import Remedy
    from willing.explain.story import TaskStory
    from willing.explain.worst import Worst
    from willing.report.waiting import Wait

_MOST = 20
"""Tours and changes shown at once; JSON has all."""


@app.command(usage="Usage: willing explain [OPTIONS] OPERATION PLAN [TASK]")
def explain(
    operation: OperationPath, plan: PlanPath,
    task: Annotated[str, Parameter(
        help="Requirement or commitment, a step before the deal, or a level of standby or a unit "
        "that is held on one. Without it: the heaviest shortfalls of all.")] = "", /, *,
    outcome: Annotated[str, Parameter(
        help="Outcome of the plan. Without it: its first, of more than 6 the likeliest with a "
        "deal. Without a task also 'each QUESTION' and 'all'; then without it those that reports "
        "tell in detail.")] = "",
    remedies: Annotated[NonNegativeInt, Parameter(
        help="Shortfalls, heaviest first, for which a single change is looked for. Without a "
        "task no others are told.")] = 3,
    json: AsJson = False,
) -> int:
    """Say why a task is short, what would close that, why each unit serves it, and who was next.

    Every element whose capability counts is accounted for, with the one thing that stops it. A
    change that would close a shortfall is confirmed by solving again. Of a level of standby, or a
    unit that is held on one, it says in which outcomes its elements are called, and what would be
    lost without. Without a task progress stands on stderr, and Ctrl-C hands over what was found so
    far.
    """
    told, made = willing.load(operation), willing.read_plan(plan)
    if task:
        _refuse_outcome(plan, [part.outcome for part in made.outcomes], outcome)
        outcome = outcome or _first(made)
    lines: list[str]
    data: dict[str, Any]
    if task in told.step and task not in told.task:
        lines, data = step_told(told, willing.explain_step(told, made, task, outcome))
    elif task not in told.task and (task in told.standby or task in told.unit):
        waits = willing.waiting(told, made, task)
        lines, data = _waits(told, made, waits, task), {
            "standby": [_waiting_mapping(wait) for wait in waits]}
    elif task:
        story = willing.explain(told, made, task, outcome, remedies=remedies)
        lines, data = _story(story), _mapping(story)
    else:
        with Told() as progress:
            worst = willing.explain_worst(
                told, made, heaviest=remedies, outcome=outcome, progress=progress)
        lines, data = [*_which(told, made, worst), *_worst(worst, remedies)], {"outcomes": [
            {"outcome": part.outcome, "shortfalls": _shortfalls(part.gaps, part.remedies),
             "unseen": part.unseen}
            for part in worst
        ]}
    if json:
        show_json(data)
    else:
        for line in lines:
            print(line)
    say_whose_data(told, made, operation, plan)
    return FINE


@app.command
def causes(
    old: OperationPath, new: OperationPath, /, *,
    old_plan: Annotated[Path | None, Parameter(help="Plan of the old operation.")] = None,
    new_plan: Annotated[Path | None, Parameter(help="Plan of the new operation.")] = None,
    json: AsJson = False,
) -> int:
    """Say what differs between two operations; with a plan of each, what that changed and why.

    Tasks that no change of the data touches follow from others, or are another choice of like
    worth.
    """
    before, after = willing.load(old), willing.load(new)
    records = willing.compare_operations(before, after)
    tasks: tuple[TaskChange, ...] = ()
    if old_plan is not None and new_plan is not None:
        tasks = willing.causes(
            before, after, willing.read_plan(old_plan), willing.read_plan(new_plan)
        )
    elif old_plan is not None or new_plan is not None:
        raise ProblemsFound([Problem(
            kind="one-plan", where=str(old_plan or new_plan), given="only one plan is given",
            allowed="both plans, or none", fix="give --old-plan and --new-plan",
        )])
    if json:
        show_json({
            "records": [asdict(record) for record in records],
            "tasks": [_task_mapping(item) for item in tasks],
        })
        return FINE
    print(f"{counted(len(records), 'difference')} in the data.")
    for record in records:
        print(f"  {record.text}")
    for item in tasks:
        print(_changed(item))
    return FINE


def _refuse_outcome(plan: Path, known: list[str], outcome: str) -> None:
    from willing.errors import nearest

    if outcome and outcome not in known:
        raise ProblemsFound([Problem(
            kind="unknown-outcome", where=str(plan), given=f"it has no outcome '{outcome}'",
            allowed="one of the plan's outcomes", fix=nearest(outcome, known),
        )])


def _first(made: Plan) -> str:
    """The outcome that is explained where nobody names one."""
    from willing.report.shown import HANDFUL, own, shown

    return shown(made)[0] if len(own(made)) > HANDFUL else ""


def _which(told: Operation, made: Plan, worst: tuple[Worst, ...]) -> list[str]:
    """Which of many outcomes are explained."""
    from willing.report.shown import HANDFUL, own, told_of

    if len(own(made)) <= HANDFUL:
        return []
    found = told_of(made, [part.outcome for part in worst], told)
    return [*found, ""] if found else []


def _story(story: TaskStory) -> list[str]:
    lines = [f"{story.name} ({story.task}, class {story.priority}), outcome {story.outcome}"]
    if not story.gaps:
        lines.append("Nothing is short.")
    for index, gap in enumerate(story.gaps):
        lines += ["", *_gap(gap)]
        if index < len(story.remedies):
            lines.append(f"  {story.remedies[index].text}")
    if story.assignments:
        lines += ["", "Who serves, and who was next:"]
        lines += [line for note in story.assignments[:_MOST] for line in _assignment(note)]
        if (more := len(story.assignments) - _MOST) > 0:
            lines.append(f"  and {more} more")
    return lines


def _waits(told: Operation, made: Plan, waits: tuple[Wait, ...], name: str) -> list[str]:
    from willing.report.waiting_table import heading_of, then_lines, why_words

    if not waits:
        return [f"Nobody of '{name}' is held on standby in this plan."]
    lines: list[str] = []
    for wait in waits:
        lines += [
            *([""] if lines else []), heading_of(told, wait),
            f"  {why_words(told, wait, common=made.expected is not None)}",
            *(f"  {line}" for line in then_lines(told, wait)),
        ]
    return lines


def _waiting_mapping(wait: Wait) -> dict[str, Any]:
    from willing.report.waiting_table import waiting_mapping

    return waiting_mapping(wait)


def _worst(worst: tuple[Worst, ...], heaviest: int) -> list[str]:
    lines: list[str] = []
    for part in worst:
        lines += [*([""] if lines else []), f"Outcome {part.outcome}, heaviest shortfalls:"]
        for gap, remedy in zip(part.gaps, part.remedies, strict=True):
            lines += ["", *_gap(gap, f"{gap.task} (class {gap.priority}): "), f"  {remedy.text}"]
        if part.unseen:
            lines += ["", f"Stopped: {part.unseen} more not looked at."]
        elif not part.gaps:
            lines.append("Nothing is short." if heaviest else "None was to be looked at.")
    return lines


def _gap(gap: GapNote, task: str = "") -> list[str]:
    what = "No lead nation" if gap.kind == "lead_shortfall" else f"Short {gap.count:g}"
    head = f"{task}{what}, {gap.span} ({gap.days:,} days, {gap.points:,.2f} points)"
    return [head, *(f"  {sentence}" for sentence in gap.sentences)]


def _assignment(note: AssignmentNote) -> list[str]:
    row = note.row
    by = f" ({row.pledge})" if row.pledge else ""
    verb = "holds" if row.kind == "hold" else "serves"
    following = "Nobody else could." if note.next is None else f"Next: {note.next.text}."
    return [
        f"  {row.first_day}, {row.days} days: {row.nation} {row.unit}{by} {verb} with "
        f"{row.count:g}: {note.why}. {following}"
    ]


def _changed(item: TaskChange) -> str:
    return (
        f"{item.outcome}: {item.task}: {item.before:,.0f} -> {item.after:,.0f} element-days, "
        f"{counted(sum(turn.elements for turn in item.changed), 'element')} on other turns; "
        f"{item.why}"
    )


def _mapping(story: TaskStory) -> dict[str, Any]:
    return {
        "outcome": story.outcome, "task": story.task, "name": story.name,
        "priority": story.priority,
        "shortfalls": _shortfalls(story.gaps, story.remedies),
        "assignments": [
            {"row": asdict(note.row), "why": note.why, "points_if_empty": note.empty,
             "next": None if note.next is None else asdict(note.next),
             "others": [asdict(other) for other in note.others],
             "stopped": [asdict(item) for item in note.stopped]}
            for note in story.assignments
        ],
    }


def _shortfalls(
    gaps: tuple[GapNote, ...], remedies: tuple[Remedy, ...]
) -> list[dict[str, Any]]:
    return [
        {**asdict(gap), "sentences": list(gap.sentences),
         "remedy": _remedy(remedies[i]) if i < len(remedies) else None}
        for i, gap in enumerate(gaps)
    ]


def _remedy(remedy: Remedy) -> dict[str, Any]:
    change = remedy.change
    return {
        "change": None if change is None else change.text,
        "kind": None if change is None else change.kind, "tried": remedy.tried,
        "known": remedy.known, "score_before": remedy.before, "score_after": remedy.after,
        "closes": remedy.closes, "element_days": remedy.whole,
        "element_days_left": remedy.left, "left_before_horizon": remedy.left_before,
    }


def _task_mapping(item: TaskChange) -> dict[str, Any]:
    return {**asdict(item), "why": item.why}
