"""One outcome of a plan, read for people: everything the tables, pages and sheets speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from willing.assess.coverage import Coverage, coverage
from willing.assess.headcount import Headcount, headcount
from willing.assess.scene import Scene, stage_of
from willing.calendar import Timeline
from willing.domain.credit import credit
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.question import DEAL
from willing.domain.requirement import Task
from willing.domain.situation import Situation, situation
from willing.domain.taken import as_taken
from willing.explain.ground import ground
from willing.explain.milestones import MilestoneNote, milestone_notes
from willing.report.bonds import Bond, bonds_of
from willing.report.chains import Chain, Link, Service, chains, links
from willing.report.cover import cover_pieces
from willing.report.declared import Declared, declared
from willing.report.pieces import Piece
from willing.report.posts import Flag, register
from willing.report.reliefs import Relief, reliefs
from willing.report.shortfalls import Shortfall, shortfalls_of
from willing.report.standby import Held, held_of
from willing.report.tours import Hold, Tour, holds_of, tours_of


@dataclass(frozen=True)
class Reading:
    """What a plan says for one outcome."""

    plan: OutcomePlan
    """Answers, score, bound and status."""
    label: str
    """The answers in which this outcome differs from the others of the plan."""
    key: str
    """Short name within a page: o1, o2, ..."""
    situation: Situation
    """The operation and its days in this outcome."""
    before: Operation
    """The operation as its planners wrote it, before this outcome's changes."""
    rows: tuple[Row, ...]
    """Rows of this outcome."""
    whole: Plan
    """The plan it is part of."""

    @property
    def name(self) -> str:
        """Name of the outcome, as in the plan."""
        return self.plan.outcome

    @property
    def operation(self) -> Operation:
        """The operation with this outcome's changes made."""
        return self.situation.operation

    @property
    def timeline(self) -> Timeline:
        """Days and lines of this outcome."""
        return self.situation.timeline

    @cached_property
    def tours(self) -> tuple[Tour, ...]:
        """All tours, by first day."""
        return tours_of(self.situation, self.rows)

    @cached_property
    def holds(self) -> tuple[Hold, ...]:
        """All holds at home, by task and unit."""
        return holds_of(self.situation, self.rows)

    @cached_property
    def scene(self) -> Scene:
        """The outcome as the judge reads it."""
        return stage_of(self.before, self.whole, self.name)

    @cached_property
    def standby(self) -> tuple[Held, ...]:
        """Elements held ready before the deal, by first day."""
        return held_of(self.situation, self.rows, self.tours)

    @cached_property
    def coverage(self) -> Coverage:
        """Lines and effects as the judge reckons them."""
        return coverage(self.before, self.whole, self.name)

    @cached_property
    def heads(self) -> Headcount:
        """Heads, beds and equipment as the judge counts them."""
        return headcount(self.before, self.whole, self.name)

    @cached_property
    def pieces(self) -> Mapping[str, tuple[Piece, ...]]:
        """What every task wants and has, by its id; tasks that want nothing have no pieces."""
        return cover_pieces(self.coverage)

    @cached_property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """What is missing, the heaviest first."""
        return shortfalls_of(self.situation, self.rows)

    @cached_property
    def milestones(self) -> tuple[MilestoneNote, ...]:
        """When each milestone is reached, and why not before."""
        if not self.operation.milestones:
            return ()
        return milestone_notes(ground(self.before, self.whole, self.name))

    @cached_property
    def bonds(self) -> tuple[Bond, ...]:
        """Who waits for whom, and what is needed."""
        return bonds_of(self.operation, self.tours, self.holds)

    @property
    def open_needs(self) -> tuple[Bond, ...]:
        """Needs that nobody has settled."""
        return tuple(bond for bond in self.bonds if bond.open_)

    @cached_property
    def reliefs(self) -> tuple[Relief, ...]:
        """Who relieves whom."""
        return reliefs(self.tours)

    @cached_property
    def posts(self) -> tuple[Flag, ...]:
        """Every post of every line of posts, turn by turn."""
        return register(self.situation, self.tours)

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        """Elements that stand for two tasks at once, by nation."""
        return declared(stage_of(self.before, self.whole, self.name))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every backfill and the absence it makes good."""
        owners = {task.id: task.nation for task in self.operation.commitments}
        return links(self._services(), owners, self._counts_for)

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """Backfills that follow from each other, longest first."""
        return chains(self.links)

    def task(self, name: str) -> Task:
        """A requirement or commitment as it stands in this outcome."""
        return self.operation.task[name]

    def unit_of_count(self, task: str) -> str:
        """What one element of a task is: battalion, aircraft, ..."""
        return counted_in(self.operation, self.task(task).capability)

    def _counts_for(self, unit: str, task: str) -> bool:
        sent, wanted = self.operation.unit[unit].capability, self.task(task).capability
        return credit(self.operation, sent, wanted) is not None

    def _services(self) -> list[Service]:
        served = [
            (f"{t.unit} {t.pledge}", t.nation, t.unit, t.task, t.count,
             t.turn.first_day, t.turn.ends, t.turn.leaves, t.turn.free)
            for t in self.tours
        ] + [
            (f"{h.unit} {h.pledge}", h.nation, h.unit, h.task, h.count,
             h.first, h.after, h.first, h.after)
            for h in self.holds
        ]
        counts: dict[tuple[str, str, str, str, int, int, int, int], int] = {}
        for name, nation, unit, task, count, *days in served:
            first, after, gone, free = days
            key = (name, nation, unit, task, first, after, gone, free)
            counts[key] = counts.get(key, 0) + count
        return [
            Service(id=name, nation=nation, unit=unit, task=task, count=count, first=first,
                    after=after, gone=gone, free=free)
            for (name, nation, unit, task, first, after, gone, free), count in counts.items()
        ]


def readings(operation: Operation, plan: Plan) -> tuple[Reading, ...]:
    """Read every outcome of a plan, in the plan's order.

    An outcome that has no rows of its own and names another as the same is read from the other's.
    """
    labels = outcome_labels(plan)
    found = []
    for index, item in enumerate(plan.outcomes, 1):
        stands = situation(operation, outcome(dict(item.answers), item.probability))
        rows = plan.rows_of(item)
        found.append(Reading(
            plan=item, label=labels[item.outcome], key=f"o{index}",
            situation=as_taken(stands, rows), before=operation, rows=rows, whole=plan,
        ))
    return tuple(found)


def outcome_labels(plan: Plan) -> dict[str, str]:
    """Short names of outcomes: the answers that are not the same in all of them."""
    answers = [dict(item.answers) for item in plan.outcomes]
    names = {name for given in answers for name in given}
    differing = {name for name in names if len({given.get(name) for given in answers}) > 1}
    labels = {}
    for item in plan.outcomes:
        told = [
            (name, answer) for name, answer in item.answers
            if name in differing or (not differing and len(plan.outcomes) == 1)
        ]
        labels[item.outcome] = ", ".join(
            f"deal {answer}" if name == DEAL else f"{name} {answer}" for name, answer in told
        ) or item.outcome
    return labels


def counted_in(operation: Operation, capability: str) -> str:
    """What one element of a capability is; `element` where nobody said."""
    known = operation.capability.get(capability)
    return known.counted_in if known else "element"
