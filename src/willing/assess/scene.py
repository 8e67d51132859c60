"""One outcome of a plan as the judge sees it: the data as they stand, and the rows in days."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from willing.assess.answered import Answered
from willing.assess.demand import Span, spans
from willing.assess.level import Level, Part
from willing.assess.stay import Stay, is_held, stay
from willing.assess.treaty import part_inside
from willing.assess.ways import Ways
from willing.assess.worth import Worth, worth
from willing.calendar import Timeline
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.requirement import Commitment, Served
from willing.domain.situation import situation
from willing.errors import WillingError

_SET: deque[tuple[Operation, tuple[Row, ...], str, Scene]] = deque()
"""Scenes set last, each with its operation, its plan's rows, and whose rows it has."""
_FEW, _MANY, _KEPT_ROWS = 8, 128, 200_000
"""Scenes that stay set however large they are, the most that do, and rows up to which more than a
few do: a row takes about a kilobyte with what follows from it."""


@dataclass(frozen=True)
class Scene:
    """One outcome, with the operation's changes made and the plan's rows for it."""

    operation: Operation
    """The operation as it stands in this outcome."""
    outcome: Outcome
    """Answers."""
    timeline: Timeline
    """Its days."""
    rows: tuple[Row, ...]
    """The plan's rows."""

    @cached_property
    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """What each task wants."""
        return {task.id: spans(task, self.timeline) for task in self.operation.task.values()}

    def task_days(self, task: str) -> tuple[int, int] | None:
        """A task's first required day and the day after its last; None: it wants nothing."""
        found = self.spans[task]
        return (found[0].first, found[-1].after) if found else None

    @cached_property
    def tours(self) -> tuple[Stay, ...]:
        """Every tour, in days."""
        return self._stays("tour")

    @cached_property
    def holds(self) -> tuple[Stay, ...]:
        """Every hold, in days."""
        return self._stays("hold")

    def _stays(self, kind: str) -> tuple[Stay, ...]:
        return tuple(
            stay(self.operation, self.timeline, self.ways_of(row), self.task_days(row.task), row)
            for row in self.rows if row.kind == kind
        )

    @cached_property
    def ways(self) -> Ways:
        """Days of movement."""
        return Ways(self.operation, self.answered)

    @cached_property
    def _ways_of_facts(self) -> Ways:
        """Days of movement of what is decided, for which no step of the plan opens a way."""
        taken = tuple(
            (row.task, first) for row, first, _ in self.rows_of("step") if row.pinned == "order")
        return Ways(
            self.operation, Answered(self.operation, self.outcome, self.timeline, taken))

    def ways_of(self, row: Row) -> Ways:
        """Days of movement as they are for a row."""
        return self._ways_of_facts if row.pinned == "order" else self.ways

    @cached_property
    def answered(self) -> Answered:
        """What is known and in force on which day."""
        taken = tuple((row.task, first) for row, first, _ in self.rows_of("step"))
        return Answered(self.operation, self.outcome, self.timeline, taken)

    def worth(self, sent: str, wanted: str) -> Worth | None:
        """What an element of one capability counts for where another is wanted."""
        return worth(self.operation, sent, wanted)

    def counts(self, nation: str, capability: str, task: Served) -> Worth | None:
        """What an element of a nation counts for on a task, as long as it may be there at all."""
        each = self.worth(capability, task.capability)
        return None if each is None else each.inside(part_inside(self.operation, task, nation))

    @cached_property
    def in_place(self) -> Mapping[tuple[str, str], Level]:
        """Elements of each nation in place on each task, by task and nation."""
        parts: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
        for tour in self.tours:
            parts[tour.task.id, tour.unit.nation].append((tour.first, tour.ends, tour.count))
        return {key: Level(value) for key, value in parts.items()}

    @cached_property
    def credits(self) -> Mapping[tuple[str, str], Level]:
        """What the elements of each nation count for on each task, by task and nation.

        In lots only whole lots of one nation and one capability count. Elements that do not count
        for the task count nothing.
        """
        groups: defaultdict[tuple[str, str, str], list[Part]] = defaultdict(list)
        there = [*self.tours, *(item for item in self.holds if is_held(item.task))]
        for item in there:
            key = (item.task.id, item.unit.nation, item.unit.capability)
            groups[key].append((item.first, item.ends, item.count))
        parts: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
        for (task, nation, capability), counts in groups.items():
            each = self.counts(nation, capability, self.operation.served[task])
            if each is not None:
                parts[task, nation] += [
                    (first, after, each.of(count))
                    for first, after, count in Level(counts).runs(0, self.timeline.end)
                ]
        return {key: Level(value) for key, value in parts.items()}

    def abroad(self, item: Stay) -> bool:
        """Whether a stay serves others: a requirement, or another nation's commitment."""
        return not (isinstance(item.task, Commitment) and item.task.nation == item.unit.nation)

    @cached_property
    def _owners(self) -> Mapping[str, Mapping[str, float]]:
        """Parts of the units that several nations own."""
        found: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for owner in self.operation.owners:
            found[owner.unit][owner.nation] += owner.share
        return found

    def parts(self, item: Stay) -> Mapping[str, float]:
        """The parts of a stay's burden and cost by the nations that bear them: all of its own, of
        a common fleet their shares.
        """
        return self._owners.get(item.unit.id) or {item.unit.nation: 1.0}

    def days_before(self, item: Stay, day: int) -> int:
        """Days of a stay from the as-of date up to a day."""
        return max(min(item.ends, day) - max(item.first, 0), 0)

    def rows_of(self, kind: str) -> Iterator[tuple[Row, int, int]]:
        """Rows of a kind with their first day and the day after their last."""
        for row in self.rows:
            if row.kind == kind:
                first = (row.first_day - self.timeline.as_of).days
                yield row, first, first + row.days


def stage(operation: Operation, outcome: Outcome, rows: tuple[Row, ...]) -> Scene:
    """Set the scene of one outcome. Raises `TextFault` as `situation` does."""
    here = situation(operation, outcome)
    return Scene(here.operation, outcome, here.timeline, rows)


def named(plan: Plan, outcome: str) -> OutcomePlan:
    """The plan of an outcome by its name; raises `WillingError` when there is none."""
    for part in plan.outcomes:
        if part.outcome == outcome:
            return part
    known = ", ".join(f"'{part.outcome}'" for part in plan.outcomes)
    raise WillingError(f"the plan has no outcome '{outcome}'; it has {known or 'none'}")


def stage_of(operation: Operation, plan: Plan, outcome: str) -> Scene:
    """Set the scene of one of a plan's outcomes, by name; one that is still set stays.

    A plan is judged before anything is read from it, and both look at the same scenes.
    """
    part = named(plan, outcome)
    answers = Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
    # Others may set scenes beside us, so each look is at a copy.
    for whose, rows, same, scene in tuple(_SET):
        if whose is operation and rows is plan.rows and (same, scene.outcome) == (
            part.same_as, answers
        ):
            return scene
    scene = stage(operation, answers, plan.rows_of(part))
    _SET.append((operation, plan.rows, part.same_as, scene))
    kept = sum(len(one.rows) for *_, one in tuple(_SET))
    while len(_SET) > _MANY or (len(_SET) > _FEW and kept > _KEPT_ROWS):
        kept -= len(_SET.popleft()[-1].rows)
    return scene
