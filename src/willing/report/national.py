"""The sections for one nation: what it offered, what is asked, used and not used of it."""

from __future__ import annotations

from willing.report.conference import Conference, led_by, surplus_section
from willing.report.figures import amount, by_window, number, percent
from willing.report.nations import NationPage, nation_page, offers_of
from willing.report.section import Column, Section, Table
from willing.report.words import heading


def nation_sections(held: Conference, nation: str) -> tuple[Section, ...]:
    """Everything that one nation needs to see, in the leading outcome."""
    page = nation_page(held.lead, nation)
    name = held.nation_name(nation)
    return (
        _offered(held, nation, name), _asked(held, page, name), _used(held, page, name),
        _own(held, page, name), surplus_section(held, nation),
    )


def _offered(held: Conference, nation: str, name: str) -> Section:
    found = held.lead.operation.nation[nation]
    limits = [f"{amount(found.decision_days, 'day')} from the deal to the national order."]
    if found.ceiling_people is not None:
        limits.append(f"People abroad at most: {by_window(found.ceiling_people)}.")
    if found.ceiling_tasks is not None:
        limits.append(f"At most {amount(found.ceiling_tasks, 'task')} at once.")
    if found.ceiling_cost is not None:
        cost = f"{number(found.ceiling_cost)} {held.operation.settings.currency}"
        limits.append(f"At most {cost}.")
    return Section(
        key="Offered", title=f"{name}: what you offered", texts=(" ".join(limits),),
        tables=(Table(none="Nothing is pledged.", columns=(
            Column("Pledge", 22), Column("Offered", 30), Column("Sustains in place", 14),
            Column("For", 11), Column("Status", 12), Column("Brings", 20), Column("Terms", 48),
        ), rows=tuple(
            (offer.pledge.id,
             f"{amount(offer.pledge.count, offer.unit_word)} of {offer.unit.name or offer.unit.id}",
             amount(offer.sustained, offer.unit_word), offer.pledge.purpose, offer.pledge.status,
             ", ".join(offer.pledge.brings) or "–", "; ".join(offer.terms) or "none")
            for offer in offers_of(held.lead.operation, nation)
        )),),
    )


def _asked(held: Conference, page: NationPage, name: str) -> Section:
    return Section(
        key="Asked", title=f"{name}: what is asked of you, and by when",
        texts=tuple(t for t in (led_by(held),) if t),
        tables=(Table(none="Nothing is asked under a pledge.", columns=(
            Column("By", 11), Column("What", 52), Column("Why", 58),
        ), rows=tuple((item.by, item.what, item.why) for item in page.asked)),),
    )


def _used(held: Conference, page: NationPage, name: str) -> Section:
    label = held.lead.timeline.label
    return Section(
        key="Used", title=f"{name}: what is used where",
        texts=tuple(t for t in (led_by(held),) if t),
        tables=(Table(none="Nothing is used.", columns=(
            Column(heading(held.say("line")), 36), Column("Unit", 22), Column("Pledge", 20),
            Column("How", 16), Column("Most at once", 14), Column("Element-days", 12, "number"),
            Column("When", 20),
        ), rows=tuple(
            (held.name(use.task), use.unit, use.pledge or "–", use.how,
             amount(use.most, held.lead.unit_of_count(use.task)), use.element_days,
             f"{label(use.first)} to {label(use.after)}")
            for use in page.uses
        )),),
    )


def _own(held: Conference, page: NationPage, name: str) -> Section:
    return Section(
        key="Own commitments", title=f"{name}: your own {held.say('commitments')}",
        texts=tuple(t for t in (led_by(held),) if t),
        tables=(Table(none="No commitments are told.", columns=(
            Column(heading(held.say("commitment")), 40), Column("State", 12, "state"),
            Column("Covered", 9), Column("Most missing", 16), Column("Who fills in", 44),
        ), rows=tuple(
            (held.name(line.task.id), line.state.word, percent(line.before.share),
             amount(line.before.worst, line.unit) if line.before.worst else "–",
             "; ".join(
                 f"{link.backfill.nation}: {amount(link.count, line.unit)}"
                 for link in page.helped if link.commitment == line.task.id
             ) or "nobody")
            for line in page.own
        )),),
    )
