"""The prepared plan carried to the outcome that came: its own tours, less what is not allowed.

No program is written down and nothing is searched, so it is there at once: where an outcome was
prepared all its tours stand; elsewhere the judge says which do not, and these are called off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from willing import __version__
from willing.assess.cover import covered
from willing.assess.lead import unled
from willing.assess.scene import Scene, stage
from willing.assess.score import score
from willing.assess.settled import decided
from willing.assess.verify import broken, verify
from willing.domain.operation import Operation
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.requirement import Requirement
from willing.io.fingerprint import fingerprint
from willing.planner.called_off import Shed
from willing.planner.react import Known

_ROUNDS = 12
"""Times that the judge is asked whom to call off, before the plan is given up."""


def carried(operation: Operation, known: Known) -> Plan | None:
    """The prepared plan for the outcome that came; None where calling off does not mend it.

    `operation`: the known one, with its price of change. What was decided stands as it is. Others'
    tours are called off, least important lines first, until the judge finds no fault; then nations
    with elements enough lead where nobody does.
    """
    bare = stage(operation, known.outcome, ())
    fixed, free = (*_orders(bare), *_taken(bare)), _free(bare, known)
    shed = Shed(operation)
    for _ in range(_ROUNDS):
        scene = stage(operation, known.outcome, (*fixed, *free))
        faults = list(broken(scene, covered(scene)))
        if not faults:
            more = tuple(_led(scene))
            return _told(operation, known, replace(scene, rows=(*scene.rows, *more)) if more
                         else scene)
        less = shed.less(scene, faults, free)
        if less == free:
            return None
        free = less
    return None


def _orders(bare: Scene) -> Iterator[Row]:
    """Rows of what was decided before, or is under way."""
    for (kind, why, pledge, unit, task, first, days), count in decided(bare).items():
        yield Row(
            outcome=bare.outcome.name, kind=kind, pledge=pledge, unit=unit,  # type: ignore[arg-type]
            nation=bare.operation.unit[unit].nation, task=task, days=days, count=count,
            first_day=bare.timeline.date_of(first), pinned=why,  # type: ignore[arg-type]
        )


def _taken(bare: Scene) -> Iterator[Row]:
    """Rows of the steps taken before D; each is paid for up to it."""
    line = bare.timeline
    assert line.d_day is not None
    for step in bare.operation.steps:
        if step.taken is None:
            continue
        days = line.d_day - (step.taken - line.as_of).days
        if days > 0:
            yield Row(
                outcome=bare.outcome.name, kind="step", nation=step.nation, task=step.id,
                first_day=step.taken, days=days, count=1, pinned="order",
            )


def _free(bare: Scene, known: Known) -> tuple[Row, ...]:
    """Tours, holds and leads of the baseline that are not decided, inside the timeline.

    Holds under pledges for requirements and leads move with D, as tours do. Whoever would have
    been held before D is held from there.
    """
    begun = Counter({
        (order.pledge, order.unit, order.task, order.first_day, order.days): order.count
        for order in known.decided if order.kind == "tour"
    })
    found: Counter[Row] = Counter()
    for row in known.baseline.rows:
        if row.pinned in ("order", "cycle") or row.kind not in ("tour", "hold", "lead"):
            continue
        count = int(row.count)
        if row.kind == "tour":
            key = (row.pledge, row.unit, row.task, row.first_day, row.days)
            stood = min(begun[key], count)
            begun[key] -= stood
            count -= stood
        elif row.kind == "lead" or row.task in {task.id for task in bare.operation.requirements}:
            row = _moved(row, known)
        inside = _inside(bare, row, known.d_day)
        if inside is not None and count:
            found[replace(inside, count=1, pinned="")] += count
    return tuple(replace(row, count=count) for row, count in found.items())


def _moved(row: Row, known: Known) -> Row:
    """A lead, or a hold for a requirement, as many days behind D as it was prepared."""
    if row.first_day + known.moved < known.d_day:
        return row
    return replace(row, first_day=row.first_day + known.moved)


def _inside(bare: Scene, row: Row, d_day: date) -> Row | None:
    """The days of a row that lie inside the timeline; None: none do.

    A tour ends with its task. Holds under pledges begin on D: those from before are orders.
    """
    first, ends = row.first_day, bare.timeline.date_of(bare.timeline.end)
    if row.kind == "tour" and (wanted := bare.task_days(row.task)) is not None:
        ends = min(ends, bare.timeline.date_of(wanted[1]))
    if row.kind == "hold" and row.pledge:
        first = max(first, d_day)
    first = max(first, bare.timeline.as_of)
    days = (min(ends, row.first_day + timedelta(days=row.days)) - first).days
    return replace(row, first_day=first, days=days) if days > 0 else None


def _led(scene: Scene) -> Iterator[Row]:
    """Leads on spans that nobody leads: whoever has elements enough goes on as long as he can."""
    nations = [nation.id for nation in scene.operation.nations]
    for name, spans in unled(scene).items():
        task = scene.operation.task[name]
        assert isinstance(task, Requirement)
        runs: list[tuple[str, int, int]] = []
        for span in spans:
            can = [
                nation for nation in nations if (there := scene.in_place.get((name, nation)))
                and there.least(span.first, span.after) >= min(task.lead, span.quantity)
            ]
            if not can:
                continue
            if runs and runs[-1][2] == span.first and runs[-1][0] in can:
                runs[-1] = (runs[-1][0], runs[-1][1], span.after)
            else:
                runs.append((can[0], span.first, span.after))
        yield from _lasting(scene, task, runs)


def _lasting(
    scene: Scene, task: Requirement, runs: Sequence[tuple[str, int, int]]
) -> Iterator[Row]:
    """Runs that last long enough for a lead, beside those that there are."""
    whole = scene.task_days(task.id)
    others = [days for row, *days in scene.rows_of("lead") if row.task == task.id]
    framed = any(line.slot.framework for line in scene.operation.slots_of.get(task.id, ()))
    for nation, first, after in runs:
        lasts = after - first >= task.lead_days or (whole is not None and after >= whole[1])
        if lasts and not framed and not any(a < after and first < b for a, b in others):
            yield Row(
                outcome=scene.outcome.name, kind="lead", nation=nation, task=task.id,
                first_day=scene.timeline.date_of(first), days=after - first, count=1,
            )


def _told(operation: Operation, known: Known, scene: Scene) -> Plan | None:
    """The plan with what is short and its score, if the judge passes it."""
    name, day = known.outcome.name, known.baseline.outcomes[0].d_day
    part = OutcomePlan(
        outcome=name, answers=known.outcome.answers, probability=1.0, d_day=day, terms=(),
        score=0.0, bound=None, unfillable=0.0, status="limit",
    )
    made = Plan(
        operation=operation.name, operation_hash=fingerprint(known.operation),
        made_by=f"willing {__version__}", seed=0, repeatable=True, outcomes=(part,),
        rows=(*scene.rows, *_short(scene)),
    )
    terms = score(operation, made, name, known.baseline)
    scored = replace(part, terms=terms, score=sum(term.points for term in terms))
    made = replace(made, outcomes=(scored,))
    return None if verify(operation, made, known.baseline) else made


def _short(scene: Scene) -> Iterator[Row]:
    """What is short, and where nobody leads; spans in a row that lack the same are one row."""
    for name, spans in covered(scene).items():
        short = ((item.span.first, item.span.after, float(item.short)) for item in spans)
        yield from _runs(scene, "shortfall", name, short)
    for name, gaps in unled(scene).items():
        yield from _runs(
            scene, "lead_shortfall", name, ((span.first, span.after, 1.0) for span in gaps))


def _runs(
    scene: Scene, kind: Literal["shortfall", "lead_shortfall"], task: str,
    spans: Iterable[tuple[int, int, float]],
) -> Iterator[Row]:
    joined: list[tuple[int, int, float]] = []
    for first, after, count in spans:
        if joined and joined[-1][1:] == (first, count):
            joined[-1] = (joined[-1][0], after, count)
        elif count:
            joined.append((first, after, count))
    for first, after, count in joined:
        yield Row(
            outcome=scene.outcome.name, kind=kind, task=task, count=count,
            first_day=scene.timeline.date_of(first), days=after - first,
        )
