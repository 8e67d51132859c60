"""What one outcome makes of a choice: its cost, the lines below it, and the best whole plan.

Kept by the worker that owns the outcome, so that its linear program stays warm from choice to
choice. What it answers depends only on the questions it was asked before, never on the clock
or on other outcomes, so every executor hears the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np
from scipy.sparse import coo_array, csc_array, eye_array, hstack

from willing.planner.ahead.counted import Counted, counted
from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.decided import Stopped
from willing.planner.ahead.prices import Prices
from willing.planner.ahead.stages import Stages, tightened
from willing.planner.ahead.wide import solve_wide
from willing.planner.milp import Corner, Limits, Session, Solution
from willing.planner.program import Floats, Ints, Program
from willing.planner.relaxation.relax import SIMPLEX_UP_TO

_LAID_ASIDE = 10_000_000
"""Entries of all outcomes together from which on the solver of each is laid aside between
questions, for its memory; it goes on from its last corner."""
_NODES = 20_000
"""Nodes after which a plan of an outcome is good enough to be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A whole plan of one outcome after a choice."""

    cost: float
    """What the outcome costs, in points."""
    point: Floats
    """Value of each column of its program."""
    bound: float | None
    """After this choice no plan of it costs less; None when that is not known."""
    clocked: bool = False
    """Whether the clock ended it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    """What more work on an outcome brought."""

    plan: Planned | None
    """Its best plan now; None where there is none."""
    least: Cut | None
    """What it costs at least, where that was asked for."""


class PlanRecourse(Protocol):
    """Plans outcomes after a whole choice."""

    def __call__(
        self, number: int, x: Floats, relaxed: Solution | None, stop: Callable[[], bool], /
    ) -> Planned | None:
        """A plan of one outcome, given by its number; None if there is none.

        `relaxed`: its relaxation after this choice, or after the best one, where either was solved.
        `stop`: whether clock or user end deciding, in which case it raises `Stopped` or gives what
        it has.
        """


@runtime_checkable
class Relaxes(Protocol):
    """Who plans outcomes and has a way of their own to relax them."""

    def relaxed(self, number: int, /) -> Solution | None:
        """The relaxation of an outcome with any choice; None where the solver is as quick."""


@runtime_checkable
class Begins(Protocol):
    """Who plans outcomes and can begin at what another does."""

    def begun(
        self, number: int, x: Floats, wish: Floats, stop: Callable[[], bool], /
    ) -> Planned | None:
        """A quick plan of an outcome after a choice, near a wish that may break rules."""


@runtime_checkable
class Shared(Protocol):
    """Who plans outcomes and can be divided among workers."""

    def share(self, worker: int, workers: int) -> PlanRecourse:
        """What one of some workers needs of it; see `Orders.share`."""


def costs_of(planned: Sequence[Planned]) -> Floats:
    """What each outcome costs."""
    return np.array([plan.cost for plan in planned])


class Recourse:
    """One outcome, ready to be asked."""

    def __init__(
        self, stages: Stages, number: int, plan_recourse: PlanRecourse | None, gap: float,
        nodes: int, stop: Callable[[], bool],
    ) -> None:
        self._number, self._outcome = number, stages.outcomes[number]
        self._program = tightened(stages, number)
        self._plan_recourse, self._gap, self._stop = plan_recourse, gap, stop
        self._nodes = nodes
        self._relaxed: Session | None = None
        self._corner: Corner | None = None
        """Where the solver goes on once it was laid aside."""
        self._lays_aside = self._program.matrix.nnz * len(stages.outcomes) >= _LAID_ASIDE
        self._elastic: Session | None = None
        self._stages = stages
        self._prices: Prices | None = None
        self._lined: tuple[Floats, Solution] | None = None
        """The choice asked last, and its relaxation there."""
        self._counted: Counted | None = None
        self._free: Solution | None = None
        """Its relaxation with any choice: also a guide, and a bound, for plans after one."""

    def least(self) -> Cut:
        """What the outcome costs at least, whatever is chosen here and now."""
        found = self._told()
        return self._least(self._whole() if found is None else found)

    def _whole(self) -> Solution:
        """Its relaxation with any choice, by the solver."""
        copies = self._outcome.shared
        return self._solve(self._program.lower[copies], self._program.upper[copies])

    def _least(self, found: Solution) -> Cut:
        if found.bound is None:
            raise ValueError(
                f"outcome {self._outcome.name}: no plan at all, or one without a least cost; "
                "its program must have a best plan for some choice"
            )
        self._free = found
        return Cut(
            outcome=self._number, constant=found.bound,
            slope=np.zeros(len(self._outcome.shared)),
        )

    def gain(self, x: Floats, firm: bool) -> Gained:
        """Its plan after a choice made better; `firm`: near its very relaxation, solved first."""
        least = None
        if firm:
            self._free, least = None, self._least(self._whole())
        return Gained(plan=self.plan(x), least=least)

    def liken(self, x: Floats, wish: Floats) -> Planned | None:
        """Its plan after a choice, begun at what an outcome like it does; see `Begins`."""
        if not isinstance(self._plan_recourse, Begins):
            raise TypeError("who plans these outcomes cannot begin at what others do")
        return self._plan_recourse.begun(self._number, x, wish, self._stop)

    def line(self, x: Floats) -> Cut:
        """The line below its cost that touches its relaxation at a choice.

        A line without cost where not even its relaxation has a plan.
        """
        x = x[self._outcome.first]
        found = self._solve(x, x)
        if found.value is None or found.reduced is None:
            return self._forbid(x)
        self._lined = x, found
        slope = found.reduced[self._outcome.shared]
        return Cut(
            outcome=self._number, constant=found.value - float(slope @ x), slope=slope
        )

    def known(self) -> Cut:
        """A line below its cost in whole plans: what it would cost if it were known."""
        return self._priced().known()

    def sharpen(self, x: Floats, steps: int) -> Cut:
        """A line below its cost in whole plans, lifted as far as some steps allow at a choice."""
        first = self.line(x)
        return self._priced().lift(x[self._outcome.first], first, steps) if first.cost else first

    def _priced(self) -> Prices:
        if self._prices is None:
            self._prices = Prices(self._stages, self._number, self._gap, self._nodes, self._stop)
        return self._prices

    def plan(self, x: Floats) -> Planned | None:
        """A whole plan after a choice; None where there is none."""
        if self._plan_recourse is not None:
            return self._plan_recourse(self._number, x, self._known_at(x), self._stop)
        x = x[self._outcome.first]
        own = self._program.integer.copy()
        own[self._outcome.shared] = False
        if not own.any():
            found = self._solve(x, x)
        else:
            fixed = replace(_between(self._program, self._outcome.shared, x, x), integer=own)
            found = solve_wide(fixed, Limits(nodes=_NODES, gap=self._gap), None, self._stop)
        if self._stop():
            raise Stopped
        if found.x is None or found.value is None:
            return None
        return Planned(cost=found.value, point=found.x, bound=found.bound)

    def countable(self) -> bool:
        """Whether its plans after a choice can be counted out."""
        self._counted = counted(self._stages, self._number)
        return self._counted is not None

    def count(self, choices: Floats) -> Floats:
        """What it costs after each of some choices, where it can be counted out."""
        if self._counted is None:
            raise ValueError(f"outcome {self._outcome.name} cannot be counted out")
        return self._counted.costs(choices[:, self._outcome.first])

    def _known_at(self, x: Floats) -> Solution | None:
        """Its relaxation after a choice, where that was what it was asked last; else after any."""
        if self._lined is None or not np.array_equal(self._lined[0], x[self._outcome.first]):
            return self._free
        return self._lined[1]

    def _told(self) -> Solution | None:
        """Its relaxation with any choice as the planner has it; the solver goes on from there."""
        if not isinstance(self._plan_recourse, Relaxes):
            return None
        found = self._plan_recourse.relaxed(self._number)
        if found is None:
            return None
        self._corner = found.corner
        return found if found.bound is not None else _heard(found)

    def _solve(self, lower: Floats, upper: Floats) -> Solution:
        """Its relaxation with its copies between bounds; without a value where it has no plan."""
        if self._relaxed is None:
            # Bounds changed in the session would make it go on by the simplex method at once.
            first = _between(self._program, self._outcome.shared, lower, upper)
            method = "simplex" if first.matrix.nnz <= SIMPLEX_UP_TO else "ipm"
            self._relaxed = Session(first, Limits(), relaxed=True, method=method)
            self._relaxed.stop_when(self._stop)
            if self._corner is not None:
                self._relaxed.begin_at(self._corner)
        else:
            self._relaxed.set_bounds(self._outcome.shared, lower, upper)
        found = _heard(self._relaxed.solve(corner=self._lays_aside))
        if self._lays_aside and found.corner is not None:
            self._relaxed, self._corner = None, found.corner
        return found

    def _forbid(self, x: Floats) -> Cut:
        """A line that is above 0 at a choice after which there is no plan."""
        copies = self._outcome.shared
        start = self._program.columns
        ends = start + 2 * len(copies) + np.arange(len(copies))
        if self._elastic is None:
            self._elastic = Session(_elastic(self._program, copies), Limits(), relaxed=True)
            self._elastic.stop_when(self._stop)
        self._elastic.set_bounds(ends, x, x)
        found = _heard(self._elastic.solve(corner=False))
        if found.value is None or found.reduced is None:
            return Cut(outcome=self._number, constant=1.0, slope=0.0 * x, cost=False)
        slope = found.reduced[ends]
        return Cut(
            outcome=self._number, constant=found.value - float(slope @ x), slope=slope, cost=False
        )


def _between(program: Program, copies: Ints, lower: Floats, upper: Floats) -> Program:
    """A program with its copies between other bounds."""
    least, most = program.lower.copy(), program.upper.copy()
    least[copies], most[copies] = lower, upper
    return replace(program, lower=least, upper=most)


def _heard(found: Solution) -> Solution:
    if found.status == "limit":
        raise Stopped
    return found


def _elastic(program: Program, copies: np.ndarray) -> Program:
    """How far copies must stand from a choice: columns for more, for less, and for the choice."""
    count, wide = len(copies), program.columns
    link = hstack([
        coo_array((np.ones(count), (np.arange(count), copies)), shape=(count, wide)),
        eye_array(count), -eye_array(count), -eye_array(count),
    ])
    above = program.matrix.tocoo()
    rows = np.concatenate([above.row, program.rows + link.row])
    columns = np.concatenate([above.col, link.col])
    shape = (program.rows + count, wide + 3 * count)
    matrix = coo_array((np.concatenate([above.data, link.data]), (rows, columns)), shape=shape)
    some, none = np.ones(count), np.zeros(count)
    return Program(
        cost=np.concatenate([np.zeros(wide), some, some, none]),
        lower=np.concatenate([program.lower, none, none, none]),
        upper=np.concatenate([program.upper, np.inf * some, np.inf * some, none]),
        integer=np.zeros(wide + 3 * count, dtype=bool),
        matrix=csc_array(matrix),
        row_lower=np.concatenate([program.row_lower, none]),
        row_upper=np.concatenate([program.row_upper, none]),
    )
