"""If the deal were today: what would be covered, who stands ready, what runs out."""

from __future__ import annotations

from collections.abc import Sequence
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
    from willing.report.shown import Wanted


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
    shown: tuple[str, ...]
    """Outcomes told in detail: all of a few, a handful of many, or those that were named."""


def ready(
    operation: Operation, plan: Plan, *, on: date | None = None, outcome: Wanted = "",
    since: Plan | None = None, since_operation: Operation | None = None,
) -> IfToday:
    """Say for each outcome what would be covered at D+7, 14, 30, 60, 90 and 180.

    An effect is covered as well as its weakest essential line on that day. Told are further who
    stands ready on D, and what has expired or will within 30 days of today: promises, renewals,
    agreements and certificates. Today is `on`, and then only the outcomes are told whose D is the
    waiting line at or after it; without it the as-of date, and all outcomes. `since` is the plan of
    the last time and `since_operation` its data: what changed is told, and why. Of many outcomes a
    handful is told in detail, or those that `outcome` names as `report` does. Raises
    `ProblemsFound` when no outcome has that D, for an outcome that the plan does not have, and when
    the judge finds fault with the plan.
    """
    from willing.report.shown import named

    asked = named(plan, outcome)
    refuse_unsound(operation, plan)
    names = [part.outcome for part in plan.outcomes]
    if on is not None:
        d_day = _d_day(operation, on)
        names = [part.outcome for part in plan.outcomes if part.d_day == d_day]
        if not names:
            raise ProblemsFound([_none_then(plan, on, d_day)])
        if asked and not set(asked) & set(names):
            raise ProblemsFound([_other_day(plan, asked[0], on, d_day)])
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
        shown=_shown(plan, names, [name for name in asked if name in names]),
        outcomes=tuple(_ready(operation, plan, name, today) for name in names),
    )


def _shown(plan: Plan, names: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    """Outcomes told in detail, each with those that are the same as it."""
    from willing.report.shown import own, shown

    picked = shown(plan, asked, [part for part in own(plan) if part.outcome in names])
    if len(picked) == len(names):
        return picked
    twins = [part.outcome for part in plan.outcomes
             if part.outcome in names and part.same_as in picked and part.outcome not in picked]
    return tuple(names) if len(picked) + len(twins) == len(names) else (*picked, *twins)


def _other_day(plan: Plan, name: str, on: date, d_day: date) -> Problem:
    theirs = next(part.d_day for part in plan.outcomes if part.outcome == name)
    return Problem(
        kind="no-such-deal", where=f"outcome '{name}'",
        given=f"its D is {theirs or 'never'}, and a deal on {on} makes {d_day} day D",
        allowed="outcomes with that D", fix="leave out the day, or name other outcomes",
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
