"""When the force is initially and fully capable, outcome by outcome, as a section."""

from __future__ import annotations

from willing.report.conference import Conference, led_by
from willing.report.section import Column, Section, Table
from willing.report.words import heading


def milestone_section(held: Conference) -> Section | None:
    """Dates of the milestones side by side, and what sets them; None where there are none."""
    if not held.operation.milestones:
        return None
    labels = {r.key: {n.date.milestone: n.label for n in r.milestones} for r in held.readings}
    notes, rest = held.lead.milestones, held.others_told
    dates = Table(
        caption="When each is reached", columns=(
            Column("Milestone", 34), *(Column(r.label, 20) for r in held.readings),
            *((Column(rest.heading, 26),) if rest else ()),
        ),
        rows=tuple(
            (note.date.name,
             *(labels[r.key].get(note.date.milestone, "never") for r in held.readings),
             *((rest.milestones.get(note.date.milestone, "never"),) if rest else ()))
            for note in notes
        ),
    )
    causes = Table(
        caption="What sets the date", none="Nothing holds a milestone up.", columns=(
            Column("Milestone", 22), Column(heading(held.say("line")), 30), Column("Why", 70),
        ),
        rows=tuple(
            (note.date.name, held.name(item.held.task), " ".join((item.text, *item.causes[:1])))
            for note in notes for item in note.holdings
        ),
    )
    return Section(
        key="Milestones reached", title="Milestones", tables=(dates, causes),
        texts=tuple(text for text in (led_by(held),) if text),
    )
