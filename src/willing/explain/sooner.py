"""Changes that let elements be there sooner: notice, decision, answers, orders, starts, lead-in,
dwell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from willing.domain.formation import line_of
from willing.domain.requirement import Commitment, Requirement
from willing.domain.serve import is_held
from willing.explain.asked import Asked
from willing.explain.offers import Offer
from willing.explain.single import SingleChange, edited


def sooner(asked: Asked) -> Iterator[SingleChange]:
    """Whatever makes the first day, earlier by as many days as the shortfall's first span wants."""
    offer, task, operation = asked.offer, asked.task, asked.operation
    pledge = asked.pledge
    if offer is None or pledge is None:
        return
    if task.order == "deal" and asked.here.situation.timeline.d_day != 0:
        table = "commitments" if isinstance(task, Commitment) else "requirements"
        line = operation.task[line_of(task)]
        text = f"order {line.id} now instead of at the deal"
        yield asked.change("order", text, 0, edited(operation, table, line, order="now"))
    if pledge.condition is not None and offer.fit.reasons == ():
        text = f"confirm pledge {pledge.id} without its condition '{pledge.condition}'"
        yield asked.change("condition", text, 0, edited(
            operation, "pledges", pledge, condition=None))
    late = _late(asked, offer)
    if late is None:
        return
    if pledge.start is not None:
        start = pledge.start - timedelta(days=late)
        text = f"begin pledge {pledge.id} {late} days earlier, on {start}"
        yield asked.change("dates", text, late, edited(operation, "pledges", pledge, start=start))
    yield from _notice(asked, late)
    yield from _answered(asked, late)
    if not is_held(task):
        yield from _lead_in(asked, late)


def _late(asked: Asked, offer: Offer) -> int | None:
    """Days by which the latest turn on the first span leaves too early; None: none does."""
    every = offer.turns
    covering = every.covering(asked.span)
    if not len(covering):
        return None
    held = offer.fit
    late = [
        (held.holds_from if every.hold[turn] else held.leaves_from) - int(every.leaves[turn])
        for turn in covering if every.leaves[turn] >= 0
    ]
    return min((days for days in late if days > 0), default=None)


def _lead_in(asked: Asked, late: int) -> Iterator[SingleChange]:
    """Authority taken over sooner, or a shorter work-up."""
    operation, task = asked.operation, asked.task
    command = operation.command.get(task.command) if isinstance(task, Requirement) else None
    if command is not None and command.transfer_days >= late:
        days, left = command.transfer_days, command.transfer_days - late
        text = f"have {command.id} take authority within {left} instead of {days} days"
        yield asked.change("transfer", text, late, edited(
            operation, "commands", command, transfer_days=left))
    yield from _shorter(asked, "work-up", late)


def _notice(asked: Asked, late: int) -> Iterator[SingleChange]:
    operation, pledge, unit = asked.operation, asked.pledge, asked.unit
    assert pledge is not None
    waits = asked.offer.fit.notice if asked.offer is not None else None
    assert waits is not None
    notice = waits.longest - waits.entry
    if notice >= late:
        text = f"lower the notice of pledge {pledge.id} from {notice} to {notice - late} days"
        yield asked.change("notice", text, late, edited(
            operation, "pledges", pledge, notice_days=notice - late))
    nation = operation.nation[unit.nation]
    if nation.decision_days >= late:
        left = nation.decision_days - late
        text = f"decide in {nation.id} within {left} instead of {nation.decision_days} days"
        units = tuple(u.id for u in operation.units if u.nation == nation.id)
        change = asked.change("decision", text, late, edited(
            operation, "nations", nation, decision_days=left))
        yield replace(change, units=units)


def _answered(asked: Asked, late: int) -> Iterator[SingleChange]:
    """An earlier answer to one of the questions the condition asks."""
    operation, pledge = asked.operation, asked.pledge
    if pledge is None or pledge.condition is None:
        return
    for name in dict.fromkeys(c.question for c in pledge.condition.comparisons()):
        question = operation.question.get(name)
        if question is None or question.answered is None:
            continue
        day = max(question.answered - timedelta(days=late), operation.as_of)
        moved = (question.answered - day).days
        if moved > 0:
            text = f"answer {name} {moved} days earlier, on {day}"
            yield asked.change("answer", text, moved, edited(
                operation, "questions", question, answered=day))


def shorter_rest(asked: Asked) -> Iterator[SingleChange]:
    """A shorter dwell, by as many days as the latest turn on the first span wants."""
    offer, until = asked.offer, asked.stopped.stopper.until
    if offer is None or until is None:
        return
    covering = offer.open(asked.span)
    if not len(covering):
        return
    yield from _shorter(asked, "dwell", until - int(offer.turns.take[covering].max()))


def _shorter(asked: Asked, what: Literal["work-up", "dwell"], days: int) -> Iterator[SingleChange]:
    """A work-up or dwell of the unit's policy that is shorter by some days, if it is so long."""
    operation, field = asked.operation, what.replace("-", "_")
    policy = operation.policy[asked.unit.policy]
    told: int = getattr(policy, field)
    if 0 < days <= told:
        left = told - days
        text = f"shorten the {what} of policy {policy.id} from {told} to {left} days"
        units = tuple(unit.id for unit in operation.units if unit.policy == policy.id)
        change = asked.change(what, text, days, edited(
            operation, "policies", policy, **{field: left}))
        yield replace(change, units=units)
