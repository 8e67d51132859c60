"""Plans to explain: best ones found by brute force, made ones, and one that sends nobody."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.meaning.cases import CASES
from tests.meaning.oracle import solve
from tests.meaning.plans import as_plan
from tests.operations import two_tasks
from willing.assess.cover import shortfalls
from willing.assess.lead import unled
from willing.assess.scene import stage
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.ready import OnStandby
from willing.domain.situation import situation
from willing.domain.windows import parse_windows
from willing.planner.given import ON_TOUR, given_turns
from willing.planner.plan import plan
from willing.planner.stints import levels


@cache
def best(case: str) -> tuple[Operation, Plan]:
    """A micro case and its best plan."""
    found = CASES[case]()
    plan = as_plan(found.operation, found.answers, solve(found.operation, found.answers))
    return found.operation, plan


def held_up() -> tuple[Operation, Plan]:
    """Two sectors and five posts that want one to five; nothing is pledged, so all hold FOC up."""
    operation = two_tasks()
    south = operation.requirements[1]
    posts = tuple(
        replace(south, id=f"post_{n}", quantity=parse_windows(f"D+60..D+420: {n}"))
        for n in range(1, 6)
    )
    operation = replace(operation, requirements=(*operation.requirements, *posts), pledges=())
    return operation, plan(operation, ["2027-04-01/enablers"])


def nobody(operation: Operation) -> Plan:
    """The likeliest outcome with only what is already decided."""
    outcome = outcomes(operation)[0]
    here = situation(operation, outcome)
    day = here.timeline.date_of
    rows = tuple(
        Row(
            outcome=outcome.name,
            kind="standby" if isinstance(turn.pair.fit.task, OnStandby) else "tour",
            unit=turn.pair.fit.unit.id,
            nation=turn.pair.fit.unit.nation,
            pledge="" if turn.pair.fit.pledge is None else turn.pair.fit.pledge.id,
            task=turn.pair.fit.task.id, first_day=day(turn.first_day), days=turn.days,
            count=turn.count, pinned="cycle" if turn.why == ON_TOUR else "order",
        )
        for turn in given_turns(here, (*here.operation.task.values(), *levels(here)))
    )
    return told(operation, outcome, rows)


def told(operation: Operation, outcome: Outcome, rows: tuple[Row, ...]) -> Plan:
    """A plan of tours and holds, with the shortfalls that follow from them."""
    scene = stage(operation, outcome, rows)
    day = scene.timeline.date_of
    short = [
        Row(outcome=outcome.name, kind="shortfall", task=item.task,
            first_day=day(item.span.first), days=item.span.days, count=float(item.short))
        for item in shortfalls(operation, outcome, rows)
    ] + [
        Row(outcome=outcome.name, kind="lead_shortfall", task=name, first_day=day(span.first),
            days=span.days, count=1)
        for name, spans in unled(scene).items() for span in spans
    ]
    line = scene.timeline
    part = OutcomePlan(
        outcome=outcome.name, answers=outcome.answers, probability=outcome.probability,
        d_day=None if line.d_day is None else day(line.d_day), terms=(), score=0.0, bound=None,
        unfillable=0.0, status="made elsewhere",
    )
    return Plan(
        operation=operation.name, operation_hash="", made_by="hand", seed=0, repeatable=True,
        outcomes=(part,), rows=(*rows, *short),
    )
