"""The whole input: one operation, as its planners wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from willing.calendar import Grid, Moment
from willing.domain.agreement import Agreement
from willing.domain.command import Command
from willing.domain.formation import Slot, SlotLine, line_of, slot_lines
from willing.domain.milestone import Milestone, Threshold
from willing.domain.nation import Group, Leg, Nation, Place
from willing.domain.overhead import Overhead
from willing.domain.package import Need, Package
from willing.domain.pledge import Caveat, Order, Pledge
from willing.domain.question import Change, Question
from willing.domain.reach import Reach, Travel
from willing.domain.renewal import Renewal
from willing.domain.requirement import Commitment, Requirement, Served, Substitution, Task
from willing.domain.standby import Standby
from willing.domain.step import Step
from willing.domain.unit import Capability, Cycle, Owner, Policy, PolicyPhase, Unit
from willing.domain.windows import Windows
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the score is made of. One point: an element of the lowest class short for 30 days."""

    shortfall: tuple[float, ...] = (36.0, 6.0, 1.0)
    """Points for one element short for 30 days, by priority class from 1."""
    lead: float = 1.0
    """A task without a lead nation for 30 days, in elements of its class."""
    tail: float = 0.5
    """Share at which shortfall behind the horizon is charged."""
    backfill: float = 0.05
    """Points for one element of another nation on a commitment for 30 days."""
    movement: float = 0.05
    """Points for one element sent on one tour."""
    burden: float = 0.0
    """Points for 1,000 person-days above a nation's fair share."""
    disturbance: float = 0.0
    """Points for one element whose tour differs from the baseline."""
    readiness: float = 1.0
    """Points for a million of the operation's currency spent before the deal: standby, steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Figures that hold for the whole operation."""

    movement_days: int = 14
    """Days between two places that no legs join; used places are listed as assumptions."""
    fair_share_key: Literal["population", "gdp", "forces"] = "gdp"
    """Key by which a fair share of the burden is reckoned."""
    backfill_credit: float = 1.0
    """Worth of a person-day on backfill beside one in the operation, in the burden."""
    reference_person_days: float | None = None
    """Burden to be shared; none: people wanted by all requirements, at their units' mean size."""
    counts_from: Literal["promised", "conditional", "confirmed", "verified"] = "promised"
    """Least status at which a pledge counts."""
    frozen_until: Moment | None = None
    """Day before which no tour may start but those already ordered; none: all is open."""
    currency: str = "EUR"
    """Currency of costs."""
    vocabulary: Literal["plain", "nato", "un"] = "plain"
    """Whose words reports use: plain ones, those of NATO, or those of the United Nations."""
    ceiling_people: Windows | None = None
    """Most people of the whole force there on requirements at once; none: no ceiling."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """Places, nations, units, pledges, requirements, commitments and questions."""

    name: str
    """Name of the operation."""
    as_of: date
    """Date the data describe; day 0 of every timeline."""
    marking: str = ""
    """Banner on every page, such as ILLUSTRATIVE."""
    note: str = ""
    """What a reader should know about the whole."""
    grid: Grid = field(default_factory=Grid)
    """Time lines."""
    weights: Weights = field(default_factory=Weights)
    """What the score is made of."""
    settings: Settings = field(default_factory=Settings)
    """Figures for the whole operation."""
    capabilities: tuple[Capability, ...] = ()
    policies: tuple[Policy, ...] = ()
    policy_phases: tuple[PolicyPhase, ...] = ()
    groups: tuple[Group, ...] = ()
    questions: tuple[Question, ...] = ()
    places: tuple[Place, ...] = ()
    legs: tuple[Leg, ...] = ()
    nations: tuple[Nation, ...] = ()
    units: tuple[Unit, ...] = ()
    owners: tuple[Owner, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    packages: tuple[Package, ...] = ()
    needs: tuple[Need, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    compositions: tuple[Slot, ...] = ()
    orders: tuple[Order, ...] = ()
    changes: tuple[Change, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    commands: tuple[Command, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    overheads: tuple[Overhead, ...] = ()
    reaches: tuple[Reach, ...] = ()
    travel: tuple[Travel, ...] = ()
    standbys: tuple[Standby, ...] = ()
    steps: tuple[Step, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @cached_property
    def nation(self) -> Mapping[str, Nation]:
        """Nations by id."""
        return {nation.id: nation for nation in self.nations}

    @cached_property
    def place(self) -> Mapping[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def capability(self) -> Mapping[str, Capability]:
        """Capabilities by id."""
        return {capability.id: capability for capability in self.capabilities}

    @cached_property
    def policy(self) -> Mapping[str, Policy]:
        """Policies by id."""
        return {policy.id: policy for policy in self.policies}

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """Units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def borne(self) -> Mapping[str, Mapping[str, float]]:
        """Who bears the burden and the cost of each unit, and for which part: its nation alone,
        or its owners.
        """
        found: dict[str, dict[str, float]] = {}
        for owner in self.owners:
            parts = found.setdefault(owner.unit, {})
            parts[owner.nation] = parts.get(owner.nation, 0.0) + owner.share
        return {unit.id: found.get(unit.id, {unit.nation: 1.0}) for unit in self.units}

    @cached_property
    def pledge(self) -> Mapping[str, Pledge]:
        """Pledges by id."""
        return {pledge.id: pledge for pledge in self.pledges}

    @cached_property
    def standby(self) -> Mapping[str, Standby]:
        """Levels of standby by id."""
        return {level.id: level for level in self.standbys}

    @cached_property
    def step(self) -> Mapping[str, Step]:
        """Steps before the deal by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def command(self) -> Mapping[str, Command]:
        """Headquarters by id."""
        return {command.id: command for command in self.commands}

    @cached_property
    def slot_lines(self) -> tuple[SlotLine, ...]:
        """Lines of the slots of every requirement for a formation; they follow from it."""
        return tuple(slot_lines(self.requirements, self.compositions))

    @cached_property
    def slots_of(self) -> Mapping[str, tuple[SlotLine, ...]]:
        """Slot lines of each requirement for a formation, by its id."""
        found: dict[str, tuple[SlotLine, ...]] = {}
        for line in self.slot_lines:
            found[line.line] = (*found.get(line.line, ()), line)
        return found

    @property
    def lines(self) -> tuple[Requirement, ...]:
        """Requirements and the slots of those for formations."""
        return (*self.requirements, *self.slot_lines)

    def with_slots(self, task: str) -> tuple[str, ...]:
        """A requirement for a formation and its slots, by the name of any; else just the task."""
        line = line_of(self.task[task]) if task in self.task else task
        return (line, *(slot.id for slot in self.slots_of.get(line, ())))

    @cached_property
    def task(self) -> Mapping[str, Task]:
        """Requirements, slots of those for formations, commitments and reaches by id."""
        tasks: tuple[Task, ...] = (*self.lines, *self.commitments, *self.reaches)
        return {task.id: task for task in tasks}

    @property
    def for_effects(self) -> tuple[Requirement | Reach, ...]:
        """Requirements and reaches: what effects rest on."""
        return (*self.requirements, *self.reaches)

    @cached_property
    def served(self) -> Mapping[str, Served]:
        """Requirements, slots and commitments by id: what elements are sent to, or held for."""
        tasks: tuple[Served, ...] = (*self.lines, *self.commitments)
        return {task.id: task for task in tasks}
