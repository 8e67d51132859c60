"""Decide ahead of the answers: all outcomes in one program, or a program for each."""

from __future__ import annotations

from contextlib import suppress

from willing.planner.ahead.decided import AheadLimits, Decided, Stopped
from willing.planner.ahead.decompose import Decomposition
from willing.planner.ahead.executor import Executor, Orders, Serial
from willing.planner.ahead.gaining import Kin
from willing.planner.ahead.recourse import PlanRecourse
from willing.planner.ahead.stages import Stages
from willing.planner.ahead.standing import Progress, Standing
from willing.planner.ahead.whole import solve_at_once
from willing.planner.limits import ctrl_c
from willing.planner.program import Floats

SMALL = 1_000
"""Entries of all outcomes together up to which they are solved as one program."""
FINISHED = 100_000
"""Entries up to which what decomposition leaves open is finished as one program."""


def solve(
    stages: Stages, limits: AheadLimits | None = None, executor: Executor | None = None,
    progress: Progress | None = None, plan_recourse: PlanRecourse | None = None,
    start: Floats | None = None, kin: Kin | None = None,
) -> Decided:
    """Find the best choice here and now, and prove how good it is.

    `plan_recourse` plans an outcome, given by its number, after a whole choice, and gives cost
    and point; then only its plans are offered. For processes and Ray it must be one that can be
    sent. Without it the solver plans. `start` is a choice whose plans are made first, so that there
    is something whenever deciding is stopped. `kin` knows which outcomes are alike: after that
    choice plans are made better where most is to be gained, and handed on to those like it.
    Ctrl-C gives the best choice so far; a second one ends the program.
    """
    standing = Standing(stages, limits or AheadLimits(), progress)
    with ctrl_c(standing), suppress(Stopped):
        _solve(standing, executor or Serial(), plan_recourse, start, kin)
    standing.tell("end")
    return standing.decided()


def _solve(
    standing: Standing, executor: Executor, plan_recourse: PlanRecourse | None,
    start: Floats | None, kin: Kin | None,
) -> None:
    stages, limits = standing.stages, standing.limits
    entries = sum(outcome.program.matrix.nnz for outcome in stages.outcomes)
    small = entries <= SMALL and plan_recourse is None
    if limits.way == "extensive" or (limits.way == "choose" and small):
        solve_at_once(standing, [])
        return
    finished = entries <= FINISHED and plan_recourse is None
    orders = Orders(
        stages=stages, plan_recourse=plan_recourse, gap=limits.gap / 10, nodes=limits.nodes
    )
    with executor.team(orders, standing.stop) as team:
        work = Decomposition(
            stages, team, standing, moves=plan_recourse is None, finished=finished,
            kin=kin,
        )
        work.run(start)
    if standing.ended == "stalled" and not standing.proved() and finished:
        solve_at_once(standing, work.cuts)
