"""The smallest single change that closes a shortfall, confirmed by solving and by the judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from willing.assess.scene import stage
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Plan, Row
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.explain.candidates import candidates
from willing.explain.gaps import GapNote
from willing.explain.ground import Ground, ground
from willing.explain.resolve import resolve
from willing.explain.single import SingleChange
from willing.explain.trial import points_of

TRIES = 12
"""Changes tried for one shortfall unless told otherwise."""
LOOKS = 20
"""Cut rounds, dives and nodes of one search; counted, so that answers repeat."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What was tried to close a shortfall, and the smallest change that does."""

    change: SingleChange | None
    """The change; None: none of those tried closes it."""
    tried: int
    """Changes tried, the one that works among them."""
    known: int
    """Changes that lift something that stops somebody."""
    before: float
    """Score of the plan, in points."""
    after: float | None
    """Score of the plan found with the change."""
    rows: tuple[Row, ...] = ()
    """Rows of that plan."""

    @property
    def worth(self) -> str:
        """Both scores in words."""
        after = "not known" if self.after is None else f"{self.after:,.2f}"
        return f"(score {self.before:,.2f} before, {after} after)"

    @property
    def text(self) -> str:
        """The answer as a sentence."""
        if self.change is not None:
            return f"Would close it: {self.change.text} {self.worth}."
        if not self.known:
            return "No single change of one record lifts what stops them."
        left = self.known - self.tried
        more = f", {left} more were not tried" if left else ""
        one = "The 1 single change" if self.tried == 1 else f"None of {self.tried} single changes"
        return f"{one} tried {'does not close' if self.tried == 1 else 'closes'} it{more}."


def remedy(
    operation: Operation, plan: Plan, outcome: str, gap: GapNote, *, tries: int = TRIES,
    looks: int = LOOKS,
) -> Remedy:
    """The smallest single change found that closes a shortfall and makes the score no worse.

    Changes are tried in order of size, each by solving again from the plan's rows with the
    shortfall closed; the judge looks at the plan found. At most `tries` are tried, and `looks`
    limits each search: the same plan gives the same answer.
    """
    return remedy_of(ground(operation, plan, outcome), gap, tries=tries, looks=looks)


def remedy_of(here: Ground, gap: GapNote, *, tries: int = TRIES, looks: int = LOOKS) -> Remedy:
    """The same in an outcome already read."""
    known = candidates(here, gap)
    for tried, change in enumerate(known[:tries], 1):
        found = _confirmed(here, gap, change, looks)
        if found is not None:
            return Remedy(
                change=change, tried=tried, known=len(known), before=here.points,
                after=found[0], rows=found[1],
            )
    return Remedy(
        change=None, tried=min(tries, len(known)), known=len(known), before=here.points, after=None
    )


def _confirmed(
    here: Ground, gap: GapNote, change: SingleChange, looks: int
) -> tuple[float, tuple[Row, ...]] | None:
    """Score and rows of a plan with the change that closes the shortfall, if one was found."""
    answers = Outcome(
        name=here.part.outcome, answers=here.part.answers, probability=here.part.probability
    )
    # What is already decided is in every plan; it would be counted twice.
    start = [
        row for row in here.scene.rows
        if row.kind in ("tour", "hold") and row.pinned not in ("order", "cycle")
    ]
    try:
        rows = resolve(situation(change.operation, answers), start, gap, change.units, looks)
    except ProblemsFound:
        return None
    if rows is None or _still_short(here, gap, rows):
        return None
    points = points_of(stage(change.operation, answers, rows))
    return (points, rows) if points <= here.points + _EPSILON and not _faults(
        here, change.operation, rows) else None


def _still_short(here: Ground, gap: GapNote, rows: Iterable[Row]) -> bool:
    as_of = here.scene.timeline.as_of
    return any(
        row.kind == gap.kind and row.task == gap.task
        and (row.first_day - as_of).days < gap.after
        and (row.first_day - as_of).days + row.days > gap.first
        for row in rows
    )


def _faults(here: Ground, operation: Operation, rows: tuple[Row, ...]) -> bool:
    """Whether the judge finds a fault in rows, their score aside: that he has just reckoned."""
    line = here.scene.timeline
    part = replace(
        here.part, terms=(), bound=None, unfillable=0.0, same_as="", status="made elsewhere",
        d_day=None if line.d_day is None else line.date_of(line.d_day),
    )
    plan = Plan(
        operation=operation.name, operation_hash="", made_by="explain", seed=0, repeatable=True,
        outcomes=(part,), rows=rows,
    )
    return any(fault.rule != "score" for fault in verify(operation, plan))
