"""Steps before the deal that a plan takes and nobody has taken yet: asks like all others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from willing.assess.scene import Scene, stage_of
from willing.assess.step import needing, sooner
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.step import WORDS, Step
from willing.explain.asks import Ask
from willing.explain.edits import Edit
from willing.units import DAYS_PER_MONTH


def step_asks(operation: Operation, plan: Plan) -> Iterator[Ask]:
    """An ask for every step that the plan takes in some outcome, and that is no fact yet.

    The data offer the step to every plan, so that it is worth what is lost where it can be taken no
    more. It stays in the data then, for what it opens would else be open without it.
    """
    missed = (("start", None), ("until", operation.as_of - timedelta(days=1)))
    total = sum(part.probability for part in plan.outcomes)
    parts = [(part.outcome, part.probability / total, stage_of(operation, plan, part.outcome))
             for part in plan.outcomes]
    for at, step in enumerate(operation.steps):
        if step.taken is not None:
            continue
        lines: dict[str, None] = {}
        pools: dict[str, None] = {}
        hope, planned = 0.0, list[str]()
        for outcome, chance, scene in parts:
            if any(row.task == step.id for row, _, _ in scene.rows_of("step")):
                planned.append(outcome)
                for row in _using(scene, step):
                    lines[row.task] = None
                    pools[row.unit] = None
                    hope += chance * _points(scene, row)
        if planned:
            yield Ask(
                text=_text(operation, step), kind="step", amount=step.cost, nation=step.nation,
                lines=tuple(lines), edits=(Edit(table="steps", at=at, values=missed),),
                hope=hope, withdrawn=True, pools=tuple(pools),
                outcomes=tuple(planned),
            )


def _using(scene: Scene, step: Step) -> tuple[Row, ...]:
    """Tours and holds that could not be without it, or come by a longer way."""
    return (*needing(scene, step.id), *(one.row for one in sooner(scene, step.id)))


def _points(scene: Scene, row: Row) -> float:
    """Points at the most for what a row fills."""
    task = scene.operation.served[row.task]
    each = scene.operation.weights.shortfall[task.priority - 1] * task.weight
    return float(each * row.count * row.days / DAYS_PER_MONTH)


def _text(operation: Operation, step: Step) -> str:
    currency = operation.settings.currency
    daily = f" and {step.cost_per_day:,.0f} a day" if step.cost_per_day else ""
    return (
        f"take step {step.id} before the deal ({WORDS[step.kind]}, gives {step.gives}, "
        f"{step.cost:,.0f} {currency}{daily})"
    )
