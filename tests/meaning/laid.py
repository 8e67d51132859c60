"""Lays out everything a micro plan may hold, and the room that each limit leaves day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf

from tests.meaning.choice import Choice, Use, outward
from tests.meaning.formed import tasks
from tests.meaning.restated import EVER, World, larger, wanted, world, worth
from tests.meaning.restated_pledges import Leave, bound, inside, may_serve
from tests.meaning.restated_turns import policy, turn
from tests.meaning.resting import not_yet_free, since_home
from tests.meaning.standing import enough
from tests.meaning.stinted import ordered_stint, pools, standbys
from willing.domain.pledge import Pledge
from willing.domain.requirement import Commitment, Requirement, Task
from willing.domain.standby import Standby
from willing.domain.unit import Unit
from willing.domain.windows import Window

_BEFORE = 400
"""Days before the as-of date that are looked at: no stage asks for more at home."""

@dataclass(frozen=True)
class Laid:
    """What may be chosen in one outcome."""

    world: World
    choices: tuple[Choice, ...]
    room: dict[str, list[float]]
    """Elements, people or money left under each limit, on each day."""


def lay_out(operation_in_outcome: World, rounded: bool, also: Iterable[int] = ()) -> Laid:
    """Lay out tours already decided, tours that may begin on each line, and holds.

    `also`: more days on which tours may begin.
    """
    here = operation_in_outcome
    found: dict[tuple[object, ...], Choice] = {}
    for choice in (
        *_decided(here, rounded), *standbys(here, rounded), *_tours(here, rounded, also),
        *_holds(here),
    ):
        pledge = choice.pledge.id if choice.pledge else ""
        # Two orders may be alike, and both are in every plan.
        alike = len(found) if choice.pinned else -1
        key = (choice.kind, choice.unit.id, pledge, choice.task.id, choice.first, choice.after,
               alike)
        found.setdefault(key, choice)
    by_class = sorted(
        found.values(),
        key=lambda c: (
            not c.pinned, ("standby", "tour", "hold").index(c.kind), -value(here, c.task), c.first
        ),
    )
    return Laid(here, tuple(by_class), _room(here, rounded))


def value(here: World, task: Task | Standby) -> float:
    """Points for one element of a task short for 30 days."""
    if isinstance(task, Standby):
        return 0.0
    return here.operation.weights.shortfall[task.priority - 1] * task.weight


def _who(here: World) -> Iterator[tuple[Unit, Pledge | None, Task, Leave]]:
    units = {unit.id: unit for unit in here.operation.units}
    holders = [(units[p.unit], p) for p in here.operation.pledges]
    for unit, pledge in (*holders, *((unit, None) for unit in here.operation.units)):
        for task in tasks(here):
            leave = may_serve(here, unit, pledge, task)
            if leave is not None and wanted(here, task):
                yield unit, pledge, task, leave


def _most(here: World, unit: Unit, pledge: Pledge | None, task: Task) -> int:
    """More elements than these on one tour are of no use, or do not exist."""
    number = unit.count if pledge is None else min(unit.count, pledge.count)
    if here.operation.reaches:
        return number  # one more than a line wants may still be near to something
    if isinstance(task, Requirement) and (task.per_people is not None or any(
        # Its people may ask for so much support that one nation may send more of it.
        line.per_people and line.max_share is not None for line in here.operation.requirements
    )):
        return number
    if here.operation.needs or any(pledge.only for pledge in here.operation.pledges):
        return number  # more than a line wants may be company
    give, count, _, _ = worth(here, unit.capability, task.capability) or (1, 1, False, 0.0)
    lead = task.lead if isinstance(task, Requirement) else 0
    asked = max([task.min_useful, *(w.quantity for w in wanted(here, task))])
    part = inside(here, unit.nation, task)
    if part < 1:
        return min(number, max(ceil(asked * give / (count * part)), lead))
    return min(number, max(-(-asked // count) * give, lead))


def _tours(here: World, rounded: bool, also: Iterable[int]) -> Iterator[Choice]:
    for unit, pledge, task, leave in _who(here):
        if isinstance(task, Commitment) and task.kind == "standing" and (
            pledge is None or task.backfill == "home"
        ):
            continue
        if isinstance(task, Commitment) and pledge and task.backfill == "home":
            continue
        if task.kind in ("notice", "on_call"):
            continue
        asked = wanted(here, task)
        lines = here.line.lines
        begins = [
            day for x, y in pairwise(lines)
            if any(x <= w.first < y for w in asked)
            for day in (x, *(day for day in also if x < day < y))
        ]
        for first in begins:
            lengths = policy(here, unit, first).tours
            for length in lengths if task.tour_days is None else (task.tour_days,):
                choice = _tour(here, rounded, unit, pledge, task, first, length)
                if choice and _in_time(here, choice, leave, length):
                    yield choice


def _in_time(here: World, choice: Choice, leave: Leave, length: int) -> bool:
    days = turn(here, choice.unit, choice.task, choice.first, length)
    return (
        (days.leaves >= max(leave.leaves_from, 0) or choice.within >= 0)
        and days.ends <= leave.ends_by(days.leaves)
        and not days.closed
        and all(days.ends - choice.first <= most for a, b, most in leave.longest
                if a < days.ends and choice.first < b)
        and not any(a < days.ends and choice.first < b for a, b in leave.closed)
        and leave.outlawed.isdisjoint(range(days.arrives, days.ends))
    )


def _tour(
    here: World, rounded: bool, unit: Unit, pledge: Pledge | None, task: Task, first: int,
    length: int,
) -> Choice | None:
    days = turn(here, unit, task, first, length)
    asked = wanted(here, task)
    whole = any(first <= w.first and w.after <= days.ends for w in asked)
    part = any(first < w.after and w.first < days.ends for w in asked)
    if not (whole if rounded else part):
        return None
    leave = may_serve(here, unit, pledge, task)
    since = leave.since(days.leaves) if leave and pledge else None
    home = days.leaves if since is None else min(days.leaves, since)
    leaves, called = days.leaves, []
    if leave and days.leaves < leave.leaves_from:
        called = enough(here, unit, pledge, task, days.leaves)
        if called:  # its element is counted with those on standby until these have rested
            rested = (here.line.d_day or 0) + min(x.recovery for x in called)
            leaves = home = min(outward(here, rested, rested, rounded)[1], days.free)
    uses = _pools(here, unit, pledge, task, outward(here, leaves, days.free, rounded), "tour")
    taken = outward(here, home, days.free, rounded)
    uses = [(n, *taken, 1.0) if n in pools(here, unit) else (n, *rest) for n, *rest in uses]
    uses += [(f"long home {unit.id}", home + _BEFORE, _BEFORE, 1.0)] if home < 0 else []
    there = (first, days.ends, days.departs, days.arrives, days.back)
    uses += _limits(here, rounded, unit, pledge, task, there)
    return Choice(
        kind="tour", unit=unit, pledge=pledge, task=task, first=first, after=days.ends,
        uses=tuple(uses), most=_most(here, unit, pledge, task), arrives=days.arrives,
        within=max((level.notice_days for level in called), default=-1),
    )


def _pools(
    here: World, unit: Unit, pledge: Pledge | None, task: Task, days: tuple[int, int], kind: str
) -> list[Use]:
    """What an element takes of its unit, its pledge and what is free under pledges.

    Declarations that an element may bear twice are counted in the oracle. A hold for its own nation
    may be borne by who stands by, so it takes of those at home or standing by alone.
    """
    uses: list[Use] = []
    limits = pools(here, unit)
    if kind == "tour" or not task.twice:
        own = kind == "hold" and pledge is None
        uses += [(name, *days, 1.0) for name in (limits[-1:] if own else limits)]
    if pledge:
        uses.append((f"pledge {pledge.id}", *days, 1.0))
        uses.append((f"free {unit.id}", *days, 1.0))
    return uses


def _limits(
    here: World, rounded: bool, unit: Unit, pledge: Pledge | None, task: Task,
    days: tuple[int, int, int, int, int],
) -> list[Use]:
    """What a tour takes of its nation's ceilings and of number caveats on its pledge."""
    first, after, departs, arrives, back = days
    nation, uses = unit.nation, []
    for place in bound(here, nation, task):
        if place.stay_tonnes is not None:
            stay = outward(here, arrives, after, rounded)
            uses.append((f"tonnes in {place.id}", *stay, float(unit.tonnes)))
    if nation not in larger(here, task.place):
        away = outward(here, departs, back, rounded)
        uses.append((f"people of {nation}", *away, float(unit.people)))
    if not (isinstance(task, Commitment) and task.nation == nation):
        spent = unit.cost_per_day * (min(after, here.line.horizon) - max(first, 0))
        parts = [(o.nation, o.share) for o in here.operation.owners if o.unit == unit.id]
        for payer, part in parts or [(nation, 1.0)]:
            uses.append((f"cost of {payer}", 0, 1, part * max(spent, 0.0)))
    for i, caveat in enumerate(here.operation.caveats):
        if pledge and caveat.pledge == pledge.id and caveat.kind == "number":
            uses.append((f"number {i}", max(first, 0), min(after, here.line.end), 1.0))
    return uses


def _decided(here: World, rounded: bool) -> Iterator[Choice]:
    """Elements on tour on day 0, and orders; they ask nobody."""
    units = {unit.id: unit for unit in here.operation.units}
    pledges = {pledge.id: pledge for pledge in here.operation.pledges}
    named = {task.id: task for task in tasks(here)}
    for row in here.operation.cycles:
        if row.state == "tour" and row.task in named and row.until is not None:
            unit, pledge, task = units[row.unit], pledges.get(row.pledge), named[row.task]
            until = (row.until - here.operation.as_of).days
            back = turn(here, unit, task, 0, until, True, under_way=True).back
            yield Choice(
                kind="tour", unit=unit, pledge=pledge, task=task, first=0, after=until,
                uses=tuple(_limits(here, False, unit, pledge, task, (0, until, 0, 0, back))),
                most=row.count, least=row.count, pinned="cycle",
            )
    for order in here.operation.orders:
        first = here.day(order.first_day, 0)
        if first is None:
            continue
        if order.kind == "standby":
            who = (units[order.unit], pledges[order.pledge])
            yield ordered_stint(here, *who, order, first, rounded)
            continue
        unit, pledge, task = units[order.unit], pledges.get(order.pledge), named[order.task]
        if order.kind == "hold":
            after = first + order.days
            taken = outward(here, first, after, rounded)
            yield Choice(
                kind="hold", unit=unit, pledge=pledge, task=task, first=first, after=after,
                uses=tuple(_pools(here, unit, pledge, task, taken, "hold")),
                most=order.count, least=order.count, pinned="order",
            )
            continue
        days = turn(here, unit, task, first, order.days, decided=True)
        taken = outward(here, days.leaves, days.free, rounded)
        uses = _pools(here, unit, pledge, task, taken, "tour")
        there = (first, days.ends, days.departs, days.arrives, days.back)
        uses += _limits(here, False, unit, pledge, task, there)
        yield Choice(
            kind="tour", unit=unit, pledge=pledge, task=task, first=first, after=days.ends,
            uses=tuple(uses), most=order.count, least=order.count, pinned="order",
            arrives=days.arrives,
        )


def _holds(here: World) -> Iterator[Choice]:
    for unit, pledge, task, leave in _who(here):
        if task.kind not in ("standing", "notice", "on_call") or (
            isinstance(task, Commitment) and pledge is not None and task.backfill == "tour"
        ):
            continue
        for span in wanted(here, task):
            if span.first >= leave.holds_from and span.after <= leave.ends_by() and not any(
                a < span.after and span.first < b for a, b in leave.closed
            ):
                uses = _pools(here, unit, pledge, task, (span.first, span.after), "hold")
                yield Choice(
                    kind="hold", unit=unit, pledge=pledge, task=task, first=span.first,
                    after=span.after, uses=tuple(uses), most=_most(here, unit, pledge, task),
                )


def _allowed(here: World, windows: Iterable[Window], end: int) -> list[float]:
    """What windows allow on each day; without limit outside them."""
    left = [inf] * end
    for window in windows:
        first, after = here.day(window.start, 0), here.day(window.end, end)
        if first is not None and after is not None:
            for day in range(max(first, 0), min(after, end)):
                left[day] = window.quantity
    return left


def _room(here: World, rounded: bool) -> dict[str, list[float]]:
    """What each limit leaves on each day before anything is chosen."""
    end = here.line.end
    room = {f"unit {u.id}": [float(u.count)] * end for u in here.operation.units}
    for unit in here.operation.units:
        room[f"long home {unit.id}"] = [float(unit.count)] * _BEFORE
        for since, count in [
            *((0, n) for free, n, _ in not_yet_free(here, unit)), *since_home(here, unit),
        ]:
            for day in range(max(since + _BEFORE, 0)):
                room[f"long home {unit.id}"][day] -= count
    for place in here.operation.places:
        if place.stay_tonnes is not None:
            room[f"tonnes in {place.id}"] = _allowed(here, place.stay_tonnes.parts, end)
    room |= {f"pledge {p.id}": [float(p.count)] * end for p in here.operation.pledges}
    room |= {f"free {u.id}": _stated(here, u, rounded) for u in here.operation.units}
    for unit in here.operation.units:
        for free, count, pledge in not_yet_free(here, unit):
            for day in range(*outward(here, 0, free, rounded)):
                room[f"unit {unit.id}"][day] -= count
                if pledge:
                    room[f"pledge {pledge}"][day] -= count
                    room[f"free {unit.id}"][day] -= count
    room |= {f"watch {u.id}": list(room[f"unit {u.id}"]) for u in here.operation.units}
    for nation in here.operation.nations:
        room[f"people of {nation.id}"] = [inf] * end
        room[f"cost of {nation.id}"] = [inf if nation.ceiling_cost is None else nation.ceiling_cost]
        if nation.ceiling_people:
            room[f"people of {nation.id}"] = _allowed(here, nation.ceiling_people.parts, end)
    for i, caveat in enumerate(here.operation.caveats):
        if caveat.kind == "number":
            first, after = here.day(caveat.start, 0), here.day(caveat.until, EVER)
            room[f"number {i}"] = [
                float(caveat.values[0])
                if first is not None and after is not None and first <= day < after else inf
                for day in range(end)
            ]
    return room


def _stated(here: World, unit: Unit, rounded: bool) -> list[float]:
    """What a nation says is free on each day; by lines, the least of its period."""
    end = here.line.end
    if unit.free is None:
        return [inf] * end
    free = [0.0] * end
    for window in unit.free.parts:
        first, after = here.day(window.start, 0), here.day(window.end, end)
        if first is not None and after is not None:
            for day in range(max(first, 0), min(after, end)):
                free[day] = window.quantity
    if rounded:
        for a, b in pairwise(here.line.lines):
            free[a:b] = [min(free[a:b])] * (b - a)
    return free


__all__ = ["Choice", "Laid", "Use", "lay_out", "value", "world"]
