"""Why this unit serves this tour, and who was next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from willing.assess.standby import enough, stints
from willing.domain.fit import Fit
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.requirement import Commitment, Served
from willing.domain.span import Span, spans
from willing.errors import WillingError
from willing.explain.account import account, row_of
from willing.explain.gaps import Stopped, grouped
from willing.explain.ground import Ground, ground
from willing.explain.offers import waits
from willing.explain.trial import faults_with, points_of, without

_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """A pool that could have served the same days."""

    unit: str
    """Pool."""
    nation: str
    """Nation that owns it."""
    pledge: str
    """Pledge; empty: own elements."""
    points: float
    """Points by which the score would change with one of its elements there instead."""
    row: Row
    """The tour or hold it would serve."""

    @property
    def text(self) -> str:
        """The same in words."""
        by = f" ({self.pledge})" if self.pledge else ""
        if abs(self.points) <= _EPSILON:
            return f"{self.nation} {self.unit}{by}, for the same score"
        word = "more" if self.points > 0 else "less"
        return f"{self.nation} {self.unit}{by}, for {abs(self.points):,.2f} points {word}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentNote:
    """Why a tour or hold is served as it is."""

    row: Row
    """The plan's row."""
    why: str
    """What lets it serve, and what it would cost to leave the place empty."""
    empty: float
    """Points by which the score would change with one element fewer there."""
    next: Instead | None
    """Who could have served the same days at the least cost; None: nobody."""
    others: tuple[Instead, ...]
    """Everybody who could have, cheapest first."""
    stopped: tuple[Stopped, ...]
    """Every element of other pools that could not, and what stops it."""


def explain_assignment(
    operation: Operation, plan: Plan, outcome: str, row: Row
) -> AssignmentNote:
    """Say why a row's unit serves, and who was next.

    One element of the row is taken away, and every other capable pool is asked whether it could
    serve the same days: what stops its elements, or by how much the score would change with one
    of them there. They are ranked by that change; the first that keeps every rule of the judge
    is next. Raises `WillingError` for rows that are no tour or hold of the plan.
    """
    return assignment_of(ground(operation, plan, outcome), row)


def assignment_of(here: Ground, row: Row) -> AssignmentNote:
    """The same in an outcome already read."""
    if row.kind not in ("tour", "hold") or row not in here.scene.rows:
        raise WillingError(f"the plan has no tour or hold of {row.unit} on {row.task} like this")
    less = replace(here, scene=replace(here.scene, rows=without(here.scene.rows, row, 1)))
    empty = points_of(less.scene) - here.points
    task, span = here.situation.operation.served[row.task], _days(here, row)
    found: list[Instead] = []
    stopped: list[Stopped] = []
    for unit in here.capable(task):
        if unit.id == row.unit:
            continue
        stoppers = account(less, unit, task, span, (span.first, span.after), 1.0)
        stopped += grouped(unit, [(span, stoppers)], free=False)
        by_pledge = {s.pledge: s for s in stoppers if s.better is not None}
        found += [
            Instead(
                unit=unit.id, nation=unit.nation, pledge=offer.pledge, points=empty + able.better,
                row=row_of(here, offer, able.turn, 1),
            )
            for offer in here.offers(unit, task)
            if (able := by_pledge.get(offer.pledge)) is not None
            and able.better is not None and able.turn is not None
        ]
    others = tuple(sorted(found, key=lambda item: (round(item.points, 6), item.unit)))
    return AssignmentNote(
        row=row, why=_why(here, row, task, empty), empty=empty, others=others,
        next=next((i for i in others if not faults_with(less.scene, i.row)), None),
        stopped=tuple(stopped),
    )


def _days(here: Ground, row: Row) -> Span:
    """Days somebody else would have to cover: those of the row that the task asks for.

    Of a hold, whose days are decided span by span, the first.
    """
    line = here.scene.timeline
    first = (row.first_day - line.as_of).days
    task = here.situation.operation.served[row.task]
    wanted = [s for s in spans(task, line) if s.first >= first and s.after <= first + row.days]
    if not wanted:
        return Span(line.period_of(first), first, first + row.days, 1)
    last = wanted[0] if row.kind == "hold" else wanted[-1]
    return Span(wanted[0].period, wanted[0].first, last.after, wanted[0].quantity)


def _why(here: Ground, row: Row, task: Served, empty: float) -> str:
    if row.pinned:
        reasons = {"order": "it was ordered before", "cycle": "it was there on the as-of date",
                   "pin": "a planner pinned it"}
        return f"{reasons[row.pinned]}; without one of its elements {_cost(empty)}"
    unit = here.situation.operation.unit[row.unit]
    offers = here.offers(unit, task)
    offer = next((o for o in offers if o.pledge == row.pledge), None)
    if offer is None or offer.fit.credit is None:
        return f"without one of its elements {_cost(empty)}"
    return f"{_allowed(here, offer.fit, row, task)}; without one of its elements {_cost(empty)}"


def _allowed(here: Ground, fit: Fit, row: Row, task: Served) -> str:
    credit, label = fit.credit, here.scene.timeline.label
    assert credit is not None
    counts = "counts in full" if credit.give == credit.count else (
        f"{credit.give} count as {credit.count}")
    if fit.pledge is None:
        owner = task.nation if isinstance(task, Commitment) else row.nation
        return f"{owner}'s own commitment; it {counts}"
    hold = row.kind == "hold"
    begins = fit.holds_from if hold else fit.leaves_from
    verb = "hold" if hold else "leave"
    usual = f"may {verb} from {label(begins)} ({waits(here.situation, fit, hold)})"
    ready = _stood_ready(here, row)
    if ready:
        return f"it {counts}, is accepted, and {ready}; who was not held ready {usual}"
    return f"it {counts}, is accepted, and {usual}"


def _stood_ready(here: Ground, row: Row) -> str:
    """On which levels the elements of an early tour stood ready, and since when; empty: on none."""
    levels, line = enough(here.scene, here.stays[id(row)]), here.scene.timeline
    if not levels:
        return ""
    found = [
        f"{stint.count} on {stint.level.id} since {line.label(stint.first)}"
        for stint in stints(here.scene)
        if stint.row.pledge == row.pledge and stint.level in levels and stint.ends == line.d_day
    ]
    leaves = line.label(here.stays[id(row)].leaves)
    return f"stood ready on standby ({', '.join(found)}), so that it leaves {leaves}"


def _cost(points: float) -> str:
    if abs(points) <= _EPSILON:
        return "the score would be the same"
    return f"the score would be {abs(points):,.2f} points {'higher' if points > 0 else 'lower'}"
