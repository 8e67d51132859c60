"""What a plan rests on that nobody has said: assumptions, rounding, and derived quantities."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from willing.domain.operation import Operation
from willing.domain.pledge import STATUSES
from willing.domain.renewal import still_open, words
from willing.domain.requirement import Requirement
from willing.factors.derivation import read_derived
from willing.report.figures import amount, number
from willing.report.reading import Reading

_NAMED = 12
"""How many ids a sentence names before it says how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One thing that was taken for granted or rounded."""

    about: str
    """Short heading."""
    text: str
    """What was assumed, in a sentence with its figures."""


def assumptions(
    operation: Operation, found: Sequence[Reading], detailed: Sequence[Reading] | None = None
) -> tuple[Assumption, ...]:
    """Everything a reader should know before he relies on the plan.

    Days lost by rounding are told outcome by outcome: of those in detail, without them of all.
    """
    return (
        *_spread(operation), *_status(operation), *_authority(found),
        *_movement(operation, found),
        *_moved(found), *_rounded(found if detailed is None else detailed),
        *_renewal(operation, found),
        *_not_yet_given(operation, found),
        *_fixed(operation), *_derived(operation),
    )


def _spread(operation: Operation) -> Iterator[Assumption]:
    told = {row.unit for row in operation.cycles}
    told |= {unit.id for unit in operation.units if unit.free is not None}
    silent = [unit.id for unit in operation.units if unit.id not in told]
    if silent:
        yield Assumption(about="Units spread over their cycle", text=(
            f"{amount(len(silent), 'unit')} of {len(operation.units)} have no cycle rows. Their "
            "elements are spread evenly over tour, recovery and dwell on the as-of date: "
            f"{_names(silent)}."
        ))


def _status(operation: Operation) -> Iterator[Assumption]:
    least = operation.settings.counts_from
    below = [
        pledge.id for pledge in operation.pledges
        if STATUSES.index(pledge.status) < STATUSES.index(least)
    ]
    counted = "all pledges count" if least == STATUSES[0] else f"pledges count from {least} on"
    left = f"; not counted: {_names(below)}" if below else ""
    yield Assumption(about="Status of pledges", text=f"In this plan {counted}{left}.")


def _authority(found: Sequence[Reading]) -> Iterator[Assumption]:
    silent: dict[str, None] = {}
    for reading in found:
        for tour in reading.tours:
            task, pledge = reading.task(tour.task), reading.operation.pledge.get(tour.pledge)
            asked = isinstance(task, Requirement) and task.authority
            if asked and pledge is not None and not pledge.authority:
                silent[tour.pledge] = None
    if silent:
        yield Assumption(about="Authority not said", text=(
            "These pledges serve lines that ask for authority and do not say what their nation "
            f"grants; they are taken to grant enough: {_names(list(silent))}."
        ))


def _movement(operation: Operation, found: Sequence[Reading]) -> Iterator[Assumption]:
    pairs: dict[str, None] = {}
    for reading in found:
        for tour in reading.tours:
            start = reading.operation.unit[tour.unit].home
            end = reading.task(tour.task).place
            if not reading.situation.movement(start, end)[1]:
                pairs[f"{start} to {end}"] = None
    if pairs:
        days = amount(operation.settings.movement_days, "day")
        yield Assumption(about="Movement without legs", text=(
            f"No legs join these places, so movement takes {days}: {_names(list(pairs))}."
        ))


def _moved(found: Sequence[Reading]) -> Iterator[Assumption]:
    told: dict[str, None] = {}
    for reading in found:
        line = reading.timeline
        asked, moved = line.asked_d_day, line.d_day
        if asked is not None and moved is not None and moved > asked:
            told[
                f"the deal of {line.date_of(asked)} makes D-day {line.date_of(moved)}, "
                f"{amount(moved - asked, 'day')} later"
            ] = None
    if told:
        yield Assumption(about="D-day moved to a line", text=(
            f"Deals that lie between two lines of the waiting grid move to the next: "
            f"{_names(list(told))}."
        ))


def _rounded(found: Sequence[Reading]) -> Iterator[Assumption]:
    told = []
    for reading in found:
        free = [tour for tour in reading.tours if tour.pinned != "cycle"]
        lines, elements = reading.timeline.lines, sum(tour.count for tour in free)
        lost = sum(tour.count * _lost(lines, tour.turn.leaves, tour.turn.free) for tour in free)
        if lost:
            told.append(
                f"{reading.label}: {number(lost)} element-days, "
                f"{amount(lost / elements, 'day')} a tour on average"
            )
    if told:
        yield Assumption(about="Tours rounded to lines", text=(
            "Elements are taken from home and given back on lines of the grid, so the plan keeps "
            f"them longer than they need. {'; '.join(told)}."
        ))


def _lost(lines: Sequence[int], leaves: int, free: int) -> int:
    before = lines[max(bisect_right(lines, leaves) - 1, 0)]
    behind = lines[min(bisect_left(lines, free), len(lines) - 1)]
    return max(leaves - before, 0) + max(behind - free, 0)


def _renewal(operation: Operation, found: Sequence[Reading]) -> Iterator[Assumption]:
    renewed: dict[str, None] = {}
    for reading in found:
        for tour in reading.tours:
            pledge = operation.pledge.get(tour.pledge)
            last = reading.timeline.date_of(tour.turn.ends)
            if pledge and pledge.renew_by and pledge.renew_by < last:
                renewed[f"{pledge.id} by {pledge.renew_by}"] = None
    if renewed:
        yield Assumption(about="Pledges to be renewed", text=(
            f"The plan uses these pledges after the day on which they lapse: {_names([*renewed])}."
        ))


def _not_yet_given(operation: Operation, found: Sequence[Reading]) -> Iterator[Assumption]:
    """Pledges used behind their own end, in outcomes in which they will have been renewed."""
    used: dict[str, None] = {}
    for reading in found:
        for tour in reading.tours:
            pledge = operation.pledge.get(tour.pledge)
            last = reading.timeline.date_of(tour.turn.ends)
            if pledge and pledge.until and pledge.until < last:
                rows = still_open(operation.renewals, pledge.id, operation.as_of)
                used |= dict.fromkeys(f"{pledge.id} {words(row)}" for row in rows)
    if used:
        yield Assumption(about="Renewals not given yet", text=(
            "The plan uses these pledges behind their own end, in outcomes in which they are "
            f"renewed: {_names([*used])}."
        ))


def _fixed(operation: Operation) -> Iterator[Assumption]:
    yield Assumption(about="Coverage and shortfalls", text=(
        "A span (the days of a window inside one period of the grid) is as well covered as it is "
        "on its worst day. So shortfalls may be told larger than they are, never smaller."
    ))
    yield Assumption(about="Behind the horizon", text=(
        "Lines that reach the horizon go on behind it with their last quantity, so that no plan "
        "spends its force by the last day. Shortfall there is charged at "
        f"{number(operation.weights.tail * 100)} % and told apart."
    ))


def _derived(operation: Operation) -> Iterator[Assumption]:
    for task in operation.requirements:
        if task.derived:
            arithmetic = "; ".join(read_derived(task.derived).lines())
            yield Assumption(about=f"Quantity of {task.id} derived", text=f"{arithmetic}.")


def _names(ids: Sequence[str]) -> str:
    more = len(ids) - _NAMED
    return ", ".join(ids[:_NAMED]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Where the figures of one record come from."""

    table: str
    """Table of the record."""
    id: str
    """Record."""
    source: str
    """Where its figures come from."""
    grade: str
    """A official, B reputable press or institute, C relay not checked, I illustrative."""
    note: str
    """Anything a reader should know."""


_SOURCED = (
    ("nations", "id"), ("units", "id"), ("owners", "unit"), ("pledges", "id"),
    ("caveats", "pledge"),
    ("cycles", "unit"), ("requirements", "id"), ("commitments", "id"), ("places", "id"),
    ("legs", "start"), ("substitutions", "capability"), ("orders", "unit"), ("questions", "id"),
    ("changes", "id"), ("milestones", "id"), ("thresholds", "milestone"),
)
GRADES = {
    "A": "official or primary document", "B": "reputable press or institute",
    "C": "relay, not checked against the original", "I": "illustrative, chosen for this example",
    "": "no grade given",
}
"""What the grades of sources mean."""


def sources(operation: Operation) -> tuple[SourceRow, ...]:
    """Source, grade and note of every record that has any of them, table by table."""
    return tuple(
        SourceRow(table=table, id=getattr(row, key), source=row.source, grade=row.grade,
                  note=row.note)
        for table, key in _SOURCED for row in getattr(operation, table)
        if row.source or row.grade or row.note
    )


def grade_counts(operation: Operation) -> dict[str, dict[str, int]]:
    """For each table, how many records carry which grade; tables without records are left out."""
    found: dict[str, dict[str, int]] = {}
    for table, _ in _SOURCED:
        for row in getattr(operation, table):
            counts = found.setdefault(table, dict.fromkeys(GRADES, 0))
            counts[row.grade] += 1
    return found
