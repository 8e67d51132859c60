"""The outcome is known: the operation as it stands on D, with what the prepared plan decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from willing.calendar import timeline
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcome, rank
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.pledge import Caveat, Order
from willing.domain.question import DEAL, Answer, Question
from willing.domain.route import movement_days, ways, within
from willing.domain.situation import Situation, situation
from willing.planner.freeze import leaves, orders_from, steps_taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An outcome that came, whether anybody listed it or not, and where it finds the force."""

    operation: Operation
    """The operation with these answers alone, what was decided before D as orders."""
    outcome: Outcome
    """Answers, one to each question."""
    d_day: date
    """Day D: the waiting line at or after the deal."""
    prepared: str
    """The plan's outcome that is nearest, from which this one is planned."""
    kept: tuple[tuple[str, str], ...]
    """Answers that nobody named; they are those of the prepared outcome."""
    baseline: Plan
    """The prepared outcome under the name of this one; what waits for D counted from its D."""
    decided: tuple[Order, ...]
    """Tours, stints and holds that the prepared plan had begun before D."""
    moved: timedelta
    """From the prepared outcome's D to this one's."""


def known(
    operation: Operation, plan: Plan, answers: Mapping[str, str],
    without: Sequence[str] = (), closed: Sequence[str] = (),
) -> Known:
    """Lay out an outcome that came.

    Answers not named are those of the plan's nearest outcome: the one with the fewest other
    answers, of these the one with the same D, else the next later one, else the likeliest. Tours
    and holds under pledges are decided where they begin before both days D; a nation's own where
    they begin before D. Nations `without` give nothing more, and nobody is sent to `closed`
    places. Raises `LookupError` where the plan has no outcome with a deal and none is named.
    """
    part = nearest_outcome(operation, plan, answers)
    full = {**dict(part.answers), **answers}
    came = outcome({q.id: full[q.id] for q in operation.questions if q.id in full}, 1.0)
    line = timeline(operation.as_of, came.deal, operation.grid)
    assert line.d_day is not None
    d_day = line.date_of(line.d_day)
    shown = _shown(plan, part)
    here = situation(operation, Outcome(
        name=part.outcome, answers=part.answers, probability=part.probability))
    decided = tuple(
        order for order in _decided(operation, plan, part, here, d_day)
        if not _gone(operation, order, without, closed)
    )
    told = _answered(operation, came)
    told = _shut(_left(told, without), closed)
    told = replace(
        told, orders=(*(order for order in operation.orders
                        if not _gone(operation, order, without, closed)), *decided),
        settings=replace(operation.settings, frozen_until=d_day),
        steps=tuple(
            replace(step, taken=None) if step.nation in without and step.nation else step
            for step in steps_taken(operation, plan, part.outcome, d_day)
        ),
    )
    return Known(
        operation=told, outcome=came, d_day=d_day, prepared=part.outcome,
        kept=tuple((q, a) for q, a in came.answers if q not in answers),
        baseline=_renamed(plan, part, here, came, d_day, shown), decided=decided,
        moved=timedelta(0) if part.d_day is None else d_day - part.d_day,
    )


def nearest_outcome(
    operation: Operation, plan: Plan, answers: Mapping[str, str]
) -> OutcomePlan:
    """The plan's outcome that is nearest to some answers."""
    deal = answers.get(DEAL)
    parts = [part for part in plan.outcomes if deal is not None or part.d_day is not None]
    if not parts:
        raise LookupError("the plan has no outcome with a deal")
    d_day: date | None = None
    if deal is not None:
        line = timeline(operation.as_of, date.fromisoformat(deal), operation.grid)
        d_day = line.date_of(line.d_day or 0)

    def far(part: OutcomePlan) -> tuple[int, int, int, int, float]:
        given = dict(part.answers)
        others = [(q, a) for q, a in answers.items() if q != DEAL and given.get(q) != a]
        steps = sum(
            abs((rank(operation, q, a) or 0) - (rank(operation, q, given.get(q, a)) or 0))
            for q, a in others
        )
        return (len(others), steps, *_apart(d_day, part.d_day), -part.probability)

    return min(parts, key=far)


def _apart(wanted: date | None, d_day: date | None) -> tuple[int, int]:
    """Same day, later (never is latest), earlier; and how far."""
    if wanted is None or wanted == d_day:
        return 0, 0
    if d_day is None:
        return 1, 10**6
    return (1 if d_day > wanted else 2), abs((d_day - wanted).days)


def _decided(
    operation: Operation, plan: Plan, part: OutcomePlan, here: Situation, d_day: date
) -> Iterable[Order]:
    """What had begun before D. Where the prepared deal came earlier than this one, what was sent
    behind it has not happened, whatever ordered it; own commitments went on."""
    found = orders_from(operation, plan, part.outcome, d_day)
    if part.d_day is not None and part.d_day < d_day:
        found += tuple(order for order in orders_from(operation, plan, part.outcome, part.d_day)
                       if order.kind == "standby")
    for order in found:
        if order.kind != "standby" and order.pledge:
            begins = _begins(here, order)
            if part.d_day is not None and begins >= (part.d_day - operation.as_of).days:
                continue
        assert isinstance(order.first_day, date)
        held = (d_day - order.first_day).days
        yield replace(order, days=min(order.days, held)) if order.kind == "hold" else order


def _begins(here: Situation, order: Order) -> int:
    assert isinstance(order.first_day, date)
    if order.kind == "hold":
        return (order.first_day - here.timeline.as_of).days
    return leaves(here, Row(
        outcome="", kind="tour", unit=order.unit, pledge=order.pledge, task=order.task,
        first_day=order.first_day, days=order.days, count=order.count,
    ))


def _gone(
    operation: Operation, order: Order, without: Sequence[str], closed: Sequence[str]
) -> bool:
    """Whether an order is void: its nation walked out, or its place is closed."""
    if order.pledge and operation.unit[order.unit].nation in without:
        return True
    task = operation.served.get(order.task)
    return bool(order.pledge) and task is not None and order.kind != "standby" and any(
        place in closed for place in within(operation, task.place))


def _answered(operation: Operation, came: Outcome) -> Operation:
    """The operation with every question answered for certain."""
    answers = dict(came.answers)
    return replace(operation, questions=tuple(
        _certain(question, answers[question.id]) if question.id in answers else question
        for question in operation.questions
    ))


def _certain(question: Question, answer: str) -> Question:
    listed = question.answers
    if all(option.id != answer for option in listed):
        listed = (*listed, Answer(id=answer, note="not listed before"))
    return replace(question, given=(), answers=tuple(
        replace(option, probability=float(option.id == answer), low=None, high=None)
        for option in listed
    ))


def _left(operation: Operation, without: Sequence[str]) -> Operation:
    """The operation without the pledges of some nations: they end before they begin."""
    gone = {
        pledge.id for pledge in operation.pledges
        if operation.unit[pledge.unit].nation in without
    }
    return replace(
        operation,
        pledges=tuple(
            replace(pledge, start=None, until=operation.as_of) if pledge.id in gone else pledge
            for pledge in operation.pledges
        ),
        renewals=tuple(row for row in operation.renewals if row.renews not in gone),
        changes=tuple(
            change for change in operation.changes
            if change.table != "pledges" or change.id not in gone
        ),
    ) if gone else operation


def _shut(operation: Operation, closed: Sequence[str]) -> Operation:
    """The operation with places that admit nobody, and through which no way leads."""
    if not closed:
        return operation
    nobody = ", ".join(f"not {nation.id}" for nation in operation.nations)
    legs = tuple(
        leg for leg in operation.legs if not any(
            place in closed for end in (leg.start, leg.end) for place in within(operation, end))
    )
    return replace(
        operation, legs=legs,
        places=tuple(
            replace(place, accept=nobody) if place.id in closed else place
            for place in operation.places
        ),
        caveats=(*operation.caveats, *_cut_off(operation, replace(operation, legs=legs))),
        changes=tuple(
            change for change in operation.changes
            if (change.table, change.field) != ("places", "accept") or change.id not in closed
        ),
    )


def _cut_off(before: Operation, after: Operation) -> Iterator[Caveat]:
    """Pledges without a way any more to tasks that they had one to. Days that are assumed where no
    legs say anything would have them arrive all the same."""
    had, have = ways(before), ways(after)
    joined: dict[tuple[str, str], bool] = {}
    for pledge in before.pledges:
        home, cut = before.unit[pledge.unit].home, []
        for task in before.served.values():
            if (home, task.place) not in joined:
                joined[home, task.place] = (
                    not movement_days(before, had, home, task.place)[1]
                    or movement_days(after, have, home, task.place)[1]
                )
            if not joined[home, task.place]:
                cut.append(task.id)
        if cut:
            yield Caveat(pledge=pledge.id, kind="task", rule="not", values=tuple(cut))


def _shown(plan: Plan, part: OutcomePlan) -> str:
    """Outcome whose rows are those of another."""
    own = any(row.outcome == part.outcome for row in plan.rows)
    return part.outcome if own or not part.same_as else part.same_as


def _renamed(
    plan: Plan, part: OutcomePlan, here: Situation, came: Outcome, d_day: date, shown: str
) -> Plan:
    """The prepared outcome under another name; what waits for D moves with it."""
    moved = timedelta(0) if part.d_day is None else d_day - part.d_day
    rows = []
    for row in plan.rows:
        if row.outcome != shown:
            continue
        first = row.first_day
        if row.kind == "tour" and row.pledge and part.d_day is not None \
                and leaves(here, row) >= (part.d_day - here.timeline.as_of).days:
            first += moved
        rows.append(replace(row, outcome=came.name, first_day=first))
    renamed = replace(
        part, outcome=came.name, answers=came.answers, probability=1.0, d_day=d_day, same_as="")
    return replace(
        plan, outcomes=(renamed,), rows=tuple(rows), expected=None, expected_bound=None)
