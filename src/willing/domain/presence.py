"""Who may be in a place on which days, as the agreements of one outcome have it.

A nation may be on tour in a place on days on which, for every kind of agreement needed there, one
that covers the place and has the nation as party is in force. In its own country it needs none.
"""

from __future__ import annotations

from collections.abc import Iterable

from willing.domain.agreement import WORDS, Agreement
from willing.domain.operation import Operation
from willing.domain.requirement import Served
from willing.domain.route import at_home, within
from willing.domain.serve import is_held
from willing.domain.situation import Situation
from willing.domain.taken import known_for_agreement, opening
from willing.domain.term import terms

Spans = tuple[tuple[int, int], ...]
"""First day and day after, in order and apart."""


def needed(operation: Operation, nation: str, place: str) -> tuple[str, ...]:
    """Kinds of agreement a nation needs to be in a place; those of larger places are needed too.

    To cross the ground of another nation, which is no place but a nation, it needs leave to pass.
    """
    if place in operation.nation:
        return ("transit",) if place != nation else ()
    kinds = {
        kind for name in within(operation, place) if name in operation.place
        for kind in operation.place[name].agreements
    }
    if not kinds or at_home(operation, nation, place):
        return ()
    return tuple(kind for kind in WORDS if kind in kinds)


def covering(operation: Operation, kind: str, nation: str, place: str) -> tuple[Agreement, ...]:
    """Agreements of a kind that are for a place, or a larger one, and have a nation as party.

    For a nation they are those for all of its ground.
    """
    places = {place, *within(operation, place)}
    known_as = {nation, *(group.id for group in operation.groups if nation in group.members)}
    return tuple(
        agreement for agreement in operation.agreements
        if agreement.kind == kind and agreement.place in places
        and (not agreement.parties or known_as & set(agreement.parties))
    )


def in_force(situation: Situation, agreement: Agreement) -> tuple[int, int] | None:
    """Days of the timeline on which an agreement is in force; None: on none.

    It begins when its condition is known to hold, or a step opens it; without a condition it must
    be signed.
    """
    line = situation.timeline
    known = known_for_agreement(situation, agreement)
    if known is None:
        return None
    start = 0 if agreement.start is None else line.day_of(agreement.start)
    until = line.end if agreement.until is None else line.day_of(agreement.until)
    if start is None or until is None:
        return None
    if agreement.until is not None:
        until = terms(situation, agreement.id, until)[-1].until
    first, after = max(start, known, 0), min(until, line.end)
    return (first, after) if first < after else None


def barred(situation: Situation, nation: str, place: str) -> Spans:
    """Days of the timeline on which agreements do not let a nation be in a place."""
    known = situation.presence
    if (nation, place) not in known:
        operation, end = situation.operation, situation.timeline.end
        known[nation, place] = _joined([
            gap for kind in needed(operation, nation, place)
            for gap in _between(_held(situation, covering(operation, kind, nation, place)), end)
        ])
    return known[nation, place]


def never(situation: Situation, nation: str, task: Served) -> tuple[str, ...]:
    """Why a nation's elements can on no day be where a task is served in place; empty: they can.

    Where elements are held they stay where they live. A kind missing on all days is told alone.
    """
    every = (0, situation.timeline.end)
    if is_held(task) or barred(situation, nation, task.place) != (every,):
        return ()
    lacks = lacking(situation, nation, task.place, every)
    always = [why for kind, why in lacks if not _held(
        situation, covering(situation.operation, kind, nation, task.place))]
    return tuple(always or [why for _, why in lacks])


def lacking(
    situation: Situation, nation: str, place: str, days: tuple[int, int]
) -> tuple[tuple[str, str], ...]:
    """Kinds of agreement that fail a nation in a place on some of these days, each with the why.

    The why is `no status of forces agreement for POL in UKR_W`, and what each that there is waits
    for.
    """
    found = []
    for kind in failing(situation, nation, place, days):
        waits = awaited(situation, kind, nation, place)
        told = f": {waits}" if waits else ""
        found.append((kind, f"no {WORDS[kind]} for {nation} in {place}{told}"))
    return tuple(found)


def failing(
    situation: Situation, nation: str, place: str, days: tuple[int, int]
) -> tuple[str, ...]:
    """Kinds of agreement of which none is in force for a nation in a place on some of these
    days."""
    operation, found = situation.operation, []
    for kind in needed(operation, nation, place):
        held = _held(situation, covering(operation, kind, nation, place))
        gaps = _between(held, situation.timeline.end)
        if any(a < days[1] and days[0] < b for a, b in gaps):
            found.append(kind)
    return tuple(found)


def awaited(situation: Situation, kind: str, nation: str, place: str) -> str:
    """What each agreement of a kind waits for that would let a nation in; empty: there is none."""
    label = situation.timeline.label
    told = []
    for agreement in covering(situation.operation, kind, nation, place):
        days = in_force(situation, agreement)
        if days is not None:
            text = f"in force from {label(days[0])}"
            if days[1] < situation.timeline.end:
                text += f" to {label(days[1])}"
        elif agreement.condition is not None and situation.known_day(agreement.condition) is None:
            text = f"its condition '{agreement.condition}' does not hold"
        elif agreement.condition is None and not agreement.signed:
            text = "not signed"
        else:
            text = "not in force on any of these days"
        if days is None and (steps := opening(situation.operation, agreement.id)):
            text += f", and {' or '.join(step.id for step in steps)} is not taken before the deal"
        told.append(f"{agreement.id} {text}")
    return ", ".join(told)


def _held(situation: Situation, every: Iterable[Agreement]) -> list[tuple[int, int]]:
    """Days on which agreements are in force, each by itself."""
    return [span for item in every if (span := in_force(situation, item)) is not None]


def _between(held: Iterable[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Days up to the end that no span holds."""
    gaps, day = [], 0
    for first, after in sorted(held):
        if first > day:
            gaps.append((day, first))
        day = max(day, after)
    return [*gaps, *([(day, end)] if day < end else [])]


def _joined(gaps: list[tuple[int, int]]) -> Spans:
    found: list[tuple[int, int]] = []
    for first, after in sorted(gaps):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], after))
        else:
            found.append((first, after))
    return tuple(found)
