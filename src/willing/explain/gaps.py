"""For every shortfall: who could have filled it, and what stopped each element."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from willing.domain.near import counts_near, covering
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.reach import Reach
from willing.domain.requirement import Requirement, Served
from willing.domain.span import Span, spans
from willing.domain.unit import Unit
from willing.explain.account import account
from willing.explain.ground import Ground, ground
from willing.explain.leads import lead_stops
from willing.explain.slots import Lacking, one_more
from willing.explain.stoppers import KINDS, Stopper
from willing.units import months

_NAMED = 5
"""Pools named in one sentence; the others are counted."""
_PARTS = 2
"""Parts of one pool told in one sentence; the others are counted."""
_NOT_PLEDGED = ("unpledged", "pledged", "offered", "purpose")
"""Stoppers of elements that no pledge offers for the task."""
_MAIN = 2
"""Parts told where there is room for one sentence only."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """So many elements of a pool that the same thing stops."""

    unit: str
    """Pool."""
    nation: str
    """Nation that owns it."""
    elements: int
    """Elements stopped."""
    of: int
    """Elements of the pool."""
    stopper: Stopper
    """What stops them on most days of the shortfall."""
    days: int
    """On at least how many of its days this stops each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """A requirement within the minutes of a reach, and what keeps elements from it."""

    task: str
    """Requirement."""
    minutes: int
    """Minutes from the place of the reach."""
    stopped: tuple[Stopped, ...]
    """Every element that would count for the reach there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotNote:
    """One slot that lacks elements for one formation more."""

    task: str
    """Slot line."""
    missing: float
    """Elements it lacks."""
    beyond: float
    """Of these, elements that it lacks even with all who are free."""
    stopped: tuple[Stopped, ...]
    """Every element of every pool with the right capability, once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapNote:
    """A shortfall with an account of every element that could have counted for it."""

    outcome: str
    """Outcome."""
    task: str
    """Requirement or commitment that is short."""
    kind: str
    """`shortfall`, or `lead_shortfall` where nobody leads."""
    priority: int
    """Class of the task."""
    first: int
    """First day, counted from the as-of date."""
    after: int
    """Day after the last."""
    count: float
    """Elements missing; 1 for a lead."""
    points: float
    """What it adds to the score."""
    span: str
    """Its days in words."""
    stopped: tuple[Stopped, ...]
    """Every element of every pool with the right capability, once; none for a reach."""
    within: str = ""
    """Which lines are near to a reach, in words; empty for what elements serve on."""
    near: tuple[NearLine, ...] = ()
    """Lines near to a reach on which elements that count for it could serve."""
    slots: tuple[SlotNote, ...] = ()
    """Of a formation: slots that lack elements for one more."""
    one_more: str = ""
    """Of a formation: how many are assembled, and what one more wants."""

    @property
    def days(self) -> int:
        """How many days."""
        return self.after - self.first

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each kind of thing that stops somebody."""
        if self.within:
            return (self.within, *(
                f"On {line.task}: {text}" for line in self.near
                for text in _told(line.stopped) or ("nothing is wanted there on these days.",)
            ))
        found = list(_told(self.stopped))
        if self.one_more:
            found.append(self.one_more)
            for slot in self.slots:
                nobody = ("no unit has the capability, or may stand in for it.",)
                said = _told(slot.stopped) or nobody
                found += [f"For {slot.task}: {text[0].lower()}{text[1:]}" for text in said]
            beyond = [f"{slot.beyond:g} in {slot.task}" for slot in self.slots if slot.beyond]
            if beyond:
                found.append(f"Even with all who are free it lacks {' and '.join(beyond)}.")
        return tuple(found) or ("No unit has the capability, or may stand in for it.",)

    @property
    def main(self) -> str:
        """What stops most elements that are not there yet, with the largest pools: one sentence.

        Elements that somebody pledged are told before those that nobody did.
        """
        away = [item for item in self.stopped if item.stopper.kind != "here"]
        if not away:
            return self.sentences[0]
        away = [item for item in away if item.stopper.kind not in _NOT_PLEDGED] or away
        counts: Counter[str] = Counter()
        for item in away:
            counts[item.stopper.kind] += item.elements
        kind = max(KINDS, key=lambda kind: counts[kind])
        group = [item for item in away if item.stopper.kind == kind]
        ranked = sorted(group, key=lambda item: -item.elements)
        told = f"{KINDS[kind]}: {_listed(ranked[:_MAIN])}"
        more = sum(item.elements for item in ranked[_MAIN:])
        return f"{told}; and {more} more." if more else f"{told}."


def told(kind: str, group: list[Stopped]) -> str:
    """One sentence on those that one kind of thing stops."""
    return f"{KINDS[kind]}: {_listed(group)}."


def explain_gaps(
    operation: Operation, plan: Plan, outcome: str, task: str | None = None
) -> tuple[GapNote, ...]:
    """Account for every shortfall of one outcome, heaviest first; of one task if it is named.

    The account is read from the plan's rows, which keep every rule of the judge. Each element of
    each pool whose capability counts appears once in each note, with the one thing that stops it on
    most of the days. Raises `WillingError` when the plan does not have the outcome.
    """
    here = ground(operation, plan, outcome)
    return gaps_of(here, task)


def gaps_of(
    here: Ground, task: str | None = None, heaviest: int | None = None
) -> tuple[GapNote, ...]:
    """The same of an outcome already read; only so many of the heaviest, when a number is given."""
    return tuple(note_on(here, run) for run in runs_of(here, task)[:heaviest])


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Days in a row on which the same number is missing, before it is explained."""

    row: Row
    """Its first shortfall row."""
    first: int
    """First day, counted from the as-of date."""
    after: int
    """Day after the last."""
    count: float
    """Elements missing; 1 for a lead."""
    points: float
    """What it adds to the score."""


def runs_of(here: Ground, task: str | None = None) -> list[Run]:
    """The shortfalls of an outcome, or of one task, heaviest first."""
    found = [
        Run(row=row, first=first, after=after, count=count,
            points=_points(here, row, first, after, count))
        for row, first, after, count in _runs(here) if task is None or row.task == task
    ]
    return sorted(
        found, key=lambda run: (-round(run.points, 6), run.first, run.row.task, run.row.kind)
    )


def stopped_on(
    here: Ground, task: Served, days: tuple[int, int], missing: float,
    units: Sequence[Unit] | None = None,
) -> tuple[Stopped, ...]:
    """What stops every element of every capable pool, or of some, from covering days of a task."""
    first, after = days
    every = spans(task, here.situation.timeline)
    inside = [span for span in every if span.first < after and span.after > first]
    found = [
        item for unit in (here.capable(task) if units is None else units)
        for item in grouped(unit, [
            (span, account(here, unit, task, span, days, missing)) for span in inside
        ])
    ]
    order = list(KINDS)
    return tuple(sorted(
        found, key=lambda item: (order.index(item.stopper.kind), item.nation, item.unit)
    ))


def _runs(here: Ground) -> Iterator[tuple[Row, int, int, float]]:
    """Shortfall rows, those that follow each other with one number missing as one."""
    line = here.scene.timeline
    short = [row for row in here.scene.rows if row.kind in ("shortfall", "lead_shortfall")]
    last: tuple[Row, int, int, float] | None = None
    for row in sorted(short, key=lambda row: (row.task, row.kind, row.first_day)):
        first = (row.first_day - line.as_of).days
        after, count = first + row.days, float(row.count)
        joins = last is not None and (
            (last[0].task, last[0].kind, last[2]) == (row.task, row.kind, first)
            and abs(last[3] - count) < _SAME
            and (last[1] >= line.horizon) == (first >= line.horizon)
        )
        if last is not None and joins:
            last = (last[0], last[1], after, count)
            continue
        if last is not None:
            yield last
        last = (row, first, after, count)
    if last is not None:
        yield last


def _points(here: Ground, row: Row, first: int, after: int, count: float) -> float:
    """What a shortfall adds to the score; its days in the tail weigh less."""
    operation, line = here.situation.operation, here.situation.timeline
    task = operation.task[row.task]
    before = max(min(after, line.horizon) - first, 0)
    points = operation.weights.shortfall[task.priority - 1] * task.weight * count
    points *= months(before) + operation.weights.tail * months(after - first - before)
    return points * (operation.weights.lead if row.kind == "lead_shortfall" else 1.0)


def note_on(here: Ground, run: Run) -> GapNote:
    """Account for one shortfall."""
    row, first, after, count, points = run.row, run.first, run.after, run.count, run.points
    line, task = here.situation.timeline, here.situation.operation.task[row.task]
    days, within = (first, after), ""
    near: tuple[NearLine, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    if isinstance(task, Reach):
        within, near = _within(here, task), near_stopped(here, task, days, count)
    elif row.kind == "lead_shortfall" and isinstance(task, Requirement):
        stopped = tuple(
            Stopped(unit=unit.id, nation=unit.nation, elements=unit.count, of=unit.count,
                    stopper=stopper, days=after - first)
            for unit, stopper in lead_stops(here, task, days)
        )
    else:
        stopped = stopped_on(here, task, days, count)
    more = one_more(here, row.task, days) if row.kind == "shortfall" else None
    return GapNote(
        slots=() if more is None else tuple(
            _slot_note(here, item, days) for item in more.lacking
        ), one_more="" if more is None else more.sentence,
        outcome=here.part.outcome, task=row.task, kind=row.kind, priority=task.priority,
        first=first, after=after, count=count, points=points,
        span=f"{line.label(first)} to {line.label(after)}", stopped=stopped, within=within,
        near=near,
    )


def _within(here: Ground, reach: Reach) -> str:
    """Which lines lie within the minutes of a reach, as a sentence."""
    lines = covering(here.situation.operation, reach)
    where = f"within {reach.minutes} minutes of {reach.place}"
    if reach.mode:
        where += f" by {reach.mode}"
    if not lines:
        return f"No line for a {reach.capability} lies {where}."
    told = ", ".join(f"{name} ({minutes} min)" for name, minutes in lines.items())
    return f"Lines {where}: {told}."


def near_stopped(
    here: Ground, reach: Reach, days: tuple[int, int], missing: float
) -> tuple[NearLine, ...]:
    """Near lines on which elements that count could serve, nearest first."""
    operation, found = here.situation.operation, []
    for name, minutes in covering(operation, reach).items():
        task = operation.served[name]
        units = [unit for unit in here.capable(task)
                 if counts_near(operation, reach, unit.capability)]
        stopped = stopped_on(here, task, days, missing, units)
        found.append(NearLine(task=name, minutes=minutes, stopped=stopped))
    return tuple(found)


def _slot_note(here: Ground, item: Lacking, days: tuple[int, int]) -> SlotNote:
    missing = float(item.needed - item.there)
    stopped = stopped_on(here, item.line, days, missing)
    free = sum(each.elements for each in stopped if each.stopper.kind in ("assembled", "free"))
    return SlotNote(
        task=item.line.id, missing=missing, beyond=max(missing - free, 0.0), stopped=stopped
    )


def grouped(
    unit: Unit, accounts: Iterable[tuple[Span, tuple[Stopper, ...]]], free: bool = True
) -> Iterator[Stopped]:
    """Elements of a pool by what stops them on most days; what is first in time breaks ties.

    Without `free`, elements are left out that could serve at some price.
    """
    of_element: defaultdict[int, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    first_told: dict[tuple[int, tuple[str, str, str]], Stopper] = {}
    for span, stoppers in accounts:
        for index, stopper in enumerate(stoppers):
            key = (stopper.kind, stopper.pledge, stopper.task)
            of_element[index][key] += span.days
            first_told.setdefault((index, key), stopper)
    groups: defaultdict[Stopper, list[int]] = defaultdict(list)
    for index, counted in of_element.items():
        key, days = counted.most_common(1)[0]
        groups[first_told[index, key]].append(days)
    for stopper, each in groups.items():
        if free or stopper.better is None:
            yield Stopped(
                unit=unit.id, nation=unit.nation, elements=len(each), of=unit.count,
                stopper=stopper, days=min(each),
            )


def _told(stopped: Sequence[Stopped]) -> tuple[str, ...]:
    """A sentence for each kind of thing that stops somebody."""
    return tuple(
        told(kind, group) for kind in KINDS
        if (group := [item for item in stopped if item.stopper.kind == kind])
    )


def _of_pool(own: list[Stopped]) -> str:
    """Elements of one pool, the largest parts with what stops them."""
    ranked = sorted(own, key=lambda item: -item.elements)
    parts = [f"{i.elements} of {i.of} ({i.stopper.text})" for i in ranked[:_PARTS]]
    if ranked[_PARTS:]:
        parts.append(f"{sum(item.elements for item in ranked[_PARTS:])} others likewise")
    return " and ".join(parts)


def _listed(group: list[Stopped]) -> str:
    """Pools that one kind of thing stops: `POL pol_bn: 2 of 3 at rest until D+214`."""
    of_unit: defaultdict[tuple[str, str], list[Stopped]] = defaultdict(list)
    for item in group:
        of_unit[item.nation, item.unit].append(item)
    pools = [f"{nation} {unit} {_of_pool(own)}" for (nation, unit), own in of_unit.items()]
    more = list(of_unit)[_NAMED:]
    if more:
        elements = sum(item.elements for name in more for item in of_unit[name])
        others = f"{len(more)} more pool{'s' if len(more) > 1 else ''}"
        elements_ = f"({elements} element{'s' if elements > 1 else ''})"
        pools = [*pools[:_NAMED], f"{others} {elements_}"]
    return "; ".join(pools)
