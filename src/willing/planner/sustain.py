"""What could be sustained at most, and which line breaks first.

From a build-up day on, to the end of the tail, nothing that is wanted may be short. Asked is by how
much all quantities could be multiplied until something is. Between two answers the truth lies:
`factor` was planned with whole elements, and above `most` not even parts of elements suffice.
Commitments come first: they are kept as well as they could be if nobody asked for anything else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from scipy.sparse import csc_array, vstack

from willing.domain.formation import SlotLine
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.requirement import Commitment, Requirement, Task
from willing.domain.situation import Situation, situation
from willing.domain.windows import Windows
from willing.planner.amount import pledged, with_amount
from willing.planner.choose import choose
from willing.planner.limits import PlanLimits
from willing.planner.milp import Limits, Solution, solve_relaxed, solve_whole
from willing.planner.model import Model, build
from willing.planner.program import Floats, Ints, Program
from willing.planner.solve import Progress, Solved, solve_model

BUILD_UP = 180
"""Days from D after which everything that is wanted must be there."""
TOO_MUCH = 10.0
"""Multiple up to which is looked; nobody plans for ten times what is wanted."""
_NODES = 2_000
"""Branch-and-bound nodes spent on one line alone."""
_WANDERS = 50_000
"""Entries above which the interior method finds the factor."""
_PRESSES = 1e-7
"""Least price at which a rule is said to bind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSustained:
    """What one requirement line could keep up from the build-up day on, to the end of the tail."""

    task: str
    """Requirement."""
    wanted: int
    """Most that its windows ask for from then on."""
    alone: int
    """Elements that could always be there if nobody asked for anything else."""
    alone_most: int
    """More could not, as far as is proved."""
    together: float
    """Least that is there on any day when everything is asked for, in the plan made for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sustained:
    """What an operation could sustain in one outcome."""

    outcome: str
    """Outcome."""
    begins: int
    """Day from which nothing may be short, counted from the as-of date."""
    factor: float
    """Everything wanted can be multiplied by this and kept up; a plan was made for it."""
    most: float
    """It cannot be kept up above this; `TOO_MUCH` when nothing breaks below, 0 without lines."""
    lines: tuple[LineSustained, ...]
    """Every requirement line of the classes asked for."""
    never: tuple[str, ...]
    """Lines that cannot keep up one element even alone; the factor leaves them out."""
    first: tuple[str, ...]
    """Lines that break first: whose cover is all used up at `most`."""
    limits: tuple[str, ...]
    """What keeps them from more: units, pledges, and ceilings, the tightest first."""


def sustain(
    operation: Operation, outcome: str = "likeliest", *, build_up: int = BUILD_UP,
    classes: Collection[int] = (), seconds: float = math.inf, work: int = 40, seed: int = 0,
    progress: Progress | None = None,
) -> Sustained:
    """Find the largest multiple of all requirements that can be kept up, and what breaks first.

    `classes`: priority classes looked at; empty: all. `seconds` and `work` limit each of the few
    plans that are made on the way. Raises `ProblemsFound` when what is decided breaks a rule.
    """
    chosen = choose(operation, outcome)[0]
    limits = PlanLimits(seconds=seconds, work=work, gap=1e-4, seed=seed)
    asking = _Asking(operation, chosen, build_up, frozenset(classes), limits, progress)
    lines = _lines(asking)
    never = tuple(line.task for line in lines if not line.alone and line.wanted)
    asking = replace(asking, without=frozenset(never))
    owed = asking.owed()
    top, first, pressing = _loosest(asking, owed)
    return Sustained(
        outcome=chosen.name, begins=asking.begins, factor=_planned(asking, owed, top), most=top,
        lines=lines, never=never, first=first, limits=pressing,
    )


@dataclass(frozen=True)
class _Asking:
    """Makes models in which other quantities are wanted."""

    operation: Operation
    outcome: Outcome
    build_up: int
    classes: frozenset[int]
    limits: PlanLimits
    progress: Progress | None
    without: frozenset[str] = frozenset()
    """Lines that are not looked at."""

    @property
    def begins(self) -> int:
        """Day from which nothing may be short."""
        line = situation(self.operation, self.outcome).timeline
        return min((line.d_day or 0) + self.build_up, line.horizon)

    def looked_at(self, task: Task) -> bool:
        """Whether a task is of the classes looked at, and not left out.

        Slots of a formation follow from their line: it is kept up with what they cannot do without.
        """
        return task.id not in self.without and not isinstance(task, SlotLine) and (
            not self.classes or task.priority in self.classes
        )

    def model(self, quantity: Callable[[Task, int], int]) -> Model:
        """The outcome with every window's quantity replaced; 0 asks for nothing."""
        here = situation(self.operation, self.outcome)

        def asks(task: Task) -> Windows:
            # A window of 0 stays where the line is asked for: people may want more of it.
            return Windows(tuple(
                replace(part, quantity=quantity(task, part.quantity))
                for part in task.quantity.parts if quantity(task, max(part.quantity, 1))
            ))

        changed = replace(
            here.operation,
            requirements=tuple(replace(t, quantity=asks(t)) for t in here.operation.requirements),
            commitments=tuple(replace(t, quantity=asks(t)) for t in here.operation.commitments),
        )
        return build(Situation(operation=changed, outcome=here.outcome, timeline=here.timeline))

    def spans(self, model: Model, task: int) -> Ints:
        """Spans of a task from the build-up day on."""
        return np.array([
            s for s, span in enumerate(model.choices.spans[task]) if span.first >= self.begins
        ], dtype=np.int64)

    def late(self, model: Model, kind: type) -> list[tuple[int, Ints]]:
        """Tasks of a kind and of the classes looked at, with their spans from that day on."""
        found = [
            (r, self.spans(model, r)) for r, task in enumerate(model.choices.tasks)
            if isinstance(task, kind) and self.looked_at(task)
        ]
        return [(r, spans) for r, spans in found if len(spans)]

    def price(self, model: Model, kinds: Sequence[type]) -> Floats:
        """Costs that charge only what is short of such tasks from the build-up day on."""
        cost = np.zeros(model.program.columns)
        for kind in kinds:
            for r, spans in self.late(model, kind):
                columns = model.making.short[r][spans]
                cost[columns] = model.program.cost[columns]
        return cost

    def solved(self, model: Model, cost: Floats) -> Solved:
        """The plan that keeps such a cost lowest."""
        priced = replace(model, program=replace(model.program, cost=cost, offset=0.0), unfillable=0)
        return solve_model(priced, self.limits, self.progress)

    def owed(self) -> float:
        """Points of commitments that stay short even when no requirement asks for anybody."""
        model = self.model(lambda task, n: n if isinstance(task, Commitment) else 0)
        return self.solved(model, self.price(model, [Commitment])).value


def _loosest(asking: _Asking, owed: float) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """Largest factor with parts of elements, lines that are used up there, and what limits them."""
    model = asking.model(lambda _, n: n)
    if not asking.late(model, Requirement):
        return 0.0, (), ()
    program, rows = _multiplied(asking, model, owed)
    # All costs but one are 0, which keeps the simplex method wandering in large programs.
    method = "simplex" if program.matrix.nnz <= _WANDERS else "ipm"
    found = solve_relaxed(program, Limits(seconds=asking.limits.seconds), method)
    if found.value is None or found.duals is None:
        return TOO_MUCH, (), ()
    factor = min(-found.value, TOO_MUCH)
    if factor >= TOO_MUCH:
        return factor, (), ()
    duals = np.abs(found.duals)
    price = {
        model.choices.tasks[r].id: float(duals[model.making.cover[r][spans]].sum())
        for r, spans in rows
    }
    return factor, _ranked(price), _pressing(model, found)


def _multiplied(
    asking: _Asking, model: Model, owed: float
) -> tuple[Program, list[tuple[int, Ints]]]:
    """The relaxation with the factor as its last column, and the lines it multiplies."""
    rows = asking.late(model, Requirement)
    quantity = {
        r: np.array([model.choices.spans[r][s].quantity for s in spans], dtype=float)
        for r, spans in rows
    }
    program = with_amount(model, rows, quantity, TOO_MUCH)
    kept = csc_array(np.append(asking.price(model, [Commitment]), 0.0)[None, :])
    return replace(
        program, integer=np.zeros(program.columns, dtype=bool),
        matrix=csc_array(vstack([program.matrix, kept])),
        row_lower=np.append(program.row_lower, -np.inf),
        row_upper=np.append(program.row_upper, owed + 1e-6),
    ), rows


def _pressing(model: Model, found: Solution) -> tuple[str, ...]:
    """Units, pledges and ceilings that limit the factor, by what one more of each would add."""
    if found.duals is None or found.reduced is None:
        return ()
    price = {name: abs(float(found.duals[row])) for name, row in model.making.supply.items()}
    for i in np.flatnonzero(found.reduced[model.making.tours] < -_PRESSES):
        # All elements of a pool, or all that are pledged, are on this tour.
        fit = model.choices.pairs[int(model.choices.tours.pair[i])].fit
        less = fit.pledge is not None and fit.pledge.count < fit.unit.count
        name = f"pledge {fit.pledge.id}" if fit.pledge and less else f"unit {fit.unit.id}"
        price[name] = price.get(name, 0.0) - float(found.reduced[model.making.tours[i]])
    for block, (first, number) in model.making.draft.blocks().items():
        if block.split(" ")[0] in ("people", "number"):
            price[block] = float(np.abs(found.reduced[first : first + number]).sum())
    for block, (first, number) in model.making.draft.row_blocks().items():
        if block.split(" ")[0] in ("tasks", "money"):
            price[block] = float(np.abs(found.duals[first : first + number]).sum())
    return _ranked(price)


def _ranked(price: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(
        (name for name, value in price.items() if value > _PRESSES), key=lambda n: -price[n]
    ))


def _planned(asking: _Asking, owed: float, top: float) -> float:
    """Largest factor for which a plan with whole elements was found, by halving the steps."""
    model = asking.model(lambda _, n: n)
    quantities = {
        model.choices.spans[r][s].quantity
        for r, spans in asking.late(model, Requirement) for s in spans
    } - {0}
    # Between two steps no quantity changes: so many whole elements are wanted at each.
    steps = sorted({
        Fraction(k, q) for q in quantities for k in range(1, math.floor(q * top + 1e-6) + 1)
    })
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high + 1) // 2
        if _kept(asking, owed, steps[middle - 1]):
            low = middle
        else:
            high = middle - 1
    return float(steps[low - 1]) if low else 0.0


def _kept(asking: _Asking, owed: float, factor: Fraction) -> bool:
    """Whether a plan was found that keeps everything up at a factor."""

    def scaled(task: Task, quantity: int) -> int:
        grows = isinstance(task, Requirement) and asking.looked_at(task)
        return math.ceil(quantity * factor) if grows else quantity

    model = asking.model(scaled)
    cost = asking.price(model, [Requirement, Commitment])
    return asking.solved(model, cost).value <= owed + 1e-6


def _lines(asking: _Asking) -> tuple[LineSustained, ...]:
    model = asking.model(lambda _, n: n)
    together = _together(asking, model)
    lines = []
    for r, spans in asking.late(model, Requirement):
        task = model.choices.tasks[r]
        found, most = _alone(asking, task)
        lines.append(LineSustained(
            task=task.id, wanted=max(model.choices.spans[r][s].quantity for s in spans),
            alone=found, alone_most=most, together=together[r],
        ))
    return tuple(lines)


def _together(asking: _Asking, model: Model) -> dict[int, float]:
    """Least that is there of each line from the build-up day on, in a plan for all of them."""
    plan = asking.solved(model, asking.price(model, [Requirement, Commitment]))
    date_of = model.choices.timeline.date_of
    found = {}
    for r, spans in asking.late(model, Requirement):
        task = model.choices.tasks[r].id
        short = [row for row in plan.rows if (row.kind, row.task) == ("shortfall", task)]
        found[r] = min(
            model.choices.spans[r][s].quantity - max((
                row.count for row in short
                if row.first_day <= (day := date_of(model.choices.spans[r][s].first))
                and (day - row.first_day).days < row.days
            ), default=0.0)
            for s in spans
        )
    return found


def _alone(asking: _Asking, task: Task) -> tuple[int, int]:
    """Elements of a line that can be kept up when nobody else asks, and a bound on them."""
    model = asking.model(lambda other, n: n if other.id == task.id else 0)
    rows = asking.late(model, Requirement)
    most = pledged(model, rows[0][0])
    program = with_amount(model, rows, {rows[0][0]: np.ones(len(rows[0][1]))}, most)
    found = solve_whole(program, Limits(nodes=_NODES, seconds=asking.limits.seconds))
    if found.x is None:
        return 0, math.floor(most)
    number = round(float(found.x[-1]))
    bound = number if found.bound is None else math.floor(-found.bound + 1e-6)
    while number and not _keeps(asking, task, number):
        number -= 1
    return number, max(bound, number)


def _keeps(asking: _Asking, task: Task, number: int) -> bool:
    """Whether so many are really kept up, shares and least useful numbers included."""
    if not isinstance(task, Requirement) or (task.max_share is None and not task.min_useful):
        return True
    model = asking.model(lambda other, n: number if n and other.id == task.id else 0)
    return asking.solved(model, asking.price(model, [Requirement])).value <= 1e-6
