"""What the verbs refuse before they begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from willing.domain.check import faults
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.errors import Problem, ProblemsFound, nearest


def refuse_faults(operation: Operation) -> None:
    """Refuse an operation that `check` finds fault with."""
    found = faults(operation)
    if found:
        raise ProblemsFound(found)


def refuse_stranger(operation: Operation, baseline: Plan) -> None:
    """Refuse to plan again from a plan that shares nothing with the operation but perhaps dates."""
    named = {row.task for row in baseline.rows if row.task}
    if named and not named & set(operation.task):
        raise ProblemsFound([Problem(
            kind="other-operation", where=f"plan of '{baseline.operation}'",
            given=f"none of its {len(named)} tasks is one of '{operation.name}'",
            allowed="an operation is planned again from a plan made for it, before it changed",
            fix=f"give a plan of '{operation.name}', or make the first one with 'willing plan'",
        )])


def refuse_outcome(plan: Plan, outcome: str) -> None:
    """Refuse an outcome that a plan does not have; empty: none is named."""
    known = [part.outcome for part in plan.outcomes]
    if outcome and outcome not in known:
        raise ProblemsFound([Problem(
            kind="unknown-outcome", where=f"outcome '{outcome:.60}'", given="the plan has none "
            "of this name", allowed="one of the plan's outcomes", fix=nearest(outcome, known),
        )])


def refuse_unknown(what: str, given: str, known: Iterable[str]) -> None:
    """Refuse a name that nothing has, with the nearest that something has."""
    names = list(known)
    if given not in names:
        raise ProblemsFound([Problem(
            kind="unknown-id", where=f"{what} '{given:.60}'", given=f"no such {what} is known",
            allowed=f"a {what} of the operation", fix=nearest(given, names),
        )])


def refuse_class(operation: Operation, classes: Sequence[int]) -> None:
    """Refuse a priority class that has no weight."""
    known = len(operation.weights.shortfall)
    wrong = [number for number in classes if not 1 <= number <= known]
    if wrong or not classes:
        raise ProblemsFound([Problem(
            kind="unknown-class", where=f"operation '{operation.name}'",
            given=f"class {wrong[0]} is not known" if wrong else "no class is named",
            allowed=f"classes are 1 to {known}, as many as shortfall has weights",
            fix="name one of them",
        )])
