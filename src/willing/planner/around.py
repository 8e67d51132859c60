"""The best that a plan can be where only what some pools and lines do may change.

All else stays as it stands, so the program is a small one, solved to its end or to a bound: what
it comes to is known from both sides, even where nobody could prove much of the plan as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np

from willing.domain.plan import Row
from willing.planner.choices import Choices
from willing.planner.here_and_now import decided_before
from willing.planner.interval import Interval
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Bools, Floats, Ints, Program
from willing.planner.rules.formation import slots_by_task
from willing.planner.rules.step import without_shut
from willing.planner.search.dive import complete
from willing.planner.search.warm import wish_of
from willing.planner.touched import Touched

_NODES = 400
"""Branch-and-bound nodes of one part; counted, so that what is found repeats."""
_CLOSE = 1e-5
"""Distance to the bound at which a part is solved, over the score of the whole plan."""
_HALF = 0.5


@dataclass(frozen=True)
class Laid:
    """A plan of one outcome laid out so that parts of it can be solved again."""

    model: Model
    """The outcome as a program."""
    point: Floats
    """The plan as a point of it."""
    hoods: Neighbourhoods
    """Cuts parts out of it."""
    touched: Touched
    """What follows from decisions."""
    unit: Ints
    """Pool of each decision."""
    task: Ints
    """Task of each decision."""
    open_: Bools
    """Whether each decision may change at all."""

    @property
    def score(self) -> float:
        """Score of the plan."""
        return float(self.model.program.value(self.point))


def laid(model: Model, rows: Iterable[Row], ahead: bool) -> Laid | None:
    """Rows of a plan laid out; None where they, as far as they are choices, break a rule together.

    `ahead`: what is decided before everything is known stays, as it is the same in other outcomes.
    """
    model = without_shut(model)
    hoods = Neighbourhoods(model)
    point = complete(hoods, wish_of(model, rows))
    if point is None:
        return None
    pairs = model.choices.pairs
    pair = np.concatenate([model.choices.tours.pair, model.making.hold_pair]).astype(np.int64)
    before = [column for _, column in decided_before(model)] if ahead else []
    return Laid(
        model=model, point=point, hoods=hoods, touched=Touched(model, hoods.decisions),
        unit=np.array([p.unit for p in pairs], dtype=np.int64)[pair],
        task=np.array([p.task for p in pairs], dtype=np.int64)[pair],
        open_=~np.isin(hoods.decisions, before),
    )


def around(
    plan: Laid, pools: Collection[str], lines: Collection[str], seconds: float,
    stop: Callable[[], bool],
) -> Interval:
    """Score of the best plan that differs only in what some pools do, and in who serves some lines.

    Whoever is able to serve such a line may leave what he does now, too. All other tours and holds
    stay as they are.
    """
    free = _freed(plan, pools, lines)
    if not len(free):
        return Interval(low=plan.score, high=plan.score)
    columns = np.union1d(free, plan.touched.columns(free))
    part = plan.hoods.step(plan.point, columns)
    found = solve_whole(
        part.program, Limits(seconds=seconds, nodes=_NODES, gap=_CLOSE),
        start=plan.point[part.columns], stop=stop)
    high = plan.score
    if found.x is not None:
        whole = np.where(part.program.integer, np.round(found.x), found.x)
        new = part.back(plan.point, whole)
        if not plan.model.program.broken(new):
            high = min(high, float(plan.model.program.value(new)))
    return Interval(low=None if found.bound is None else min(found.bound, high), high=high)


def kept(plan: Laid, pools: Collection[str], lines: Collection[str]) -> float:
    """Elements on tours and holds that stay; where fewer do with a change of the data, it takes
    some of them away, and what parts come to is not held against the same rest.
    """
    stays = np.setdiff1d(plan.hoods.decisions, _freed(plan, pools, lines))
    return float(plan.point[stays].sum())


def _freed(plan: Laid, pools: Collection[str], lines: Collection[str]) -> Ints:
    """Columns of the decisions that may change."""
    choices = plan.model.choices
    units = np.flatnonzero([unit.id in pools for unit in choices.situation.operation.units])
    tasks = _with_parts(choices, np.flatnonzero([task.id in lines for task in choices.tasks]))
    mine = np.isin(plan.unit, units) | np.isin(plan.task, tasks)
    able = np.isin(plan.unit, np.unique(plan.unit[np.isin(plan.task, tasks)]))
    used = plan.point[plan.hoods.decisions] > _HALF
    return np.sort(plan.hoods.decisions[(mine | able & used) & plan.open_])


def _with_parts(choices: Choices, tasks: Ints) -> Ints:
    """Lines with those near to a reach, and the slots of a formation."""
    slots = slots_by_task(choices)
    parts = [tasks]
    for r in tasks:
        if r in choices.near:
            parts.append(np.unique(choices.task_of[choices.near[r]]))
        parts.append(np.array(slots.get(int(r), ()), dtype=np.int64))
    return np.unique(np.concatenate(parts))


def same(one: Program, other: Program) -> bool:
    """Whether two programs say the same, so that whatever is best in one is best in the other."""
    return bool(
        one.matrix.shape == other.matrix.shape and one.matrix.nnz == other.matrix.nnz
        and one.offset == other.offset
        and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in (
            "cost", "lower", "upper", "integer", "row_lower", "row_upper"))
        and np.array_equal(one.matrix.indptr, other.matrix.indptr)
        and np.array_equal(one.matrix.indices, other.matrix.indices)
        and np.array_equal(one.matrix.data, other.matrix.data)
    )
