"""Why a tour or hold is none of the choices: every reason, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.domain.fit import Fit, fit
from willing.domain.plan import Row
from willing.domain.presence import lacking
from willing.domain.ready import levels_of, may_stand
from willing.domain.requirement import Commitment
from willing.domain.serve import by_hold, is_held
from willing.domain.situation import Situation
from willing.domain.span import spans
from willing.domain.term import lets, terms
from willing.domain.turn import rhythm


def why_no_tour(situation: Situation, row: Row) -> Iterator[str]:
    """Everything that keeps a tour from being planned; its unit, pledge and task are known."""
    operation, line = situation.operation, situation.timeline
    unit, task = operation.unit[row.unit], operation.served[row.task]
    found = fit(situation, unit, operation.pledge.get(row.pledge), task)
    yield from (reason.text for reason in found.reasons)
    yield from _not_by_tour(found)
    asked = spans(task, line)
    if not asked:
        yield f"nothing is wanted on '{task.id}' in this outcome"
        return
    first = (row.first_day - line.as_of).days
    starts = {line.lines[span.period] for span in asked}
    if first not in starts:
        near = sorted(starts, key=lambda day: (abs(day - first), day))[:2]
        days = " or ".join(str(line.date_of(day)) for day in sorted(near))
        yield f"the planner begins tours there on lines only: {days}"
    way = rhythm(situation, unit, task, first)
    allowed = {
        turn.ends - first
        for length in way.tours
        if (turn := way.turn(first, length, asked[0].first, asked[-1].after))
    }
    if row.days not in allowed:
        yield f"a tour from there lasts {_listed(sorted(allowed))} days, not {row.days}"
    if not any(first <= span.first and span.after <= first + row.days for span in asked):
        yield "it covers no required span of days wholly"
    turn = way.turn(first, row.days, asked[0].first, asked[-1].after)
    soonest = max(found.leaves_from, 0)
    if turn.leaves < soonest:
        yield (f"it would leave home on {line.date_of(turn.leaves)}; "
               f"it may from {line.date_of(soonest)}")
    yield from _on_closed_days(situation, found, first, turn.ends, turn.leaves)
    if turn.closed and way.crossing is not None:
        yield from way.crossing.lacking((turn.departs, turn.arrives))
    for shut, opened in found.barred:
        if shut < turn.ends and turn.arrives < opened:
            stay = (max(shut, turn.arrives), min(opened, turn.ends))
            yield from (why for _, why in lacking(situation, unit.nation, task.place, stay))


def why_no_hold(
    situation: Situation, row: Row, may: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Everything that keeps a hold from being planned. `may`: days on which it may be held."""
    operation, line = situation.operation, situation.timeline
    unit, task = operation.unit[row.unit], operation.served[row.task]
    found = fit(situation, unit, operation.pledge.get(row.pledge), task)
    yield from (reason.text for reason in found.reasons)
    if not is_held(task):
        yield f"'{task.id}' is no standing commitment, at notice or on call; nobody is held for it"
        return
    if isinstance(task, Commitment) and not by_hold(task, found.pledge is None):
        yield f"{task.nation} lets nobody fill in from home on it"
    if not may:
        yield "on no day may elements be held for it"
        return
    first = (row.first_day - line.as_of).days
    if first < max(found.holds_from, may[0][0]):
        day = max(found.holds_from, may[0][0])
        yield f"it may be held from {line.date_of(day)}"
    yield from _on_closed_days(situation, found, first, first + row.days)
    if first not in {a for a, _ in may} or first + row.days not in {b for _, b in may}:
        yield "a hold begins and ends on lines, or with the task's window"


def why_no_stint(situation: Situation, row: Row) -> Iterator[str]:
    """Everything that keeps elements from being held on standby; names are known."""
    operation, line = situation.operation, situation.timeline
    unit, pledge = operation.unit[row.unit], operation.pledge[row.pledge]
    level = operation.standby[row.task]
    if line.d_day is None:
        yield "there is no deal in this outcome, so that standing ready is of no use"
        return
    if not may_stand(operation, pledge):
        yield f"the pledge is {pledge.status}; pledges count from {operation.settings.counts_from}"
    if level not in levels_of(operation, unit, pledge):
        yield f"on '{level.id}' elements of '{pledge.id}' would leave no sooner"
    first = (row.first_day - line.as_of).days
    if row.days > level.longest:
        yield f"on '{level.id}' elements are held for {level.longest} days at most"
    if first + row.days != line.d_day:
        yield f"only who is held up to D, {line.date_of(line.d_day)}, stands ready"
    frozen = operation.settings.frozen_until
    begins = 0 if pledge.start is None else (pledge.start - line.as_of).days
    begins = max(begins, 0 if frozen is None else line.day_of(frozen) or 0)
    if first < begins:
        yield f"it may begin from {line.date_of(begins)}"
    if first not in line.lines:
        yield "a stint begins on a line"
    if pledge.until is not None and not lets(
        terms(situation, pledge.id, (pledge.until - line.as_of).days), first, first + row.days
    ):
        yield f"the pledge ends on {pledge.until}, as far as it is known by then"


def why_no_step(situation: Situation, name: str, days: Sequence[int]) -> Iterator[str]:
    """Why a step is not taken on a day. `days`: those on which it may be."""
    line, step = situation.timeline, situation.operation.step[name]
    if step.taken is not None:
        yield f"it was taken on {step.taken}"
        return
    if not days:
        yield "there is no day before the deal on which it may be taken"
        return
    shown = [str(line.date_of(day)) for day in days]
    more = f", ..., {shown[-1]}" if len(shown) > 4 else ""
    yield f"it is taken on a line before the deal: {', '.join(shown[:4] if more else shown)}{more}"


def _not_by_tour(found: Fit) -> Iterator[str]:
    task = found.task
    if not isinstance(task, Commitment):
        if is_held(task):
            yield f"'{task.id}' is at notice or on call: elements are held for it where they live"
        return
    if found.pledge is None and task.kind == "standing":
        yield f"'{task.id}' is standing: its owner's elements serve it at home"
    if found.pledge is not None and task.backfill not in ("tour", "any"):
        yield f"{task.nation} lets nobody fill in by tour on it"


def _on_closed_days(
    situation: Situation, found: Fit, first: int, ends: int, leaves: int | None = None
) -> Iterator[str]:
    line = situation.timeline
    if found.ends_by is not None and ends > found.ends_by:
        yield f"it ends on {line.date_of(ends)}; the pledge ends on {line.date_of(found.ends_by)}"
    elif leaves is not None and not lets(found.terms, leaves, ends):
        yield "it ends behind the pledge's end and leaves before its renewal is known"
    for shut, opened in found.closed:
        if shut < ends and first < opened:
            yield f"a caveat closes {line.label(shut)} to {line.label(opened)}"
    if found.tour_limit is not None and ends - first > found.tour_limit:
        yield f"a caveat allows {found.tour_limit} days, not {ends - first}"


def _listed(days: Sequence[int]) -> str:
    return " or ".join(str(number) for number in days)
