"""Changes since the last conference, as a section."""

from __future__ import annotations

from willing.report.figures import amount, percent
from willing.report.section import Column, Section, Table
from willing.report.since import Since
from willing.report.words import Voice, heading


def since_section(say: Voice, found: Since) -> Section:
    """What changed in the data, in how far lines are filled, and in who sends what."""
    texts = []
    if not found.data:
        texts.append("The data of the last conference were not given: only plans are compared.")
    if not found.plans:
        texts.append("The plan of the last conference was not given: only data are compared.")
    if found.others:
        texts.append("Changed as well: " + ", ".join(
            f"{table} ({amount(count, 'change')})" for table, count in found.others) + ".")
    if found.outcomes:
        texts.append("Planned in one of both plans only: " + ", ".join(found.outcomes) + ".")
    tables = []
    if found.data:
        tables.append(_records(found))
    if found.plans:
        tables += [_filling(say, found), _moved(say, found)]
    return Section(key="Changes", title=say("since"), texts=tuple(texts), tables=tuple(tables))


def _records(found: Since) -> Table:
    return Table(
        caption="What changed in the data", none="Nothing changed in lines and pledges.",
        columns=(Column("Table", 14), Column("Record", 24), Column("What", 14),
                 Column("Before", 34), Column("Now", 34)),
        rows=tuple(
            (change.table, change.id, change.field or change.kind, change.before, change.after)
            for change in found.records
        ),
    )


def _filling(say: Voice, found: Since) -> Table:
    return Table(
        caption=f"{heading(say('lines'))} better or worse filled",
        none="No line is better or worse filled.",
        columns=(Column(say("class"), 8, "number"), Column(say("serial"), 12), Column("Line", 24),
                 Column(heading(say("outcome")), 24), Column("Before", 12), Column("Now", 12),
                 Column("Is", 10)),
        rows=tuple(
            (item.priority, item.serial, item.task, item.outcome, percent(item.before),
             percent(item.after), item.word)
            for item in found.filling
        ),
    )


def _moved(say: Voice, found: Since) -> Table:
    return Table(
        caption="Elements on other turns", none="No turn changed.",
        columns=(Column(say("nation"), 14), Column(heading(say("outcome")), 28),
                 Column("Turns no more, elements", 14, "number"),
                 Column("New turns, elements", 14, "number")),
        rows=tuple((item.nation, item.outcome, item.fewer, item.more) for item in found.moved),
    )
