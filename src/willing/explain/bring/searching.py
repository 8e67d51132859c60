"""The turns with which one bid gains most: a small program around it, all else kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

import numpy as np

from willing.domain.plan import Row
from willing.explain.bring.bids import Bid
from willing.explain.watch import Watch
from willing.planner.extract import leads, turns
from willing.planner.milp import Limits, Solution, solve_relaxed, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods, Part
from willing.planner.program import Bools, Floats, Ints, Program
from willing.planner.room import rows_of_limits, with_room
from willing.planner.rules.decide import hold_days
from willing.planner.search.warm import wish_of
from willing.planner.touched import Touched

FIRST, LOOKS = 5, 25
"""Times a search may look at its limits at first, and where it matters; counted, so that the answer
repeats."""
LEAST = 1e-6
"""Points below which nothing is gained."""
_NEAR, _EXACT = 1e-4, 1e-9
"""Relative distances from the best at which a search may stop: for a bid, and for nobody."""


@dataclass(frozen=True)
class Found:
    """What a search found for one bid."""

    bid: Bid
    """What is brought."""
    gain: float
    """Points by which the score falls with the best turns found."""
    at_most: float
    """No turns gain more."""
    point: Floats
    """The plan with these turns."""

    @property
    def open(self) -> bool:
        """Whether a longer search may find more."""
        return self.at_most > self.gain


class Trials:
    """A model with the turns of all bids, in which one at a time is chosen for."""

    def __init__(
        self, model: Model, rows: tuple[Row, ...], offered: tuple[Bid, ...], watch: Watch
    ) -> None:
        self._model, self._hoods, self._watch = model, Neighbourhoods(model), watch
        self._touched = Touched(model, self._hoods.decisions, rows_of_limits(model))
        self._kept = wish_of(model, rows)
        self._mine = {bid.pledge.id: self._decisions(bid) for bid in offered}
        self._nobody = self._without(np.concatenate([*self._mine.values(), np.zeros(0, np.int64)]))

    def _decisions(self, bid: Bid) -> Ints:
        making, mine = self._model.making, _pairs(self._model, bid)
        return np.concatenate([
            making.tours[mine[self._model.choices.tours.pair]],
            making.holds[mine[making.hold_pair]],
        ])

    def _without(self, decisions: Ints) -> Floats | None:
        """The plan with nobody brought, and with all that bids touch as good as can be.

        None where the plan breaks some rule of the planner, who looks at periods.
        """
        part = self._hoods.cut(self._kept, self._hoods.dependents(decisions))
        found = solve_whole(part.program, Limits(rounds=LOOKS, gap=_EXACT))
        if found.x is None:
            return None
        return with_room(self._model, self._hoods, part.back(self._kept, found.x))

    def _beside(self, decisions: Ints) -> tuple[Part, Floats] | None:
        """What a bid decides and touches, worth 0 while nobody is brought; and what all else keeps.

        None where no plan is found without it.
        """
        if self._nobody is not None:
            free = np.sort(np.concatenate([decisions, self._touched.columns(decisions)]))
            kept, part = self._nobody, self._hoods.cut(self._nobody, free)
            before: float | None = part.program.value(kept[free])
        else:
            kept, part = self._kept, self._hoods.part(self._kept, decisions)
            upper = part.program.upper.copy()
            upper[np.isin(part.columns, decisions)] = 0.0
            nobody = replace(part.program, upper=upper)
            before = solve_whole(nobody, Limits(rounds=LOOKS, gap=_EXACT)).value
        if before is None:
            return None
        # Counted from there, the solver's relative gap is one of the gain.
        program = replace(part.program, offset=part.program.offset - before)
        return replace(part, program=program), kept

    def search(
        self, bid: Bid, looks: int, some: bool = False, enough: Event | None = None
    ) -> Found:
        """What the best turns of a bid gain; all else stays.

        `some`: it is enough to know turns that gain anything. `enough`: set when nobody wants to
        know any more.
        """
        def stop() -> bool:
            return self._watch.interrupted or (enough is not None and enough.is_set())

        decisions = self._mine[bid.pledge.id]
        nothing = Found(bid, 0.0, 0.0, self._kept)
        laid = self._beside(decisions) if len(decisions) else None
        if laid is None:
            return nothing
        part, kept = laid
        limits = Limits(rounds=looks, gap=_NEAR, below=-LEAST if some else -np.inf)
        found = solve_whole(part.program, limits, stop=stop)
        if found.status == "infeasible":
            return nothing
        at_most = np.inf if found.bound is None else -found.bound
        done = found.status == "optimal" or looks >= LOOKS
        if not done and (found.value is None or found.value >= -LEAST):
            found = self._sketched(part.program, stop)
        if found.x is None or found.value is None:
            return replace(nothing, at_most=0.0 if done else at_most)
        gain = max(-found.value, 0.0)
        return Found(
            bid, gain, gain if done else max(at_most, gain),
            self._model.rounded(part.back(kept, found.x)),
        )

    def _sketched(self, program: Program, stop: Callable[[], bool]) -> Solution:
        """Only what the relaxation uses: often some gain, at a tenth of a search's time."""
        sketch = solve_relaxed(program, Limits(), stop=stop)
        if sketch.x is None:
            return sketch
        unused = program.integer & (sketch.x < LEAST)
        upper = np.where(unused, np.maximum(program.lower, 0.0), program.upper)
        return solve_whole(
            replace(program, upper=upper), Limits(rounds=FIRST, gap=_NEAR),
            stop=stop,
        )

    def rows(self, item: Found) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """The turns found, and the leads of the lines they serve, of all nations."""
        model, bid = self._model, item.bid
        if item.gain <= LEAST:
            return (), ()
        own = self._mine[bid.pledge.id]
        alone = np.zeros_like(item.point)
        alone[own] = item.point[own]
        mine = tuple(row for row in turns(model, alone) if row.pledge == bid.pledge.id)
        tasks = {model.situation.operation.with_slots(row.task)[0] for row in mine}
        led = {model.choices.tasks[task].id for task, _ in model.making.leads}
        if tasks.isdisjoint(led):
            return mine, ()
        return mine, tuple(row for row in leads(model, item.point) if row.task in tasks)

    def earliest(self, bid: Bid) -> int | None:
        """First day on which elements of a bid could be in place or held."""
        choices, making = self._model.choices, self._model.making
        mine = _pairs(self._model, bid)
        own = mine[choices.tours.pair] & ~choices.stints
        days = choices.tours.first_day[own].tolist()
        days += [
            hold_days(choices, choices.pairs[int(p)].task, int(t))[0]
            for p, t in zip(making.hold_pair, making.hold_period, strict=True) if mine[p]
        ]
        return min(days, default=None)


def _pairs(model: Model, bid: Bid) -> Bools:
    """Whether each pair of pledge and task is the bid's."""
    return np.array([
        pair.fit.pledge is not None and pair.fit.pledge.id == bid.pledge.id
        for pair in model.choices.pairs
    ], dtype=bool)
