"""Why a step before the deal is taken, in which outcomes it is used, and what it would lift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from willing.assess.coverage import coverage
from willing.assess.scene import rows_in, stage_of
from willing.assess.step import Sooner, needing, sooner
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation
from willing.domain.step import Step
from willing.errors import ProblemsFound
from willing.planner.limits import PlanLimits
from willing.planner.model import build
from willing.planner.solve import solve_model

WORK = 20
"""Improvement steps with which an outcome is planned again."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """Element-days that a task lacks less, before the horizon."""

    task: str
    """Task; below nothing: it lacks more."""
    days: float
    """Element-days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InOutcome:
    """A step in one outcome of a plan."""

    outcome: str
    """Outcome."""
    taken: int | None
    """Day on which it is taken, from the as-of date; None: it is not."""
    used: tuple[Row, ...]
    """Tours and holds that could not be without it, where it is taken."""
    sooner: tuple[Sooner, ...]
    """Tours that could be without it, but by a longer way."""
    gain: float | None
    """Points by which the score is lower with it, the price paid: of one that is taken than without
    it, of another than the plan's. None: without it, or with it, no plan was found."""
    lifts: tuple[Lifted, ...]
    """What it lifts, or would lift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStory:
    """Everything about one step before the deal."""

    step: Step
    """The step."""
    outcomes: tuple[InOutcome, ...]
    """Each of the plan's outcomes."""


def explain_step(
    operation: Operation, plan: Plan, name: str, outcome: str = "", *, work: int = WORK
) -> StepStory:
    """Explain one step in every outcome of a plan, or in one that is named.

    What it gains is measured by planning each outcome again by itself, from its rows: without the
    step where it is taken, with it on its first day where it is not; all other steps stay as they
    are. Where one plan was made for several outcomes it is the most that it may be worth in each.
    """
    step = operation.step[name]
    parts = [part for part in plan.outcomes if outcome in ("", part.outcome)]
    return StepStory(
        step=step, outcomes=tuple(_in(operation, plan, part, step, work) for part in parts))


def _in(
    operation: Operation, plan: Plan, part: OutcomePlan, step: Step, work: int
) -> InOutcome:
    scene = stage_of(operation, plan, part.outcome)
    taken = next((first for row, first, _ in scene.rows_of("step") if row.task == step.id), None)
    rows = rows_in(plan, part)
    again = None if step.taken is not None else _again(operation, part, rows, step, taken, work)
    gain: float | None = None
    lifts: tuple[Lifted, ...] = ()
    if again is not None:
        value, other = again
        gain = value - part.score if taken is not None else part.score - value
        short = (_short(operation, plan, part, rows), _short(operation, plan, part, other))
        before, after = short if taken is None else short[::-1]
        lifts = tuple(_lifted(before, after))
    return InOutcome(
        outcome=part.outcome, taken=taken, gain=gain, lifts=lifts,
        used=() if taken is None else needing(scene, step.id),
        sooner=() if taken is None else sooner(scene, step.id),
    )


def _again(
    operation: Operation, part: OutcomePlan, rows: Iterable[Row], step: Step, taken: int | None,
    work: int,
) -> tuple[float, tuple[Row, ...]] | None:
    """Score and rows of the outcome planned again with the step refused, or taken."""
    answers = Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
    here = situation(operation, answers)
    days = [buy.day for buy in build(here).choices.buys if buy.step.id == step.id]
    if taken is None and not days:
        return None
    others = {row.task: row for row in rows if row.kind == "step" and row.task != step.id}
    pins = [
        others.get(other.id) or Row(
            outcome=part.outcome, kind="step", nation=other.nation, task=other.id, days=1,
            first_day=here.timeline.date_of(days[0] if other is step and taken is None else 0),
            count=int(other is step and taken is None),
        )
        for other in operation.steps if other.taken is None
    ]
    start = [row for row in rows if row.kind != "step" or row.task != step.id]
    try:
        found = solve_model(
            build(here, pins=[replace(pin, outcome=part.outcome) for pin in pins]),
            PlanLimits(work=work), start=start,
        )
    except ProblemsFound:
        return None
    return found.value, found.rows


def _short(
    operation: Operation, plan: Plan, part: OutcomePlan, rows: tuple[Row, ...]
) -> dict[str, float]:
    """Element-days that each task lacks before the horizon."""
    told = replace(plan, outcomes=(replace(part, same_as=""),), rows=tuple(
        replace(row, outcome=part.outcome) for row in rows))
    return {
        line.task: line.wanted - line.there
        for line in coverage(operation, told, part.outcome).lines
    }


def _lifted(before: dict[str, float], after: dict[str, float]) -> Iterator[Lifted]:
    for task, missing in before.items():
        if abs(missing - after[task]) > _EPSILON:
            yield Lifted(task=task, days=missing - after[task])
