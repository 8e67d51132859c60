"""Everything about one task in one outcome: what is short and why, who serves and who was next."""

from __future__ import annotations

from dataclasses import dataclass

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.errors import Problem, ProblemsFound, nearest
from willing.explain.assignment import AssignmentNote, assignment_of
from willing.explain.gaps import GapNote, gaps_of
from willing.explain.ground import ground
from willing.explain.mend import Mending
from willing.explain.remedy import TRIES, Remedy, remedy_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStory:
    """One task in one outcome."""

    outcome: str
    """Outcome."""
    task: str
    """Requirement or commitment."""
    name: str
    """Its name for reports."""
    priority: int
    """Class."""
    gaps: tuple[GapNote, ...]
    """Its shortfalls, heaviest first."""
    remedies: tuple[Remedy, ...]
    """For the heaviest of them, what would close each."""
    assignments: tuple[AssignmentNote, ...]
    """Everybody who serves, in order of days."""


def explain_task(
    operation: Operation, plan: Plan, task: str, outcome: str = "", *, remedies: int = 3,
    tries: int = TRIES,
) -> TaskStory:
    """Explain one task in an outcome, the plan's first unless it is named.

    The `remedies` heaviest shortfalls are each looked after with at most `tries` changes. Raises
    `ProblemsFound` for a task the operation does not have, and `WillingError` for an outcome the
    plan does not have.
    """
    if task not in operation.task:
        raise ProblemsFound([Problem(
            kind="unknown-id", where=f"operation '{operation.name}'",
            given=f"task '{task}' is not known",
            allowed="requirements, commitments and reaches are explained, and who is on standby",
            fix=nearest(task, list(operation.task)),
        )])
    here = ground(operation, plan, outcome or plan.outcomes[0].outcome)
    told, gaps = here.situation.operation.task[task], gaps_of(here, task)
    mending = Mending(here)
    rows = [row for row in here.scene.rows if row.task == task and row.kind in ("tour", "hold")]
    return TaskStory(
        outcome=here.part.outcome, task=task, name=told.name or task, priority=told.priority,
        gaps=gaps,
        remedies=tuple(remedy_of(here, gap, mending, tries=tries) for gap in gaps[:remedies]),
        assignments=tuple(
            assignment_of(here, row) for row in sorted(rows, key=lambda r: (r.first_day, r.unit))
        ),
    )
