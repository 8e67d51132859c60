"""Company, packages and needs in the report: who waits for whom, and what is still open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from tests.operations import two_tasks
from willing.domain.company import parse_company
from willing.domain.operation import Operation
from willing.domain.package import Need, Package
from willing.planner.plan import plan
from willing.report.bonds import Bond
from willing.report.html import page
from willing.report.nations import nation_page
from willing.report.reading import Reading, readings
from willing.report.workbook import write_workbook

OUTCOME = "2027-04-01/enablers"


def bound(met: str = "no") -> Operation:
    """Germany goes only with France, which needs lift of Germany; both are a package."""
    made = two_tasks()
    pledges = tuple(
        replace(p, only=parse_company("with FRA at south")) if p.id == "deu_pledge" else p
        for p in made.pledges
    )
    lift = Need(pledge="fra_pledge", kind="lift", providers="DEU", met=met,  # type: ignore[arg-type]
                amount=1400.0, currency="t")
    return replace(made, pledges=pledges, needs=(lift,), packages=(
        Package(id="brigade", name="The brigade", pledges=("deu_pledge", "fra_pledge")),))


def read(made: Operation) -> Reading:
    """One outcome of the best plan."""
    return readings(made, plan(made, [OUTCOME], gap=0.0))[0]


def by_kind(reading: Reading, pledge: str) -> dict[str, Bond]:
    """What binds a pledge, by kind."""
    return {bond.kind: bond for bond in reading.bonds if bond.pledge == pledge}


def test_what_is_met_names_by_whom() -> None:
    """Company that is there is named by its pledge, a package goes, and a need is settled."""
    reading = read(bound("yes"))
    assert by_kind(reading, "deu_pledge")["company"].state == "met by fra_pledge"
    assert by_kind(reading, "deu_pledge")["package"].state == "goes"
    lift = by_kind(reading, "fra_pledge")["lift"]
    assert (lift.state, lift.figure, lift.text) == ("settled", "1,400 t", "lift from DEU")
    assert reading.open_needs == ()


def test_open_needs_come_first_and_stand_on_the_page_of_who_is_asked() -> None:
    """The coordinator sees what is open; Germany sees what France needs of it."""
    reading = read(bound())
    assert [bond.kind for bond in reading.open_needs] == ["lift"]
    assert reading.bonds[0] == reading.open_needs[0]
    assert [bond.pledge for bond in nation_page(reading, "DEU").for_others] == ["fra_pledge"]
    assert by_kind(reading, "deu_pledge")["package"].state == "nothing of it goes"
    assert by_kind(reading, "deu_pledge")["company"].state == "the pledge does not serve here"


def test_the_page_and_the_workbook_tell_them(tmp_path: Path) -> None:
    """The page has a table for the coordinator and for each nation, the workbook a sheet."""
    made = bound()
    best = plan(made, [OUTCOME], gap=0.0)
    told = page(made, best)
    assert "Open needs, for the coordinator" in told
    assert "What others need of you" in told
    assert "only with FRA at south" in told
    write_workbook(made, best, tmp_path / "book.xlsx")
    sheet = load_workbook(tmp_path / "book.xlsx")["Company & needs"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "lift from DEU" in cells
    assert "1,400 t" in cells
    assert "open: the pledge does not serve" in cells


def test_without_them_nothing_is_told(tmp_path: Path) -> None:
    """An operation without company, packages and needs has neither table nor sheet."""
    best = plan(two_tasks(), [OUTCOME], gap=0.0)
    assert "With whom you go" not in page(two_tasks(), best)
    write_workbook(two_tasks(), best, tmp_path / "book.xlsx")
    assert "Company & needs" not in load_workbook(tmp_path / "book.xlsx").sheetnames
