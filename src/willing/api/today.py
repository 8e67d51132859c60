"""If the deal were today: what would be covered, who stands ready, what runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from willing.api.judged import refuse_rows, refuse_unsound
from willing.assess.ready import Ready
from willing.assess.ready import ready as _ready
from willing.calendar import timeline
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.errors import Problem, ProblemsFound, TextFault

if TYPE_CHECKING:
    from willing.explain.causes import TaskChange


@dataclass(frozen=True, slots=True, kw_only=True)
class IfToday:
    """What a plan would give if the deal came, and what changed since the last time."""

    plan: Plan
    """The plan that was asked."""
    today: date
    """Day of the question."""
    outcomes: tuple[Ready, ...]
    """Each outcome of the plan; on a day, those whose D is the waiting line at or after it."""
    before: tuple[Ready, ...]
    """The same outcomes in the older plan, as far as it has them."""
    changes: tuple[TaskChange, ...]
    """Tasks that are served otherwise than in the older plan, and why."""
    compared: bool
    """Whether an older plan was given."""


def ready(
    operation: Operation, plan: Plan, *, on: date | None = None, since: Plan | None = None,
    since_operation: Operation | None = None,
) -> IfToday:
    """Say for each outcome what would be covered at D+7, 14, 30, 60, 90 and 180.

    An effect is covered as well as its weakest essential line on that day. Told are further who
    stands ready on D, and what has expired or will within 30 days of today: promises, renewals,
    agreements and certificates. Today is `on`, and then only the outcomes are told whose D is the
    waiting line at or after it; without it the as-of date, and all outcomes. `since` is the plan of
    the last time and `since_operation` its data: what changed is told, and why. Raises
    `ProblemsFound` when no outcome has that D, and when the judge finds fault with the plan.
    """
    refuse_unsound(operation, plan)
    names = [part.outcome for part in plan.outcomes]
    if on is not None:
        d_day = _d_day(operation, on)
        names = [part.outcome for part in plan.outcomes if part.d_day == d_day]
        if not names:
            raise ProblemsFound([_none_then(plan, on, d_day)])
    today = on or operation.as_of
    before: tuple[Ready, ...] = ()
    changes: tuple[TaskChange, ...] = ()
    if since is not None:
        from willing.explain.causes import causes

        old = since_operation or operation
        refuse_rows(old, since, "plan of the last time")
        theirs = {part.outcome for part in since.outcomes}
        before = tuple(_ready(old, since, name, today) for name in names if name in theirs)
        changes = tuple(
            item for item in causes(old, operation, since, plan) if item.outcome in names)
    return IfToday(
        plan=plan, today=today, before=before, changes=changes, compared=since is not None,
        outcomes=tuple(_ready(operation, plan, name, today) for name in names),
    )


def _d_day(operation: Operation, on: date) -> date:
    """The waiting line at or after a day."""
    try:
        line = timeline(operation.as_of, on, operation.grid)
    except TextFault as fault:
        raise ProblemsFound([Problem(
            kind="behind-waiting", where=f"day {on}", given=fault.given, allowed=fault.allowed,
            fix="ask for an earlier day, or lengthen 'waiting' and plan anew",
        )]) from None
    assert line.d_day is not None
    return line.date_of(line.d_day)


def _none_then(plan: Plan, on: date, d_day: date) -> Problem:
    known = sorted({part.d_day for part in plan.outcomes if part.d_day is not None})
    near = min(known, key=lambda day: abs((day - d_day).days), default=None)
    return Problem(
        kind="no-such-deal", where=f"day {on}",
        given=f"a deal then makes {d_day} day D, and the plan has no outcome with that D",
        allowed="days D of the plan's outcomes: " + (", ".join(map(str, known)) or "none"),
        fix="'willing react' plans a deal that nobody listed" + (
            "" if near is None else f"; the nearest that is planned is {near}"),
    )
