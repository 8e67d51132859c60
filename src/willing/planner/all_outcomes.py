"""One plan for all outcomes: the same before the deal, and in each what it leaves to decide."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from willing import __version__
from willing.assess.score import score
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.errors import ProblemsFound
from willing.io.fingerprint import fingerprint
from willing.planner.after import After, after_choices
from willing.planner.ahead.decided import AheadLimits, Answer, Decided, Step, gap_of
from willing.planner.ahead.executor import Executor
from willing.planner.ahead.recourse import costs_of
from willing.planner.ahead.solve import solve
from willing.planner.ahead.stages import Risk, Stages
from willing.planner.alike import Alike
from willing.planner.choose import choose
from willing.planner.extract import rows
from willing.planner.here_and_now import HereAndNow, here_and_now
from willing.planner.limits import PlanLimits, Reached, Watch
from willing.planner.model import Model
from willing.planner.plan import JudgeRefuses
from willing.planner.program import Floats
from willing.planner.refuse import refused
from willing.planner.relaxation.relax import dives
from willing.planner.relaxation.slim import slim
from willing.planner.solve import search

SMALL = 4_000
"""Columns of an outcome up to which the solver plans it after a choice, rather than the search."""
_ATTEMPTS = 8
"""Attempts to improve the plan of an outcome, before another is looked at."""


def _slimmed(here: HereAndNow) -> Stages:
    """The same choice with programs that relax alike, and sooner; see `slim`."""
    found = []
    for model, outcome in zip(here.models, here.stages.outcomes, strict=True):
        less = slim(replace(model, program=outcome.program))
        place = np.full(model.program.columns, -1)
        place[less.columns] = np.arange(len(less.columns))
        found.append(replace(
            outcome, program=less.program, shared=place[outcome.shared], least=model.unfillable))
    return replace(here.stages, outcomes=tuple(found))


def likely_choice(here: HereAndNow, limits: PlanLimits) -> Floats:
    """What a quick plan of the likeliest outcome decides before the deal; nothing else.

    Raises `ProblemsFound` when what is already decided breaks a rule.
    """
    at = int(np.argmax(here.stages.probabilities))
    outcome, model = here.stages.outcomes[at], here.models[at]
    quick = replace(limits, gap=math.inf)
    watch = Watch(limits=quick, outcome=outcome.name, unfillable=model.unfillable)
    point, _ = search(replace(model, program=outcome.program), watch, ())
    x = np.maximum(here.stages.first.lower, 0.0)
    x[outcome.first] = np.round(point[outcome.shared])
    return np.clip(x, here.stages.first.lower, here.stages.first.upper)


def plan_together(
    operation: Operation, outcomes: str | Sequence[str] = "all", *,
    limits: AheadLimits | None = None, work: int = 20, seed: int = 0, risk: Risk | None = None,
    executor: Executor | None = None, progress: Callable[[Reached], None] | None = None,
) -> tuple[Plan, Decided]:
    """Plan outcomes together, and have the judge look at the plan.

    What is decided before the deal is the same in all outcomes that cannot yet be told apart.
    Raises `ProblemsFound` when what is decided already leaves no plan, and `JudgeRefuses` when the
    plan does not pass the judge.
    """
    began, limits = time.monotonic(), limits or AheadLimits()

    def tell(reached: Reached) -> None:
        if progress is not None:
            progress(replace(reached, seconds=time.monotonic() - began))

    here = here_and_now(
        operation, choose(operation, outcomes), risk, lambda: tell(_together("lay", None, None)))
    left = replace(limits, seconds=max(limits.seconds - (time.monotonic() - began), 0.0))
    found = decide(here, left, work=work, seed=seed, executor=executor, progress=tell)
    if found.x is None:
        raise ProblemsFound(
            problem for model in here.models for problem in refused(operation, model))
    tell(_together("judge", found.value, found.bound))
    return judged(operation, here, found, limits, seed), found


def decide(
    here: HereAndNow, limits: AheadLimits, *, work: int = 20, seed: int = 0,
    executor: Executor | None = None, progress: Callable[[Reached], None] | None = None,
) -> Decided:
    """The best choice for outcomes laid out as one; large ones are planned by the search."""
    large = max(model.program.columns for model in here.models) > SMALL
    tell = None if progress is None else lambda step: progress(_reached(step))
    if not large or limits.way == "extensive":
        return solve(here.stages, limits, executor, tell)
    plain = PlanLimits(work=work, seed=seed, gap=limits.gap)
    after = after_choices(here, plain, limits.seconds)
    likely = likely_choice(here, plain)
    slow = not all(dives(model.program) for model in here.models)
    if slow:
        after = replace(after, attempts=_ATTEMPTS)
    found = solve(
        _slimmed(here), replace(limits, nodes=0), executor, tell, after, likely,
        Alike(here.models) if slow else None)
    if found.x is None and found.status != "infeasible":
        found = _at_once(here, likely, after, found)
    return found


def _at_once(here: HereAndNow, x: Floats, after: After, found: Decided) -> Decided:
    """What can be handed over where deciding ended before anything was decided."""
    quick = replace(after, before={}, asked={})
    planned = [quick(number, x, None, lambda: False) for number in range(len(here.models))]
    made = [plan for plan in planned if plan is not None]
    if len(made) < len(planned):
        return found
    value = here.stages.value(x, costs_of(made))
    return replace(found, x=x, value=value, answers=tuple(
        Answer(name=outcome.name, cost=plan.cost, point=plan.point)
        for outcome, plan in zip(here.stages.outcomes, made, strict=True)
    ))


def _reached(step: Step) -> Reached:
    """Where deciding stands, as planning of one outcome tells it."""
    what = {"begin": "relax", "relax": "relax"}.get(step.step, "improve")
    return replace(_together(what, step.value, step.bound), seconds=step.seconds)


def _together(step: str, best: float | None, bound: float | None) -> Reached:
    return Reached(
        outcome="all outcomes together", seconds=0.0, best=best, bound=bound,
        gap=gap_of(best, bound), step=step,
    )


def judged(
    operation: Operation, here: HereAndNow, found: Decided, limits: AheadLimits, seed: int
) -> Plan:
    """The plan of a choice, if it passes the judge; raises `JudgeRefuses` when it does not."""
    made = _plan(operation, here, found, limits, seed)
    faults = verify(operation, made)
    if faults:
        raise JudgeRefuses(faults)
    return made


def _plan(
    operation: Operation, here: HereAndNow, found: Decided, limits: AheadLimits, seed: int
) -> Plan:
    total = sum(model.situation.outcome.probability for model in here.models)
    every: list[Row] = []
    parts = []
    for model, answer in zip(here.models, found.answers, strict=True):
        point = model.rounded(answer.point)
        every += rows(model, point)
        parts.append(_part(model, model.program.value(point), found))
    made = Plan(
        operation=operation.name, operation_hash=fingerprint(operation),
        made_by=f"willing {__version__}", seed=seed, repeatable=found.repeatable,
        settings=(("together", "yes"), ("work", str(limits.work)), ("gap", str(limits.gap)),
                  ("seconds", str(limits.seconds))),
        outcomes=tuple(parts), rows=tuple(every),
    )
    scored = []
    for part in made.outcomes:
        terms = score(operation, made, part.outcome)
        value = math.fsum(term.points for term in terms)
        scored.append(replace(
            part, terms=terms, score=value, unfillable=min(part.unfillable, value)))
    expected = sum(part.probability / total * part.score for part in scored)
    return replace(
        made, outcomes=tuple(scored), expected=expected,
        # Where bad outcomes weigh more, the bound is one of that score, not of the expected one.
        expected_bound=None if found.bound is None or here.stages.risk.weight > 0
        else min(found.bound, expected),
    )


def _part(model: Model, value: float, found: Decided) -> OutcomePlan:
    line, outcome = model.situation.timeline, model.situation.outcome
    return OutcomePlan(
        outcome=outcome.name, answers=outcome.answers, probability=outcome.probability,
        d_day=None if line.d_day is None else line.date_of(line.d_day), terms=(), score=value,
        bound=None, unfillable=model.unfillable,
        status="proved" if found.status == "proved"
        else "interrupted" if found.status == "interrupted" else "limit",
        work=found.work, seconds=round(found.seconds, 2),
    )
