"""Solve one outcome: relax, dive, improve, prove."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import numpy as np

from willing.domain.plan import Row
from willing.domain.situation import Situation
from willing.errors import ProblemsFound
from willing.planner.dive import complete, dive, floor_plan
from willing.planner.extract import rows
from willing.planner.greedy import greedy
from willing.planner.improve import Improvement
from willing.planner.limits import PlanLimits, Reached, Watch
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model, TourKey, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats
from willing.planner.prove import prove
from willing.planner.relax import SIMPLEX_UP_TO, Relaxed, impossible, relax
from willing.planner.shortfall import counted
from willing.planner.tighten import still_open, tighten
from willing.planner.warm import wish_of

Progress = Callable[[Reached], None]
_NO_LIMIT = 10**9
_NODES = 20_000
"""Branch-and-bound nodes after which no plan is hoped for any more."""
DIVES = 30_000
"""Rows up to which the simplex method follows a dive in good time (measured)."""
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
    """Improvement steps taken."""
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
    model: Model, limits: PlanLimits, progress: Progress | None = None, start: Iterable[Row] = ()
) -> Solved:
    """The same for a model already written."""
    watch = Watch(
        limits=limits, outcome=model.situation.outcome.name, unfillable=model.unfillable,
        progress=progress,
    )
    with _ctrl_c(watch):
        return _solve(model, watch, tuple(start))


def _solve(model: Model, watch: Watch, start: tuple[Row, ...]) -> Solved:
    hoods = Neighbourhoods(model)
    relaxed, found = _relax(model, hoods, start, watch)
    work = 0
    watch.bound = None if relaxed is None else relaxed.bound
    watch.tell("relax")
    dives = relaxed is not None and model.program.rows <= DIVES
    if found is None or (relaxed is not None and not dives):
        new = _first(model, hoods, relaxed, start, watch)
        found = new if found is None else min(found, new, key=model.program.value)
    point = found
    watch.best = model.program.value(point)
    watch.tell("dive")
    if relaxed is not None and not watch.good_enough() and not watch.out_of_time():
        point, work = _search(model, hoods, relaxed, point, watch)
    return Solved(
        rows=rows(model, point), value=counted(model, point), bound=watch.bound,
        unfillable=model.unfillable,
        status="proved" if watch.good_enough()
        else "interrupted" if watch.interrupted else "limit",
        work=work, seconds=watch.seconds, repeatable=not (watch.clocked or watch.interrupted),
    )


def _relax(
    model: Model, hoods: Neighbourhoods, start: tuple[Row, ...], watch: Watch
) -> tuple[Relaxed | None, Floats | None]:
    """The relaxation; where it takes long, a plan is made and improved beside it."""
    if model.program.matrix.nnz <= SIMPLEX_UP_TO:
        return relax(model, watch), None
    with ThreadPoolExecutor(1) as beside:
        relaxed = beside.submit(relax, model, watch)
        point = _first(model, hoods, None, start, watch)
        watch.best = model.program.value(point)
        watch.tell("relax")
        if model.program.rows > DIVES:  # otherwise the dive makes a far better one
            better = Improvement(model, hoods, point, hoods.decisions, None, watch, at_once=1)
            better.run(_NO_LIMIT, effort=_MEANWHILE * model.program.matrix.nnz)
            point = better.point
        return relaxed.result(), point


def _first(
    model: Model, hoods: Neighbourhoods, relaxed: Relaxed | None, start: tuple[Row, ...],
    watch: Watch,
) -> Floats:
    """The best of quick plans: near the relaxation, near the plan to start from, or from nobody."""
    nobody = np.maximum(model.program.lower, 0.0)
    wishes = [] if relaxed is None else [relaxed.x]
    wishes += [wish_of(model, start)] if start else []
    points = [complete(hoods, greedy(model, wish)) for wish in wishes or [nobody]]
    if relaxed is not None:
        points.append(floor_plan(hoods, relaxed.x))
    found = [point for point in points if point is not None]
    if not found:
        # A rule that the quick plans do not look at was broken; what is decided alone breaks none.
        bare = complete(hoods, nobody)
        found = [_any(model, watch) if bare is None else bare]
    return min(found, key=model.program.value)


def _any(model: Model, watch: Watch) -> Floats:
    """Any plan at all, where a pin needs more than itself. Raises `ProblemsFound` without one."""
    found = solve_whole(
        model.program, Limits(nodes=_NODES, gap=1.0), stop=lambda: watch.interrupted
    )
    if found.x is None:
        raise ProblemsFound([impossible(model)])
    return model.rounded(found.x)


def _search(
    model: Model, hoods: Neighbourhoods, relaxed: Relaxed, point: Floats, watch: Watch
) -> tuple[Floats, int]:
    """Prove a small program as a whole; dive in a middling one; improve it part by part."""
    open_ = still_open(hoods, relaxed)
    if len(open_) == len(hoods.decisions) <= SMALL:
        return prove(model, point, watch), 1
    if model.program.rows <= DIVES:
        tight = tighten(model, hoods, relaxed, watch)
        if tight is not None:
            hoods, watch.bound = tight.hoods, tight.bound
            watch.tell("tighten")
            dived = dive(tight, watch)
            if dived is None:
                dived = _first(model, hoods, relaxed, (), watch)
            if model.program.value(dived) < model.program.value(point):
                point = dived
                watch.best = model.program.value(point)
    watch.tell("dive")
    if watch.good_enough() or watch.out_of_time():
        return point, 0
    better = Improvement(model, hoods, point, open_, relaxed.x, watch)
    better.run(watch.limits.work)
    return better.point, better.steps


@contextmanager
def _ctrl_c(watch: Watch) -> Iterator[None]:
    """While planning, Ctrl-C asks for the best plan so far; a second one ends the program."""

    def stop(number: int, frame: object) -> None:
        if watch.interrupted:
            raise KeyboardInterrupt
        watch.interrupted = True

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread: whoever runs us listens
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
