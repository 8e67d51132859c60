"""The whole model of one outcome: choices, rules in order, and a program any solver can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from willing.domain.overhead import Overhead
from willing.domain.plan import Row
from willing.domain.ready import OpenDeal
from willing.domain.situation import Situation
from willing.planner.chains import Chains, Passing
from willing.planner.choices import Choices
from willing.planner.draft import Draft
from willing.planner.gates import Gate
from willing.planner.given import Pins
from willing.planner.program import Floats, Ints, Program
from willing.planner.tours import choices as lay_choices
from willing.planner.waiting import Bound, Waiting
from willing.planner.watching import Watching

if TYPE_CHECKING:
    from willing.planner.rules.twice import Declared

TourKey = tuple[str, str, str, date, int]
"""Pledge, unit, task, first day and days in place."""


@dataclass(frozen=True)
class Served:
    """Tasks at once of one nation with such a ceiling, or nations at once on a requirement."""

    limit: Ints
    """Rows of the ceiling, by period."""
    passing: Passing
    """Tours through the stocks of elements on each task."""
    further: Floats
    """1 where elements are one more task, or nation; shape (tasks, periods)."""
    serves: Ints
    """Columns of whether each is served, in the order of the stocks."""
    linked: Ints
    """Rows that make it served where there is anybody."""
    whole: Floats
    """Most elements that could ever be there, by stock."""


@dataclass(frozen=True)
class Source:
    """Overhead of one nation by one row, on spans of days cut at lines and turns decided."""

    nation: str
    row: Overhead
    first: Ints
    """First day of each span."""
    period: Ints
    """Its period."""
    people: Ints
    """Stocks of the people in place whom the plan sends, by period."""
    passing: Passing
    """Tours through these stocks."""
    decided: Floats
    """People in place by turns decided, on each span."""
    columns: Ints
    """Columns of the overhead on each span."""
    present: Ints
    """Columns of whether any of them are in place, by period; none where nothing hangs on it."""


@dataclass(frozen=True)
class Limit:
    """People under one limit that depends on what they draw, or on what is built."""

    passing: Passing
    """Tours through the stocks of people, by period."""
    rows: Ints
    """Row of each span of days; its upper bound is the room for those whom the plan sends."""
    period: Ints
    """Period of each span."""
    sources: tuple[tuple[Source, Ints], ...]
    """Overhead that counts, and on which of its spans each span of the limit lies."""
    base: Floats
    """Room of each span before any beds are added."""
    cap: Floats
    """Room when as many beds are added as may be; infinity without such a limit."""
    builders: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Tours of those who add beds."""
    each: float = 0.0
    """Beds that one element adds on a day."""
    built: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Columns of the beds added by each line."""
    most: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Rows that keep those in it below the most beds, however many are added."""


@dataclass
class Making:
    """A model in the making: what the rules share."""

    choices: Choices
    draft: Draft
    tours: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Columns of the possible tours."""
    holds: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Columns of the possible holds."""
    hold_pair: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Pair of each hold."""
    hold_period: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Period of each hold."""
    short: dict[int, Ints] = field(default_factory=dict)
    """Shortfall columns of each task, by span."""
    cover: dict[int, Ints] = field(default_factory=dict)
    """Cover rows of each task, by span."""
    serving: dict[int, list[tuple[Ints, float]]] = field(default_factory=dict)
    """For each task, columns by span that count so much each towards its cover."""
    lots: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Columns of whole lots in place."""
    lots_held: dict[int, list[tuple[int, int, float]]] = field(default_factory=dict)
    """For each task, whole lots held: span, column, and what one counts for."""
    supply: dict[str, int] = field(default_factory=dict)
    """Row by which more elements of a unit or pledge would come in, by `unit ID`, `pledge ID`."""
    wanted: dict[int, Ints] = field(default_factory=dict)
    """Columns of the quantity wanted, by span, where it depends on the plan."""
    people: dict[int, Ints] = field(default_factory=dict)
    """Columns of the people who ask for it, by span, where the quantity depends on the plan."""
    shares: dict[int, Chains] = field(default_factory=dict)
    """What each nation counts for, where its largest share depends on the plan."""
    home: Passing | None = None
    """Tours through the elements at home of each unit."""
    watching: Watching | None = None
    """Units whose elements stand by and may be held for their own nation at the same time."""
    declared: Declared | None = None
    """Holds of elements that may be declared for two tasks."""
    nations: dict[tuple[int, str], list[Ints]] = field(default_factory=dict)
    """For tasks that look at nations: elements in place by task and nation, columns by span."""
    leads: dict[tuple[int, str], Ints] = field(default_factory=dict)
    """Lead columns of each task and nation, by span."""
    credits: dict[tuple[int, str], list[tuple[Ints, float]]] = field(default_factory=dict)
    """For slots of the framework nation: columns by span that count so much each, by task and
    nation."""
    assembled: dict[int, Ints] = field(default_factory=dict)
    """Columns of the formations assembled from slots, by requirement and span."""
    no_lead: dict[int, Ints] = field(default_factory=dict)
    """Columns of spans without lead, by task."""
    overheads: list[Source] = field(default_factory=list)
    """Overhead that some limit counts."""
    crowds: list[Limit] = field(default_factory=list)
    """Limits of people that depend on more than those people."""
    served: list[Served] = field(default_factory=list)
    """Ceilings of tasks at once, and of nations at once."""
    money: list[int] = field(default_factory=list)
    """Rows of ceilings of money."""
    buys: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Columns of the steps taken before the deal."""
    gates: tuple[Gate, ...] = ()
    """What waits for them."""
    waiting: tuple[Waiting, ...] = ()
    """Tours that wait for company, and for whom."""
    packages: tuple[Bound, ...] = ()
    """Pledges that go together or not at all."""
    baseline: Mapping[TourKey, int] | None = None
    """Elements of the baseline by tour; None: there is none."""
    pins: Pins = field(default_factory=Pins)
    """What a planner fixed."""

    def tour_key(self, tour: int) -> TourKey:
        """What makes a possible tour the same as one of another plan."""
        tours = self.choices.tours
        fit = self.choices.pairs[int(tours.pair[tour])].fit
        first_day, ends = int(tours.first_day[tour]), int(tours.ends[tour])
        return (
            "" if fit.pledge is None else fit.pledge.id, fit.unit.id, fit.task.id,
            self.choices.timeline.date_of(first_day), ends - first_day,
        )

    def tour_keys(self) -> list[TourKey]:
        """Keys of all possible tours."""
        return [self.tour_key(tour) for tour in range(len(self.choices.tours))]


@dataclass(frozen=True)
class Model:
    """One outcome as a program, and what its columns mean."""

    choices: Choices
    making: Making
    program: Program
    unfillable: float
    """Points that no choice could ever avoid."""

    @property
    def situation(self) -> Situation:
        """The operation in this outcome."""
        return self.choices.situation

    def rounded(self, x: Floats) -> Floats:
        """A point with whole columns made exactly whole."""
        return np.where(self.program.integer, np.round(x), x)


def build(
    situation: Situation, baseline: Mapping[TourKey, int] | None = None,
    pins: Iterable[Row] = (), deal: OpenDeal | None = None,
) -> Model:
    """Write all rules of one outcome into a program; stay close to a baseline if there is one.

    `deal`: see `tours.choices`. Raises `ProblemsFound` with every pinned row that is none of the
    choices.
    """
    from willing.planner.pins import pin
    from willing.planner.rules import RULES
    from willing.planner.unfillable import unfillable

    choices, pinned = pin(lay_choices(situation, deal), pins)
    making = Making(
        choices=choices, draft=Draft(), baseline=baseline, pins=pinned
    )
    for rule in RULES:
        rule(making)
    return Model(
        choices=making.choices, making=making, program=making.draft.program(),
        unfillable=unfillable(making.choices),
    )
