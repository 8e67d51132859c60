"""One plan for all outcomes: nobody knows an answer before it is given (rule ahead)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

from willing.assess.fault import Fault
from willing.assess.scene import Scene, stage_of
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.question import DEAL

_NEAR = 1e-6
"""Relative difference up to which two scores are the same."""

Told = tuple[str, str, str, str, int, int]
"""Kind, pledge, unit, task, first day and day of the decision of what is decided ahead."""


def ahead_faults(operation: Operation, plan: Plan) -> Iterator[Fault]:
    """Outcomes that differ before anybody could tell them apart, and an expected score that is
    not what the outcomes come to. For plans made for all outcomes together.
    """
    if plan.expected is None:
        return
    scenes = [stage_of(operation, plan, part.outcome) for part in plan.outcomes]
    before = cache(lambda number, day: _before(scenes[number], day))
    for (i, one), (j, other) in combinations(enumerate(scenes), 2):
        day = told_apart(one, other)
        mine, theirs = before(i, day), before(j, day)
        if mine == theirs:
            continue
        for key in dict.fromkeys([*mine, *theirs]):
            ours, others = mine.get(key, []), theirs.get(key, [])
            if ours == others:
                continue
            until = _until(key, one, other)
            if _shown(ours, until) != _shown(others, until):
                kind, pledge, unit, task, first, _ = key
                by = f" ({pledge})" if pledge else ""
                what = f"{kind} of {unit}{by} on {task}" if unit else f"{kind} {task}"
                yield Fault(
                    rule="ahead", outcome=one.outcome.name,
                    where=f"{what} from {one.timeline.date_of(first)}",
                    text=f"it differs from outcome {other.outcome.name}, and before "
                    f"{one.timeline.date_of(day)} nobody can tell the two apart",
                )
                break
    total = sum(part.probability for part in plan.outcomes)
    true = math.fsum(part.probability * part.score for part in plan.outcomes) / total
    if abs(plan.expected - true) > _NEAR * max(1.0, abs(true)):
        yield Fault(rule="ahead", outcome=plan.outcomes[0].outcome, where="expected score",
                    text=f"{plan.expected:g} told, the outcomes come to {true:g}")
    bound = plan.expected_bound
    if bound is not None and bound > true + _NEAR * max(1.0, abs(true)):
        yield Fault(rule="ahead", outcome=plan.outcomes[0].outcome, where="expected bound",
                    text=f"{bound:g} told, and the expected score is {true:g}")


def told_apart(one: Scene, other: Scene) -> int:
    """First day on which somebody who knows all that is known can tell two outcomes apart.

    A deal that has come tells itself from one that has not; other questions are told on their
    date, or at the deal.
    """
    deals = [day for day in (one.timeline.d_day, other.timeline.d_day) if day is not None]
    days = [one.timeline.end, other.timeline.end]
    theirs = dict(other.outcome.answers)
    for name, answer in one.outcome.answers:
        if theirs.get(name) == answer:
            continue
        question = one.operation.question.get(name)
        if name == DEAL or question is None or question.answered is None:
            days += [min(deals)] if deals else []
        else:
            days.append(max((question.answered - one.timeline.as_of).days, 0))
    return min(days)


def _before(scene: Scene, day: int) -> Mapping[Told, list[tuple[int, int]]]:
    """What is decided before a day, with the day after the last of each and its elements, sorted;
    facts are left out.

    A tour is decided when its elements leave, a stint and a hold for another nation when they
    begin.
    """
    found: dict[Told, list[tuple[int, int]]] = {}
    for tour in scene.tours:
        if tour.leaves < day and not tour.settled:
            key = ("tour", tour.row.pledge, tour.unit.id, tour.task.id, tour.first, tour.leaves)
            found.setdefault(key, []).append((tour.ends, tour.count))
    for hold in scene.holds:
        if hold.first < day and hold.pledge is not None and not hold.settled:
            key = ("hold", hold.row.pledge, hold.unit.id, hold.task.id, 0, 0)
            found.setdefault(key, []).extend(
                (x, hold.count) for x in range(max(hold.first, 0), min(hold.ends, day)))
    for row, first, after in scene.rows_of("standby"):
        if first < day and row.pinned == "":
            key = ("standby", row.pledge, row.unit, row.task, first, first)
            found.setdefault(key, []).append((after, int(row.count)))
    for row, first, after in scene.rows_of("step"):
        if first < day and row.pinned != "order":
            key = ("step", "", row.nation, row.task, first, first)
            found.setdefault(key, []).append((after, 1))
    return {key: sorted(entries) for key, entries in found.items()}


def _until(key: Told, one: Scene, other: Scene) -> int:
    """Day from which it does not matter when something ends.

    Who leaves, or stands by, has said for how long. He comes back sooner only where his task ends,
    or the deal comes: in one outcome perhaps sooner than in the other.
    """
    if key[0] == "hold":
        return max(one.timeline.end, other.timeline.end)
    if key[0] == "tour":
        days = [each.task_days(key[3]) for each in (one, other)]
        return min((last for _, last in filter(None, days)), default=0)
    lines = one.timeline, other.timeline
    return min(line.horizon if line.d_day is None else line.d_day for line in lines)


def _shown(entries: list[tuple[int, int]], until: int) -> Counter[int]:
    """Elements by the day after their last, as far as that was decided with it."""
    found: Counter[int] = Counter()
    for ends, count in entries:
        found[min(ends, until)] += count
    return found
