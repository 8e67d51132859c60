"""Everything the planner may decide: which pledge may serve which task, from which line, how long.

A choice exists only where it is allowed; the fits that failed say why the others do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from willing.calendar import Timeline
from willing.domain.credit import Credit, credit
from willing.domain.fit import Fit, fit
from willing.domain.near import counts_near, lies_near
from willing.domain.pledge import Pledge
from willing.domain.reach import Reach
from willing.domain.ready import OnStandby, OpenDeal
from willing.domain.requirement import Commitment, Task
from willing.domain.serve import by_hold, by_tour
from willing.domain.situation import Situation
from willing.domain.span import Span, spans
from willing.domain.turn import Rhythm, policy_on, rhythm
from willing.domain.unit import Unit
from willing.planner.buys import Buy
from willing.planner.passing import Needs
from willing.planner.program import Bools, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pledge (or a nation's own elements) that may serve one task."""

    unit: int
    """Position of the pool in the operation."""
    pledge: int | None
    """Position of the pledge; None: own elements."""
    task: int
    """Position of the task in `Choices.tasks`."""
    fit: Fit
    """Days on which it may."""
    credit: Credit
    """What one element counts for."""
    number: int
    """Most elements at once."""
    later: bool = False
    """Whether it is a pair before it once more, whose nation decides later."""

    @property
    def backfills(self) -> bool:
        """Whether another nation serves a commitment."""
        task = self.fit.task
        return isinstance(task, Commitment) and task.nation != self.fit.unit.nation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tours:
    """Possible tours as arrays, one entry each. Periods are positions on the timeline."""

    pair: Ints
    """Position of the pair."""
    first_day: Ints
    """First day in place."""
    ends: Ints
    """Day after the last in place."""
    take: Ints
    """Period from whose start the element is occupied; -1: taken before the as-of date."""
    kept: Ints
    """Period from whose start it must be at home and rested; as a rule that of `take`."""
    since: Ints
    """Day of the same; of tours that any element may make, the day it leaves."""
    give: Ints
    """Line on which it is free again; number of periods: not on this timeline."""
    departs: Ints
    """Period from whose start it is away from home."""
    there: Ints
    """Period from whose start it is at the task's place, perhaps not yet in place."""
    back: Ints
    """Line on which it is back home."""
    covers: Ints
    """First span of its task that it covers."""
    covered: Ints
    """Span after the last it covers."""
    meets: Ints
    """Span after the last on whose first day it is in place."""
    least: Ints
    """Elements already decided."""
    most: Ints
    """Most elements."""
    given: Ints
    """0 free, 1 order, 2 already on tour on the as-of date, 3 pin."""
    arrives: Ints
    """Day it arrives at the task's place, perhaps not yet in place."""
    leaves: Ints
    """Day it leaves: until then nobody has decided it."""
    sets_out: Ints
    """Day it leaves its home place, after work-up."""
    planned: Ints
    """Day after the last as it was planned: its task, or the deal, may end it before."""
    stands: Ints
    """Of tours by elements that stand ready the slowest of their pledge's levels that is enough,
    of a standby its own level; -1: of others."""
    way: Ints
    """What the way needs that steps open, by position in `Choices.ways`; -1: nothing."""

    def __len__(self) -> int:
        return len(self.pair)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenHold:
    """Elements held at home in every plan."""

    pair: Pair
    """Who is held for what; it needs no permission any more."""
    first: int
    """First day."""
    after: int
    """Day after the last."""
    count: int
    """Elements."""


@dataclass(frozen=True)
class Choices:
    """Pairs, their possible tours, and the spans they may cover, in one outcome."""

    situation: Situation
    tasks: tuple[Task, ...]
    """Requirements, then commitments, then reaches, then levels of standby."""
    spans: tuple[tuple[Span, ...], ...]
    """Spans of each task."""
    pairs: tuple[Pair, ...]
    """Who may serve what."""
    tours: Tours
    """Possible tours."""
    holders: tuple[int, ...]
    """Pairs that may hold elements where they live for a task."""
    bare: Situation
    """The same outcome without any step but those that are facts."""
    held: tuple[GivenHold, ...] = ()
    """Elements held in every plan; they are no choice."""
    buys: tuple[Buy, ...] = ()
    """Steps that may be taken before the deal; `situation` supposes that all are, as early as they
    may be."""
    ways: tuple[Needs, ...] = ()
    """What ways need that steps open."""
    deal: OpenDeal | None = None
    """What outcomes share that nobody can tell apart before the deal; None: it is known."""

    @property
    def timeline(self) -> Timeline:
        """Days and lines."""
        return self.situation.timeline

    @property
    def several(self) -> bool:
        """Whether the same tour may be more than one choice: by several ways, by a step or by
        elements that stand ready, or on several days of the decision.
        """
        return bool(self.ways) or any(pair.later for pair in self.pairs) or (
            bool(self.situation.operation.standbys)
            and any(buy.step.shortens for buy in self.buys)
        )

    @cached_property
    def task_of(self) -> Ints:
        """Task of each possible tour."""
        return np.array([pair.task for pair in self.pairs], dtype=np.int64)[self.tours.pair]

    @cached_property
    def stints(self) -> Bools:
        """Which possible tours are none: elements held on standby, at home."""
        standby = np.array([isinstance(p.fit.task, OnStandby) for p in self.pairs], dtype=bool)
        found: Bools = standby[self.tours.pair]
        return found

    @cached_property
    def near(self) -> Mapping[int, Bools]:
        """Tours whose elements cover a reach while they are in place, by position of the reach."""
        operation = self.situation.operation
        found: dict[int, Bools] = {}
        for r, reach in enumerate(self.tasks):
            if isinstance(reach, Reach):
                there = {
                    task.id for task in operation.lines if lies_near(operation, reach, task)
                }
                pairs = np.array([
                    pair.fit.task.id in there
                    and counts_near(operation, reach, pair.fit.unit.capability)
                    for pair in self.pairs
                ], dtype=bool)
                found[r] = pairs[self.tours.pair]
        return found


def pairs(situation: Situation, tasks: tuple[Task, ...]) -> Iterator[Pair]:
    """Every pledge and every owner's own pool with the tasks they may serve."""
    operation = situation.operation
    unit_at = {unit.id: i for i, unit in enumerate(operation.units)}
    counting: dict[tuple[str, str], bool] = {}

    def counts(sent: str, wanted: str) -> bool:
        key = (sent, wanted)
        if key not in counting:
            counting[key] = credit(operation, sent, wanted) is not None
        return counting[key]

    def matched(unit: Unit, at: int | None, pledge: Pledge | None, number: int) -> Iterator[Pair]:
        for t, task in enumerate(tasks):
            if isinstance(task, Reach) or not counts(unit.capability, task.capability):
                continue
            if pledge is None and not (
                isinstance(task, Commitment) and task.nation == unit.nation
            ):
                continue
            found = fit(situation, unit, pledge, task)
            if not found.reasons and found.credit is not None:
                yield Pair(
                    unit=unit_at[unit.id], pledge=at, task=t, fit=found, credit=found.credit,
                    number=number,
                )

    for at, pledge in enumerate(operation.pledges):
        unit = operation.unit[pledge.unit]
        yield from matched(unit, at, pledge, min(pledge.count, unit.count))
    for unit in operation.units:
        yield from matched(unit, None, None, unit.count)


def may_tour(pair: Pair) -> bool:
    """Whether a pair may serve by tours."""
    return by_tour(pair.fit.task, pair.pledge is None)


def may_hold(pair: Pair) -> bool:
    """Whether a pair may hold elements where they live for its task."""
    return by_hold(pair.fit.task, pair.pledge is None)


def rhythms(situation: Situation, pair: Pair, days: Ints) -> Iterator[tuple[Rhythm, Ints]]:
    """The rhythm of a pair's tours, with the first days for which it holds."""
    unit = pair.fit.unit
    phases = [p for p in situation.operation.policy_phases if p.policy == unit.policy]
    if not phases:
        yield rhythm(situation, unit, pair.fit.task, int(days[0]) if len(days) else 0), days
        return
    keyed = [(policy_on(situation, unit.policy, int(day)), int(day)) for day in days]
    for _, run in groupby(keyed, key=lambda item: id(item[0])):
        of_phase = [day for _, day in run]
        yield (
            rhythm(situation, unit, pair.fit.task, of_phase[0]),
            np.array(of_phase, dtype=np.int64),
        )


def span_days(found: tuple[Span, ...]) -> tuple[Ints, Ints]:
    """First days and days after of a task's spans, as arrays."""
    firsts = np.array([span.first for span in found], dtype=np.int64)
    afters = np.array([span.after for span in found], dtype=np.int64)
    return firsts, afters


def all_spans(situation: Situation) -> tuple[tuple[Task, ...], tuple[tuple[Span, ...], ...]]:
    """Tasks in the order of the operation, and their spans in this outcome."""
    tasks = tuple(situation.operation.task.values())
    return tasks, tuple(spans(task, situation.timeline) for task in tasks)
