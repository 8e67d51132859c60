"""Steps taken before the deal: on which days they may be, and what holds because of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from willing.domain.agreement import Agreement
from willing.domain.notice import Notice
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.pledge import Pledge
from willing.domain.ready import OpenDeal
from willing.domain.situation import Situation
from willing.domain.stages import Stage
from willing.domain.step import Step


def opening(operation: Operation, name: str) -> tuple[Step, ...]:
    """Steps that open a pledge, an agreement or a leg."""
    return tuple(step for step in operation.steps if name in step.opens)


def shortening(operation: Operation, pledge: Pledge) -> tuple[tuple[Step, int], ...]:
    """Steps that shorten the notice of a pledge, each with the notice it gives."""
    return tuple(
        (step, step.notice_days) for step in operation.steps
        if step.notice_days is not None and pledge.id in step.shortens
    )


def shortened(
    situation: Situation, pledge: Pledge, notice: Notice, floor: int
) -> tuple[Notice, int] | None:
    """The notice that a step taken gives a pledge's tours, and the first day on which they leave;
    None: they leave no sooner by any. Before `floor` nobody leaves.
    """
    found, first = None, max(floor, notice.first_day)
    taken, begins = situation.taken_on, notice.decided + notice.entry
    for step, days in shortening(situation.operation, pledge):
        if step.id in taken:
            day = max(floor, begins + days, taken[step.id] + step.lead_days)
            if day < first:
                found, first = replace(notice, stages=(Stage(0, days),)), day
    return None if found is None else (found, first)


def known_for_pledge(situation: Situation, pledge: Pledge) -> int | None:
    """First day on which a pledge counts: its condition holds, or a step opens it; None: never.

    A pledge without condition that some step opens is open by a step alone.
    """
    steps = opening(situation.operation, pledge.id)
    if steps and pledge.condition is None:
        return _opened(situation, steps)
    return _sooner(situation.known_day(pledge.condition), _opened(situation, steps))


def known_for_agreement(situation: Situation, agreement: Agreement) -> int | None:
    """First day on which an agreement is signed, its condition holds, or a step opens it; None:
    never.
    """
    known = situation.known_day(agreement.condition)
    if agreement.condition is None and not agreement.signed:
        known = None
    return _sooner(known, _opened(situation, opening(situation.operation, agreement.id)))


def leg_opens(situation: Situation, name: str) -> int | None:
    """First day on which a step taken opens a leg; None: none does."""
    taken = situation.taken_on
    return min((
        taken[step.id] + step.lead_days for step in opening(situation.operation, name)
        if step.id in taken
    ), default=None)


def days_to_take(
    situation: Situation, step: Step, deal: OpenDeal | None = None
) -> tuple[int, ...]:
    """Lines before the deal on which a step may be taken; of one taken already its own day."""
    line, operation = situation.timeline, situation.operation
    last = line.horizon if line.d_day is None else line.d_day
    if step.taken is not None:
        own = (step.taken - line.as_of).days
        return (own,) if own < last else ()
    frozen = operation.settings.frozen_until
    first = max(0, 0 if frozen is None else line.day_of(frozen) or 0)
    if step.start is not None:
        first = max(first, (step.start - line.as_of).days)
    until = last if step.until is None else (step.until - line.as_of).days
    lines = line.lines if deal is None else deal.lines
    return tuple(day for day in lines if first <= day < last and day <= until)


def with_every_step(situation: Situation, deal: OpenDeal | None = None) -> Situation:
    """A situation in which every step is taken as early as it may be: all that could ever be."""
    steps = situation.operation.steps
    found = ((step.id, days_to_take(situation, step, deal)) for step in steps)
    taken = tuple((name, days[0]) for name, days in found if days)
    return replace(situation, taken=taken) if taken else situation


def as_taken(situation: Situation, rows: Iterable[Row]) -> Situation:
    """A situation in which the steps of a plan's rows are taken."""
    as_of = situation.timeline.as_of
    taken = tuple((row.task, (row.first_day - as_of).days) for row in rows if row.kind == "step")
    return replace(situation, taken=taken) if taken else situation


def _opened(situation: Situation, steps: tuple[Step, ...]) -> int | None:
    taken = situation.taken_on
    days = [taken[step.id] + step.lead_days for step in steps if step.id in taken]
    return max(min(days), 0) if days else None


def _sooner(one: int | None, other: int | None) -> int | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None
