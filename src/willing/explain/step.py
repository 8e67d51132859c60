"""Why a step before the deal is taken, in which outcomes it is used, and what it would lift."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from willing.assess.coverage import coverage
from willing.assess.scene import stage_of
from willing.assess.step import Sooner, needing, sooner
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation
from willing.domain.step import Step
from willing.errors import ProblemsFound
from willing.planner.here_and_now import HereAndNow, here_and_now
from willing.planner.limits import PlanLimits
from willing.planner.model import Model, build
from willing.planner.search.warm import wish_of
from willing.planner.solve import solve_model

WORK = 20
"""Attempts to improve an outcome that is planned again."""
_EPSILON = 1e-6

Planned = tuple[float, tuple[Row, ...]]
"""Score and rows of an outcome planned again."""


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
    it, of another than as it is. None: without it, or with it, no plan was found."""
    lifts: tuple[Lifted, ...]
    """What it lifts, or would lift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStory:
    """Everything about one step before the deal."""

    step: Step
    """The step."""
    outcomes: tuple[InOutcome, ...]
    """Each of the plan's outcomes."""
    common: bool = False
    """Whether one plan was made for all outcomes: then everything else that it decides before the
    deal stays as it is in each of them."""
    gain: float | None = None
    """Of one plan for all outcomes the gain by their chances; None: not all were looked at, or
    some have no plan to compare with."""


def explain_step(
    operation: Operation, plan: Plan, name: str, outcome: str = "", *, work: int = WORK
) -> StepStory:
    """Explain one step in every outcome of a plan, or in one that is named.

    What it gains is measured by planning each outcome again, from its rows: without the step where
    it is taken, with it on its first day where it is not; all other steps stay as they are. An
    outcome that is not proved is first planned again as it is, with as much work: what that gains
    is not the step's. Where one plan was made for several outcomes, all else that it decides before
    the deal stays too, so that it is still the same in all of them; only what follows the deal is
    planned again.
    """
    step = operation.step[name]
    parts = [part for part in plan.outcomes if outcome in ("", part.outcome)]
    common = None if plan.expected is None else here_and_now(
        operation, [_outcome(part) for part in plan.outcomes])
    found = tuple(_in(operation, plan, part, step, work, common) for part in parts)
    return StepStory(
        step=step, outcomes=found, common=common is not None,
        gain=None if common is None or outcome else _by_chances(parts, found),
    )


def _by_chances(parts: Sequence[OutcomePlan], found: Sequence[InOutcome]) -> float | None:
    gains = [item.gain for item in found if item.gain is not None]
    total = math.fsum(part.probability for part in parts)
    return None if len(gains) < len(parts) else math.fsum(
        part.probability / total * gain for part, gain in zip(parts, gains, strict=True))


def _outcome(part: OutcomePlan) -> Outcome:
    return Outcome(name=part.outcome, answers=part.answers, probability=part.probability)


def _in(
    operation: Operation, plan: Plan, part: OutcomePlan, step: Step, work: int,
    common: HereAndNow | None,
) -> InOutcome:
    scene = stage_of(operation, plan, part.outcome)
    taken = next((first for row, first, _ in scene.rows_of("step") if row.task == step.id), None)
    rows = plan.rows_of(part)
    used = () if taken is None else needing(scene, step.id)
    pair = None
    if step.taken is None and common is None:
        pair = _pair(operation, part, rows, step, taken, work)
    elif step.taken is None and common is not None:
        pair = _pair_beside(common, plan, part, (rows, used), step, taken, work)
    gain: float | None = None
    lifts: tuple[Lifted, ...] = ()
    if pair is not None:
        without, with_it = pair if taken is None else pair[::-1]
        gain = without[0] - with_it[0]
        lifts = tuple(_lifted(*(_short(operation, plan, part, r) for _, r in (without, with_it))))
    return InOutcome(
        outcome=part.outcome, taken=taken, gain=gain, lifts=lifts,
        used=used, sooner=() if taken is None else sooner(scene, step.id),
    )


def _as_it_is(part: OutcomePlan, rows: tuple[Row, ...], again: Planned | None) -> Planned:
    """What the other plan is held against: the plan, or what as much planning makes of it.

    Of a plan that is not proved more planning alone gains something, which is not the step's.
    """
    best = part.score, rows
    return best if again is None else min(best, again, key=lambda planned: planned[0])


def _pair(
    operation: Operation, part: OutcomePlan, rows: tuple[Row, ...], step: Step,
    taken: int | None, work: int,
) -> tuple[Planned, Planned] | None:
    """An outcome as it is, and with the step refused or taken; None: the other has no plan."""
    days = _days(build(situation(operation, _outcome(part))), step)
    if taken is None and not days:
        return None
    other = _again(operation, part, rows, step, days[0] if taken is None else None, work)
    if other is None:
        return None
    again = None if part.status == "proved" else _again(operation, part, rows, step, taken, work)
    return _as_it_is(part, rows, again), other


def _pair_beside(
    common: HereAndNow, plan: Plan, part: OutcomePlan, of: tuple[tuple[Row, ...], tuple[Row, ...]],
    step: Step, taken: int | None, work: int,
) -> tuple[Planned, Planned] | None:
    """The same for an outcome of one plan for all; `of`: its rows, and those that need the step."""
    rows, used = of
    at = [each.outcome for each in plan.outcomes].index(part.outcome)
    days = _days(common.models[at], step)
    if taken is None and (
        any(row.kind == "step" and row.task == step.id for row in plan.rows) or not days
    ):
        # The deal comes before its day: with it all is as it is.
        return (part.score, rows), (part.score, rows)
    kept = [row for row in rows if row not in used]
    other = _beside(common, at, kept, step, days[0] if taken is None else None, work)
    if other is None:
        return None
    again = None if part.status == "proved" else _beside(common, at, rows, step, taken, work)
    return _as_it_is(part, rows, again), other


def _days(model: Model, step: Step) -> list[int]:
    """Days on which a step may be taken."""
    return [buy.day for buy in model.choices.buys if buy.step.id == step.id]


def _again(
    operation: Operation, part: OutcomePlan, rows: Iterable[Row], step: Step, day: int | None,
    work: int,
) -> Planned | None:
    """The outcome planned again from its rows with the step taken on a day, or (None) refused."""
    here = situation(operation, _outcome(part))
    others = {row.task: row for row in rows if row.kind == "step" and row.task != step.id}
    pins = [
        others.get(other.id) or Row(
            outcome=part.outcome, kind="step", nation=other.nation, task=other.id, days=1,
            first_day=here.timeline.date_of(day if other is step and day is not None else 0),
            count=int(other is step and day is not None),
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


def _beside(
    common: HereAndNow, at: int, rows: Sequence[Row], step: Step, day: int | None, work: int
) -> Planned | None:
    """The same for an outcome of one plan for all, by its position.

    What follows the deal is planned again, and all that is decided before it stays, but for turns
    that cannot be without the step.
    """
    model, stage = common.models[at], common.stages.outcomes[at]
    start = [row for row in rows if row.kind != "step" or row.task != step.id]
    point = wish_of(model, start)
    lower, upper = model.program.lower.copy(), stage.program.upper.copy()
    for first, column in zip(stage.first, stage.shared, strict=True):
        _, (kind, pledge, _, _, _, _, _) = common.turns[first]
        if kind != "hold" or pledge:  # whom a nation holds for itself may differ by outcome
            lower[column] = upper[column] = point[column]
    for buy, column in zip(model.choices.buys, model.making.buys, strict=True):
        if buy.step.id == step.id:
            lower[column] = upper[column] = float(buy.day == day)
    program = replace(model.program, lower=lower, upper=upper)
    try:
        found = solve_model(replace(model, program=program), PlanLimits(work=work), start=start)
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
