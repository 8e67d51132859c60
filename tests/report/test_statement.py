"""The statement of requirements: serials, windows, offers, what is accepted, and remarks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.conftest import EARLY_FULL, EARLY_NONE, NEVER, Case
from tests.report.plans import hold, plan_of
from tests.report.test_reading import reading
from willing.domain.command import Command
from willing.domain.operation import Settings
from willing.report.conference import Conference, conference
from willing.report.notes import ShortfallNote
from willing.report.statement import Entry, by_status, offered_in_words, offers_for, statement
from willing.report.statement_table import (
    statement_of_nation,
    statement_on_paper,
    statement_section,
)


def entries(case: Case, outcome: str) -> dict[str, Entry]:
    """Rows of the statement by sub-serial."""
    return {entry.sub_serial: entry for entry in statement(reading(case, outcome))}


def test_every_window_of_every_line_has_a_row(allies: Case) -> None:
    """Lines in order, windows numbered within them, serials by effect."""
    found = [(e.sub_serial, e.line.id) for e in statement(reading(allies, EARLY_NONE))]
    assert found == [
        ("BOR-01/1", "sector_east"), ("BOR-01/2", "sector_east"), ("MON-01/1", "monitors"),
        ("SKI-01/1", "air_policing"), ("SEA-01/1", "mines"), ("ENA-01/1", "engineers"),
        ("ENA-02/1", "hospital"), ("ENA-03/1", "theatre_opening"),
    ]


def test_a_window_tells_its_days_and_what_is_wanted(allies: Case) -> None:
    """The second window of the sector begins on D+90 and wants three battalions for 270 days."""
    found = entries(allies, EARLY_NONE)["BOR-01/2"]
    here = reading(allies, EARLY_NONE)
    assert found.first is not None
    assert found.after is not None
    assert (here.timeline.label(found.first), found.after - found.first) == ("D+90", 270)
    assert (found.quantity, found.unit, found.open_end) == (3, "battalion", False)


def test_offers_are_those_meant_for_a_line(allies: Case) -> None:
    """Pledges that are only not firm enough, or behind a condition, are offers all the same."""
    found = entries(allies, EARLY_NONE)["BOR-01/1"]
    assert [(o.pledge, o.counts) for o in found.offers] == [
        ("gbr_mech_pledge", True), ("fra_mech_pledge", False), ("pol_infantry_pledge", True),
        ("est_infantry_pledge", False),
    ]
    assert found.offered == 3 + 2 + 3 + 1
    assert by_status(found.offers) == "6 confirmed, 2 conditional, 1 promised"
    assert found.notices == (10, 25)


def test_accepted_is_what_the_plan_has_in_place(allies: Case) -> None:
    """Three British battalions for 180 days of the sector's second window, then French ones."""
    none, full = entries(allies, EARLY_NONE), entries(allies, EARLY_FULL)
    assert (none["BOR-01/2"].accepted, none["BOR-01/2"].least) == (3, 0)
    assert none["BOR-01/2"].by == (("GBR", 3),)
    assert full["BOR-01/1"].by == (("GBR", 3), ("FRA", 2))


def test_runs_tell_from_when_to_when_a_window_is_filled(allies: Case) -> None:
    """States follow each other without gap; support begins when there are people to support."""
    for entry in entries(allies, EARLY_NONE).values():
        ends = [after for _, after, _ in entry.runs[:-1]]
        assert ends == [first for first, _, _ in entry.runs[1:]]
        if entry.runs:
            assert entry.first is not None
            assert entry.runs[0][0] >= entry.first
    states = [state.word for _, _, state in entries(allies, EARLY_NONE)["BOR-01/2"].runs]
    assert states == ["filled", "unfilled"]


def test_what_is_never_asked_for_has_no_days(allies: Case) -> None:
    """Without a deal no window counted from D exists, and nothing is short."""
    found = entries(allies, NEVER)["BOR-01/1"]
    assert (found.first, found.after, found.state.word, found.remark) == (
        None, None, "not asked", "")


def test_support_lines_want_what_people_ask_for(allies: Case) -> None:
    """The hospital line wants none by itself, and one for every 2,000 people in place."""
    assert entries(allies, EARLY_NONE)["ENA-02/1"].quantity == 2


def test_the_remark_is_the_explanation_where_there_is_one(allies: Case) -> None:
    """One sentence from the notes; without notes what is offered and what stands against it."""
    here = reading(allies, EARLY_NONE)
    note = ShortfallNote(outcome=EARLY_NONE, task="sector_east", why="At rest: GBR.")
    told = {e.sub_serial: e.remark for e in statement(here, {"sector_east": [note]})}
    assert told["BOR-01/2"] == "At rest: GBR."
    bare = {e.sub_serial: e.remark for e in statement(here)}
    assert bare["BOR-01/2"].startswith("6 offered that may serve in turns, 3 that do not count")
    assert bare["SEA-01/1"].startswith("6 offered")


def test_a_line_for_which_nothing_is_offered_says_so(allies: Case) -> None:
    """No offer, and offers that all do not count, are told apart."""
    assert offered_in_words(()) == "Nothing is offered for it."
    operation, _ = allies
    line = operation.requirements[0]
    offers = [o for o in offers_for(reading(allies, EARLY_NONE), line) if not o.counts]
    assert offered_in_words(offers).startswith(
        "All that is offered does not count here (fra_mech_pledge: its condition ")


def test_the_sheet_leads_with_the_likeliest_outcome_and_names_the_others(allies: Case) -> None:
    """Coverage of other outcomes stands in one column; a named outcome leads instead."""
    operation, plan = allies
    held = conference(operation, plan)
    table = statement_section(held).tables[0]
    titles = [column.title for column in table.columns]
    assert all(len(row) == len(titles) for row in table.rows)
    row = dict(zip(titles, table.rows[0], strict=True))
    assert row["Sub-serial"] == "BOR-01/1"
    assert row["In other outcomes"] == (
        "deal 2027-05-01, backstop none: unfilled, 0 %; deal never, backstop none: not asked")
    assert held.lead.name == EARLY_FULL
    assert conference(operation, plan, outcome=EARLY_NONE).lead.name == EARLY_NONE


@pytest.mark.parametrize(("vocabulary", "serial", "title"), [
    ("plain", "Serial", "Statement of requirements"),
    ("nato", "CJSOR serial", "Combined joint statement of requirements (CJSOR)"),
    ("un", "SUR serial", "Statement of unit requirements (SUR)"),
])
def test_words_follow_the_vocabulary(
    allies: Case, vocabulary: str, serial: str, title: str
) -> None:
    """The operation's settings say whose words are used; rows stay the same."""
    operation, plan = allies
    settings = Settings(vocabulary=vocabulary)  # type: ignore[arg-type]
    found = statement_section(conference(replace(operation, settings=settings), plan))
    assert found.title == title
    assert found.tables[0].columns[0].title == serial


def test_a_nation_sees_the_lines_that_it_offers_for(allies: Case) -> None:
    """Norway's sheet holds mines and the opening of the theatre, and nobody else's offers."""
    held = conference(*allies)
    rows = statement_of_nation(held, "NOR").tables[0].rows
    assert [row[2] for row in rows] == ["mines", "theatre_opening"]
    assert not any("fra_" in str(cell) for row in rows for cell in row)


def test_command_and_authority_stand_where_the_operation_tells_them(allies: Case) -> None:
    """Component, headquarters, the one above it, and the authority asked for; else no column."""
    operation, plan = allies
    assert "Component" not in _titles(conference(operation, plan))
    first, *rest = operation.requirements
    told = replace(
        operation, requirements=(replace(first, command="land", authority="TACON"), *rest),
        commands=(Command(id="force", name="Force headquarters"),
                  Command(id="land", superior="force", component="land")),
    )
    table = statement_section(conference(told, plan)).tables[0]
    at = [column.title for column in table.columns].index("Component")
    assert table.rows[0][at:at + 4] == ("land", "land", "Force headquarters", "TACON")
    assert table.rows[-1][at:at + 4] == ("", "", "", "none")


def _titles(held: Conference) -> list[str]:
    return [column.title for column in statement_section(held).tables[0].columns]


def test_a_line_at_notice_tells_its_notice_and_who_is_held(post: Case) -> None:
    """What is held at home for a line is accepted strength, and its longest notice stands there."""
    operation, _ = post
    line = replace(operation.requirements[0], kind="notice", ready_days=15)
    held_there = replace(operation, requirements=(line,))
    rows = [hold(held_there, "nld_company", "post", "2027-05-01", 180, pledge="nld_pledge")]
    plan = plan_of(held_there, {"2027-04-01": rows})
    table = statement_section(conference(held_there, plan)).tables[0]
    row = dict(zip((column.title for column in table.columns), table.rows[0], strict=True))
    assert (row["Served"], row["Notice, days"]) == ("at notice", "15")
    assert (row["Accepted, most"], row["Accepted, least"], row["In place from"]) == (1, 0, "NLD 1")


def test_the_printed_statement_has_a_row_for_each_window(allies: Case) -> None:
    """Fewer columns, the same rows."""
    held = conference(*allies)
    wide, narrow = statement_section(held).tables[0], statement_on_paper(held).tables[0]
    assert [row[1] for row in wide.rows] == [row[0] for row in narrow.rows]
    assert len(narrow.columns) < len(wide.columns)
