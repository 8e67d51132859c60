"""Offers that the plan does not use: no fault of anybody, and each deserves an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from willing.domain.credit import credit
from willing.domain.fit import Fit, fit
from willing.domain.formation import line_of
from willing.domain.pledge import Pledge
from willing.domain.requirement import Commitment, Task
from willing.domain.serve import is_held
from willing.domain.turn import rhythm
from willing.report.figures import amount
from willing.report.notes import Notes, notes_on
from willing.report.pieces import Piece
from willing.report.reading import Reading, counted_in

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """Elements of a pledge that one outcome never calls on."""

    pledge: Pledge
    """As it stands in this outcome."""
    nation: str
    """Who offers it."""
    count: int
    """Elements never on tour, in lead-in, on the way or at rest under it, and never held."""
    unit: str
    """What one element is."""
    answer: str
    """What the conference may answer: thanks, why it is not called on, and what it is kept for."""


def unused(reading: Reading, notes: Notes | None = None) -> tuple[Unused, ...]:
    """Pledges of which an outcome uses nothing, or not all; in the operation's order."""
    operation = reading.operation
    found = []
    for pledge in operation.pledges:
        count = pledge.count - _busy(reading, pledge.id)
        if count <= 0:
            continue
        unit = operation.unit[pledge.unit]
        word = counted_in(operation, unit.capability)
        thanks = f"Thank you for {_offer(pledge, unit.name or unit.id, count, word)}."
        found.append(Unused(
            pledge=pledge, nation=unit.nation, count=count, unit=word,
            answer=f"{thanks} {_because(reading, pledge, notes)}",
        ))
    return tuple(found)


def _busy(reading: Reading, pledge: str) -> int:
    """Most elements of a pledge that are occupied or held on any day.

    Who stands for two tasks at once is one element: of those tasks together at least half their
    elements are needed, and as many as the larger asks.
    """
    single = [
        (tour.turn.leaves, tour.turn.free, tour.count)
        for tour in reading.tours if tour.pledge == pledge
    ]
    double: list[tuple[str, int, int, int]] = []
    for hold in reading.holds:
        if hold.pledge == pledge and reading.operation.served[hold.task].twice:
            double.append((hold.task, hold.first, hold.after, hold.count))
        elif hold.pledge == pledge:
            single.append((hold.first, hold.after, hold.count))
    most = 0
    for day in {first for first, _, _ in single} | {first for _, first, _, _ in double}:
        held: Counter[str] = Counter()
        for task, first, after, count in double:
            held[task] += count if first <= day < after else 0
        alone = sum(count for first, after, count in single if first <= day < after)
        both = max(max(held.values(), default=0), (held.total() + 1) // 2)
        most = max(most, alone + both)
    return most


def _offer(pledge: Pledge, unit: str, count: int, word: str) -> str:
    whole = f"{amount(pledge.count, word)} ({unit})"
    verb = "is" if count == 1 else "are"
    return whole if count == pledge.count else f"{whole}, of which {count} {verb} not called on"


def _name(task: Task) -> str:
    return f"{task.name} ({task.id})" if task.name else task.id


def _because(reading: Reading, pledge: Pledge, notes: Notes | None) -> str:
    """Why it is not called on, and what it would be called on for first."""
    unit = reading.operation.unit[pledge.unit]
    tasks = [t for t in reading.operation.served.values() if _pieces(reading, t)]
    counting = [
        task for task in tasks
        if credit(reading.operation, unit.capability, task.capability) is not None
    ]
    held = [fit(reading.situation, unit, pledge, task) for task in counting]
    able = [item for item in held if not _own(item)]
    if not able:
        return f"No line asks for a {unit.capability} as yet; the offer is kept on the list."
    serving = [item for item in able if not item.reasons]
    if not serving:
        return _blocked(able)
    short = [item for item in serving if _short(reading, item.task)]
    if short:
        return _still_short(reading, pledge, short, notes)
    return _filled(reading, serving)


def _own(held: Fit) -> bool:
    return isinstance(held.task, Commitment) and held.task.nation == held.unit.nation


def _blocked(able: Sequence[Fit]) -> str:
    """It counts for some lines, but something stands against each: the least of these is told."""
    nearest = min(able, key=lambda item: len(item.reasons))
    reasons = "; ".join(reason.text for reason in nearest.reasons)
    return f"It would count for {_name(nearest.task)} but for this: {reasons}."


def _pieces(reading: Reading, task: Task) -> tuple[Piece, ...]:
    """What a task wants and has; of a slot that nobody asks for yet, what its whole line does."""
    return reading.pieces.get(task.id) or reading.pieces.get(line_of(task), ())


def _short(reading: Reading, task: Task) -> list[tuple[int, int]]:
    """Days before the horizon on which elements are missing."""
    return [
        (piece.first, piece.after) for piece in _pieces(reading, task)
        if piece.missing and piece.first < reading.timeline.horizon
    ]


def _arrives(reading: Reading, held: Fit) -> int:
    """Earliest day in place, or held where nobody goes there."""
    if is_held(held.task):
        return held.holds_from
    way = rhythm(reading.situation, held.unit, held.task, max(held.leaves_from, 0))
    return held.leaves_from + way.work_up + way.movement + way.reception


def _still_short(
    reading: Reading, pledge: Pledge, short: Sequence[Fit], notes: Notes | None
) -> str:
    """Lines it may serve are short, and still it is not called on: what stands in the way there."""
    label = reading.timeline.label
    parts = []
    for held in short[:_NAMED]:
        first, after = _short(reading, held.task)[0]
        stopped = next((
            text for note in notes_on(notes, reading.name, held.task.id, first, after)
            for name, text in note.stops if name == pledge.id
        ), "")
        begins = _arrives(reading, held)
        if not stopped and all(end <= begins for _, end in _short(reading, held.task)):
            stopped = f"it can be in place from {label(begins)}"
        said = f"{_name(held.task)} is short from {label(first)}"
        parts.append(f"{said}; there {stopped}" if stopped else said)
    told = ". ".join(parts)
    more = len(short) - _NAMED
    if more > 0:
        told += f"; so {'is' if more == 1 else 'are'} {amount(more, 'more line')}"
    if "; there " not in told:
        told += "; the plan does not call on it there"
    return f"{told}."


def _filled(reading: Reading, serving: Sequence[Fit]) -> str:
    """All lines it may serve are filled by others: until when, and what it would relieve."""
    line = reading.timeline
    names = [_name(held.task) for held in serving]
    more = len(names) - _NAMED
    told = ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    until = max(
        min(_pieces(reading, held.task)[-1].after, line.horizon) for held in serving
    )
    lines = "line" if len(names) == 1 else "lines"
    is_are = "is" if len(names) == 1 else "are"
    text = f"The {lines} it may serve ({told}) {is_are} filled until {line.label(until)}"
    relief = _relief(reading, serving)
    if relief is None:
        return f"{text}; it is kept in reserve for them."
    task, day = relief
    return f"{text}; it is kept as first relief for {task}, where a tour ends {line.label(day)}."


def _relief(reading: Reading, serving: Sequence[Fit]) -> tuple[str, int] | None:
    """The first tour to end, before the horizon, that it could be there in time to relieve."""
    found = [
        (tour.turn.ends, _name(held.task)) for held in serving for tour in reading.tours
        if tour.task == held.task.id
        and _arrives(reading, held) <= tour.turn.ends < reading.timeline.horizon
        and tour.turn.ends < _pieces(reading, held.task)[-1].after
        and (held.ends_by is None or tour.turn.ends < held.ends_by)
    ]
    if not found:
        return None
    day, task = min(found)
    return task, day
