"""Whether rows can be read at all: rule rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import get_args

from willing.assess.fault import Fault
from willing.calendar import Timeline
from willing.domain.operation import Operation
from willing.domain.plan import Kind, OutcomePlan, Plan, Row
from willing.errors import nearest

_PINNED = {
    "": get_args(Kind), "pin": ("tour", "hold", "standby", "step", "lead"),
    "order": ("tour", "hold", "standby", "step"), "cycle": ("tour",),
}
"""Kinds of row that each word under `pinned` may stand on."""


def outcome_faults(operation: Operation, plan: Plan) -> Iterator[Fault]:
    """Outcomes told twice or with unknown answers, and rows of outcomes that are not told."""
    seen: set[str] = set()
    for part in plan.outcomes:
        if part.outcome in seen:
            yield _fault(part.outcome, "outcome", "it is told twice")
        seen.add(part.outcome)
        for question, answer in part.answers:
            known = operation.question.get(question)
            if known is None:
                text = f"no question '{question}'; {nearest(question, list(operation.question))}"
                yield _fault(part.outcome, "outcome", text)
            elif answer not in (ids := [option.id for option in known.answers]):
                text = f"'{answer}' does not answer '{question}'; {nearest(answer, ids)}"
                yield _fault(part.outcome, "outcome", text)
    for name in dict.fromkeys(row.outcome for row in plan.rows):
        if name not in seen:
            yield _fault(name, "rows", f"no such outcome in the plan; {nearest(name, list(seen))}")


def d_day_faults(part: OutcomePlan, timeline: Timeline) -> Iterator[Fault]:
    """A D-day that is not the first waiting line at or after the deal."""
    d_day = None if timeline.d_day is None else timeline.date_of(timeline.d_day)
    if part.d_day != d_day:
        text = f"D-day is told as {part.d_day or 'never'}; it is {d_day or 'never'}"
        yield _fault(part.outcome, "outcome", text)


def row_faults(
    operation: Operation, timeline: Timeline, rows: tuple[Row, ...]
) -> Iterator[Fault]:
    """Everything that keeps single rows from being read, and rows told twice."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        texts = [*_wrong_kind(row)] or [
            *_wrong_names(operation, row), *_wrong_figures(operation, row),
            *_wrong_days(timeline, row),
        ]
        key = (row.kind, row.pledge, row.unit, row.nation, row.task, row.first_day, row.days)
        if row.pinned in ("", "pin"):
            texts += ["it is told twice"] if (*key, row.pinned) in seen else []
            seen.add((*key, row.pinned))
        for text in texts:
            who = row.unit or row.nation
            where = f"{row.kind}{f' of {who}' if who else ''} on {row.task} from {row.first_day}"
            yield _fault(row.outcome, where, text)


def _wrong_kind(row: Row) -> Iterator[str]:
    if row.kind not in get_args(Kind):
        yield f"no kind '{row.kind}'; {nearest(str(row.kind), list(get_args(Kind)))}"
    elif row.pinned not in _PINNED:
        yield f"pinned cannot be '{row.pinned}'; {nearest(str(row.pinned), list(_PINNED))}"
    elif row.kind not in _PINNED[row.pinned]:
        yield f"a {row.kind} cannot be pinned as '{row.pinned}'"


def _wrong_names(operation: Operation, row: Row) -> Iterator[str]:
    if row.kind == "standby":
        yield from _wrong_level(operation, row)
    elif row.kind == "step":
        if row.task not in operation.step:
            yield f"no step '{row.task}'; {nearest(row.task, list(operation.step))}"
    elif row.task not in operation.task:
        yield f"no task '{row.task}'; {nearest(row.task, list(operation.task))}"
    elif row.task not in operation.served and row.kind != "shortfall":
        yield f"a reach has no {row.kind}; elements serve on requirements and commitments"
    if row.kind not in ("tour", "hold", "standby"):
        if row.pledge or row.unit:
            yield f"a {row.kind} has neither unit nor pledge"
        if row.kind == "lead" and row.nation not in operation.nation:
            yield f"no nation '{row.nation}'; {nearest(row.nation, list(operation.nation))}"
        if row.kind not in ("lead", "step") and row.nation:
            yield f"a {row.kind} has no nation"
        return
    unit, pledge = operation.unit.get(row.unit), operation.pledge.get(row.pledge)
    if unit is None:
        yield f"no unit '{row.unit}'; {nearest(row.unit, list(operation.unit))}"
    elif row.nation != unit.nation:
        yield f"{row.unit} is of {unit.nation}, not of '{row.nation}'"
    if row.pledge and pledge is None:
        yield f"no pledge '{row.pledge}'; {nearest(row.pledge, list(operation.pledge))}"
    elif pledge is not None and unit is not None and pledge.unit != row.unit:
        yield f"pledge {row.pledge} is of {pledge.unit}, not of '{row.unit}'"


def _wrong_level(operation: Operation, row: Row) -> Iterator[str]:
    if row.task not in operation.standby:
        yield f"no level '{row.task}'; {nearest(row.task, list(operation.standby))}"
    if not row.pledge:
        yield "elements stand by under a pledge"


def _wrong_figures(operation: Operation, row: Row) -> Iterator[str]:
    frames = row.kind == "lead" and any(
        line.slot.framework for line in operation.slots_of.get(row.task, ())
    )
    if isinstance(row.days, bool) or not isinstance(row.days, int) or row.days < 1:
        yield f"days must be a whole number above 0, not {row.days}"
    if not math.isfinite(row.count) or row.count <= 0:
        yield f"the count must be above 0, not {row.count:g}"
    elif row.kind in ("lead", "lead_shortfall", "step") and row.count != 1 and not frames:
        yield f"a {row.kind} counts 1, not {row.count:g}"
    elif (row.kind in ("tour", "hold", "standby") or frames) and row.count != int(row.count):
        yield f"elements are whole, not {row.count:g}"


def _wrong_days(timeline: Timeline, row: Row) -> Iterator[str]:
    """Turns decided before may begin before the as-of date, and may end behind the timeline."""
    if row.pinned in ("order", "cycle"):
        return
    first = (row.first_day - timeline.as_of).days
    if first < 0 or first + row.days > timeline.end:
        ends = timeline.date_of(timeline.end)
        yield f"{row.days} days from there do not lie between {timeline.as_of} and {ends}"


def _fault(outcome: str, where: str, text: str) -> Fault:
    return Fault(rule="rows", outcome=outcome, where=where, text=text)
