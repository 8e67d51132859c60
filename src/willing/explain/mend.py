"""Make the plan again around one shortfall, with one change of the data and all else as it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from willing.assess.company import company_faults, package_faults
from willing.assess.cover import Covered
from willing.assess.lead import unled
from willing.assess.scene import Scene
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Row
from willing.domain.situation import situation
from willing.domain.taken import as_taken
from willing.explain.gaps import GapNote
from willing.explain.ground import Ground
from willing.explain.near import Near, cut
from willing.explain.places import places
from willing.explain.refill import refill
from willing.explain.retold import served, short_rows
from willing.explain.single import SingleChange

_EPSILON = 1e-6


@dataclass(frozen=True)
class Mended:
    """A plan with a change in which only turns near a task differ."""

    near: Near
    """The part that differs."""
    points: float
    """Score of the whole plan."""
    rows: tuple[Row, ...]
    """All its rows."""
    units: tuple[str, ...]
    """Pools whose turns may differ."""
    operation: Operation
    """The operation with the change."""

    @cached_property
    def sound(self) -> bool:
        """Whether the judge finds no fault in it."""
        near = self.near
        if near.faults(self.units):
            return False
        # Company may stand anywhere: it is looked at in the whole plan.
        whole = Scene(self.operation, near.outcome, near.timeline, self.rows)
        return not any((*company_faults(whole), *package_faults(whole)))


class Mending:
    """Plans made again around the shortfalls of one outcome; each is made once."""

    def __init__(self, here: Ground) -> None:
        self._here = here
        self._made: dict[tuple[str, str], list[Mended]] = {}
        self.solves = 0
        """Searches made: work that repeats."""
        self.dearer: defaultdict[str, set[str]] = defaultdict(set)
        """By task looked after, lines that would be shorter, so that the score is worse."""

    def best(
        self, gap: GapNote, change: SingleChange, below: float, wide: bool = False
    ) -> tuple[Mended, float] | None:
        """The plan found in which least of the shortfall is left, with the element-days left.

        None: nothing found leaves less than `below`.

        Only turns on the task, and on tasks that the change opens, differ from the plan: those of
        pools that the change lets serve otherwise, or (`wide`) of all that may serve the task. The
        score is no worse, and the judge finds no fault.
        """
        here, task = self._here, self._here.situation.operation.task[gap.task]
        made = self._made.setdefault((gap.task, change.text), [])
        least = _least(made, gap, below)
        if least is None or least[1] > _EPSILON:
            able = {
                unit.id for name in (gap.task, *change.tasks)
                for unit in here.capable(here.situation.operation.task[name])
            }
            units = tuple(name for name in change.units if name in able)
            if wide:
                units = tuple(dict.fromkeys((*units, *(u.id for u in here.capable(task)))))
            found = self._made_again(gap, change, units) if units else None
            if found is not None:
                made.append(found)
                least = _least(made, gap, below)
        return least

    def _made_again(
        self, gap: GapNote, change: SingleChange, units: tuple[str, ...]
    ) -> Mended | None:
        here, part, operation = self._here, self._here.part, change.operation
        tasks = _tasks(gap, change)
        answers = Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
        nations = {operation.unit[name].nation for name in units}
        nations |= {owner for name in units for owner in operation.borne[name]}
        before = here.before(tasks)
        near = cut(here.scene, here.stays, operation, tasks, nations)
        chosen, freed = places(
            as_taken(situation(operation, answers), here.scene.rows), near, tasks, units,
            (gap.task, _short(before, gap.task)),
        )
        if not chosen:
            return None
        gone = {id(row) for row in freed}
        kept = near.with_rows(row for row in near.rows if id(row) not in gone)
        self.solves += 1
        counts = refill(before, kept, chosen, gap)
        if counts is None:
            return None
        after = served(here, kept, chosen, counts, nations)
        points = here.points + after.points - before.points + sum(
            after.burden_of(
                here.carried[name], (*before.tours, *before.holds),
                (*after.of_tasks.tours, *after.of_tasks.holds),
            ) for name in nations
        )
        if points > here.points + _EPSILON:
            if remaining(after, gap) < remaining(before, gap) - _EPSILON:
                self.dearer[gap.task] |= {
                    name for name, spans in after.every.items()
                    if _lacks(spans) > _lacks(before.every[name])
                }
            return None
        own = {id(row) for row in near.rows}
        others = (row for row in here.scene.rows if id(row) not in own)
        return Mended(after, points, (*others, *after.rows, *short_rows(after)), units, operation)


def _least(made: list[Mended], gap: GapNote, below: float) -> tuple[Mended, float] | None:
    """Of plans made the one that leaves least of a shortfall, where that is less than so much."""
    left = [remaining(mended.near, gap) for mended in made]
    for at in sorted(range(len(made)), key=lambda at: left[at]):
        if left[at] < below - _EPSILON and made[at].sound:
            return made[at], left[at]
    return None


def remaining(near: Near, gap: GapNote, after: int | None = None) -> float:
    """Element-days of a shortfall that are left, of its first days only when `after` is given.

    Where nobody leads, days.
    """
    last = gap.after if after is None else min(gap.after, after)
    if gap.kind == "lead_shortfall":
        missing = [(span.first, span.after, 1.0) for span in unled(near).get(gap.task, ())]
    else:
        missing = [
            (item.span.first, item.span.after, min(float(item.short), gap.count))
            for item in near.every[gap.task]
        ]
    return sum(
        short * max(min(b, last) - max(a, gap.first), 0) for a, b, short in missing
    )


def _lacks(spans: tuple[Covered, ...]) -> float:
    return sum(float(item.short) * item.span.days for item in spans)


def _tasks(gap: GapNote, change: SingleChange) -> tuple[str, ...]:
    return tuple(dict.fromkeys((gap.task, *change.tasks)))


def _short(near: Near, task: str) -> list[tuple[int, int]]:
    """Spans of a task on which something is missing."""
    return [
        *((item.span.first, item.span.after) for item in near.every[task] if item.short),
        *((span.first, span.after) for span in unled(near).get(task, ())),
    ]
