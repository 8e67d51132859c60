"""The statement of requirements: a row for each window of each line, and how far it is filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from willing.domain.credit import credit
from willing.domain.fit import Fit, fit
from willing.domain.notice import notice_of
from willing.domain.pledge import STATUSES
from willing.domain.requirement import Requirement
from willing.domain.serials import serials, sub_serial
from willing.domain.windows import Window
from willing.report.figures import State, amount, number, percent, state_of
from willing.report.lines import kind_words
from willing.report.notes import Notes, notes_on
from willing.report.pieces import Piece, Sum, total
from willing.report.pledged import most_at_once
from willing.report.reading import Reading, counted_in

_NAMED = 4
_NOT_YET = frozenset({"status", "condition", "never", "agreement"})
"""Reasons for which an offer is one all the same: not firm enough, not yet, or not yet signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A pledge that is meant for a line."""

    pledge: str
    """Pledge."""
    nation: str
    """Who offers."""
    count: int
    """Elements that serve in turns."""
    status: str
    """How firm it is."""
    notice: int
    """Days from the national order until they can leave home."""
    counts: bool
    """Whether it may serve in this outcome."""
    why_not: str
    """What stands against it in this outcome; empty: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One window of one line in one outcome."""

    serial: str
    """Serial of the line."""
    sub_serial: str
    """Serial of the window."""
    line: Requirement
    """As it stands in this outcome."""
    unit: str
    """What is counted."""
    quantity: float
    """Most elements wanted on any day of the window, support that people ask for included."""
    first: int | None
    """First day; None: in this outcome it is never asked for."""
    after: int | None
    """Day after the last up to the horizon; None: never asked for."""
    open_end: bool
    """Whether it goes on behind the horizon."""
    offers: tuple[Offer, ...]
    """Pledges meant for the line, in the operation's order."""
    accepted: int
    """Most elements of the plan in place, or held for it, at once."""
    least: int
    """Fewest of them on any day on which something is wanted."""
    by: tuple[tuple[str, int], ...]
    """Nations that serve it and the most elements of each at once, in the operation's order."""
    sum: Sum
    """Element-days wanted and there."""
    runs: tuple[tuple[int, int, State], ...]
    """Days in a row with one state: first, after, state."""
    remark: str
    """Why it is short, in one sentence; empty where it is filled."""

    @property
    def state(self) -> State:
        """Filled, partly, not filled, or not asked."""
        return state_of(self.sum.share)

    @property
    def offered(self) -> int:
        """Elements of all pledges meant for the line."""
        return sum(offer.count for offer in self.offers)

    @property
    def notices(self) -> tuple[int, int] | None:
        """Shortest and longest notice of the offers; None without offers."""
        days = [offer.notice for offer in self.offers]
        return (min(days), max(days)) if days else None


def statement(reading: Reading, notes: Notes | None = None) -> tuple[Entry, ...]:
    """Every window of every line in one outcome, in the operation's order."""
    known = serials(reading.before)
    found: list[Entry] = []
    for line in reading.operation.requirements:
        offers = offers_for(reading, line)
        for place, window in enumerate(line.quantity.parts, 1):
            found.append(_entry(reading, line, known, (place, window), offers, notes))
    return tuple(found)


def offers_for(reading: Reading, line: Requirement) -> tuple[Offer, ...]:
    """Pledges meant for a line: only status, condition or a signature stand against them."""
    operation = reading.operation
    found = []
    for pledge in operation.pledges:
        unit = operation.unit[pledge.unit]
        if credit(operation, unit.capability, line.capability) is None:
            continue
        held = fit(reading.situation, unit, pledge, line)
        if {reason.kind for reason in held.reasons} <= _NOT_YET:
            found.append(Offer(
                pledge=pledge.id, nation=unit.nation, count=pledge.count, status=pledge.status,
                notice=notice_of(operation, unit, pledge), counts=not held.reasons,
                why_not=_why_not(held),
            ))
    return tuple(found)


def _why_not(held: Fit) -> str:
    return "; ".join(reason.text for reason in held.reasons)


def _entry(
    reading: Reading, line: Requirement, known: Mapping[str, str], which: tuple[int, Window],
    offers: tuple[Offer, ...], notes: Notes | None,
) -> Entry:
    place, window = which
    days, open_end = _days(reading, window)
    pieces = [] if days is None else _cut(reading.pieces.get(line.id, ()), *days)
    counted = total(pieces, 0, reading.timeline.horizon)
    by = {} if days is None else _in_place(reading, line.id, days)
    least, most = (0, 0) if days is None else _numbers(reading, line.id, pieces)
    return Entry(
        serial=known[line.id], sub_serial=sub_serial(known[line.id], place), line=line,
        unit=counted_in(reading.operation, line.capability),
        quantity=max((piece.wanted for piece in pieces), default=float(window.quantity)),
        first=None if days is None else days[0], after=None if days is None else days[1],
        open_end=open_end, offers=offers, accepted=most, least=least, by=tuple(by.items()),
        sum=counted, runs=_runs(pieces),
        remark=_remark(reading, line, pieces, offers, notes),
    )


def _days(reading: Reading, window: Window) -> tuple[tuple[int, int] | None, bool]:
    """Days of a window up to the horizon, and whether it goes on behind it."""
    time = reading.timeline
    first = 0 if window.start is None else time.day_of(window.start)
    after = time.end if window.end is None else time.day_of(window.end)
    if first is None or after is None:
        return None, False
    first, last = max(first, 0), min(after, time.horizon)
    return ((first, last) if first < last else None), after > time.horizon or window.end is None


def _cut(pieces: Sequence[Piece], first: int, after: int) -> list[Piece]:
    return [
        Piece(max(piece.first, first), min(piece.after, after), piece.wanted, piece.cover)
        for piece in pieces if piece.first < after and first < piece.after
    ]


def _in_place(reading: Reading, task: str, days: tuple[int, int]) -> dict[str, int]:
    """Most elements of each nation at once."""
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for nation, begins, ends, count in _serving(reading, task):
        first, after = max(begins, days[0]), min(ends, days[1])
        if first < after:
            spans.setdefault(nation, []).append((first, after, count))
    order = [nation.id for nation in reading.operation.nations]
    return {name: most_at_once(spans[name]) for name in sorted(spans, key=order.index)}


def _numbers(reading: Reading, task: str, pieces: Sequence[Piece]) -> tuple[int, int]:
    """Fewest and most elements in place on the days of some pieces."""
    serving = _serving(reading, task)
    found = []
    for piece in pieces:
        edges = {piece.first, *(
            day for _, first, after, _ in serving for day in (first, after)
            if piece.first < day < piece.after
        )}
        found += [
            sum(count for _, first, after, count in serving if first <= day < after)
            for day in edges
        ]
    return min(found, default=0), max(found, default=0)


def _serving(reading: Reading, task: str) -> list[tuple[str, int, int, int]]:
    """Who serves a line: nation, first day, day after the last, elements; on tour or held."""
    return [
        (tour.nation, tour.turn.first_day, tour.turn.ends, tour.count)
        for tour in reading.tours if tour.task == task
    ] + [
        (hold.nation, hold.first, hold.after, hold.count)
        for hold in reading.holds if hold.task == task
    ]


def _runs(pieces: Sequence[Piece]) -> tuple[tuple[int, int, State], ...]:
    runs: list[tuple[int, int, State]] = []
    for piece in pieces:
        state = state_of(piece.cover / piece.wanted)
        if runs and runs[-1][1] == piece.first and runs[-1][2] == state:
            runs[-1] = (runs[-1][0], piece.after, state)
        else:
            runs.append((piece.first, piece.after, state))
    return tuple(runs)


def _remark(
    reading: Reading, line: Requirement, pieces: Sequence[Piece], offers: Sequence[Offer],
    notes: Notes | None,
) -> str:
    short = [piece for piece in pieces if piece.missing]
    if not short:
        return ""
    for piece in short:
        for note in notes_on(notes, reading.name, line.id, piece.first, piece.after):
            if note.why:
                return note.why
    return offered_in_words(offers)


def offered_in_words(offers: Sequence[Offer]) -> str:
    """What is offered for a line that is short, and what stands against it, in one sentence."""
    if not offers:
        return "Nothing is offered for it."
    waiting = [offer for offer in offers if not offer.counts]
    if waiting and len(waiting) == len(offers):
        told = "; ".join(f"{offer.pledge}: {offer.why_not}" for offer in waiting[:_NAMED])
        return f"All that is offered does not count here ({told})."
    counted = sum(offer.count for offer in offers if offer.counts)
    told = f"{number(counted)} offered that may serve in turns"
    if waiting:
        told += f", {number(sum(offer.count for offer in waiting))} that do not count here"
    return f"{told}; the plan uses them as far as days, numbers and other {'lines'} allow."


def by_status(offers: Sequence[Offer]) -> str:
    """Elements offered by how firm they are, the firmest first: `2 confirmed, 4 promised`."""
    counts: Counter[str] = Counter()
    for offer in offers:
        counts[offer.status] += offer.count
    return ", ".join(
        f"{counts[status]} {status}" for status in reversed(STATUSES) if counts[status]
    )


def run_words(reading: Reading, runs: Sequence[tuple[int, int, State]]) -> Iterator[str]:
    """Runs of days in words: `filled D+30 to D+210`."""
    label = reading.timeline.label
    for first, after, state in runs:
        yield f"{state.word} {label(first)} to {label(after)}"


def first_date(reading: Reading, entry: Entry) -> date | None:
    """Calendar date of the first day."""
    return None if entry.first is None else reading.timeline.date_of(entry.first)


def fill_words(entry: Entry) -> str:
    """How far a window is filled: `partly, 67 %`."""
    share = entry.sum.share
    return entry.state.word if share is None else f"{entry.state.word}, {percent(share)}"


def line_words(line: Requirement) -> str:
    """The line's name, with how it is served where nobody goes there, or post by post."""
    name, how = line.name or line.id, kind_words(line)
    return f"{name} ({how})" if how else name


def wanted_words(entry: Entry) -> str:
    """What is wanted: `3 battalions`, with what drives it where people do."""
    told = amount(entry.quantity, entry.unit)
    people = entry.line.per_people
    return told if people is None else f"{told} (1 for every {number(people)} people)"
