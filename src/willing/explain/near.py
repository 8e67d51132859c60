"""The part of a plan that a change near one shortfall can touch, judged and scored alone."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from willing.assess.answered import Answered
from willing.assess.cover import Covered, covered, supports
from willing.assess.demand import Span
from willing.assess.fault import Fault
from willing.assess.formation import frame_faults, nation_faults
from willing.assess.lead import lead_faults
from willing.assess.ledger import Carried
from willing.assess.limits import bed_faults, ceiling_faults, force_faults, share_faults
from willing.assess.pools import free_faults, number_faults, pool_faults, twice_faults
from willing.assess.presence import presence_faults
from willing.assess.reach import near_lines
from willing.assess.scene import Scene
from willing.assess.score import terms
from willing.assess.serving import serving_faults
from willing.assess.stages import stage_faults
from willing.assess.standby import standby_faults
from willing.assess.stay import Stay, stay
from willing.assess.treaty import tonnage_faults
from willing.assess.ways import Ways, larger
from willing.domain.host import is_host_support
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.requirement import Commitment

SERVING = ("tour", "hold")
"""Kinds of row that have elements."""


@dataclass(frozen=True)
class Near(Scene):
    """Some tasks, all that serves them, and all that some nations do; the rest is left out.

    Every rule on pools, pledges and ceilings of these nations, and on these tasks, can be judged
    here. Burdens are charged apart (`burden_of`).
    """

    whole: Scene
    """Everything."""
    known: Mapping[int, Stay]
    """Stays of the whole by the identity of their rows."""
    asked: frozenset[str]
    """Tasks whose shortfalls may change: those asked for, lines that support them, and reaches
    that they are near to."""
    apart: tuple[Row, ...]
    """Tours and holds left out, where some limit counts them too."""
    there: frozenset[str]
    """The same, all that such lines support, and all lines near to such reaches: on these every
    row is here."""

    def task_days(self, task: str) -> tuple[int, int] | None:
        """A task's first required day and the day after its last."""
        return self.whole.task_days(task)

    @cached_property
    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """What each task wants whose shortfall may change."""
        return {
            name: self.whole.spans[name] if name in self.asked else ()
            for name in self.operation.task
        }

    @cached_property
    def ways(self) -> Ways:
        """Days of movement; of single changes only those of agreements alter them."""
        if self.operation.agreements is self.whole.operation.agreements:
            return self.whole.ways
        return Ways(self.operation, self.answered)

    @cached_property
    def answered(self) -> Answered:
        """What is known and in force, by the steps that the whole plan takes."""
        return Answered(self.operation, self.outcome, self.timeline, self.whole.answered.taken)

    @cached_property
    def tours(self) -> tuple[Stay, ...]:
        """Every tour near."""
        return tuple(self._stay(row) for row in self.rows if row.kind == "tour")

    @cached_property
    def holds(self) -> tuple[Stay, ...]:
        """Every hold near."""
        return tuple(self._stay(row) for row in self.rows if row.kind == "hold")

    def _stay(self, row: Row) -> Stay:
        """Days of a row: those known, where all records behind them are the same."""
        mine, others, told = self.operation, self.whole.operation, self.known.get(id(row))
        if (
            told is not None and mine.policies is others.policies
            and mine.commands is others.commands
            and (mine.agreements is others.agreements or not self._transit)
            and mine.unit[row.unit] is told.unit and mine.task[row.task] is told.task
            and mine.pledge.get(row.pledge) is told.pledge
        ):
            return told
        ways = self.ways
        if row.pinned == "order" and ways is self.whole.ways:
            ways = self.whole.ways_of(row)
        return stay(mine, self.timeline, ways, self.task_days(row.task), row)

    @cached_property
    def _transit(self) -> bool:
        return any(leg.transit for leg in self.operation.legs)

    def with_rows(self, rows: Iterable[Row]) -> Near:
        """The same with other rows."""
        return replace(self, rows=tuple(rows))

    @cached_property
    def of_tasks(self) -> Near:
        """Only rows on the tasks and on what they support: enough for cover, leads and shares."""
        return self.with_rows(row for row in self.rows if row.task in self.there)

    @cached_property
    def every(self) -> Mapping[str, tuple[Covered, ...]]:
        """Every span of the tasks, with what is there."""
        return covered(self.of_tasks)

    @cached_property
    def points(self) -> float:
        """The score of the tasks, in points, without burdens."""
        return math.fsum(term.points for term in terms(self.of_tasks, self.every, 0))

    def faults(self, units: Collection[str]) -> tuple[Fault, ...]:
        """Rules that break near with other turns of some pools.

        Of shortfall rows, which are reckoned from the others, there are none.
        """
        turned = self.with_rows(row for row in self.rows if row.unit in units)
        nations = {self.operation.unit[name].nation for name in units}
        nations |= {owner for name in units for owner in self.operation.borne[name]}
        shared = _sharing(self.operation, nations)
        own = self.with_rows(
            row for row in self.rows if row.unit and (row.nation in nations or row.unit in shared))
        told = self.of_tasks
        return (
            *serving_faults(turned), *presence_faults(turned), *pool_faults(turned),
            *standby_faults(turned), *twice_faults(turned), *free_faults(turned),
            *number_faults(turned), *stage_faults(turned), *ceiling_faults(own), *lead_faults(told),
            *share_faults(told, self.every), *self._crowd_faults(),
            *tonnage_faults(self.operation, self.timeline, self.outcome.name, self.tours),
            *frame_faults(told, told.credits), *nation_faults(told),
        )

    def _crowd_faults(self) -> tuple[Fault, ...]:
        """Places and the force with too many people, those of all nations counted."""
        if not crowded(self.operation):
            return ()
        every = self.with_rows((*self.apart, *self.rows))
        return (*bed_faults(every), *force_faults(every))

    def burden_of(self, carried: Carried, before: Iterable[Stay], after: Iterable[Stay]) -> float:
        """What a nation's excess over its fair share grows by, in points, with other stays."""
        if carried.fair_share is None:
            return 0.0
        more = sum(self._borne(item, carried.nation) for item in after)
        more -= sum(self._borne(item, carried.nation) for item in before)
        excess = max(carried.burden + more - carried.fair_share, 0.0) - carried.excess
        return self.whole.operation.weights.burden * excess / 1000

    def _borne(self, item: Stay, nation: str) -> float:
        """Person-days of a stay that a nation bears."""
        part = self.whole.operation.borne[item.unit.id].get(nation, 0.0)
        operation = self.whole.operation
        given = is_host_support(operation, item.unit, item.pledge, item.task)
        if not part or given or not self.abroad(item):
            return 0.0
        credit = operation.settings.backfill_credit if isinstance(item.task, Commitment) else 1.0
        days = self.days_before(item, self.timeline.horizon)
        return part * credit * item.count * item.unit.people * days


def _sharing(operation: Operation, nations: Collection[str]) -> frozenset[str]:
    """Units of which some of these nations bear a part."""
    return frozenset(
        name for name, parts in operation.borne.items() if any(n in parts for n in nations)
    )


def crowded(operation: Operation) -> bool:
    """Whether any limit counts people of all nations."""
    ceiling = operation.settings.ceiling_people
    return ceiling is not None or any(place.beds is not None for place in operation.places)


def cut(
    whole: Scene, known: Mapping[int, Stay], operation: Operation, tasks: Iterable[str],
    nations: Iterable[str],
) -> Near:
    """Cut out of a scene what can be touched on some tasks by pools of some nations.

    `operation` is the scene's own, or the same with one change.
    """
    asked = {other for name in tasks for other in operation.with_slots(name)}
    there, own = set(asked), set(nations)
    for line in operation.requirements:
        supported = supports(operation, line)
        if asked.intersection(supported) or (line.id in asked and supported):
            asked.add(line.id)
            there |= {line.id, *supported}
    for reach in operation.reaches:
        lines = set(near_lines(operation, reach))
        if reach.id in asked or asked & lines:
            asked.add(reach.id)
            there |= lines
    there |= asked
    shared, beside = _sharing(operation, own), there | set(_together(operation, asked))
    rows = tuple(
        row for row in whole.rows if (
            row.task in beside or row.nation in own or row.unit in shared
            if row.kind in SERVING else row.task in asked
        )
    )
    used = {row.unit for row in rows}
    rows += tuple(row for row in whole.rows if row.kind == "standby" and row.unit in used)
    apart: tuple[Row, ...] = ()
    if crowded(operation):
        kept = {id(row) for row in rows}
        apart = tuple(r for r in whole.rows if r.kind in SERVING and id(r) not in kept)
        used |= {row.unit for row in apart}
    near = replace(
        operation,
        units=tuple(u for u in operation.units if u.nation in own or u.id in used),
        weights=replace(operation.weights, burden=0.0),
        settings=replace(operation.settings, reference_person_days=0.0),
    )
    return Near(
        operation=near, outcome=whole.outcome, timeline=whole.timeline, rows=rows, whole=whole,
        known=known, apart=apart, asked=frozenset(asked), there=frozenset(there),
    )


def _together(operation: Operation, tasks: Collection[str]) -> Iterable[str]:
    """Tasks that share a limit of tonnes with some: one more ship there is one less elsewhere."""
    limited = {place.id for place in operation.places if place.stay_tonnes is not None}
    around = {
        name: limited.intersection(larger(operation, task.place))
        for name, task in operation.task.items()
    } if limited else {}
    shared = {place for name in tasks for place in around.get(name, ())}
    return (name for name, places in around.items() if places & shared)
