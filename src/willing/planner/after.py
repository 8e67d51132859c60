"""Plans of single outcomes after what is decided before the deal, by the search."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from willing.errors import ProblemsFound
from willing.planner.ahead.decided import Stopped
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.stages import tightened
from willing.planner.extract import rows
from willing.planner.here_and_now import HereAndNow
from willing.planner.limits import PlanLimits, Reached, Watch
from willing.planner.milp import Solution
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats, Ints
from willing.planner.relaxation.promise import promised
from willing.planner.relaxation.relax import dives, relaxed_of, sifted
from willing.planner.relaxation.slim import slim
from willing.planner.search.dive import complete
from willing.planner.search.together import quick
from willing.planner.solve import go_on, search

_SHARED = 0.5
"""Part of the time left for one plan of each outcome; the rest is for other choices, and proofs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The last plan of an outcome."""

    choice: Floats
    """The choice it is after, for the outcome's own copies."""
    planned: Planned
    guide: Solution | None
    """The relaxation it was made near; None: a quick plan."""


@dataclass
class After:
    """Plans an outcome after a choice by the search that plans single outcomes.

    The first plan of each is a quick one: there must be something to hand over at any time. Later
    ones begin at the one before, are made near their relaxation, and share the time that is left.
    """

    models: tuple[Model | None, ...]
    """Model of each outcome, its copies of what is decided before without cost; None: another
    worker plans it."""
    copies: tuple[tuple[Ints, Ints], ...]
    """Columns of each that copy one decided before the deal, and the columns they copy."""
    limits: PlanLimits
    attempts: int | None = None
    """Attempts to improve a plan each time; None: as many as its share of the time allows."""
    until: float = math.inf
    """Time of day at which deciding ends, in seconds since 1970: clocks of workers agree on it."""
    before: dict[int, Before] = field(default_factory=dict)
    """The last plan of each outcome that has one."""
    asked: dict[int, int] = field(default_factory=dict)
    """How many plans of each there were."""

    def __call__(
        self, number: int, x: Floats, relaxed: Solution | None, stop: Callable[[], bool]
    ) -> Planned | None:
        """An outcome's best plan found; None where the choice leaves none."""
        choice = np.round(x[self.copies[number][1]])
        limits = self._limits(number, relaxed)
        if limits.seconds <= 0:
            return self._last(number, choice)
        model = self._fixed(number, choice)
        # The gap of all outcomes together is one of the whole score, unfillable points included.
        watch = Watch(limits=limits, outcome=model.situation.outcome.name, unfillable=0.0)
        watch.progress = partial(_heed, watch, stop)
        try:
            point = self._point(number, model, choice, relaxed, watch)
        except ProblemsFound:
            return None
        made = Planned(
            cost=model.program.value(point), point=point, bound=None, clocked=watch.clocked)
        guide = relaxed if number in self.before else None
        self.before[number] = Before(choice=choice, planned=made, guide=guide)
        self.asked[number] = self.asked.get(number, 0) + 1
        return made

    def begun(
        self, number: int, x: Floats, wish: Floats, stop: Callable[[], bool]
    ) -> Planned | None:
        """A quick plan near a wish, or the plan there is after this choice, if that is better."""
        choice, before = np.round(x[self.copies[number][1]]), self.before.get(number)
        model = self._fixed(number, choice)
        program = model.program
        point = complete(
            Neighbourhoods(model), quick(model, np.clip(wish, program.lower, program.upper)))
        here = before is not None and np.array_equal(before.choice, choice)
        if before is not None and here and (
            point is None or before.planned.cost <= program.value(point)
        ):
            return before.planned
        if point is None:
            return None
        made = Planned(cost=program.value(point), point=point, bound=None)
        guide = before.guide if before is not None and here else None
        self.before[number] = Before(choice=choice, planned=made, guide=guide)
        return made

    def relaxed(self, number: int) -> Solution | None:
        """An outcome's relaxation with any choice, a few tours at a time.

        Where the solver takes long, what prices promise of it. None where the solver is as quick.
        """
        model = self.models[number]
        assert model is not None, "another worker plans this outcome"
        watch = Watch(
            limits=PlanLimits(seconds=self.until - time.time()),
            outcome=model.situation.outcome.name, unfillable=model.unfillable,
        )
        less = slim(model)
        return sifted(less, watch) if dives(model.program) else promised(less, watch)

    def share(self, worker: int, workers: int) -> After:
        """The outcomes of one of some workers."""
        return replace(self, models=tuple(
            model if number % workers == worker else None
            for number, model in enumerate(self.models)
        ))

    def _point(
        self, number: int, model: Model, choice: Floats, relaxed: Solution | None, watch: Watch
    ) -> Floats:
        """The plan: quick, near its relaxation, or better than the one before near that."""
        before = self.before.get(number)
        near = None if relaxed is None else relaxed_of(slim(model), relaxed)
        if before is None:
            return search(model, watch, (), near)[0]
        if not np.array_equal(before.choice, choice):
            # What a quick plan did after another choice is no help.
            start = () if before.guide is None else rows(model, before.planned.point)
            return search(model, watch, start, near)[0]
        # What prices promise says where to look, but no good plan is near it.
        promise = relaxed is not None and relaxed.status == "limit"
        if near is not None and (promise or before.guide is relaxed):
            return go_on(model, watch, before.planned.point, near)
        return search(model, watch, (), near, before.planned.point)[0]

    def _fixed(self, number: int, choice: Floats) -> Model:
        """An outcome's model in which only what the choice leaves open is open."""
        model, shared = self.models[number], self.copies[number][0]
        assert model is not None, "another worker plans this outcome"
        lower, upper = model.program.lower.copy(), model.program.upper.copy()
        lower[shared] = upper[shared] = choice
        return replace(model, program=replace(model.program, lower=lower, upper=upper))

    def _last(self, number: int, choice: Floats) -> Planned:
        """The plan there is, if it is after this very choice; else there is no time for one.

        What others gained after this choice counts, though there was not time for all.
        """
        before = self.before[number]
        if not np.array_equal(before.choice, choice):
            raise Stopped
        return replace(before.planned, clocked=True)

    def _limits(self, number: int, relaxed: Solution | None) -> PlanLimits:
        """A quick plan at first; then a share of the time, with those planned after it.

        Each plan of an outcome is to come closer to its bound than the one before.
        """
        if number not in self.before:
            return replace(self.limits, gap=math.inf)
        asked = self.asked[number]
        if self.attempts is not None:
            # The first plan near a new corner is handed on to others before it is made better.
            near = relaxed is not None and relaxed.status == "optimal"
            first = near and self.before[number].guide is not relaxed
            return replace(
                self.limits, work=0 if first else self.attempts, gap=0.0,
                seconds=self.until - time.time(), seed=self.limits.seed + asked,
            )
        waiting = sum(model is not None for model in self.models[number:])
        return replace(
            self.limits, seconds=_SHARED * (self.until - time.time()) / waiting,
            gap=self.limits.gap / asked, seed=self.limits.seed + asked,
        )


def after_choices(here: HereAndNow, limits: PlanLimits, seconds: float) -> After:
    """Who plans the outcomes of a large problem for so many seconds."""
    stages = here.stages
    return After(
        models=tuple(
            replace(model, program=tightened(stages, number))
            for number, model in enumerate(here.models)
        ),
        copies=tuple((outcome.shared, outcome.first) for outcome in stages.outcomes),
        limits=limits, until=time.time() + seconds,
    )


def _heed(watch: Watch, stop: Callable[[], bool], _: Reached) -> None:
    """Have a search end when deciding ends."""
    watch.interrupted |= stop()
