"""The meaning of section 1 to 3 of the reference page once more, as plainly as it can be said.

Only nouns are imported. What the package reckons from them (who may serve, turns, spans, credit,
movement, who is free) is reckoned here a second time, so that a slip in one of both shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from willing.calendar import DDay, Moment, Timeline, timeline
from willing.domain.condition import Condition
from willing.domain.formation import SlotLine
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome, rank
from willing.domain.pledge import STATUSES, Pledge
from willing.domain.reach import Reach
from willing.domain.requirement import Commitment, Requirement, Task
from willing.domain.text import field_types, read_field
from willing.domain.unit import Policy, PolicyPhase, Unit

EVER = 10**6
"""A day later than any."""


@dataclass(frozen=True, kw_only=True)
class World:
    """An operation in one outcome, its changes made."""

    operation: Operation
    answers: dict[str, str]
    line: Timeline

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


def world(operation: Operation, answers: dict[str, str]) -> World:
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
        operation=operation, answers=answers,
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


def movement(world: World, home: str, place: str) -> int:
    """Days of the fastest way; try ever longer ways until none is faster."""
    if home == place:
        return 0
    reached = dict.fromkeys(larger(world, home), 0)
    legs = [(leg.start, leg.end, leg.days) for leg in world.operation.legs]
    legs += [(leg.end, leg.start, leg.days) for leg in world.operation.legs if leg.both_ways]
    for _ in legs:
        for start, end, days in legs:
            if start in reached and reached[start] + days < reached.get(end, EVER):
                reached[end] = reached[start] + days
    goals = [p for p in larger(world, place) if p not in larger(world, home)]
    days = [reached[p] for p in goals if p in reached]
    return min(days) if days else world.operation.settings.movement_days


def policy(world: World, unit: Unit, day: int) -> Policy | PolicyPhase:
    """The figures for a tour first in place on a day: those of the latest phase begun by then."""
    found: Policy | PolicyPhase = world.operation.policy[unit.policy]
    if world.line.d_day is not None:
        phases = [p for p in world.operation.policy_phases if p.policy == unit.policy]
        for phase in sorted(phases, key=lambda p: p.start):
            if world.line.d_day + phase.start <= day:
                found = phase
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days of one turn, as in the table of section 2."""

    departs: int
    arrives: int
    leaves: int
    ends: int
    back: int
    free: int


def turn(
    world: World, unit: Unit, task: Task, first_day: int, length: int, decided: bool = False
) -> Days:
    """Reckon one turn; unless it is decided already, the task's last day cuts it."""
    asked = wanted(world, task)
    figures = policy(world, unit, first_day)
    way = movement(world, unit.home, task.place)
    reception = world.operation.place[task.place].reception_days if way else 0
    overlap = figures.overlap if first_day > asked[0].first else 0
    arrives = first_day - reception - until_transfer(world, task) - overlap
    departs = arrives - way
    leaves = departs - figures.work_up
    if unit.certified_until is not None:
        last = (unit.certified_until - world.operation.as_of).days
        leaves -= world.operation.policy[unit.policy].certify_days if leaves > last else 0
    ends = first_day + length if decided else min(first_day + length, asked[-1].after)
    return Days(
        departs=departs, arrives=arrives, leaves=leaves, ends=ends,
        back=ends + way, free=ends + way + figures.recovery + figures.dwell,
    )


def until_transfer(world: World, task: Task) -> int:
    """Days there until authority is transferred to the headquarters of a line."""
    asked = task.command if isinstance(task, Requirement) else ""
    return sum(c.transfer_days for c in world.operation.commands if asked and c.id == asked)


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


def brings_all(pledge: Pledge, task: Task) -> bool:
    """Whether a pledge brings every word that a line must have, whatever its case and blanks."""
    asked = task.must_have if isinstance(task, Requirement) else ()
    said = [word.casefold().split() for word in pledge.brings]
    return all(word.casefold().split() in said for word in asked)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """On which days a pledge, or a nation's own elements, may serve a task."""

    outlawed: frozenset[int]
    """Days on which no elements of the nation may be in the place."""

    leaves_from: int
    holds_from: int
    ends_by: int = EVER
    closed: tuple[tuple[int, int], ...] = ()
    longest: tuple[tuple[int, int, int], ...] = ()
    rested: tuple[tuple[int, int], ...] = ()
    """By stage: who leaves from a day on must have been at home since another."""

    def since(self, leaves: int) -> int | None:
        """Day since which whoever leaves on a day must be at home; the least that is asked."""
        fitting = [since for begins, since in self.rested if begins <= leaves]
        return max(fitting, default=None)


def may_serve(world: World, unit: Unit, pledge: Pledge | None, task: Task) -> Leave | None:
    """Go through section 3 point by point; None: it may not serve at all."""
    operation = world.operation
    own = isinstance(task, Commitment) and task.nation == unit.nation
    frozen = max(world.day(operation.settings.frozen_until, 0) or 0, 0)
    if worth(world, unit.capability, task.capability) is None:
        return None
    outlawed = frozenset(without_agreement(world, unit.nation, task.place))
    if pledge is None:
        return Leave(leaves_from=frozen, holds_from=0, outlawed=outlawed) if own else None
    purpose = "operation" if isinstance(task, Requirement) else "backfill"
    hosts = [operation.place[p].accept for p in larger(world, task.place) if p in operation.place]
    heard = known(world, pledge.condition)
    ordered = 0 if task.order == "now" else world.line.d_day
    if (
        own or pledge.purpose not in (purpose, "any")
        or (pledge.offered_for and not names(world, task, pledge.offered_for))
        or STATUSES.index(pledge.status) < STATUSES.index(operation.settings.counts_from)
        or heard is None or ordered is None
        or not all(admits(world, text, unit.nation) for text in (task.accept, *hosts))
        or (isinstance(task, Commitment) and task.backfill == "none")
        or not brings_all(pledge, task)
        or (isinstance(task, Requirement) and not grants(pledge.authority, task.authority))
    ):
        return None
    decided = max(ordered, heard) + operation.nation[unit.nation].decision_days
    enter = max(place.entry_notice_days for place in bound(world, unit.nation, task))
    stages = [(EVER, unit.notice_days)]
    if pledge.notice_days is not None:
        stages = [(EVER, pledge.notice_days)]
    elif operation.policy[unit.policy].stages is not None:
        told = operation.policy[unit.policy].stages.parts
        # Who keeps the longest notice may be anywhere when the nation decides.
        stages = [(EVER, told[0].notice), *((decided - p.since, p.notice) for p in told[1:])]
    longest_notice = stages[0][1]
    if task.kind == "notice" and task.ready_days is not None and longest_notice > task.ready_days:
        return None
    notice = min(days for _, days in stages) + enter
    lead = longest_notice if task.kind == "on_call" else 0
    if isinstance(task, Commitment):
        lead = task.lead_days
    begins = world.day(pledge.start, 0) or 0
    closed, longest = limits(world, pledge, task)
    return Leave(
        leaves_from=max(frozen, begins, decided + notice),
        holds_from=max(frozen, begins, decided + lead),
        ends_by=EVER if pledge.until is None else (pledge.until - operation.as_of).days,
        closed=tuple(closed), longest=tuple(longest), outlawed=outlawed,
        rested=tuple((decided + days + enter, since) for since, days in stages),
    )


def grants(given: str, asked: str) -> bool:
    """Whether an authority holds another; unsaid it is enough, and unasked it is granted."""
    return not given or not asked or given in {
        "TACON": ("TACON", "TACOM", "OPCON"), "TACOM": ("TACOM", "OPCON"), "OPCON": ("OPCON",),
    }[asked]


def without_agreement(world: World, nation: str, place: str) -> Iterator[int]:
    """Days on which one of the agreements needed in a place does not let a nation be there."""
    around = larger(world, place)
    places = [world.operation.place[name] for name in around if name in world.operation.place]
    if any(here.nation == nation for here in places):
        return
    mine = [nation, *(group.id for group in world.operation.groups if nation in group.members)]
    for kind in {kind for here in places for kind in here.agreements}:
        held: set[int] = set()
        for row in world.operation.agreements:
            first, after = world.day(row.start, 0), world.day(row.until, world.line.end)
            heard = known(world, row.condition)
            if (
                row.kind == kind and row.place in around and (row.signed or row.condition)
                and (not row.parties or any(name in row.parties for name in mine))
                and first is not None and after is not None and heard is not None
            ):
                held |= set(range(max(first, heard), after))
        yield from (day for day in range(world.line.end) if day not in held)


def bound(world: World, nation: str, task: Task) -> list[Place]:
    """Places around a task whose limits on stays bind a nation; one without limits at least."""
    around = [world.operation.place[p] for p in larger(world, task.place)
              if p in world.operation.place]
    kept = [p for p in around
            if not p.stay_except.strip() or not admits(world, p.stay_except, nation)]
    return [Place(id="nowhere"), *kept]


def inside(world: World, nation: str, task: Task) -> Fraction:
    """Part of a tour's days on which its elements are there; whoever is held is at home."""
    if task.kind in ("standing", "notice", "on_call"):
        return Fraction(1)
    return min(Fraction(p.stay_days or 1, (p.stay_days or 1) + (p.away_days or 0))
               for p in bound(world, nation, task))


def limits(
    world: World, pledge: Pledge, task: Task
) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Days on which caveats close a task to a pledge, and longest tours with their days."""
    closed: list[tuple[int, int]] = []
    longest: list[tuple[int, int, int]] = []
    for caveat in world.operation.caveats:
        first, after = world.day(caveat.start, -EVER), world.day(caveat.until, EVER)
        if caveat.pledge != pledge.id or first is None or after is None:
            continue
        if caveat.kind == "time" and caveat.rule == "max":
            longest.append((first, after, int(caveat.values[0])))
        elif caveat.kind == "time":
            outside = [(-EVER, first), (after, EVER)]
            closed += [(first, after)] if caveat.rule == "not" else outside
        elif caveat.kind == "authority" and isinstance(task, Requirement):
            # Given here in the one way that the micro cases and chance use it.
            if caveat.rule == "max" and not grants(caveat.values[0], task.authority):
                closed.append((first, after))
        elif caveat.kind in ("place", "task") and (
            names(world, task, caveat.values) is (caveat.rule == "not")
        ):
            closed.append((first, after))
    return closed, longest
