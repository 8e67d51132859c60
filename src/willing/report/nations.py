"""A page for each nation: what it offered, what is used where, what is asked and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from willing.domain.nation import Nation
from willing.domain.notice import notice_of
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.renewal import still_open
from willing.domain.requirement import Requirement
from willing.domain.serve import hold_wait
from willing.domain.unit import Unit
from willing.report.bonds import Bond
from willing.report.bought import bought, needed_words
from willing.report.chains import Link
from willing.report.declared import Declared
from willing.report.figures import amount
from willing.report.lines import Line, line_of
from willing.report.nominations import Nomination, nominations
from willing.report.pledged import most_at_once, sustained, terms
from willing.report.posts import Flag
from willing.report.reading import Reading, counted_in
from willing.report.standby import Held
from willing.report.tours import Hold, Tour


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A pledge with what a reader wants to see beside it."""

    pledge: Pledge
    """As it was offered."""
    unit: Unit
    """The pool it comes from."""
    unit_word: str
    """What one element is: battalion, aircraft, ..."""
    sustained: float
    """Elements it keeps in place without a break, movement not counted."""
    terms: tuple[str, ...]
    """Its limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Elements of one unit on one task in one outcome, added up over their tours."""

    task: str
    """Requirement or commitment."""
    unit: str
    """The pool."""
    pledge: str
    """Pledge it serves under; empty: the nation's own commitment."""
    how: str
    """operation, at notice, on call, backfill, backfill from home, own commitment or held at
    home."""
    most: int
    """Most elements at once."""
    tours: int
    """Elements sent on tours, each tour counted."""
    element_days: int
    """Elements x days in place or held."""
    first: int
    """First day."""
    after: int
    """Day after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing asked of a nation."""

    by: date
    """Day by which."""
    what: str
    """What it should do, in one sentence part."""
    why: str
    """What hangs on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NationPage:
    """What one nation needs to know of one outcome."""

    nation: Nation
    """As it stands in this outcome."""
    uses: tuple[Use, ...]
    """What is used where."""
    asked: tuple[Asked, ...]
    """What is asked of it, by day."""
    helped: tuple[Link, ...]
    """Backfills of its own commitments by others."""
    own: tuple[Line, ...]
    """How its own commitments are filled."""
    posts: tuple[Flag, ...] = ()
    """Posts it flags, turn by turn."""
    declared: tuple[Declared, ...] = ()
    """Its elements that stand for two tasks at once."""
    bonds: tuple[Bond, ...] = ()
    """What binds its pledges to others."""
    for_others: tuple[Bond, ...] = ()
    """What other nations' pledges need that is asked of it by name, and nobody has settled."""
    named: tuple[Nomination, ...] = ()
    """Tours for which it has yet to name elements, by the last day on which it can."""
    standby: tuple[Held, ...] = ()
    """Its elements held ready before the deal."""


def contributors(operation: Operation, readings: Iterable[Reading]) -> tuple[Nation, ...]:
    """Nations that have a page, in the operation's order: those with units (or parts of them),
    commitments or rows.
    """
    named = {unit.nation for unit in operation.units}
    named |= {task.nation for task in operation.commitments}
    named |= {owner.nation for owner in operation.owners}
    named |= {row.nation for reading in readings for row in reading.rows if row.nation}
    return tuple(nation for nation in operation.nations if nation.id in named)


def offers_of(operation: Operation, nation: str) -> tuple[Offer, ...]:
    """What a nation pledged, in the operation's order."""
    return tuple(
        Offer(
            pledge=pledge, unit=unit, unit_word=counted_in(operation, unit.capability),
            sustained=sustained(operation, pledge), terms=terms(operation, pledge),
        )
        for pledge in operation.pledges
        if (unit := operation.unit[pledge.unit]).nation == nation
    )


def nation_page(reading: Reading, nation: str) -> NationPage:
    """Read one outcome for one nation."""
    operation = reading.operation
    uses, bonds = uses_of(reading, nation), reading.bonds
    return NationPage(
        nation=operation.nation[nation],
        uses=uses, asked=_asked(reading, nation, uses),
        named=nominations(reading, nation),
        helped=tuple(link for link in reading.links if link.owner == nation),
        own=tuple(
            line_of(reading, task) for task in operation.commitments
            if task.nation == nation and reading.pieces.get(task.id)
        ),
        posts=tuple(flag for flag in reading.posts if flag.nation == nation),
        declared=tuple(item for item in reading.declared if item.nation == nation),
        bonds=tuple(bond for bond in bonds if bond.nation == nation),
        for_others=tuple(bond for bond in bonds if bond.open_ and nation in bond.asked),
        standby=tuple(held for held in reading.standby if held.nation == nation),
    )


def uses_of(reading: Reading, nation: str) -> tuple[Use, ...]:
    """Add up a nation's tours and holds by task, unit and pledge; requirements first."""
    groups: dict[tuple[str, str, str, str], list[Tour | Hold]] = {}
    items: tuple[Tour | Hold, ...] = (*reading.tours, *reading.holds)
    for item in items:
        if item.nation == nation:
            key = (item.task, item.unit, item.pledge, _how(reading, item))
            groups.setdefault(key, []).append(item)
    found = []
    for (task, unit, pledge, how), members in groups.items():
        spans = [(*_span(member), member.count) for member in members]
        found.append(Use(
            task=task, unit=unit, pledge=pledge, how=how, most=most_at_once(spans),
            tours=sum(member.count for member in members if isinstance(member, Tour)),
            element_days=sum((after - first) * count for first, after, count in spans),
            first=min(span[0] for span in spans), after=max(span[1] for span in spans),
        ))
    order = (
        "operation", "at notice", "on call", "backfill", "backfill from home", "own commitment",
        "held at home",
    )
    return tuple(sorted(found, key=lambda u: (order.index(u.how), u.first, u.task, u.unit)))


def _how(reading: Reading, item: Tour | Hold) -> str:
    task = reading.task(item.task)
    if isinstance(task, Requirement):
        return {"notice": "at notice", "on_call": "on call"}.get(task.kind, "operation")
    if isinstance(item, Tour):
        return "backfill" if item.backfill else "own commitment"
    return "backfill from home" if item.backfill else "held at home"


def _span(item: Tour | Hold) -> tuple[int, int]:
    if isinstance(item, Hold):
        return item.first, item.after
    return item.turn.first_day, item.turn.ends


def _asked(reading: Reading, nation: str, uses: tuple[Use, ...]) -> tuple[Asked, ...]:
    operation, line = reading.operation, reading.timeline
    found: list[Asked] = []
    by_pledge: dict[str, list[Use]] = {}
    for use in uses:
        if use.pledge:
            by_pledge.setdefault(use.pledge, []).append(use)
    for name, members in by_pledge.items():
        pledge = operation.pledge[name]
        orders = [_order(reading, nation, use, pledge) for use in members]
        found += orders
        first, last = min(use.first for use in members), max(use.after for use in members)
        if pledge.status in ("promised", "conditional"):
            found.append(Asked(
                by=min(order.by for order in orders),
                what=f"confirm pledge {name}, which is {pledge.status}",
                why=f"it is used from {line.label(first)}",
            ))
        if pledge.renew_by is not None and pledge.renew_by < line.date_of(last):
            found.append(Asked(
                by=pledge.renew_by, what=f"renew pledge {name}",
                why=f"it is used until {line.label(last)}; the plan assumes that it is renewed",
            ))
    found += _renewals(reading, nation, {
        name: max(use.after for use in members) for name, members in by_pledge.items()})
    found += [_stand(reading, held) for held in reading.standby if held.nation == nation]
    found += [
        Asked(by=line.date_of(item.day), what=f"take step {item.step.id}",
              why=f"needed by: {needed_words(item)}")
        for item in bought(reading) if item.day is not None and item.step.nation == nation
        and item.step.taken is None
    ]
    return tuple(sorted(found, key=lambda item: (item.by, item.what)))


def _renewals(reading: Reading, nation: str, used: dict[str, int]) -> Iterator[Asked]:
    """Renewals of its pledges that are not given: those in use, and those that may be asked for.

    `used`: day after the last on which each pledge is used.
    """
    operation, line = reading.operation, reading.timeline
    for pledge in operation.pledges:
        if operation.unit[pledge.unit].nation != nation or pledge.until is None:
            continue
        last = used.get(pledge.id, 0)
        end = max([pledge.until, *(
            row.until for row in operation.renewals
            if row.renews == pledge.id and row.given and isinstance(row.until, date)
        )])
        behind = line.date_of(last) > end
        for row in still_open(operation.renewals, pledge.id, operation.as_of):
            yield Asked(
                by=row.ask_by or end, what=f"renew pledge {pledge.id} until {row.until}",
                why=f"it is used until {line.label(last)}" if behind
                else f"it ends on {end}, and nothing is planned behind that day",
            )


def _stand(reading: Reading, held: Held) -> Asked:
    """The order to hold elements ready, on the day on which the stint begins."""
    line = reading.timeline
    word = counted_in(reading.operation, reading.operation.unit[held.unit].capability)
    called = ", ".join(f"{call.count} for {call.task}" for call in held.called)
    days = f"{line.label(held.first)} to {line.label(held.after)}"
    return Asked(
        by=line.date_of(held.first),
        what=(
            f"hold {amount(held.count, word)} of {held.unit} ({held.pledge}) on standby "
            f"{held.level.id}"
        ),
        why=f"{days}, notice of {amount(held.level.notice_days, 'day')}; "
            f"called on D: {called or 'nobody'}",
    )


def _order(reading: Reading, nation: str, use: Use, pledge: Pledge) -> Asked:
    """The latest day of the national order for the first tour or hold of a use."""
    operation, line = reading.operation, reading.timeline
    unit = operation.unit[use.unit]
    counted = amount(use.most, reading.unit_of_count(use.task))
    tour = next(
        (t for t in reading.tours if (t.task, t.unit, t.pledge) == (use.task, use.unit, use.pledge)
         and t.nation == nation), None,
    )
    if tour is None:
        lead = hold_wait(operation.served[use.task], notice_of(operation, unit, pledge))[1]
        begins = use.first - lead
        return Asked(
            by=line.date_of(begins),
            what=f"order up to {counted} of {unit.id} ({pledge.id}) held at home for {use.task}",
            why=f"the hold begins {line.label(use.first)}" + (
                f" and needs {amount(lead, 'day')}" if lead else ""),
        )
    if tour.pinned == "cycle":
        return Asked(
            by=line.date_of(tour.turn.ends),
            what=f"keep {counted} of {unit.id} ({pledge.id}) on {use.task}",
            why="already on tour on the as-of date",
        )
    notice = tour.turn.leaves - tour.order_by
    return Asked(
        by=line.date_of(tour.order_by),
        what=f"order up to {counted} of {unit.id} ({pledge.id}) to {use.task}",
        why=(
            f"notice of {amount(notice, 'day')}, lead-in begins {line.label(tour.turn.leaves)}, "
            f"leaves home {line.label(tour.turn.departs)}, "
            f"in place {line.label(tour.turn.first_day)}"
        ),
    )

