"""The decision calendar: everything with a last day, in one list.

Before the deal days are calendar dates, behind it they are counted from D: nobody knows D yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from willing.domain.agreement import WORDS
from willing.domain.operation import Operation
from willing.domain.outcomes import chances
from willing.domain.question import DEAL, Question
from willing.domain.renewal import in_time, words
from willing.report.bought import Bought, bought
from willing.report.figures import amount, portion
from willing.report.reading import Reading, counted_in
from willing.report.section import Column, Section, Table, Value
from willing.report.sheet import Book
from willing.report.tours import Tour
from willing.report.waiting import Wait
from willing.report.waiting_chart import may_be_d

KINDS = {
    "answer": "answered", "deal": "may be D", "step": "take step", "effect": "step in effect",
    "shut": "last day of step", "stand": "stand by", "off": "off standby",
    "name": "name", "order": "order", "both": "name and order", "renewal": "renew pledge",
    "ask": "ask to renew", "renewed": "renewed until",
    "pledge": "pledge ends", "agreement": "agreement ends", "certificate": "certificate ends",
}
"""Kinds of entry, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that has a day."""

    kind: str
    """One of `KINDS`."""
    day: date | None
    """Calendar date; None: counted from D."""
    after: int | None
    """Days behind D; None: a calendar date."""
    nation: str
    """Whose it is; empty: nobody's alone."""
    what: str
    """What is to be done, or happens."""
    why: str
    """What hangs on it."""
    outcomes: tuple[str, ...] = ()
    """Outcomes in which it is so; empty: it stands in the data, whatever comes."""
    chance: float | None = None
    """Their chance; None: it stands in the data."""

    @property
    def key(self) -> tuple[bool, date, int, int, str, str]:
        """Order of the list: calendar first, then D+n; of one day in the order of kinds."""
        return (
            self.day is None, self.day or date.min, self.after or 0, list(KINDS).index(self.kind),
            self.nation, self.what,
        )


@dataclass(slots=True, kw_only=True)
class _Due:
    """Elements to be named or ordered by one day, as far as outcomes are put together."""

    tour: Tour
    counts: dict[str, int]
    chance: float


def entries(
    operation: Operation, readings: Sequence[Reading], waits: Sequence[Wait]
) -> tuple[Entry, ...]:
    """Every entry of a plan's calendar, first things first."""
    found = [
        *_questions(operation, readings), *_steps(operation, readings),
        *_stints(operation, waits), *_turns(operation, readings), *_ends(operation, readings),
    ]
    return tuple(sorted(found, key=lambda item: item.key))


def _questions(operation: Operation, readings: Sequence[Reading]) -> Iterator[Entry]:
    line = readings[0].timeline
    for deal in may_be_d(readings):
        yield Entry(
            kind="deal", day=line.date_of(deal.day), after=None, nation="",
            what="the deal may take effect", why="", chance=deal.chance,
            outcomes=tuple(r.name for r in readings if r.timeline.d_day == deal.day))
    for question in operation.questions:
        if question.id == DEAL:
            continue
        told = f"{question.name or question.id} ({_answers(operation, question)})"
        at_deal = question.answered is None
        yield Entry(
            kind="answer", day=question.answered, after=0 if at_deal else None, nation="",
            what=told, why=_hangs(operation, question))


def _answers(operation: Operation, question: Question) -> str:
    if question.given:
        return ", ".join(answer.id for answer in question.answers)
    return ", ".join(
        f"{answer} {portion(chance)}" for answer, chance in chances(operation, question, {}))


def _hangs(operation: Operation, question: Question) -> str:
    """Pledges that wait for an answer."""
    mine = [
        pledge.id for pledge in operation.pledges if pledge.condition is not None
        and any(c.question == question.id for c in pledge.condition.comparisons())
    ]
    return f"{amount(len(mine), 'pledge')} under this condition" if mine else ""


def _steps(operation: Operation, readings: Sequence[Reading]) -> Iterator[Entry]:
    """Steps that are taken, when they are in effect, and the last day of those still open."""
    taken: dict[tuple[str, int], list[tuple[Reading, Bought]]] = {}
    for reading in readings:
        for item in bought(reading):
            if item.day is not None:
                taken.setdefault((item.step.id, item.day), []).append((reading, item))
    line = readings[0].timeline
    for (_, day), found in taken.items():
        step = found[0][1].step
        needs = dict.fromkeys(task for _, item in found for task, _, _ in item.needed)
        why = f"needed for {', '.join(needs)}" if needs else "nothing needs it in this plan"
        for kind, on in (("step", day), ("effect", day + step.lead_days)):
            yield Entry(
                kind=kind, day=line.date_of(on), after=None, nation=step.nation,
                what=f"{step.name or step.id}, opens {', '.join(step.opens)}", why=why,
                outcomes=tuple(reading.name for reading, _ in found),
                chance=sum(reading.plan.probability for reading, _ in found))
    for step in operation.steps:
        if step.until is not None and step.taken is None:
            yield Entry(
                kind="shut", day=step.until, after=None, nation=step.nation,
                what=f"{step.name or step.id}, opens {', '.join(step.opens)}", why="")


def _stints(operation: Operation, waits: Sequence[Wait]) -> Iterator[Entry]:
    for wait in waits:
        line = wait.thens[0].reading.timeline
        unit = counted_in(operation, operation.unit[wait.unit].capability)
        who = f"{amount(wait.count, unit)} of {wait.unit} ({wait.pledge}) on {wait.level.id}"
        names = tuple(then.reading.name for then in wait.thens)
        tasks = dict.fromkeys(c.called.task for then in wait.thens for c in then.calls)
        yield Entry(
            kind="stand", day=line.date_of(wait.first), after=None, nation=wait.nation, what=who,
            why=f"called for {', '.join(tasks)}" if tasks else "nobody calls them",
            outcomes=names, chance=wait.chance)
        yield Entry(
            kind="off", day=line.date_of(wait.after), after=None, nation=wait.nation, what=who,
            why="at the latest, where no deal came before; then "
            f"{amount(wait.level.recovery, 'day')} of rest",
            outcomes=names, chance=wait.chance)


def _turns(operation: Operation, readings: Sequence[Reading]) -> Iterator[Entry]:
    """Whom nations name and order by when: before the deal by date, behind it by day from D."""
    found: dict[tuple[str, date | None, int | None, str, str, str], _Due] = {}
    for reading in readings:
        for tour in reading.tours:
            if not tour.pledge or tour.name_by is None:
                continue
            kinds = [("both", tour.order_by)] if tour.name_by == tour.order_by else [
                ("name", tour.name_by), ("order", tour.order_by)]
            for kind, due_day in kinds:
                when = _when(reading, due_day)
                due = found.setdefault(
                    (kind, *when, tour.unit, tour.pledge, tour.task),
                    _Due(tour=tour, counts={}, chance=0.0))
                if reading.name not in due.counts:
                    due.chance += reading.plan.probability
                due.counts[reading.name] = due.counts.get(reading.name, 0) + tour.count
    for (kind, day, after, unit, pledge, task), due in found.items():
        word = counted_in(operation, operation.unit[unit].capability)
        most, least = max(due.counts.values()), min(due.counts.values())
        yield Entry(
            kind=kind, day=day, after=after, nation=due.tour.nation, chance=due.chance,
            what=f"{'up to ' if most > least else ''}{amount(most, word)} of {unit} ({pledge})",
            why=f"for {task}" + (" (backfill)" if due.tour.backfill else ""),
            outcomes=tuple(due.counts))


def _when(reading: Reading, day: int) -> tuple[date | None, int | None]:
    d_day = reading.timeline.d_day
    if d_day is None or day < d_day:
        return reading.timeline.date_of(day), None
    return None, day - d_day


def _ends(operation: Operation, readings: Sequence[Reading]) -> Iterator[Entry]:
    """Promises, permissions and certificates with a last day."""
    for pledge in operation.pledges:
        unit = operation.unit[pledge.unit]
        for kind, day in (("renewal", pledge.renew_by), ("pledge", pledge.until)):
            if day is not None:
                yield Entry(
                    kind=kind, day=day, after=None, nation=unit.nation,
                    what=f"{pledge.id}: {pledge.count} of {unit.id}, {pledge.status}",
                    why=_used(readings, pledge.id, day))
    for item in operation.agreements:
        until = item.until
        if until is not None:
            yield Entry(
                kind="agreement", nation="", why=f"for {', '.join(item.parties) or 'all'}",
                day=until if isinstance(until, date) else None,
                after=None if isinstance(until, date) else until.days,
                what=f"{item.name or item.id}, {WORDS[item.kind]}: {item.place}")
    yield from _renewals(operation, readings)
    for unit in operation.units:
        if unit.certified_until is not None:
            yield Entry(
                kind="certificate", day=unit.certified_until, after=None, nation=unit.nation,
                what=f"{unit.id}: {unit.count}", why="")


def _renewals(operation: Operation, readings: Sequence[Reading]) -> Iterator[Entry]:
    """Until when what is renewed goes on, and by when what is not given can be asked for."""
    nations = {pledge.id: operation.unit[pledge.unit].nation for pledge in operation.pledges}
    for row in operation.renewals:
        nation, until = nations.get(row.renews, ""), row.until
        if row.given:
            yield Entry(
                kind="renewed", nation=nation, why="", what=row.renews,
                day=until if isinstance(until, date) else None,
                after=None if isinstance(until, date) else until.days)
        elif row.ask_by is not None and in_time(row, operation.as_of):
            pledge = operation.pledge.get(row.renews)
            end = None if pledge is None else pledge.until
            yield Entry(
                kind="ask", day=row.ask_by, after=None, nation=nation,
                what=f"{row.renews} {words(row)}",
                why="" if end is None else _used(readings, row.renews, end))


def _used(readings: Sequence[Reading], pledge: str, day: date) -> str:
    """What a plan wants of a pledge from a day on, in the outcome that wants most."""
    most = max((
        sum(tour.count for tour in reading.tours if tour.pledge == pledge
            and reading.timeline.date_of(tour.turn.ends) > day)
        for reading in readings
    ), default=0)
    if not most:
        return "no tour of this plan lasts longer"
    return f"{amount(most, 'element')} on tours that last longer, in the outcome with most"


def calendar_section(
    operation: Operation, readings: Sequence[Reading], waits: Sequence[Wait],
    detailed: Set[str] | None = None,
) -> Section:
    """The calendar as tables: before the deal by date, behind it by day from D.

    Left out is what stands in none of the outcomes told in detail; how much that is, is told.
    """
    every = entries(operation, readings, waits)
    found = [item for item in every if detailed is None or not item.outcomes
             or item.kind == "deal" or not detailed.isdisjoint(item.outcomes)]
    apart = len(readings) > 1 and readings[0].whole.expected is None
    return Section(
        key="Decision calendar", title="Decision calendar",
        texts=("What is answered, named, ordered, held and what ends, first things first. Before "
               "the deal by date; behind it by day from D, as nobody knows D yet.", *((
                   f"{amount(len(every) - len(found), 'more entry')} of outcomes that are not "
                   "told in detail are left out; how many outcomes have an entry is counted over "
                   "all.",) if len(every) > len(found) else ()), *((
                   "Each outcome was planned by itself: what does not stand in all of them is no "
                   "decision that could be taken now.",) if apart else ())),
        tables=(
            _table("Before the deal, by date", "Date", readings,
                   [item for item in found if item.day is not None], operation.as_of),
            _table("Behind the deal, by day from D", "Day", readings,
                   [item for item in found if item.day is None], operation.as_of),
        ),
    )


def _table(
    caption: str, first: str, readings: Sequence[Reading], found: Sequence[Entry], as_of: date
) -> Table:
    dealt = sum(reading.timeline.d_day is not None for reading in readings)

    def row(item: Entry) -> tuple[Value, ...]:
        soon = item.day is not None and item.day < as_of
        day: Value = f"D+{item.after}" if item.day is None else (
            f"{item.day} (over)" if soon else item.day.isoformat())
        return (day, KINDS[item.kind], item.nation or "–", item.what, item.why or "–",
                told_in(item, dealt if item.day is None else len(readings)))

    return Table(
        caption=caption, none="Nothing.", rows=tuple(row(item) for item in found), columns=(
            Column(first, 12, "date"), Column("What", 16, "date"), Column("Nation", 9),
            Column("Which", 44), Column("Why", 44), Column("In outcomes", 20)),
    )


def told_in(item: Entry, of: int) -> str:
    """In how many outcomes it is so."""
    if item.chance is None:
        return "whatever comes"
    if len(item.outcomes) == of:
        return "all"
    return f"{len(item.outcomes)} of {of} ({portion(item.chance)})"


def calendar_sheet(
    book: Book, operation: Operation, readings: Sequence[Reading], waits: Sequence[Wait]
) -> None:
    """Add the sheet: an entry a row, dates as dates."""
    book.sheet("Decision calendar", "What is answered, named, ordered, held and ends, and when", (
        "Date", "Day from D", "What", "Nation", "Which", "Why", "In how many outcomes",
        "Chance, %", "Outcomes",
    ), (
        (item.day, None if item.after is None else f"D+{item.after}", KINDS[item.kind],
         item.nation, item.what, item.why, len(item.outcomes) if item.outcomes else None,
         None if item.chance is None else round(100 * item.chance, 2), "; ".join(item.outcomes))
        for item in entries(operation, readings, waits)
    ), frozen=3)


def entry_mapping(item: Entry) -> dict[str, Any]:
    """An entry for machines."""
    return {
        "kind": item.kind, "date": None if item.day is None else item.day.isoformat(),
        "days_after_d": item.after, "nation": item.nation, "what": item.what, "why": item.why,
        "outcomes": list(item.outcomes), "chance": item.chance,
    }

