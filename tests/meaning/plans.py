"""Wraps what brute force found as a plan that the judge can read."""

from __future__ import annotations

from collections.abc import Mapping

from tests.meaning.oracle import Best
from tests.meaning.restated import world
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.plan import OutcomePlan, Plan, Term


def as_plan(operation: Operation, answers: Mapping[str, str], best: Best) -> Plan:
    """Make a plan of one outcome from its best rows and terms."""
    here, line = outcome(answers, 1.0), world(operation, dict(answers)).line
    return Plan(
        operation=operation.name, operation_hash="", made_by="brute force", seed=0,
        repeatable=True, rows=best.rows,
        outcomes=(OutcomePlan(
            outcome=here.name, answers=here.answers, probability=1.0,
            d_day=None if line.d_day is None else line.date_of(line.d_day),
            terms=tuple(Term(name=name, points=points) for name, points in best.terms.items()),
            score=best.score, bound=best.score, unfillable=0.0, status="made elsewhere",
        ),),
    )
