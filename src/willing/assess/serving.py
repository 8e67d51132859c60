"""Who may serve what, from when, until when and for how long: rules accept, ready, until, length.

Turns that are already decided or under way are not asked: they are facts, not choices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from willing.assess.accepted import admits
from willing.assess.demand import moments
from willing.assess.fault import Fault, where_of
from willing.assess.known import earliest, waits
from willing.assess.scene import Scene
from willing.assess.standby import enough
from willing.assess.stay import Stay, is_held, phase_on
from willing.assess.ways import larger
from willing.domain.formation import line_of
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.pledge import STATUSES, Caveat
from willing.domain.requirement import Commitment, Requirement, Served, Task

AUTHORITY = {"TACON": 1, "TACOM": 2, "OPCON": 3}
"""Authorities over what nations send; the higher holds the lower."""


def serving_faults(scene: Scene) -> Iterator[Fault]:
    """Faults of single tours and holds."""
    refused: dict[tuple[str, str, str, str], tuple[str, ...]] = {}
    for item in (*scene.tours, *scene.holds):
        if item.settled:
            continue
        if text := _misplaced(item):
            yield _fault(scene, "standing", item, text)
            continue
        key = (item.row.kind, item.unit.id, item.row.pledge, item.task.id)
        if key not in refused:
            refused[key] = tuple(refusals(scene, item))
        for text in refused[key]:
            yield _fault(scene, "accept", item, text)
        yield from _ready(scene, item)
        yield from _until(scene, item)
        if item.row.kind == "tour":
            yield from _length(scene, item)


def _misplaced(item: Stay) -> str:
    """Why a task is not served by a tour, or by a hold, at all; empty: it is."""
    held, task = is_held(item.task), item.task
    if item.row.kind == "hold" and not held:
        return f"{task.id} is not a standing commitment, at notice or on call"
    if item.row.kind == "tour" and held and isinstance(task, Requirement):
        return f"{task.id} is at notice or on call: nobody goes there on tour"
    return ""


def names_task(operation: Operation, task: Task, words: tuple[str, ...]) -> bool:
    """Whether one of the words is the task, its effect, its place, or what that lies in.

    A slot is named by the requirement it belongs to as well.
    """
    places = larger(operation, task.place)
    nations = {operation.place[place].nation for place in places} - {""}
    effect = set() if isinstance(task, Commitment) else {task.effect}
    return not {task.id, line_of(task), *places, *nations, *effect}.isdisjoint(words)


def refusals(scene: Scene, item: Stay) -> Iterator[str]:
    """Why elements may not serve a task at all; nothing when they may."""
    operation, unit, pledge, task = scene.operation, item.unit, item.pledge, item.task
    if scene.worth(unit.capability, task.capability) is None:
        yield f"a {unit.capability} does not count for a {task.capability}"
    if pledge is None:
        if scene.abroad(item):
            yield f"elements of {unit.id} are not pledged for it"
        return
    if not scene.abroad(item):
        yield f"{unit.nation} serves its own commitments without a pledge"
    purpose = "operation" if isinstance(task, Requirement) else "backfill"
    if pledge.purpose not in (purpose, "any"):
        yield f"pledged for {pledge.purpose}, not for {purpose}"
    if pledge.offered_for and not names_task(operation, task, pledge.offered_for):
        yield f"offered for {', '.join(pledge.offered_for)} only"
    if isinstance(task, Requirement):
        brought = {_plain(word) for word in pledge.brings}
        for word in task.must_have:
            if _plain(word) not in brought:
                yield f"{task.id} must have {word}, which the pledge does not bring"
    if STATUSES.index(pledge.status) < STATUSES.index(operation.settings.counts_from):
        yield f"{pledge.status}, and pledges count from {operation.settings.counts_from}"
    if earliest(scene, pledge, task, item.row.kind) is None:
        yield "its condition or its order never comes in this outcome"
    wait = max(days for _, days in waits(scene, unit, pledge))
    if task.kind == "notice" and wait > (task.ready_days or 0):
        yield f"it moves at {wait} days' notice, and the line allows {task.ready_days or 0}"
    if isinstance(task, Requirement) and task.authority and pledge.authority and (
        AUTHORITY[pledge.authority] < AUTHORITY[task.authority]
    ):
        yield f"{pledge.authority} is granted, {task.authority} is asked for"
    places = [operation.place[place].accept for place in larger(operation, task.place)]
    for accept in (task.accept, *places):
        if not admits(operation, accept, unit.nation):
            yield f"{unit.nation} is not accepted ({accept})"
    if isinstance(task, Commitment):
        wanted = "tour" if item.row.kind == "tour" else "home"
        if task.backfill not in (wanted, "any"):
            yield f"{task.nation} allows backfill '{task.backfill}', not '{wanted}'"
    for caveat in _caveats(operation, pledge.id):
        if _closes(operation, caveat, task) and _always(scene, caveat):
            yield f"caveat: {caveat.rule} {', '.join(caveat.values)}"


def _plain(word: str) -> str:
    """A word without its case and needless blanks."""
    return re.sub(r"\s+", " ", word).strip().casefold()


@once
def _caveats(operation: Operation, pledge: str) -> tuple[Caveat, ...]:
    return tuple(caveat for caveat in operation.caveats if caveat.pledge == pledge)


def _closes(operation: Operation, caveat: Caveat, task: Served) -> bool:
    """Whether a caveat of kind place, task or authority keeps a pledge from a task in its days."""
    if caveat.kind == "authority":
        return _withholds(caveat, task)
    if caveat.kind not in ("place", "task") or caveat.rule == "max":
        return False
    return names_task(operation, task, caveat.values) is (caveat.rule == "not")


def _withholds(caveat: Caveat, task: Task) -> bool:
    """Whether a caveat grants less authority than a line asks; other words are for people."""
    asked = AUTHORITY.get(task.authority, 0) if isinstance(task, Requirement) else 0
    named = [AUTHORITY.get(value, 0) for value in caveat.values]
    if not asked or not named or 0 in named:
        return False
    most = min(named) - 1 if caveat.rule == "not" else max(named)
    return asked > most


def _always(scene: Scene, caveat: Caveat) -> bool:
    days = moments(caveat.start, caveat.until, scene.timeline)
    return days is not None and days[0] <= 0 and days[1] >= scene.timeline.end


def _ready(scene: Scene, item: Stay) -> Iterator[Fault]:
    begin = earliest(scene, item.pledge, item.task, item.row.kind)
    if begin is not None and item.leaves < begin and not enough(scene, item):
        verb = "leaves" if item.row.kind == "tour" else "is held"
        label = scene.timeline.label
        text = f"{verb} on {label(item.leaves)}, and may from {label(begin)}"
        yield _fault(scene, "ready", item, text)


def _until(scene: Scene, item: Stay) -> Iterator[Fault]:
    if item.pledge is None:
        return
    label = scene.timeline.label
    until = item.pledge.until
    if until is not None:
        ends = scene.answered.ends(item.pledge.id, (until - scene.timeline.as_of).days)
        if item.row.kind == "tour":
            ends = tuple(end for end in ends if end[0] <= item.leaves) or ends[:1]
        if item.ends > ends[-1][1]:
            last = scene.timeline.date_of(ends[-1][1])
            text = f"ends on {label(item.ends)}, the pledge on {last}"
            yield _fault(scene, "until", item, text)
    for caveat in _caveats(scene.operation, item.pledge.id):
        for first, after in _shut(scene, caveat, item):
            if max(first, item.first) < min(after, item.ends):
                text = f"is there on days closed by its caveat ({label(first)} to {label(after)})"
                yield _fault(scene, "until", item, text)
        lasts = item.ends - item.first
        if _limits(scene, caveat, item) and lasts > int(caveat.values[0]):
            text = f"lasts {lasts} days; its caveat allows {caveat.values[0]}"
            yield _fault(scene, "until", item, text)


def _shut(scene: Scene, caveat: Caveat, item: Stay) -> list[tuple[int, int]]:
    """Days on which a caveat lets nobody be there; those closed for good are refusals."""
    days = moments(caveat.start, caveat.until, scene.timeline)
    if days is None:
        return []
    if caveat.kind == "time" and caveat.rule == "only":
        return [(item.first, days[0]), (days[1], item.ends)]
    if caveat.kind == "time" and caveat.rule == "not":
        return [days]
    closes = _closes(scene.operation, caveat, item.task) and not _always(scene, caveat)
    return [days] if closes else []


def _limits(scene: Scene, caveat: Caveat, item: Stay) -> bool:
    """Whether a caveat limits the length of a tour: it holds on one of its days."""
    days = moments(caveat.start, caveat.until, scene.timeline)
    if caveat.kind != "time" or caveat.rule != "max" or item.row.kind != "tour" or days is None:
        return False
    return max(item.first, days[0]) < min(item.ends, days[1])


def _length(scene: Scene, item: Stay) -> Iterator[Fault]:
    task, days = item.task, item.row.days
    span = scene.task_days(task.id)
    if span is None:
        yield _fault(scene, "length", item, f"{task.id} asks for nothing in this outcome")
        return
    figures = phase_on(scene.operation, scene.timeline, item.unit.policy, item.first)
    lengths = figures.tours if task.tour_days is None else (task.tour_days,)
    ends, last = item.first + days, span[1]
    allowed = ", ".join(str(length) for length in lengths)
    if ends > last:
        label = scene.timeline.label
        yield _fault(scene, "length", item, f"ends on {label(ends)}, {task.id} on {label(last)}")
    elif days not in lengths and (ends != last or days > max(lengths)):
        yield _fault(scene, "length", item, f"lasts {days} days; allowed are {allowed}")


def _fault(scene: Scene, rule: str, item: Stay, text: str) -> Fault:
    return Fault(rule=rule, outcome=scene.outcome.name, where=where_of(item.row), text=text)
