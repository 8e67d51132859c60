"""Heads in the operation: people on tasks, in support, on staffs, given by hosts, and behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from willing.assess.berths import Berths, berths, ceilings
from willing.assess.crowds import overhead
from willing.assess.demand import laid
from willing.assess.equipment import Stock, equipment
from willing.assess.ledger import by_host
from willing.assess.level import Level, Part
from willing.assess.scene import Scene, stage_of
from willing.calendar import Timeline, parse_moment
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.requirement import Requirement
from willing.errors import Problem, ProblemsFound, TextFault

Kind = Literal["task", "support", "staff", "host", "overhead"]
KINDS: tuple[Kind, ...] = ("task", "support", "staff", "host", "overhead")
"""What people are counted as, in the order of tables."""
Key = Callable[["Share"], str]
NOWHERE = ""
"""Place of overhead that is at no named place."""
_ENABLING = "enabling"
"""Effect of lines that make others possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """So many people, by what they are counted as."""

    task: int = 0
    """On lines that the operation is for."""
    support: int = 0
    """On lines that support others: for so many people, or of the effect `enabling`."""
    staff: int = 0
    """On posts."""
    host: int = 0
    """Given by a host in its own country, whatever the line is: nobody was sent."""
    overhead: int = 0
    """In national support elements."""

    @property
    def all(self) -> int:
        """All of them."""
        return self.task + self.support + self.staff + self.host + self.overhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """People of one nation at one place who count as one thing."""

    nation: str
    """Nation."""
    place: str
    """Place of the line, or of the overhead; empty: no named place."""
    kind: Kind
    """What they count as."""
    level: Level
    """How many, by days."""


@dataclass(frozen=True)
class Headcount:
    """Heads in one outcome, from arrival until nobody is in place any more."""

    outcome: str
    """Outcome."""
    timeline: Timeline
    """Its days."""
    shares: tuple[Share, ...]
    """Everybody, once: by nation, place and what he counts as."""
    equipment: tuple[Stock, ...]
    """Equipment in theatre, by nation."""
    berths: tuple[Berths, ...]
    """Places with beds."""
    ceilings: tuple[tuple[str, int, int, int], ...]
    """Nations with a ceiling: day when least of it is left, people away with overhead, ceiling."""
    ceiling: tuple[tuple[int, int, int], ...]
    """First day, day after and most people of the whole force, where it has a ceiling."""

    def on(self, day: int) -> Heads:
        """The whole force on a day."""
        return _heads(self.shares, day)

    def by_nation(self, day: int) -> dict[str, Heads]:
        """Every nation that has anybody there on a day; they add up to the force."""
        return self._by(day, lambda share: share.nation)

    def by_place(self, day: int) -> dict[str, Heads]:
        """Every place that anybody is at on a day; they add up to the force."""
        return self._by(day, lambda share: share.place)

    def _by(self, day: int, name: Key) -> dict[str, Heads]:
        groups: defaultdict[str, list[Share]] = defaultdict(list)
        for share in self.shares:
            groups[name(share)].append(share)
        found = {key: _heads(own, day) for key, own in groups.items()}
        return {key: heads for key, heads in found.items() if heads.all}

    @cached_property
    def steps(self) -> tuple[tuple[int, int, Heads], ...]:
        """Days in a row with the same heads, from day 0 to the end of the timeline."""
        levels = {
            kind: Level(
                part for share in self.shares if share.kind == kind
                for part in share.level.runs(0, self.timeline.end)
            )
            for kind in KINDS
        }
        days = sorted({
            0, self.timeline.end,
            *(a for level in levels.values() for a, _, _ in level.runs(0, self.timeline.end)),
        })
        return tuple(
            (first, after, Heads(**{
                kind: int(level.most(first, first + 1)) for kind, level in levels.items()
            }))
            for first, after in pairwise(days)
        )

    def day(self, on: str) -> int:
        """A day as `D+120` or a date; the fullest when it is empty.

        Raises `ProblemsFound` for what is no day of the outcome.
        """
        if not on:
            return self.fullest
        line = self.timeline
        try:
            day = line.day_of(parse_moment(on))
        except TextFault as fault:
            raise ProblemsFound([Problem(
                kind="day", where="day to count", given=fault.given, allowed=fault.allowed,
                fix=fault.fix,
            )]) from None
        if day is None or not 0 <= day < line.end:
            raise ProblemsFound([Problem(
                kind="day", where="day to count",
                given=f"'{on}' is no day of outcome {self.outcome}",
                allowed=f"its days run from {line.as_of} to {line.date_of(line.end - 1)}",
                fix="name one of these",
            )])
        return day

    @property
    def fullest(self) -> int:
        """First day before the horizon on which most people are there."""
        before = [step for step in self.steps if step[0] < self.timeline.horizon]
        return max(before or self.steps, key=lambda step: (step[2].all, -step[0]))[0]


def headcount(operation: Operation, plan: Plan, outcome: str) -> Headcount:
    """Heads of one of a plan's outcomes."""
    return headcount_of(stage_of(operation, plan, outcome))


def headcount_of(scene: Scene) -> Headcount:
    """Heads of an outcome: those on requirements from their arrival, and all overhead."""
    operation = scene.operation
    parts: defaultdict[tuple[str, str, Kind], list[Part]] = defaultdict(list)
    for tour in scene.tours:
        if isinstance(tour.task, Requirement) and tour.unit.people:
            kind: Kind = "host" if by_host(scene, tour) else kind_of(operation, tour.task)
            key = (tour.unit.nation, tour.task.place, kind)
            parts[key].append((tour.arrives, tour.ends, tour.count * tour.unit.people))
    drawn = overhead(scene)
    for (nation, at), level in drawn.items():
        place = operation.overheads[at].place or NOWHERE
        parts[nation, place, "overhead"] += level.runs(0, scene.timeline.end)
    shares = (
        Share(nation=nation, place=place, kind=kind, level=Level(own))
        for (nation, place, kind), own in parts.items()
    )
    return Headcount(
        outcome=scene.outcome.name, timeline=scene.timeline, equipment=equipment(scene),
        berths=berths(scene, drawn), ceilings=ceilings(scene, drawn),
        ceiling=tuple(laid(operation.settings.ceiling_people, scene.timeline))
        if operation.settings.ceiling_people else (),
        shares=tuple(sorted(shares, key=lambda s: (s.nation, s.place, KINDS.index(s.kind)))),
    )


def kind_of(operation: Operation, task: Requirement) -> Kind:
    """What people sent to a line count as: staff on posts, support, or the task itself."""
    capability = operation.capability.get(task.capability)
    if task.kind == "posts" or (capability is not None and capability.counted_in == "post"):
        return "staff"
    supporting = task.per_people is not None or task.supports or task.effect == _ENABLING
    return "support" if supporting else "task"


def _heads(shares: Iterable[Share], day: int) -> Heads:
    found = Heads()
    for share in shares:
        people = int(share.level.most(day, day + 1))
        found = replace(found, **{share.kind: getattr(found, share.kind) + people})
    return found
