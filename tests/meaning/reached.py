"""When milestones are reached, reckoned a second time: every line on every day, from the rows."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from tests.meaning.restated import World, close, is_kind, names, wanted, worth
from tests.meaning.restated_pledges import inside
from willing.domain.milestone import Threshold
from willing.domain.plan import Row
from willing.domain.reach import Reach
from willing.domain.requirement import Requirement, Task


def reached(here: World, rows: Iterable[Row], milestone: str) -> int | None:
    """First day before the horizon from which every threshold is met for long enough."""
    operation, stays = here.operation, [row for row in rows if row.kind in ("tour", "hold")]
    days = next(m.hold_days for m in operation.milestones if m.id == milestone)
    good = [True] * here.line.end
    lines = 0
    for threshold in operation.thresholds:
        for task in _lines(here, threshold) if threshold.milestone == milestone else ():
            asked = [_wanted(here, stays, task, day) for day in range(here.line.end)]
            if any(asked):
                lines += 1
                for day, here_too in enumerate(_met(here, stays, threshold, task, asked)):
                    good[day] = good[day] and here_too
    for first in range(here.line.horizon if lines else 0):
        if first + days <= here.line.end and all(good[first : first + days]):
            return first
    return None


def _lines(here: World, threshold: Threshold) -> list[Task]:
    tasks: list[Task] = list(here.operation.task.values())
    named = [task for task in tasks if task.id == threshold.line]
    return named or [
        task for task in here.operation.for_effects
        if task.essential and names(here, task, (threshold.line,))
    ]


def _met(
    here: World, stays: list[Row], threshold: Threshold, task: Task, asked: list[int]
) -> list[bool]:
    begins = next(day for day, quantity in enumerate(asked) if quantity)
    found = []
    for day, quantity in enumerate(asked):
        there = _credit(here, stays, task, day)
        if there < min(task.min_useful, quantity):
            there = 0.0
        if threshold.least is not None:
            found.append(there >= threshold.least)
        else:
            share = 1.0 if threshold.share is None else threshold.share
            found.append(day >= begins and there >= share * quantity - 1e-6)
    return found


def _on(here: World, row: Row, day: int) -> bool:
    first = (row.first_day - here.operation.as_of).days
    return first <= day < first + row.days


def _credit(here: World, stays: list[Row], task: Task, day: int) -> float:
    if isinstance(task, Reach):
        lines = close(here, task)
        return sum(
            row.count for row in stays
            if row.kind == "tour" and row.task in lines and _on(here, row, day)
            and is_kind(here, here.operation.unit[row.unit].capability, task.capability)
        )
    held = task.kind in ("standing", "notice", "on_call")
    groups: dict[tuple[str, str], int] = {}
    for row in stays:
        if row.task == task.id and (row.kind == "tour" or held) and _on(here, row, day):
            key = (row.nation, here.operation.unit[row.unit].capability)
            groups[key] = groups.get(key, 0) + int(row.count)
    total = 0.0
    for (nation, capability), number in groups.items():
        give, count, lots, _ = worth(here, capability, task.capability) or (1, 0, False, 0.0)
        part = inside(here, nation, task)
        whole = lots and part == 1
        total += number // give * count if whole else float(Fraction(number * count, give) * part)
    return total


def _wanted(here: World, stays: list[Row], task: Task, day: int) -> int:
    for span in wanted(here, task):
        if span.first <= day < span.after:
            if not isinstance(task, Requirement) or task.per_people is None:
                return span.quantity
            supported = [
                r.id for r in here.operation.requirements
                if (names(here, r, task.supports) if task.supports else r.id != task.id)
            ]
            people = max(
                sum(int(row.count) * here.operation.unit[row.unit].people for row in stays
                    if row.kind == "tour" and row.task in supported and _on(here, row, each))
                for each in range(span.first, span.after)
            )
            return max(span.quantity, ceil(people / task.per_people))
    return 0
