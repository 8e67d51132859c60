"""The one verb of the planner: from an operation to a judged plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from willing import __version__
from willing.assess.fault import Fault
from willing.assess.score import score
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation
from willing.errors import ProblemsFound, WillingError
from willing.io.fingerprint import fingerprint
from willing.planner.choose import choose
from willing.planner.limits import PlanLimits
from willing.planner.model import Model, TourKey, build
from willing.planner.pins import PinsStopped, Stopped, pin, refuse_strangers
from willing.planner.refuse import refused
from willing.planner.solve import Progress, Solved, solve_model
from willing.planner.tours import choices as lay_choices


class JudgeRefuses(WillingError):
    """The judge found fault with the planner's own plan, so it is not shown as one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True, slots=True)
class _Planned:
    outcome: Outcome
    model: Model
    solved: Solved


def plan(
    operation: Operation, outcomes: str | Sequence[str] = "likeliest", *,
    seconds: float = float("inf"), work: int = 400, gap: float = 0.01, seed: int = 0,
    baseline: Plan | None = None, pins: Sequence[Row] = (), progress: Progress | None = None,
) -> Plan:
    """Plan outcomes one by one, each from its neighbour, and have the judge look at every one.

    `outcomes`: `likeliest`, `likeliest N`, `all`, `each QUESTION` (the likeliest, with each answer
    of one question), or names. `seconds` and `work` limit each outcome. With a baseline, every
    element whose tour differs costs the `disturbance` weight. `pins` are tours, holds, stints and
    leads that stand in the plan as they are, in the outcome they name or in all. Outcomes with the
    same data are solved once. Raises `ProblemsFound` when what is decided or pinned breaks a rule,
    with every pin that cannot be kept and why, and `JudgeRefuses` when the plan does not pass the
    judge.
    """
    limits = PlanLimits(seconds=seconds, work=work, gap=gap, seed=seed)
    parts: list[OutcomePlan] = []
    rows: list[Row] = []
    known: dict[str, _Planned] = {}
    repeatable = True
    last: tuple[Row, ...] = ()
    for outcome, model in _models(operation, choose(operation, outcomes), baseline, pins):
        same = known.get(key := _same(model))
        if same is not None:
            parts.append(_part(outcome, model, same.solved, same.outcome.name))
            continue
        begin = last or _rows(baseline, outcome.name)
        try:
            solved = solve_model(model, limits, progress, begin)
        except ProblemsFound as found:
            raise ProblemsFound(refused(operation, model)) from found
        known[key] = _Planned(outcome, model, solved)
        parts.append(_part(outcome, model, solved))
        rows += solved.rows
        last = solved.rows
        repeatable &= solved.repeatable
        if solved.status == "interrupted":
            break  # the user wants what there is, not the next outcome
    made = Plan(
        operation=operation.name, operation_hash=fingerprint(operation),
        made_by=f"willing {__version__}", seed=seed, repeatable=repeatable,
        settings=(("work", str(work)), ("gap", str(gap)), ("seconds", str(seconds))),
        outcomes=tuple(parts), rows=tuple(rows),
    )
    return _judged(operation, made, baseline)


def _models(
    operation: Operation, chosen: Sequence[Outcome], baseline: Plan | None, pins: Sequence[Row]
) -> Iterator[tuple[Outcome, Model]]:
    """Models of the outcomes, one at a time. Every bad pin is told before the first is solved."""
    refuse_strangers(operation, chosen, pins)
    if pins:
        stopped: list[Stopped] = []
        for outcome in chosen:
            try:
                pin(lay_choices(situation(operation, outcome)), pins)
            except PinsStopped as found:
                stopped += found.stopped
        if stopped:
            raise PinsStopped(stopped)
    for outcome in chosen:
        here = situation(operation, outcome)
        yield outcome, build(here, _tours(baseline, outcome.name), pins)


def _judged(operation: Operation, made: Plan, baseline: Plan | None) -> Plan:
    """The plan with the terms of its score recomputed from its rows, if the judge passes it."""
    scored = []
    for part in made.outcomes:
        terms = score(operation, made, part.outcome, baseline)
        total = sum(term.points for term in terms)
        bound = None if part.bound is None else min(part.bound, total)
        scored.append(replace(
            part, terms=terms, score=total, bound=bound,
            unfillable=min(part.unfillable, total),
        ))
    plan_ = replace(made, outcomes=tuple(scored))
    faults = [*verify(operation, plan_, baseline), *_differences(made, plan_)]
    if faults:
        raise JudgeRefuses(faults)
    return plan_


def _differences(made: Plan, judged: Plan) -> Iterable[Fault]:
    """Scores on which planner and judge do not agree."""
    for ours, theirs in zip(made.outcomes, judged.outcomes, strict=True):
        if abs(ours.score - theirs.score) > 1e-5 * max(1.0, abs(theirs.score)):
            yield Fault(
                rule="score", outcome=ours.outcome, where="planner",
                text=f"the planner counts {ours.score:.6f} points, the judge {theirs.score:.6f}",
            )


def _part(outcome: Outcome, model: Model, solved: Solved, same_as: str = "") -> OutcomePlan:
    line = model.situation.timeline
    return OutcomePlan(
        outcome=outcome.name, answers=outcome.answers, probability=outcome.probability,
        d_day=None if line.d_day is None else line.date_of(line.d_day), terms=(),
        score=solved.value, bound=solved.bound, unfillable=solved.unfillable,
        status=solved.status, work=solved.work, seconds=round(solved.seconds, 2), same_as=same_as,
    )


def _same(model: Model) -> str:
    """Equal for outcomes in which everything that may be decided, and its worth, is the same."""
    program, tours = model.program, model.choices.tours
    digest = hashlib.sha256()
    for array in (program.cost, program.lower, program.upper, program.row_lower,
                  program.row_upper, program.matrix.indptr, program.matrix.indices,
                  program.matrix.data, tours.pair, tours.first_day, tours.ends):
        digest.update(array.tobytes())
    for pair in model.choices.pairs:
        fit = pair.fit
        digest.update(repr((fit.unit.id, fit.pledge and fit.pledge.id, fit.task.id)).encode())
    digest.update(repr((model.situation.timeline.lines, model.choices.spans)).encode())
    return digest.hexdigest()


def _tours(baseline: Plan | None, outcome: str) -> Mapping[TourKey, int] | None:
    """Elements of a baseline by tour; those on tour on the as-of date are no decision.

    A baseline that sends nobody is one too; None: it does not speak of this outcome.
    """
    if baseline is None or all(part.outcome != outcome for part in baseline.outcomes):
        return None
    found: dict[TourKey, int] = {}
    for row in _rows(baseline, outcome):
        if row.kind == "tour" and row.pinned != "cycle":
            key = (row.pledge, row.unit, row.task, row.first_day, row.days)
            found[key] = found.get(key, 0) + int(row.count)
    return found


def _rows(plan_: Plan | None, outcome: str) -> tuple[Row, ...]:
    """Rows of an outcome of a plan; those of the outcome it is the same as, when it has none."""
    if plan_ is None:
        return ()
    parts = {part.outcome: part for part in plan_.outcomes}
    return plan_.rows_of(parts[outcome]) if outcome in parts else ()
