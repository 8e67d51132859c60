"""What a plan says, in a few plain sentences: who is short of what, what hangs on whom."""

from __future__ import annotations

from collections.abc import Sequence

from willing.domain.operation import Operation
from willing.report.answers import Hanging
from willing.report.effects import COMMITMENTS, effects_of
from willing.report.figures import FILLED, amount, percent
from willing.report.lines import lines_of
from willing.report.milestones import milestone_sentences
from willing.report.proof import proof
from willing.report.reading import Reading

_NAMED = 4


def says(operation: Operation, reading: Reading, hangs: Sequence[Hanging]) -> tuple[str, ...]:
    """Sentences for one outcome, each with its figures and units."""
    return (
        *milestone_sentences(reading), *_filled(reading), *_effects(reading), *_worst(reading),
        *_home(reading), *_backfills(reading), *_hanging(operation, hangs), *_after(reading),
        f"This plan is {proof(reading.plan)}.",
    )


def _filled(reading: Reading) -> list[str]:
    lines = [line for line in lines_of(reading) if not line.owner and line.before.wanted]
    if not lines:
        return ["No requirement asks for anything in this outcome."]
    filled = sum(line.state == FILLED for line in lines)
    never = [line.task.id for line in lines if line.state.word == "unfilled"]
    text = f"Filled from first day to last: {filled} of {amount(len(lines), 'requirement line')}"
    if never:
        text += f"; never filled: {amount(len(never), 'line')} ({_names(never)})"
    return [f"{text}."]


def _effects(reading: Reading) -> list[str]:
    ends = [row[-1] for row in effects_of(reading) if row[-1].effect != COMMITMENTS]
    full = [state.effect for state in ends if state.state == FILLED]
    weak = [
        f"{state.effect} {percent(state.share)} ({state.weakest})" for state in ends
        if state.share is not None and state.state != FILLED
    ]
    found = []
    if full:
        found.append(f"Fully covered on the last day of the horizon: {_names(full)}.")
    if weak:
        found.append(
            "Not fully covered on the last day, told by the weakest essential line: "
            f"{'; '.join(weak)}."
        )
    return found


def _worst(reading: Reading) -> list[str]:
    for short in reading.shortfalls:
        task = reading.task(short.task)
        if short.kind == "shortfall" and not short.behind_horizon:
            line = reading.timeline
            return [
                f"The heaviest shortfall: {task.name or task.id} ({task.id}, class "
                f"{short.priority}) lacks {amount(short.count, reading.unit_of_count(task.id))} "
                f"for {amount(short.days, 'day')}, {line.label(short.first)} to "
                f"{line.label(short.after)}."
            ]
    return ["Nothing is missing up to the horizon."]


def _home(reading: Reading) -> list[str]:
    short = [line for line in lines_of(reading) if line.owner and line.before.worst]
    if not short:
        return []
    who = list(dict.fromkeys(line.owner for line in short))
    return [
        f"At home and in alliances, {amount(len(short), 'commitment')} of {_names(who)} "
        f"{'is' if len(short) == 1 else 'are'} not always kept: "
        f"{_names([line.task.id for line in short])}."
    ]


def _backfills(reading: Reading) -> list[str]:
    if not reading.links:
        return []
    nations = sorted({link.backfill.nation for link in reading.links})
    owners = sorted({link.owner for link in reading.links})
    longest = reading.chains[0].length
    return [
        f"{_names(nations)} fill in on commitments of {_names(owners)}; the longest chain has "
        f"{amount(longest, 'backfill')}."
    ]


def _hanging(operation: Operation, hangs: Sequence[Hanging]) -> list[str]:
    found = []
    for question in operation.questions:
        on_it = [
            item.task for item in hangs if item.question == question.id and not item.reversed
        ]
        if on_it:
            found.append(
                f"{amount(len(on_it), 'line')} {'hangs' if len(on_it) == 1 else 'hang'} on "
                f"{question.id}: {_names(on_it)}."
            )
    return found


def _after(reading: Reading) -> list[str]:
    lines = [line for line in lines_of(reading) if not line.owner and line.behind.wanted]
    if not lines:
        return []
    failing = [line.task.id for line in lines if line.sustainable != "yes"]
    if not failing:
        return [f"Behind the horizon all goes on ({amount(len(lines), 'line')})."]
    return [
        f"Behind the horizon, {len(failing)} of {amount(len(lines), 'line')} cannot be sustained "
        f"in full: {_names(failing)}."
    ]


def _names(ids: Sequence[str]) -> str:
    more = len(ids) - _NAMED
    told = list(ids[:_NAMED]) + ([f"{more} more"] if more > 0 else [])
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
