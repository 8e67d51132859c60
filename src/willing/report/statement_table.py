"""The statement of requirements as a table: a row for each window of each line."""

from __future__ import annotations

from collections.abc import Iterator

from willing.report.commands import commanded
from willing.report.conference import Conference, led_by
from willing.report.figures import percent
from willing.report.section import Column, Section, Table, Value
from willing.report.statement import (
    Entry,
    by_status,
    fill_words,
    first_date,
    line_words,
    run_words,
    statement,
)
from willing.report.words import heading

KINDS = {
    "in_place": "in place", "notice": "at notice", "posts": "posts", "on_call": "on call",
}
"""How lines are served, in words."""
MOST_RUNS = 6
"""Runs of days told in one cell; the others are counted."""


def statement_section(held: Conference) -> Section:
    """The statement of the leading outcome, with all that is told of each line."""
    others = {
        reading.label: {entry.sub_serial: fill_words(entry) for entry in statement(reading)}
        for reading in held.readings if reading.key != held.lead.key
    }
    return Section(
        key="Statement of requirements", title=held.say("statement"),
        texts=(
            "Offers open to several lines stand in each of them. Accepted is what the plan has in "
            "place.",
        ),
        tables=(Table(
            columns=_columns(held), none="No line asks for anything.",
            rows=tuple(
                _row(held, entry, others) for entry in statement(held.lead, held.notes)
            ),
        ),),
    )


def _columns(held: Conference) -> tuple[Column, ...]:
    say = held.say
    return (
        Column(say("serial"), 9), Column(say("sub_serial"), 11), Column(heading(say("line")), 26),
        Column("Id", 14), Column(say("effect"), 11), Column(say("class"), 8, "number"),
        Column(say("capability"), 18), Column(say("quantity"), 9, "number"), Column("Unit", 11),
        Column(say("must_have"), 20), *_command_columns(held), Column(say("place"), 16),
        Column("Who may fill it", 14),
        Column("Served", 12), Column(say("notice"), 9), Column(f"{say('required')}, day", 10),
        Column(f"{say('required')}, date", 11), Column(say("duration"), 11, "number"),
        Column("Goes on", 8), Column(f"{say('offered')}, elements", 9, "number"),
        Column(say("offers"), 28), Column(say("offer_status"), 18),
        Column(f"{say('accepted')}, most", 9, "number"),
        Column(f"{say('accepted')}, least", 9, "number"), Column("In place from", 16),
        Column(say("fill"), 12, "state"), Column("Coverage", 9), Column("From - to", 24),
        Column(f"In other {say('outcomes')}", 24), Column("Remarks", 40),
    )


def _row(held: Conference, entry: Entry, others: dict[str, dict[str, str]]) -> tuple[Value, ...]:
    line, place = entry.line, held.lead.operation.place[entry.line.place]
    capability = held.lead.operation.capability[line.capability]
    days = None if entry.first is None or entry.after is None else entry.after - entry.first
    label = held.lead.timeline.label
    return (
        entry.serial, entry.sub_serial, line_words(line), line.id, line.effect, line.priority,
        capability.name or capability.id, entry.quantity, entry.unit, ", ".join(line.must_have),
        *_command(held, entry), place.name or place.id, line.accept or "all", KINDS[line.kind],
        _notice(entry),
        "" if entry.first is None else label(entry.first), first_date(held.lead, entry), days,
        "yes" if entry.open_end else "no", entry.offered,
        "; ".join(f"{o.nation} {o.count} ({o.pledge})" for o in entry.offers) or "none",
        by_status(entry.offers) or "none", entry.accepted, entry.least,
        ", ".join(f"{nation} {count}" for nation, count in entry.by) or "nobody",
        entry.state.word, percent(entry.sum.share), "; ".join(_runs(held, entry)),
        "; ".join(f"{other}: {told[entry.sub_serial]}" for other, told in others.items()
                  if entry.sub_serial in told),
        entry.remark,
    )


def _command_columns(held: Conference) -> tuple[Column, ...]:
    """Component, headquarters, the one above it, and authority, where anything is said of them."""
    if not commanded(held.operation):
        return ()
    return (
        Column(held.say("component"), 11), Column(held.say("headquarters"), 16),
        Column(held.say("superior"), 16), Column(held.say("authority"), 10),
    )


def _command(held: Conference, entry: Entry) -> tuple[str, ...]:
    if not commanded(held.operation):
        return ()
    known = held.lead.operation.command
    found = known.get(entry.line.command)
    if found is None:
        return "", "", "", entry.line.authority or "none"
    above = known.get(found.superior)
    return (
        found.component, found.name or found.id, "" if above is None else above.name or above.id,
        entry.line.authority or "none",
    )


def _notice(entry: Entry) -> str:
    """Longest notice that the line allows, or shortest and longest of its offers."""
    if entry.line.ready_days is not None:
        return str(entry.line.ready_days)
    if entry.notices is None:
        return ""
    least, most = entry.notices
    return str(least) if least == most else f"{least}–{most}"


def _runs(held: Conference, entry: Entry) -> Iterator[str]:
    told = list(run_words(held.lead, entry.runs))
    yield from told[:MOST_RUNS]
    if len(told) > MOST_RUNS:
        yield f"and {len(told) - MOST_RUNS} more"


def _accepted(entry: Entry) -> str:
    """Fewest and most elements in place: `2–3`, or one number where it never changes."""
    least, most = entry.least, entry.accepted
    return str(most) if least == most else f"{least}–{most}"


def statement_of_nation(held: Conference, nation: str) -> Section:
    """Lines that a nation offers for or serves on, without what others offer."""
    rows: list[tuple[Value, ...]] = []
    for entry in statement(held.lead):
        own, line = tuple(o for o in entry.offers if o.nation == nation), entry.line
        here = dict(entry.by).get(nation, 0)
        if not own and not here:
            continue
        rows.append((
            entry.sub_serial, line.name or line.id, line.id, line.priority, entry.quantity,
            entry.unit, ", ".join(line.must_have), *_command(held, entry),
            held.lead.operation.place[line.place].name or line.place, KINDS[line.kind],
            "" if entry.first is None else held.lead.timeline.label(entry.first),
            first_date(held.lead, entry), sum(offer.count for offer in own),
            "; ".join(f"{o.pledge} {o.count}" for o in own) or "none", by_status(own) or "none",
            here, entry.state.word, percent(entry.sum.share),
        ))
    say = held.say
    return Section(
        key="Statement of requirements", title=f"{say('statement')}: {held.nation_name(nation)}",
        texts=tuple(t for t in (led_by(held),) if t),
        tables=(Table(none="Nothing is offered for any line.", rows=tuple(rows), columns=(
            Column(say("serial"), 11), Column(heading(say("line")), 28), Column("Id", 16),
            Column(say("class"), 8, "number"), Column(say("quantity"), 9, "number"),
            Column("Unit", 12), Column(say("must_have"), 20), *_command_columns(held),
            Column(say("place"), 18), Column("Served", 12),
            Column(f"{say('required')}, day", 10), Column(f"{say('required')}, date", 11),
            Column(f"{say('offered')}, elements", 9, "number"), Column(say("offers"), 30),
            Column(say("offer_status"), 18), Column(f"{say('accepted')}, most", 9, "number"),
            Column(say("fill"), 12, "state"), Column("Coverage", 9),
        )),),
    )


def statement_on_paper(held: Conference) -> Section:
    """The same with fewer columns, for a page that is no wider than a desk."""
    say, label = held.say, held.lead.timeline.label
    rows: list[tuple[Value, ...]] = []
    for entry in statement(held.lead, held.notes):
        line = entry.line
        capability = held.lead.operation.capability[line.capability]
        days = None if entry.first is None or entry.after is None else entry.after - entry.first
        rows.append((
            entry.sub_serial, line_words(line), line.priority,
            capability.name or capability.id, entry.quantity, ", ".join(line.must_have) or "–",
            held.lead.operation.place[line.place].name or line.place, _notice(entry),
            "never" if entry.first is None else label(entry.first), days, entry.offered,
            _accepted(entry), entry.state.word, percent(entry.sum.share), entry.remark,
        ))
    return Section(
        key="Statement", title=say("statement"), texts=tuple(t for t in (led_by(held),) if t),
        tables=(Table(none="No line asks for anything.", rows=tuple(rows), columns=(
            Column(say("serial"), 11), Column(heading(say("line")), 24),
            Column(say("class"), 7, "number"), Column(say("capability"), 18),
            Column(say("quantity"), 9, "number"), Column(say("must_have"), 16),
            Column(say("place"), 15), Column(say("notice"), 9), Column(say("required"), 9),
            Column(say("duration"), 9, "number"), Column(say("offered"), 9, "number"),
            Column(say("accepted"), 9, "number"), Column(say("fill"), 9, "state"),
            Column("Coverage", 10, "number"), Column("Remarks", 36),
        )),),
    )
