"""Solve one outcome: relax, dive, improve, prove."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal

from willing.domain.plan import Row
from willing.domain.situation import Situation
from willing.planner.extract import rows
from willing.planner.limits import PlanLimits, Reached, Watch, ctrl_c
from willing.planner.model import Model, TourKey, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats
from willing.planner.relaxation.relax import Relaxed, dives, relax, sketch
from willing.planner.relaxation.tighten import still_open, tighten
from willing.planner.rules.step import without_shut
from willing.planner.search.dive import dive
from willing.planner.search.first import first_plan
from willing.planner.search.improve import Improvement
from willing.planner.search.prove import prove
from willing.planner.shortfall import counted, shortfalls

Progress = Callable[[Reached], None]
SMALL = 3_000
"""Decisions up to which a program is solved as a whole."""
_MEANWHILE = 0.05
"""Iterations, for each entry of the matrix, spent on a plan while the relaxation is solved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The best plan found for one outcome."""

    rows: tuple[Row, ...]
    """Rows of the plan."""
    value: float
    """Its score as the planner sees it."""
    bound: float | None
    """No plan scores below; None when the clock ended the relaxation."""
    unfillable: float
    """Points no choice could avoid."""
    status: Literal["proved", "limit", "interrupted"]
    """Proved within the wanted gap, stopped at a limit, or stopped by the user."""
    work: int
    """Attempts made to improve it."""
    seconds: float
    """Time taken."""
    repeatable: bool
    """Whether the clock had no hand in it."""


def plan_situation(
    situation: Situation, limits: PlanLimits, progress: Progress | None = None,
    start: Iterable[Row] = (), baseline: Mapping[TourKey, int] | None = None,
) -> Solved:
    """Plan one outcome: relax, dive or start from another plan, improve, prove.

    Raises `ProblemsFound` when what is already decided breaks a rule.
    """
    return solve_model(build(situation, baseline), limits, progress, start)


def solve_model(
    model: Model, limits: PlanLimits, progress: Progress | None = None, start: Iterable[Row] = (),
    relax_first: bool = False,
) -> Solved:
    """The same for a model already written.

    `relax_first`: plan near the relaxation, however large it is: where few weights count it is
    solved in seconds and says almost what plans do.
    """
    watch = Watch(
        limits=limits, outcome=model.situation.outcome.name, unfillable=model.unfillable,
        progress=progress,
    )
    with ctrl_c(watch):
        relaxed = None
        if relax_first:
            watch.tell("relax")
            relaxed = relax(model, watch)
        return _solve(model, watch, tuple(start), relaxed)


def _solve(
    model: Model, watch: Watch, start: tuple[Row, ...], relaxed: Relaxed | None
) -> Solved:
    point, work = search(model, watch, start, relaxed)
    short = shortfalls(model, point)
    return Solved(
        rows=rows(model, point, short), value=counted(model, point, short), bound=watch.bound,
        unfillable=model.unfillable,
        status="proved" if watch.good_enough()
        else "interrupted" if watch.interrupted else "limit",
        work=work, seconds=watch.seconds, repeatable=not (watch.clocked or watch.interrupted),
    )


def search(
    model: Model, watch: Watch, start: tuple[Row, ...], relaxed: Relaxed | None = None,
    point: Floats | None = None,
) -> tuple[Floats, int]:
    """The best point that the watch leaves time for, and the attempts made to improve it.

    `relaxed`: its relaxation, where that is known already; `point`: a plan that there is besides.
    Raises `ProblemsFound` when what is already decided breaks a rule.
    """
    model = without_shut(model)
    hoods = Neighbourhoods(model)
    if math.isinf(watch.limits.gap):
        way = _quick
    elif relaxed is not None:
        return _near(model, hoods, start, relaxed, watch, point)
    else:
        way = _after_relaxation if dives(model.program) else _beside_relaxation
    return way(model, hoods, start, watch)


def go_on(model: Model, watch: Watch, point: Floats, relaxed: Relaxed) -> Floats:
    """A point made better step by step; all of them begin at the relaxation's guess of where."""
    model = without_shut(model)
    hoods = Neighbourhoods(model)
    watch.best, watch.bound = model.program.value(point), relaxed.bound
    better = Improvement(model, hoods, point, still_open(hoods, relaxed), relaxed, watch)
    better.run(watch.limits.work)
    return better.point


def _quick(
    model: Model, hoods: Neighbourhoods, start: tuple[Row, ...], watch: Watch
) -> tuple[Floats, int]:
    """The first plan as it is: where any gap is good enough, no bound is asked for."""
    watch.tell("dive")
    point = first_plan(model, hoods, None, start, watch)
    watch.best = model.program.value(point)
    watch.tell("dive")
    return point, 0


def _after_relaxation(
    model: Model, hoods: Neighbourhoods, start: tuple[Row, ...], watch: Watch
) -> tuple[Floats, int]:
    """Relax, then prove a small program, or dive in a larger one and improve.

    Returns the plan, and the steps taken.
    """
    point = None
    if len(hoods.decisions) > SMALL:  # the relaxation takes a while
        point = first_plan(model, hoods, None, start, watch)
        watch.best = model.program.value(point)
        watch.tell("relax")
    relaxed = relax(model, watch)
    watch.bound = None if relaxed is None else relaxed.bound
    watch.tell("relax")
    if point is None:
        point = first_plan(model, hoods, relaxed, start, watch)
        watch.best = model.program.value(point)
        watch.tell("dive")
    if relaxed is None or watch.good_enough() or watch.out_of_time():
        return point, 0
    open_ = still_open(hoods, relaxed)
    if len(open_) == len(hoods.decisions) <= SMALL:
        return prove(model, point, watch), 1
    hoods, relaxed, point = _dived(model, hoods, relaxed, point, watch)
    better = Improvement(model, hoods, point, open_, relaxed, watch)
    better.run(watch.limits.work)
    return better.point, better.steps


def _near(
    model: Model, hoods: Neighbourhoods, start: tuple[Row, ...], relaxed: Relaxed, watch: Watch,
    point: Floats | None,
) -> tuple[Floats, int]:
    """Begin near a relaxation that is known already, dive where that is quick, and improve.

    Returns the plan, and the steps taken.
    """
    watch.bound, dived = relaxed.bound, dives(model.program)
    if point is None or not dived:
        near = first_plan(model, hoods, relaxed, start, watch)
        point = near if point is None else min(point, near, key=model.program.value)
    watch.best = model.program.value(point)
    watch.tell("dive")
    if watch.limits.work == 0 or watch.good_enough() or watch.out_of_time():
        return point, 0
    open_ = still_open(hoods, relaxed)
    if dived:
        hoods, relaxed, point = _dived(model, hoods, relaxed, point, watch)
    better = Improvement(model, hoods, point, open_, relaxed, watch)
    better.run(watch.limits.work)
    return better.point, better.steps


def _beside_relaxation(
    model: Model, hoods: Neighbourhoods, start: tuple[Row, ...], watch: Watch
) -> tuple[Floats, int]:
    """Begin with a sketch of the relaxation, and improve while the relaxation is solved beside.

    Returns the plan, and the steps taken.
    """
    with ThreadPoolExecutor(1) as beside:
        relaxing = beside.submit(relax, model, watch)
        point = first_plan(model, hoods, None, start, watch)
        watch.best = model.program.value(point)
        watch.tell("relax")
        drawn, open_ = sketch(model, watch), hoods.decisions
        if drawn is not None and not watch.out_of_time():
            open_ = still_open(hoods, drawn)
            near = first_plan(model, hoods, drawn, (), watch)
            point = min(point, near, key=model.program.value)
            watch.best = model.program.value(point)
            watch.tell("dive")
        effort = _MEANWHILE * model.program.matrix.nnz
        better = Improvement(model, hoods, point, open_, drawn, watch, at_once=1)
        better.run(watch.limits.work, effort)
        point, steps, relaxed = better.point, better.steps, relaxing.result()
    watch.bound = None if relaxed is None else relaxed.bound
    watch.tell("relax")
    if relaxed is None or watch.good_enough() or watch.out_of_time():
        return point, steps
    near = first_plan(model, hoods, relaxed, (), watch)
    point = min(point, near, key=model.program.value)
    watch.best = model.program.value(point)
    watch.tell("dive")
    better = Improvement(model, hoods, point, still_open(hoods, relaxed), relaxed, watch)
    better.run(watch.limits.work - steps)
    return better.point, steps + better.steps


def _dived(
    model: Model, hoods: Neighbourhoods, relaxed: Relaxed, point: Floats, watch: Watch
) -> tuple[Neighbourhoods, Relaxed, Floats]:
    """A plan near the relaxation, by diving; with the facets found on the way.

    The plan there was, when that is better.
    """
    near, tight = None, tighten(model, hoods, relaxed, watch)
    if tight is not None:
        hoods, watch.bound = tight.hoods, tight.bound
        relaxed = replace(relaxed, x=tight.x, value=tight.bound, bound=tight.bound)
        watch.tell("tighten")
        near = dive(model, tight, watch)
    if near is None:
        near = first_plan(model, hoods, relaxed, (), watch)
    point = min(point, near, key=model.program.value)
    watch.best = model.program.value(point)
    watch.tell("dive")
    return hoods, relaxed, point
