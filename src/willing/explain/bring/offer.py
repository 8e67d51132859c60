"""What a nation could best bring: every bid put into the plan, and the most useful first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from willing.assess.cover import Covered, covered
from willing.assess.crowds import overhead, people_counted
from willing.assess.demand import laid
from willing.assess.level import Level
from willing.assess.scene import Scene
from willing.assess.score import terms
from willing.assess.stay import Stay
from willing.domain.formation import line_of
from willing.domain.notice import waiting
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.requirement import Requirement
from willing.explain.bring.bids import Bid, PassedOver, behind, bids
from willing.explain.bring.trying import Every, Tried, judged, tried
from willing.explain.ground import Ground, ground
from willing.explain.watch import Looks, Watch
from willing.planner.limits import ctrl_c


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What a bid closes of one line."""

    task: str
    """Requirement."""
    priority: int
    """Class."""
    first: date
    """First day that changes."""
    after: date
    """Day after the last."""
    short: float
    """Element-days short before, up to the horizon."""
    left: float
    """Element-days short with the bid, up to the horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Arithmetic of the nation's ceiling of people."""

    ceiling: int | None
    """Least that its ceiling allows while the bid is away; None: it has none."""
    away: int
    """Most people away before, on those days, with the overhead that they draw."""
    with_bid: int
    """Most people away with the bid: reliefs that overlap count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One thing the nation could bring, and what that is worth."""

    bid: Bid
    """What it is."""
    people: int
    """People in place at once."""
    behind: int
    """People of the nation's support element behind them, on the first line it serves."""
    points: float
    """Points by which the score falls."""
    closes: tuple[Closed, ...]
    """Lines of which less is short, by class and element-days."""
    asks: tuple[Closed, ...]
    """Lines of which more is short, because its people ask for support."""
    joins: tuple[str, ...]
    """Nations in place on the same lines meanwhile, those that lead them first."""
    turns: tuple[Row, ...]
    """Its tours and holds."""
    earliest: date | None
    """First day on which it could be in place."""
    first: date
    """Day on which its first turn begins."""
    latest: date
    """Last day on which a turn of it still begins."""
    must_bring: tuple[str, ...]
    """What the lines that it serves must have."""
    notice: int
    """Days of notice of its readiest elements, and for entering the place of that line."""
    way: int
    """Days of movement to the first line it serves."""
    known_way: bool
    """Whether legs say so; else the setting does."""
    room: Room
    """The ceiling of people."""
    held: tuple[Row, ...]
    """Stints on standby before the deal, for turns that leave before its notice is over."""
    cost: float
    """Cost of its days in place, up to the horizon, and on standby, in the operation's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Answer to a nation that asks what it could best bring."""

    outcome: str
    """Outcome looked at."""
    d_day: date | None
    """D-day in it; None: there is never a deal."""
    currency: str
    """Currency of costs."""
    nation: str
    """Who asks."""
    people: int
    """Most people in place at once."""
    best: tuple[Brought, ...]
    """What it has itself first, then what it could raise; of each, what gains most first."""
    more: int
    """Further things that would close something, and less."""
    idle: tuple[Bid, ...]
    """What it could bring and what closes nothing now."""
    passed: tuple[PassedOver, ...]
    """What is short and what it cannot bring."""
    unseen: tuple[Bid, ...] = ()
    """What it could bring and was not looked at: the user stopped before."""
    stopped: bool = False
    """Whether the user stopped: what is told is what was found by then, and may not be the best."""


def offer(
    operation: Operation, plan: Plan, nation: str, people: int, outcome: str,
    capabilities: Sequence[str] = (), most: int = 5, progress: Looks | None = None,
) -> Offer:
    """What a nation could best bring to one outcome of a plan, all else as planned.

    Looked at are the capabilities that short requirements want, or those that are named. Each bid
    is tried alone; its turns are chosen to gain most. The judge reckons what the best gain: at most
    `most` things that the nation has itself, and as many that it does not. Ctrl-C ends the search:
    the best of what was found by then is told.
    """
    watch = Watch(progress)
    with ctrl_c(watch):
        return _offer(operation, plan, (nation, people), outcome, capabilities, most, watch)


def _offer(
    operation: Operation, plan: Plan, asked: tuple[str, int], outcome: str,
    capabilities: Sequence[str], most: int, watch: Watch,
) -> Offer:
    nation, people = asked
    here = ground(operation, plan, outcome)
    before = covered(here.scene)
    told, passed = bids(here.situation, nation, people, _wanted(here, before, capabilities))
    found = tried(here, told, most, watch)
    shown = [
        item for raised in (False, True)
        for item in [one for one in found if one.turns and bool(one.bid.like) is raised][:most]
    ]
    best: list[Brought] = []
    for number, item in enumerate(shown, 1):
        watch.tell(outcome, "judge", item.bid.unit.capability, number, len(shown))
        brought = _brought(here, before, item)
        best += [] if brought is None else [brought]
    useful = sum(bool(item.turns) for item in found)
    idle = tuple(item.bid for item in found if not item.turns)
    return Offer(
        outcome=outcome, d_day=here.part.d_day, currency=operation.settings.currency,
        nation=nation, people=people, best=tuple(best), more=useful - len(best), idle=idle,
        passed=passed, stopped=watch.interrupted,
        unseen=tuple(bid for bid in told if all(item.bid != bid for item in found)),
    )


def _wanted(here: Ground, before: Every, capabilities: Sequence[str]) -> list[Requirement]:
    """Requirements and slots looked at: those that are short, those of a requirement that is short,
    or those of the named capabilities."""
    operation = here.scene.operation
    horizon = here.scene.timeline.horizon
    return [
        line for line in operation.task.values() if isinstance(line, Requirement) and (
            line.capability in capabilities if capabilities
            else any(_short(before[name], horizon) for name in (line.id, line_of(line)))
        )
    ]


def _brought(here: Ground, before: Every, item: Tried) -> Brought | None:
    """What a bid is worth; None when the judge does not let it stand, or finds that it is nothing.

    He works in days, so that he may reckon otherwise than the planner.
    """
    stands = judged(here, item)
    if stands is None:
        return None
    scene, after = stands
    points = here.points - math.fsum(term.points for term in terms(scene, after, 0))
    turns = tuple(row for row in item.turns if row.kind != "standby")
    held = tuple(row for row in item.turns if row.kind == "standby")
    if points <= 0 or not turns:
        return None
    line = here.scene.timeline
    changed = [
        _closed(here, name, before[name], after[name]) for name in before
        if _short(before[name], line.horizon) != _short(after[name], line.horizon)
    ]
    lines = tuple(dict.fromkeys(row.task for row in turns))
    days, unit = [row.first_day for row in turns], item.bid.unit
    first = scene.operation.task[lines[0]]
    way, known = here.situation.movement(unit.home, first.place)
    mine = [
        stay for stay in (*scene.tours, *scene.holds) if stay.row.pledge == item.bid.pledge.id
    ]
    return Brought(
        bid=item.bid, people=item.bid.at_once * unit.people, points=points,
        behind=behind(scene.operation, unit, first, item.bid.at_once)
        if isinstance(first, Requirement) else 0,
        closes=tuple(sorted(
            (one for one in changed if one.left < one.short),
            key=lambda one: (one.priority, one.left - one.short),
        )),
        asks=tuple(one for one in changed if one.left > one.short),
        joins=_joins(scene, unit.nation, lines), turns=turns, held=held,
        earliest=None if item.earliest is None else line.date_of(item.earliest),
        first=min(days), latest=max(days), way=way, known_way=known,
        must_bring=tuple(dict.fromkeys(
            word for name in lines
            if isinstance(task := scene.operation.task[name], Requirement)
            for word in task.must_have
        )),
        notice=_notice(scene.operation, item.bid, lines[0]),
        room=_room(here.scene, scene, mine), cost=sum(
            unit.cost_per_day * stay.count * scene.days_before(stay, line.horizon)
            for stay in mine
        ) + sum(
            scene.operation.standby[row.task].cost_per_day * row.count * row.days for row in held
        ),
    )


def _notice(operation: Operation, bid: Bid, line: str) -> int:
    wait = waiting(operation, bid.unit, bid.pledge, operation.served[line], 0, 0)
    return wait.first_day - wait.decided


def _short(spans: tuple[Covered, ...], horizon: int) -> float:
    """Element-days short up to the horizon."""
    return sum(
        float(item.short) * item.span.days for item in spans if item.span.first < horizon
    )


def _closed(
    here: Ground, name: str, before: tuple[Covered, ...], after: tuple[Covered, ...]
) -> Closed:
    line, horizon = here.scene.timeline, here.scene.timeline.horizon
    other = [
        old.span for old, new in zip(before, after, strict=True) if old.short != new.short
    ]
    return Closed(
        task=name, priority=here.scene.operation.task[name].priority,
        first=line.date_of(min(span.first for span in other)),
        after=line.date_of(max(span.after for span in other)),
        short=_short(before, horizon), left=_short(after, horizon),
    )


def _joins(scene: Scene, nation: str, lines: Iterable[str]) -> tuple[str, ...]:
    """Other nations on the same lines while it is there; whoever leads one comes first."""
    asked = set(lines)
    mine = [tour for tour in scene.tours if tour.unit.nation == nation and tour.task.id in asked]
    leads = [row.nation for row in scene.rows if row.kind == "lead" and row.task in asked]
    there = [
        tour.unit.nation for tour in scene.tours
        if tour.task.id in asked and any(
            own.task.id == tour.task.id and own.first < tour.ends and tour.first < own.ends
            for own in mine
        )
    ]
    return tuple(name for name in dict.fromkeys((*leads, *sorted(there))) if name != nation)


def _room(before: Scene, after: Scene, mine: list[Stay]) -> Room:
    """What the ceiling allows on the days on which the bid is away, and what it uses of it."""
    nation = before.operation.nation[mine[0].unit.nation]
    first, last = min(stay.departs for stay in mine), max(stay.back for stay in mine)
    windows = laid(nation.ceiling_people, before.timeline) if nation.ceiling_people else []
    allowed = [people for begin, end, people in windows if begin < last and first < end]
    return Room(
        ceiling=min(allowed, default=None),
        away=_most_away(before, nation.id, first, last),
        with_bid=_most_away(after, nation.id, first, last),
    )


def _most_away(scene: Scene, nation: str, first: int, after: int) -> int:
    away = people_counted(scene, overhead(scene)).get(nation, Level(()))
    return int(away.most(first, after))
