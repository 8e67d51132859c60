"""The meaning of section 1 to 3 of the reference page once more, as plainly as it can be said.

Only nouns are imported. What the package reckons from them (who may serve, turns, spans, credit,
movement, who is free) is reckoned here a second time, so that a slip in one of both shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from willing.calendar import DDay, Moment, Timeline, timeline
from willing.domain.condition import Condition
from willing.domain.formation import SlotLine
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome, rank
from willing.domain.reach import Reach
from willing.domain.requirement import Commitment, Requirement, Task
from willing.domain.text import field_types, read_field

EVER = 10**6
"""A day later than any."""


@dataclass(frozen=True, kw_only=True)
class World:
    """An operation in one outcome, its changes made."""

    operation: Operation
    answers: dict[str, str]
    line: Timeline
    taken: tuple[tuple[str, int], ...] = ()
    """Steps taken before the deal, and the day of each."""

    def day(self, moment: Moment | None, otherwise: int) -> int | None:
        """Day number of a moment; `D+n` has none where there is never a deal."""
        if moment is None:
            return otherwise
        if isinstance(moment, DDay):
            return None if self.line.d_day is None else self.line.d_day + moment.days
        return (moment - self.operation.as_of).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """So many elements, each day from `first` up to `after`; never more than one period."""

    first: int
    after: int
    quantity: int


def world(
    operation: Operation, answers: dict[str, str], taken: tuple[tuple[str, int], ...] = ()
) -> World:
    """Make an outcome's changes, one after the other, and lay out its lines."""
    asked = operation
    for change in asked.changes:
        if change.when.holds(answers, lambda q, a: rank(asked, q, a)):
            table = [
                replace(record, **{
                    change.field: read_field(field_types(type(record))[change.field], change.value)
                }) if record.id == change.id else record
                for record in getattr(operation, change.table)
            ]
            operation = replace(operation, **{change.table: tuple(table)})
    deal = outcome(answers, 1.0).deal
    return World(
        operation=operation, answers=answers, taken=taken,
        line=timeline(operation.as_of, deal, operation.grid),
    )


def wanted(world: World, task: Task) -> list[Wanted]:
    """What a task asks for: its windows, cut at every line."""
    line = world.line
    windows = []
    for window in task.quantity.parts:
        first, after = world.day(window.start, 0), world.day(window.end, line.end)
        if first is not None and after is not None:
            first, after = max(first, 0), min(after, line.end)
            if first < after:
                windows.append((first, after, window.quantity))
    windows.sort()
    if windows and windows[-1][1] >= line.horizon:
        windows[-1] = (windows[-1][0], line.end, windows[-1][2])
    grows = isinstance(task, Requirement) and task.per_people is not None
    found = []
    for first, after, quantity in windows:
        if quantity or grows:
            days = sorted({first, after, *(x for x in line.lines if first < x < after)})
            found += [Wanted(first=a, after=b, quantity=quantity) for a, b in pairwise(days)]
    return found


def ends(world: World, name: str, until: int) -> list[tuple[int, int]]:
    """Day by day, as long as a pledge or agreement has not ended: on which days it is told that it
    goes on, and until when."""
    mine = [row for row in world.operation.renewals if row.renews == name]
    given = [world.day(row.until, EVER) or 0 for row in mine if row.given]
    told, day = [(0, max([until, *given]))], 0
    heard = [
        (known(world, row.condition), world.day(row.until, EVER)) for row in mine
        if row.condition and (row.ask_by is None or row.ask_by >= world.operation.as_of)
    ]
    while heard and day <= told[-1][1]:
        for since, last in heard:
            if since is not None and since <= day and last is not None and last > told[-1][1]:
                told.append((day, last))
        day += 1
    return told


def larger(world: World, place: str) -> list[str]:
    """A place, the places it is part of, and the nations they lie in."""
    places: list[str] = []
    while place in world.operation.place and place not in places:
        places.append(place)
        place = world.operation.place[place].part_of
    nations = [world.operation.place[name].nation for name in places]
    return places + [nation for nation in nations if nation]


def close(world: World, reach: Reach) -> set[str]:
    """Requirements near enough: for each means, rows on the smallest places outrank the others."""
    found = set()
    for task in world.operation.lines:
        best = [0] if task.place == reach.place else []
        ups = larger(world, reach.place), larger(world, task.place)
        for mode in ("road", "air"):
            fitting = []
            for row in world.operation.travel:
                ways = [(row.start, row.end)] + [(row.end, row.start)] * row.both_ways
                fitting += [
                    (ups[0].index(a) + ups[1].index(b), row.minutes) for a, b in ways
                    if a in ups[0] and b in ups[1] and row.mode == mode
                ]
            if fitting and reach.mode in ("", mode):
                best.append(sorted(fitting)[0][1])
        if best and min(best) <= reach.minutes:
            found.add(task.id)
    return found


def is_kind(world: World, capability: str, of: str) -> bool:
    """Whether a capability is another, or lies below it."""
    for _ in world.operation.capabilities:
        if capability == of:
            return True
        known = world.operation.capability.get(capability)
        capability = known.parent if known else ""
    return capability == of


def worth(world: World, sent: str, asked: str) -> tuple[int, int, bool, float] | None:
    """Elements sent, elements they count for, whether in whole lots, and the penalty."""
    kinds = [sent]
    while world.operation.capability[kinds[-1]].parent:
        kinds.append(world.operation.capability[kinds[-1]].parent)
    if asked in kinds:
        return 1, 1, False, 0.0
    for kind in kinds:
        for row in world.operation.substitutions:
            if (row.capability, row.stands_for) == (kind, asked):
                return row.give, row.count, row.mode == "lots", row.penalty
    return None


def names(world: World, task: Task, listed: tuple[str, ...]) -> bool:
    """Whether a list names a task, a slot's line, its effect, or a place or nation it lies in."""
    effect = [] if isinstance(task, Commitment) else [task.effect]
    effect += [task.line] if isinstance(task, SlotLine) else []
    return any(name in [task.id, *effect, *larger(world, task.place)] for name in listed)


def admits(world: World, text: str, nation: str) -> bool:
    """Whether an acceptability such as `NATO, not TUR` lets a nation in."""
    own = [nation, *(group.id for group in world.operation.groups if nation in group.members)]
    parts = [part.split() for part in text.split(",") if part.strip()]
    refused = [words[1] for words in parts if words[0] == "not"]
    let_in = [words[0] for words in parts if words[0] != "not"]
    return not any(n in refused for n in own) and (not let_in or any(n in let_in for n in own))


def known(world: World, condition: Condition | None) -> int | None:
    """First day on which the answers given by then make a condition true."""
    if condition is None:
        return 0
    for day in range(world.line.end + 1):
        heard = {}
        for name, answer in world.answers.items():
            stated = world.operation.question[name].answered
            on = world.line.d_day if stated is None else (stated - world.operation.as_of).days
            if on is not None and on <= day:
                heard[name] = answer
        if condition.holds(heard, lambda q, a: rank(world.operation, q, a)):
            return day
    return None
