"""Headquarters and agreements in the page, the workbook, the terminal and the library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

import willing
from tests.cli.conftest import Said
from tests.meaning.cases import CASES
from tests.operations import two_tasks
from tests.report.plans import plan_of, tour
from willing.calendar import DDay
from willing.cli import run
from willing.domain.agreement import Agreement
from willing.domain.command import Command
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Plan
from willing.domain.pledge import Caveat
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.report.assumptions import assumptions
from willing.report.commands import tree
from willing.report.conference import conference
from willing.report.html import page
from willing.report.presence import access_of, asking_places
from willing.report.reading import readings
from willing.report.shut_out import grouped, shut_out
from willing.report.statement_table import statement_section
from willing.report.workbook import write_workbook

OUTCOME = "2027-04-01/enablers"


def under_command() -> Operation:
    """Two sectors under a land component, one of them in a land that asks for signatures."""
    made = two_tasks()
    grants = {"deu_pledge": "TACOM", "fra_pledge": ""}
    return replace(
        made,
        commands=(
            Command(id="ground", superior="joint", component="land", nation="DEU",
                    transfer_days=5),
            Command(id="joint", name="Joint headquarters"),
        ),
        requirements=tuple(
            replace(line, command="ground", authority="TACON")
            if line.id == "sector_north" else line for line in made.requirements
        ),
        pledges=tuple(replace(p, authority=grants[p.id]) for p in made.pledges),  # type: ignore[arg-type]
        caveats=(*made.caveats, Caveat(
            pledge="deu_pledge", kind="authority", rule="max", values=("TACON",))),
        places=tuple(
            replace(place, agreements=("sofa",)) if place.id in ("north", "rukla") else
            replace(place, accept="not FRA", agreements=("hns",)) if place.id == "south" else place
            for place in made.places
        ),
        agreements=(
            Agreement(id="status", kind="sofa", place="XHO", parties=("DEU",), signed=True,
                      start=DDay(20)),
        ),
    )


@pytest.fixture
def case() -> tuple[Operation, Plan]:
    """The north served by Germany from D+90 on."""
    made = under_command()
    return made, plan_of(made, {OUTCOME: [
        tour(made, "deu_pledge", "sector_north", "2027-06-30", 180)]})


def test_the_tree_goes_from_the_highest_down(case: tuple[Operation, Plan]) -> None:
    """Each headquarters stands before those below it; lines that name none come last."""
    (reading,) = readings(*case)
    found = [(hq.command.id if hq.command else "", hq.depth, [line.task.id for line in hq.lines])
             for hq in tree(reading)]
    assert found == [("joint", 0, []), ("ground", 1, ["sector_north"]), ("", 0, ["sector_south"])]
    (line,) = tree(reading)[1].lines
    (serving,) = line.serving
    assert (line.wanted, serving.nation, serving.most) == ("1 battalion", "DEU", 1)
    assert serving.granted == "TACOM; caveat: at most TACON granted"


def test_who_may_be_where_is_told_day_by_day(case: tuple[Operation, Plan]) -> None:
    """May, from a later day, missing, refused by the host, or at home."""
    (reading,) = readings(*case)
    found = {(item.place, item.nation): item for item in access_of(reading.situation)}
    words = {key: [state.text for state in item.states] for key, item in found.items()}
    assert asking_places(case[0]) == ("north", "south", "rukla")
    assert words["north", "DEU"] == ["from D+20"] * 3 + ["may"] * 4
    assert set(words["north", "FRA"]) == {"missing"}
    assert set(words["south", "FRA"]) == {"refused"}
    assert found["south", "FRA"].why == "south accepts 'not FRA'"
    assert found["south", "DEU"].why == (
        "no host nation support arrangement for DEU in south")
    assert found["north", "DEU"].why == (
        "no status of forces agreement for DEU in north: status in force from D+20")


def test_what_shuts_several_out_is_told_once() -> None:
    """Nations that are alike stand together, and a part of a place is not told beside the whole."""
    made = under_command()
    ground = replace(made.place["south"], id="ground", part_of="north", accept="", agreements=())
    made = replace(
        made, places=(*made.places, ground), agreements=(), requirements=tuple(
            replace(line, place="ground") if line.id == "sector_south" else line
            for line in made.requirements),
    )
    access = willing.agreements(made, on=DDay(30)).access
    assert [str(item) for item in shut_out(made, access)] == [
        "DEU, FRA in north, rukla: no status of forces agreement",
        "DEU in south: no host nation support arrangement", "FRA in south: south accepts 'not FRA'",
    ]
    assert next((item.places, item.nations) for item in grouped(access)) == (
        ("north", "rukla", "ground"), ("DEU", "FRA"))


def test_the_page_has_a_part_for_command_only_where_there_is_any(
    case: tuple[Operation, Plan]
) -> None:
    """It shows authority asked and granted, and what is missing; without either there is none."""
    text = page(*case)
    assert '<section id="command">' in text
    assert "transfer after 5 days" in text
    assert "DEU: TACOM; caveat: at most TACON granted" in text
    assert "no status of forces agreement</td>" in text
    plain = two_tasks()
    without = plan_of(plain, {OUTCOME: []})
    assert 'id="command"' not in page(plain, without)


def test_the_workbook_has_sheets_for_both(case: tuple[Operation, Plan], tmp_path: Path) -> None:
    """One row for each nation on a line, one for each nation, place and day."""
    write_workbook(*case, tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx")
    rows = [[cell.value for cell in row] for row in book["Command"].iter_rows()]
    served = next(row for row in rows if "sector_north" in row)
    assert served[0] == "ground"
    assert served[-5:] == [
        "1 battalion", "TACON", "DEU", 1, "TACOM; caveat: at most TACON granted"]
    days = [[cell.value for cell in row] for row in book["Agreements"].iter_rows()]
    assert sum(row[0] == "north" for row in days) == 2 * 7


def test_what_is_not_said_is_an_assumption(case: tuple[Operation, Plan]) -> None:
    """A pledge that grants nothing in words and serves a line that asks for authority is named."""
    made, plan = case
    silent = replace(made, pledges=tuple(replace(p, authority="") for p in made.pledges))
    told = {item.about: item.text for item in assumptions(silent, readings(silent, plan))}
    assert told["Authority not said"].endswith("taken to grant enough: deu_pledge.")
    about = {item.about for item in assumptions(made, readings(made, plan))}
    assert "Authority not said" not in about


def test_the_statement_names_component_and_superior(case: tuple[Operation, Plan]) -> None:
    """Where the operation says so; a pledge that waits for a signature is an offer all the same."""
    (table,) = statement_section(conference(*case)).tables
    titles = [column.title for column in table.columns]
    at = titles.index("Component")
    assert titles[at:at + 4] == ["Component", "Headquarters", "Next higher", "Authority"]
    told = [(row[at], row[at + 1], row[at + 3]) for row in table.rows]
    assert told == [("land", "ground", "TACON"), ("", "", "none")]
    plain = two_tasks()
    (without,) = statement_section(conference(plain, plan_of(plain, {OUTCOME: []}))).tables
    assert len(without.columns) == len(table.columns) - 4


def test_the_terminal_lists_one_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--on` one column, and each missing signature in a line below."""
    willing.save(under_command(), tmp_path / "paper")
    code = run(["agreements", str(tmp_path / "paper"), "--on", "D+30"])
    out = capsys.readouterr().out
    assert code == 0
    assert "D+30" in out
    assert "D+60" not in out
    assert "FRA in north, rukla: no status of forces agreement.\n" in out
    code = run(["agreements", str(tmp_path / "paper"), "--json"])
    told = Said(code, capsys.readouterr().out, "").json
    states = {(item["place"], item["nation"]): item["days"][0]["state"] for item in told["access"]}
    assert states["north", "DEU"] == "later"
    assert states["rukla", "FRA"] == "missing"


def test_a_day_outside_the_outcome_is_refused() -> None:
    """A day behind the timeline, or counted from a deal that never comes."""
    with pytest.raises(ProblemsFound, match=r"D\+3000 is asked for; its days are 2027-01-01 to"):
        willing.agreements(under_command(), on=DDay(3000))


def test_an_operation_without_agreements_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No place asks for any: one line."""
    willing.save(two_tasks(), tmp_path / "plain")
    assert run(["agreements", str(tmp_path / "plain")]) == 0
    assert capsys.readouterr().out == "No place asks for an agreement.\n"


def test_ground_that_is_crossed_is_told_like_a_place() -> None:
    """RRR lets AAA pass from D+25, asks nothing of itself, and its ground stands behind places."""
    here = situation(CASES["transit"]().operation, Outcome(
        name="one", answers=(("deal", "2027-01-01"),), probability=1.0))
    assert asking_places(here.operation) == ("RRR",)
    found = access_of(here, (0, 25))
    (aaa,) = (item for item in found if item.nation == "AAA")
    assert [state.text for state in aaa.states] == ["from D+25", "may"]
    assert aaa.why == "no transit agreement for AAA in RRR: transit in RRR in force from D+25"
