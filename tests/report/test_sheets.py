"""The workbook and the CSV files, read back."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from tests.report.conftest import LATE_NONE, Case
from willing.report.notes import ShortfallNote
from willing.report.sheet import Book
from willing.report.tidy import BURDEN, COVERAGE, SHORTFALLS, TOURS, write_csv
from willing.report.workbook import write_workbook

SHEETS = [
    "Summary", "Statement of requirements", "Shortfalls by class", "Offers not used", "Lines",
    "Milestones", "Coverage over time", "Rotation rows", "Nominations", "Decision calendar",
    "Over all outcomes", "Shortfalls", "Chains", "Burden", "Headcount", "Room for people",
    "Equipment", "Assumptions & sources",
]
FORMULA = "=HYPERLINK(\"http://example.org\")"


def table(path: Path, sheet: str) -> list[dict[str, object]]:
    """Rows of a sheet below its marking, title and header."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
    top = next(i for i, row in enumerate(rows) if i > 1 and sum(bool(c) for c in row) > 1)
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1:]]


@pytest.fixture(scope="module")
def book(allies: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the coalition."""
    path = tmp_path_factory.mktemp("book") / "report.xlsx"
    write_workbook(*allies, path)
    return path


def test_every_question_and_every_nation_has_a_sheet(book: Path) -> None:
    """Eighteen sheets for all, and one for each nation that has or does anything."""
    names = CalamineWorkbook.from_path(str(book)).sheet_names
    assert names == [*SHEETS, "GBR", "FRA", "POL", "NOR", "EST"]


def test_the_summary_tells_the_name_of_each_outcome(allies: Case, book: Path) -> None:
    """Beside its label stands the name that commands and files use."""
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("Summary").to_python()
    told = [row[2] for row in rows if row[0] == "Name"]
    assert told == [part.outcome for part in allies[1].outcomes]


def test_every_sheet_carries_the_marking_on_screen_and_paper(book: Path) -> None:
    """The marking is the first cell of each sheet, and its header and footer when printed."""
    read = CalamineWorkbook.from_path(str(book))
    for name in read.sheet_names:
        assert read.get_sheet_by_name(name).to_python()[0][0] == "ILLUSTRATIVE"
    with zipfile.ZipFile(book) as parts:
        sheets = [p for p in parts.namelist() if p.startswith("xl/worksheets/sheet")]
        for part in sheets:
            xml = parts.read(part).decode()
            assert "<oddHeader>&amp;CILLUSTRATIVE</oddHeader>" in xml
            assert 'state="frozen"' in xml


def test_tours_are_told_with_all_their_days_and_whom_they_relieve(
    post: Case, tasks: Case, tmp_path: Path
) -> None:
    """Each tour has its dates; a tour that begins when another ends relieves it."""
    write_workbook(*tasks, tmp_path / "t.xlsx")
    rows = [r for r in table(tmp_path / "t.xlsx", "Rotation rows") if r["Task"] == "sector_north"]
    assert [str(row["In place"]) for row in rows][:2] == ["2027-11-27", "2028-05-25"]
    assert [row["Relieves"] for row in rows][:2] == ["", "DEU deu_battalions ×1"]
    assert {row["Unit of count"] for row in rows} == {"battalion"}


def test_shortfalls_carry_their_reasons(tasks: Case, tmp_path: Path) -> None:
    """Why, and what would close it, stand in the row of the shortfall."""
    note = ShortfallNote(
        outcome=LATE_NONE, task="sector_south", reasons=("one", "two"), remedy="three",
    )
    write_workbook(*tasks, tmp_path / "t.xlsx", {"sector_south": [note]})
    rows = [r for r in table(tmp_path / "t.xlsx", "Shortfalls") if r["Why"]]
    assert [(r["Task"], r["Why"], r["Would close it"], r["Missing"], r["Unit"]) for r in rows] == [
        ("sector_south", "one\ntwo", "three", 1, "battalion")
    ]


def test_no_text_of_a_user_becomes_a_formula(post: Case, tmp_path: Path) -> None:
    """A name that looks like a formula or a link is written as text, in sheets and in CSV."""
    operation, plan = post
    nasty = replace(operation, marking=FORMULA, requirements=tuple(
        replace(task, name=FORMULA, note=FORMULA) for task in operation.requirements
    ))
    write_workbook(nasty, plan, tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as parts:
        sheets = [p for p in parts.namelist() if p.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in parts.read(part) for part in sheets)
        assert not any("hyperlink" in name for name in parts.namelist())
    assert table(tmp_path / "t.xlsx", "Lines")[0]["Name"] == FORMULA
    first = write_csv(nasty, plan, tmp_path / "csv")[0].read_text("utf-8").splitlines()[1]
    assert first.startswith("\"'=HYPERLINK")


def test_the_same_plan_gives_the_same_workbook(post: Case, tmp_path: Path) -> None:
    """No time of day is written into the file."""
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(*post, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_tidy_files_have_one_fact_a_row_with_its_unit(allies: Case, tmp_path: Path) -> None:
    """Four files with fixed headers; every figure has its unit in a column of its own."""
    written = write_csv(*allies, tmp_path / "csv")
    assert [path.name for path in written] == [
        "coverage.csv", "shortfalls.csv", "tours.csv", "burden.csv"
    ]
    for path, header in zip(written, (COVERAGE, SHORTFALLS, TOURS, BURDEN), strict=True):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert tuple(rows[0]) == header
        assert all(row["unit"] and row["marking"] == "ILLUSTRATIVE" for row in rows)


def test_coverage_adds_up_to_what_is_wanted(allies: Case, tmp_path: Path) -> None:
    """In every row, cover and missing are together what is wanted."""
    path = write_csv(*allies, tmp_path / "csv")[0]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert float(row["cover"]) + float(row["missing"]) == pytest.approx(float(row["wanted"]))


def test_wrapped_texts_do_not_run_into_the_next_row(tmp_path: Path) -> None:
    """Rows are as high as their texts when wrapped: Calc does not fit them when it opens a file."""
    with Workbook(str(tmp_path / "a.xlsx")) as file:
        Book(file, "").sheet("S", "Title", ("Word", "Times its part of all"), [
            ("short", 0.123456789012345), ("word " * 40, 1.0), ("a\nb", 2.0),
        ])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"[^>]*?(?: ht="(\d+)"[^>]*)?>', xml))
    assert rows == {"1": "21", "3": "45", "4": "", "5": "60", "6": "30"}
    assert [float(w) for w in re.findall(r'width="([\d.]+)"', xml)] == pytest.approx(
        [64.7, 10.7], abs=0.1)
