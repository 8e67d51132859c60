"""The report as a workbook: a sheet for each question people ask, and one for each nation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from willing.assess.ledger import KEYS
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.report.answers import hanging
from willing.report.assumptions import assumptions, sources
from willing.report.bought import bought_sheet
from willing.report.burdens import against, burdens_of
from willing.report.command_sheets import command_sheets
from willing.report.conference import (
    Conference,
    changes_section,
    conference,
    shortfalls_section,
    surplus_section,
)
from willing.report.dates import calendar_sheet
from willing.report.fans import fan_sheet, fanned
from willing.report.figures import STATES, of_hundred, percent, portion
from willing.report.head_sheets import head_sheets
from willing.report.line_sheets import line_sheets
from willing.report.lines import lines_of, tallies
from willing.report.nations import contributors, nation_page, offers_of
from willing.report.nominations import nominations
from willing.report.notes import Notes, notes_on
from willing.report.others import every_table
from willing.report.proof import for_all, proof, repeats
from willing.report.reach_sheet import reach_sheet
from willing.report.reading import Reading, counted_in
from willing.report.says import says
from willing.report.section import Section
from willing.report.sheet import Book, Cell
from willing.report.standby_table import standby_sheet, then_words
from willing.report.statement_table import statement_of_nation, statement_section
from willing.report.waiting import waits_of
from willing.report.waiting_table import waiting_sheet
from willing.report.words import headings

Rows = Iterator[tuple[Cell, ...]]


def write_workbook(
    operation: Operation, plan: Plan, path: Path | str, explanations: Notes | None = None, *,
    held: Conference | None = None, nation: str = "",
) -> None:
    """Write the report of a plan as one workbook; the same plan gives the same cells.

    Texts are written as texts, so that no cell of a user can be run as a formula.
    `held` is the same plan already read for a conference. With `nation` only what concerns that
    nation is written.
    """
    held = held or conference(operation, plan, explanations)
    found = held.told
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as file:
        # The as-of date, not today's: the same plan gives the same file.
        file.set_properties({
            "title": operation.name, "comments": operation.marking,
            "created": datetime.combine(operation.as_of, datetime.min.time()),
        })
        book = Book(file, operation.marking, headings(operation))
        if nation:
            _write_nation(book, held, found, nation)
        else:
            _write(book, held, found)


def _write_nation(book: Book, held: Conference, found: Sequence[Reading], nation: str) -> None:
    """Sheets of one nation: what it offered and is asked, its lines, and answers to its offers."""
    _nation_sheet(book, held.operation, found, nation)
    book.section(statement_of_nation(held, nation), frozen=3, a3=True)
    book.section(surplus_section(held, nation))


def _write(book: Book, held: Conference, found: Sequence[Reading]) -> None:
    operation, plan, explanations = held.operation, held.plan, held.notes
    book.sheet("Summary", "what the plan says", ("About", "Outcome", "Text"),
               _summary(held, found), of=operation.name)
    _outcome_sheet(book, held)
    book.section(statement_section(held), frozen=3, a3=True)
    book.section(shortfalls_section(held))
    book.section(surplus_section(held))
    changes = changes_section(held)
    if changes is not None:
        book.section(changes)
    line_sheets(book, operation, found)
    book.sheet("Rotation rows", "Every tour and hold, with all its days", (
        "Task", "Outcome", "Nation", "Unit", "Pledge", "How", "Elements", "Unit of count",
        "Lead-in begins", "Leaves home", "In place", "Ends", "Home again", "Free again",
        "Relieves", "Fixed", "Name by",
    ), _rotation(found))
    _nomination_sheet(book, found)
    waits = waits_of(held.every, why=held.detailed)
    calendar_sheet(book, operation, held.every, waits)
    if operation.standbys:
        standby_sheet(book, found)
        waiting_sheet(book, operation, waits)
    if fanned(plan):
        fan_sheet(book, held.fans)
    if operation.steps:
        bought_sheet(book, found)
    if operation.reaches:
        reach_sheet(book, found)
    book.sheet("Shortfalls", "What is missing, heaviest first", (
        "Task", "Outcome", "Kind", "Class", "Missing", "Unit", "First day", "Until", "Days",
        "Weight, points", "Behind the horizon", "Why", "Would close it",
    ), _shortfalls(found, explanations))
    if any(reading.posts for reading in found):
        book.sheet("Posts", "Register of posts: who flags each in which turn", (
            "Post", "Task", "Outcome", "Turn", "Nation", "Unit", "Pledge", "First day", "Until",
        ), _posts(found))
    if any(reading.declared for reading in found):
        book.sheet("Declared twice", "Elements that stand for two tasks at once, by nation", (
            "Nation", "Outcome", "Unit", "Elements", "Unit of count", "For", "And for",
            "First day", "Until",
        ), _declared(found))
    book.sheet("Chains", "Backfills that follow from each other", (
        "Begins with", "Outcome", "Chain", "Step", "Commitment", "Owner", "Filled in by",
        "Most elements", "Unit", "First day", "Until", "Element-days",
    ), _chains(found))
    _write_bonds(book, found)
    book.sheet("Burden", "Person-days up to the horizon, beside several keys", (
        "Nation", "Outcome", "Operation, person-days", "Backfill, person-days",
        "Given as host, person-days", "Overhead, person-days", "Burden, person-days",
        "Part of all, %", "Fair share, person-days", "Above it, person-days", "Most away, people",
        *(word for key in KEYS for word in (f"Part of {key}, %", f"Times its part of {key}")),
    ), _burden(found))
    head_sheets(book, found)
    command_sheets(book, operation, found)
    book.sheet("Assumptions & sources", "What the plan rests on", (
        "Record or assumption", "Table", "Grade", "Source or text", "Note",
    ), _sources(held))
    _nation_sheets(book, operation, found)


def _outcome_sheet(book: Book, held: Conference) -> None:
    """Every outcome in a row, where not all are told in detail."""
    if held.others:
        table = every_table(held.every, held.told)
        book.section(Section(key="Outcomes", title=table.caption, tables=(
            replace(table, caption=""),)), frozen=2)


def _nation_sheets(book: Book, operation: Operation, found: Sequence[Reading]) -> None:
    for nation in contributors(operation, found):
        _nation_sheet(book, operation, found, nation.id)


def _nation_sheet(
    book: Book, operation: Operation, found: Sequence[Reading], nation: str
) -> None:
    name = operation.nation[nation].name or nation
    book.sheet(nation, "offered, used, asked", (
        "What", "Outcome", "By or from", "Until", "Elements", "Unit of count", "Text",
    ), _nation(operation, found, nation), of=name)


def _summary(held: Conference, found: Sequence[Reading]) -> Rows:
    operation, plan = held.operation, held.plan
    hangs = hanging(operation, held.every)
    yield "Data of", "", operation.as_of.isoformat()
    yield "Made by", "", f"{plan.made_by}; data {plan.operation_hash}"
    if plan.expected is not None:
        yield "All outcomes", "", for_all(plan)
    yield "Repeats", "", repeats(plan)
    for sentence in (*held.which, *held.over_all):
        yield "All outcomes", "", sentence
    for reading in found:
        yield "Name", reading.label, reading.name
        yield "Chance", reading.label, portion(reading.plan.probability)
        yield "D-day", reading.label, str(reading.plan.d_day or "never")
        yield "Proof", reading.label, proof(reading.plan)
        yield "Score, points", reading.label, reading.plan.score
        yield "Bound, points", reading.label, reading.plan.bound
        for tally in tallies(lines_of(reading)):
            counts = ", ".join(
                f"{count} {state.word}" for state, count in zip(STATES, tally.counts, strict=True)
            )
            yield f"{tally.kind} of class {tally.priority}", reading.label, f"{counts} (lines)"
        for sentence in says(operation, reading, hangs):
            yield "Says", reading.label, sentence
    for item in hangs:
        yield f"Hangs on {item.question}", "", (
            f"{item.task}: {item.least_answer} {percent(item.least)}, {item.most_answer} "
            f"{percent(item.most)} covered"
        )


def _nomination_sheet(book: Book, found: Sequence[Reading]) -> None:
    book.sheet("Nominations", "Who must name which elements, and the last day for it", (
        "Name by", "Day", "Outcome", "Nation", "Unit", "Pledge", "Task", "Elements",
        "Unit of count", "Lead-in begins", "In place",
    ), _nominations(found))


def _nominations(found: Sequence[Reading]) -> Rows:
    for reading in found:
        day, label = reading.timeline.date_of, reading.timeline.label
        for item in nominations(reading):
            tour = item.tour
            yield (
                day(item.by), label(item.by), reading.label, tour.nation, tour.unit, tour.pledge,
                tour.task, tour.count, _word(reading, tour.unit), day(tour.turn.leaves),
                day(tour.turn.first_day),
            )


def _rotation(found: Sequence[Reading]) -> Rows:
    for reading in found:
        day = reading.timeline.date_of
        relieved: dict[object, list[str]] = {}
        for relief in reading.reliefs:
            relieved.setdefault(relief.coming, []).append(
                f"{relief.going.nation} {relief.going.unit} ×{relief.count}"
            )
        for tour in reading.tours:
            turn = tour.turn
            yield (
                tour.task, reading.label, tour.nation, tour.unit, tour.pledge,
                "backfill" if tour.backfill else "tour", tour.count, _word(reading, tour.unit),
                day(turn.leaves), day(turn.departs), day(turn.first_day), day(turn.ends),
                day(turn.back), day(turn.free), ", ".join(relieved.get(tour, ())), tour.pinned,
                None if tour.name_by is None else day(tour.name_by),
            )
        for hold in reading.holds:
            yield (
                hold.task, reading.label, hold.nation, hold.unit, hold.pledge,
                "backfill from home" if hold.backfill else "held at home", hold.count,
                _word(reading, hold.unit), None, None, day(hold.first), day(hold.after), None,
                None, "", "", None,
            )


def _shortfalls(found: Sequence[Reading], explanations: Notes | None) -> Rows:
    for reading in found:
        day = reading.timeline.date_of
        for short in reading.shortfalls:
            notes = notes_on(explanations, reading.name, short.task, short.first, short.after)
            yield (
                short.task, reading.label,
                "elements" if short.kind == "shortfall" else "lead nation", short.priority,
                short.count, reading.unit_of_count(short.task), day(short.first),
                day(short.after), short.days, round(short.points, 3),
                "yes" if short.behind_horizon else "no",
                "\n".join(reason for note in notes for reason in note.reasons),
                "\n".join(note.remedy for note in notes if note.remedy),
            )


def _posts(found: Sequence[Reading]) -> Rows:
    for reading in found:
        day = reading.timeline.date_of
        for flag in reading.posts:
            yield (
                flag.serial, flag.task, reading.label, flag.turn or None, flag.nation or "vacant",
                flag.unit, flag.pledge, day(flag.first), day(flag.after),
            )


def _declared(found: Sequence[Reading]) -> Rows:
    for reading in found:
        day = reading.timeline.date_of
        for item in reading.declared:
            yield (
                item.nation, reading.label, item.unit, item.count, _word(reading, item.unit),
                *item.tasks, day(item.first), day(item.after),
            )


def _chains(found: Sequence[Reading]) -> Rows:
    for reading in found:
        for number, chain in enumerate(reading.chains, 1):
            for place, step in enumerate(chain.steps, 1):
                yield (
                    chain.task or "too few of its own", reading.label, number, place,
                    step.commitment, step.owner, step.nation, step.count,
                    reading.unit_of_count(step.commitment), reading.timeline.date_of(step.first),
                    reading.timeline.date_of(step.after), step.element_days,
                )


def _write_bonds(book: Book, found: Sequence[Reading]) -> None:
    if any(reading.bonds for reading in found):
        book.sheet("Company & needs", "Who waits for whom, and what is still open", (
            "Pledge", "Outcome", "Nation", "Kind", "What", "Asked of", "Amount", "State",
        ), _bonds(found))


def _bonds(found: Sequence[Reading]) -> Rows:
    for reading in found:
        for bond in reading.bonds:
            yield (
                bond.pledge, reading.label, bond.nation, bond.kind, bond.text,
                ", ".join(bond.asked) or "anybody", bond.figure, bond.state,
            )


def _burden(found: Sequence[Reading]) -> Rows:
    for reading in found:
        for item in burdens_of(reading):
            keys = (
                cell for key, part in item.key_parts
                for cell in (of_hundred(part), against(item, key))
            )
            yield (
                item.nation, reading.label, item.in_operation, item.on_backfill, item.by_host,
                item.overhead, item.burden,
                of_hundred(item.part), item.fair_share, item.excess, item.most_away, *keys,
            )


def _sources(held: Conference) -> Rows:
    operation = held.operation
    for assumption in assumptions(operation, held.every, held.told):
        yield assumption.about, "assumption", "", assumption.text, ""
    for row in sources(operation):
        yield row.id, row.table, row.grade or "none", row.source, row.note


def _nation(operation: Operation, found: Sequence[Reading], nation: str) -> Rows:
    for offer in offers_of(operation, nation):
        yield (
            f"offered: {offer.pledge.id}", "", offer.pledge.start, offer.pledge.until,
            offer.pledge.count, offer.unit_word,
            f"{offer.unit.id}, {offer.pledge.status}, for {offer.pledge.purpose}; "
            f"{'; '.join(offer.terms) or 'no terms'}",
        )
    for owner in operation.owners:
        if owner.nation == nation:
            yield (
                f"owns: {owner.unit}", "", None, None, None, "",
                f"{percent(owner.share)} of its burden and cost",
            )
    for reading in found:
        page, day = nation_page(reading, nation), reading.timeline.date_of
        for item in page.asked:
            yield "asked", reading.label, item.by, None, None, "", f"{item.what}: {item.why}"
        for bond in page.bonds:
            yield (
                f"{bond.kind}: {bond.pledge}", reading.label, None, None, None, "",
                f"{bond.text}: {bond.state}",
            )
        for bond in page.for_others:
            yield (
                f"needed of you: {bond.kind}", reading.label, None, None, None, "",
                f"{bond.pledge} of {bond.nation}: {bond.text}",
            )
        for use in page.uses:
            yield (
                f"used: {use.task}", reading.label, day(use.first), day(use.after), use.most,
                reading.unit_of_count(use.task),
                f"{use.unit}, {use.how}, {use.element_days:,} element-days",
            )
        for held in page.standby:
            yield (
                f"standby: {held.level.id}", reading.label, day(held.first), day(held.after),
                held.count, _word(reading, held.unit),
                f"{held.unit} ({held.pledge}); {then_words(reading, held)}",
            )
        for line in page.own:
            yield (
                f"own commitment: {line.task.id}", reading.label, day(line.first),
                day(line.after), line.most, line.unit,
                f"{line.state.word}, {percent(line.before.share)} covered",
            )


def _word(reading: Reading, unit: str) -> str:
    return counted_in(reading.operation, reading.operation.unit[unit].capability)
