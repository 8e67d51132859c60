"""Files as spreadsheets and their users leave them: what is read, and what is refused."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.io.books import Sheets, book
from tests.io.test_bad_workbook import repack
from tests.operations import two_tasks
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.errors import ProblemsFound
from willing.io.load import load
from willing.io.save import save

HEAD = [("key", "value"), ("name", "Two"), ("as_of", "2027-01-01")]
PLACES = [("id", "latitude", "note"), ("north", 48.5, "far"), ("south", 46, "")]


def told(path: Path) -> list[str]:
    """What is said of a file that is refused."""
    with pytest.raises(ProblemsFound, match=r".") as found:
        load(path)
    return [str(problem) for problem in found.value.problems]


def harmless(made: Any) -> None:
    """An empty sheet, a hidden one, a chart, colours behind the table, a row filtered away."""
    made.add_worksheet("Tabelle1").write(4, 4, " \u00a0 ")
    chart = made.add_chart({"type": "bar"})
    chart.add_series({"values": "=places!$B$2:$B$3"})
    made.add_chartsheet("Chart1").set_chart(chart)
    sheet = made.get_worksheet_by_name("places")
    sheet.hide()
    sheet.autofilter(0, 0, 2, 2)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.write_blank(40, 20, None, made.add_format({"bg_color": "#FFFF00"}))
    sheet.merge_range(30, 0, 31, 3, "")
    for row, number_format in enumerate(('0" days"', "[$-407]#,##0.00"), 1):
        sheet.write_number(row, 1, 12, made.add_format({"num_format": number_format}))


def test_what_hides_or_adorns_is_no_data(tmp_path: Path) -> None:
    """Empty sheets and charts are passed over; what is hidden or filtered away is read."""
    sheets: Sheets = {"operation": HEAD, "places": PLACES}
    assert [(p.id, p.latitude) for p in load(book(tmp_path / "a.xlsx", sheets, harmless)).places] \
        == [("north", 12.0), ("south", 12.0)]


def test_a_further_sheet_with_something_on_it_is_refused(tmp_path: Path) -> None:
    """A hidden sheet of lists is not passed over in silence: it may be a misspelt table."""
    sheets: Sheets = {"operation": HEAD, "place": PLACES}
    path = book(tmp_path / "a.xlsx", sheets,
                lambda made: made.get_worksheet_by_name("place").hide())
    assert "the sheet 'place' is no table" in told(path)[0]


@pytest.mark.parametrize(("block", "said"), [
    ((1, 2, 2, 2), "places!C2: C2 to C3 are merged; each value has a cell of its own"),
    ((0, 1, 0, 2), "places!B1: B1 to C1 are merged"),
])
def test_merged_cells_are_refused(
    tmp_path: Path, block: tuple[int, int, int, int], said: str
) -> None:
    """A value merged over rows would else stand in the first, and the others take a default."""
    path = book(
        tmp_path / "a.xlsx", {"operation": HEAD, "places": PLACES},
        lambda made: made.get_worksheet_by_name("places").merge_range(*block, "latitude"),
    )
    assert told(path)[0].startswith(said)


@pytest.mark.parametrize("title", ["All places", ""])
def test_a_title_above_the_header_is_told_once(tmp_path: Path, title: str) -> None:
    """A first row that is no header gives one problem, in workbooks and in CSV."""
    sheets: Sheets = {"operation": HEAD, "places": [(title,), *PLACES]}
    save(two_tasks(), tmp_path / "op")
    units = tmp_path / "op" / "units.csv"
    units.write_text(f"{title};;\n{units.read_text()}")
    for path, where in ((book(tmp_path / "a.xlsx", sheets), "places!A1"),
                        (tmp_path / "op", "units.csv:1")):
        (only,) = told(path)
        assert only.startswith(f"{where}: the first row names no column of ")


@pytest.mark.parametrize(("saved", "results"), [
    (b"<v></v>", False), (b"<v/>", False), (b"", False), (b"<v>0</v>", False), (b"<v>15</v>", True),
])
def test_a_formula_that_nobody_worked_out_is_refused(
    tmp_path: Path, saved: bytes, results: bool
) -> None:
    """Programs leave formulas without a result or with 0; what a spreadsheet saved is read."""
    path = book(tmp_path / "a.xlsx", {"operation": HEAD, "places": PLACES},
                lambda made: made.get_worksheet_by_name("places").write_formula("B2", "=10+5"))
    if saved != b"<v>0</v>":
        repack(path, "sheet2", lambda xml: xml.replace(b"<v>0</v>", saved))
    if results:
        assert load(path).places[0].latitude == 15
    else:
        assert told(path)[0].startswith("places!B2: no result of the formula is saved; ")


def test_results_that_are_empty_or_nought_are_read_from_a_saved_workbook(tmp_path: Path) -> None:
    """Saving takes away the mark of results left for later; then 0 is a result, and so is ""."""
    path = book(tmp_path / "a.xlsx", {"operation": HEAD, "places": PLACES},
                lambda made: made.get_worksheet_by_name("places").write_formula("B2", "=5-5"))
    repack(path, "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""))
    assert load(path).places[0].latitude == 0
    repack(path, "sheet2", lambda xml: xml.replace(
        b'<c r="B2"><f>5-5</f><v>0</v>', b'<c r="B2" t="str"><f>IF(1=1,"")</f><v></v>'))
    assert load(path).places[0].latitude is None


def test_numbers_survive_a_spreadsheet_that_keeps_15_digits(tmp_path: Path) -> None:
    """Calc saves 15 digits: longer numbers are written as text; results of formulas are rounded."""
    places = tuple(
        Place(id=f"p{n}", name="", latitude=value)
        for n, value in enumerate((1 / 3, 49.812345678901234, 0.1 + 0.2, 0.1, 48.5))
    )
    operation = replace(two_tasks(), places=two_tasks().places + places)
    save(operation, tmp_path / "a.xlsx")

    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheets = [name for name in archive.namelist() if b"<v>48.5</v>" in archive.read(name)]
    repack(tmp_path / "a.xlsx", sheets[0], lambda xml: re.sub(
        rb"<v>(\d+\.\d+)</v>", lambda cell: f"<v>{float(cell[1]):#.15G}</v>".encode(), xml,
    ))
    assert load(tmp_path / "a.xlsx") == operation
    numbers: Sheets = {"operation": HEAD, "places": [("id", "reception_days"), ("a", 0.1 * 3 * 10)]}
    assert load(book(tmp_path / "b.xlsx", numbers)).places[0].reception_days == 3


SAVED: list[tuple[str, Callable[[str], str], str]] = [
    ("semicolons, a mark, CRLF", lambda text: "\ufeff" + _saved(text), ""),
    ("the separator named", lambda text: "sep=;\r\n" + _saved(text), ""),
    ("tabs", lambda text: _saved(text, "\t"), ""),
    ("lines of an old Macintosh", lambda text: _saved(text).replace("\r\n", "\r"), ""),
    ("empty columns and rows", lambda text: _saved(text).replace("\r\n", ";;\r\n") + ";;\r\n" * 9,
     ""),
    ("decimal commas", lambda text: _saved(text).replace("48.5", "48,5").replace("0.25", "0,250"),
     ""),
    ("whole numbers with a point", lambda text: text.replace(",5,", ",5.0,"), ""),
    ("blanks of no width", lambda text: text.replace("port,", "\u200b port\u00a0\ufeff,"), ""),
    ("a point that may mark thousands", lambda text: _saved(text).replace("48.5", "48.500", 1),
     r"places.csv:2 latitude: '48.500' may be 48.5000 or 48500; .*write 48500 without a mark"),
    ("a comma that may mark thousands", lambda text: _saved(text).replace("48.5", "-48,500", 1),
     r"places.csv:2 latitude: '-48,500' may be -48.5000 or -48500"),
    ("decimal commas among commas", lambda text: text.replace("48.5", '"48,5"'),
     r"places.csv:2 latitude \(port\): '48,5' is not a number; .*with a point"),
    ("rows folded into a cell", lambda text: _saved(text, fold=True),
     r"places.csv:2: the whole row stands in one cell \(and 1 row more\); .*with ',' as separator"),
]
PORTS = """id,name,reception_days,latitude,longitude,note
port,Port,5,48.5,0.25,"near, they say"
quay,Quay,5,48.5,0.25,"so, far"
"""


def _saved(text: str, separator: str = ";", fold: bool = False) -> str:
    """The table as a spreadsheet of a country with decimal commas saves it."""
    rows = list(csv.reader(io.StringIO(text)))
    stream = io.StringIO()
    written = [[line] for line in text.splitlines()] if fold else rows
    csv.writer(stream, delimiter=separator, lineterminator="\r\n").writerows(written)
    return stream.getvalue()


def _ports(folder: Path, text: str) -> Operation:
    save(replace(two_tasks(), places=(), legs=()), folder)
    (folder / "places.csv").write_bytes(text.encode())
    return load(folder)


@pytest.mark.parametrize(("what", "edit", "said"), SAVED)
def test_a_table_saved_in_another_country_is_read_or_refused(
    tmp_path: Path, what: str, edit: Callable[[str], str], said: str
) -> None:
    """What can mean one thing only is read as it was; what can mean two is refused, once."""
    wanted = _ports(tmp_path / "plain", PORTS)
    if not said:
        assert _ports(tmp_path / "saved", edit(PORTS)) == wanted
        return
    with pytest.raises(ProblemsFound, match=said):
        _ports(tmp_path / "saved", edit(PORTS))


def test_numbers_that_may_be_thousands_are_told_once_for_each_column(tmp_path: Path) -> None:
    """A column of 29 such numbers is one thing to mend, and so is one problem."""
    rows = "".join(f"p{n};P;1.500;{n},125\r\n" for n in range(1, 30))
    save(two_tasks(), tmp_path / "op")
    (tmp_path / "op" / "places.csv").write_text(f"id;name;latitude;longitude\r\n{rows}")
    first, second = told(tmp_path / "op")
    assert first.startswith("places.csv:2 latitude: '1.500' may be 1.5000 or 1500 (and 28 numbers ")
    assert second.startswith("places.csv:2 longitude: '1,125' may be 1.1250 or 1125 (and 28 numb")


CHANGED = "when,table,id,field,value\nbackstop == full,{table},{id},{field},{value}\n"


@pytest.mark.parametrize(("field", "value", "said"), [
    ("weight", "140.000", r"changes.csv:2 value: '140.000' may be 140.0000 or 140000; "),
    ("weight", "1,500", r"changes.csv:2 value: '1,500' may be 1.5000 or 1500; "),
])
def test_a_changed_number_that_may_be_thousands_is_refused(
    tmp_path: Path, field: str, value: str, said: str
) -> None:
    """What an answer changes is a number where its field is one, and is read as in its table."""
    row = CHANGED.format(table="requirements", id="sector_north", field=field, value=f'"{value}"')
    save(replace(two_tasks(), changes=()), tmp_path / "op")
    (tmp_path / "op" / "changes.csv").write_bytes(_saved(row).encode())
    with pytest.raises(ProblemsFound, match=said):
        load(tmp_path / "op")


def test_a_changed_fraction_is_read_with_its_comma(tmp_path: Path) -> None:
    """A decimal comma is a point in what an answer changes; a name keeps its comma."""
    save(replace(two_tasks(), changes=()), tmp_path / "op")
    rows = CHANGED.format(
        table="requirements", id="sector_north", field="weight", value='"0,5"'
    ) + 'backstop == full,requirements,sector_north,name,"0,5"\n'
    (tmp_path / "op" / "changes.csv").write_bytes(_saved(rows).encode())
    assert [change.value for change in load(tmp_path / "op").changes] == ["0.5", "0,5"]


@pytest.mark.parametrize("day", ["15/06/2027", "06/15/27", "15.06.2027", "15. 6. 2027", "46203"])
def test_dates_as_a_spreadsheet_shows_them_are_refused(tmp_path: Path, day: str) -> None:
    """Day and month cannot be told apart: the message says how to format the cells."""
    save(two_tasks(), tmp_path / "op")
    cycles = tmp_path / "op" / "cycles.csv"
    cycles.write_text(cycles.read_text().replace("2027-06-30", day, 1))
    (only,) = told(tmp_path / "op")
    assert f"until: '{day}' is not a day; " in only
    assert "in a spreadsheet, format the cells as YYYY-MM-DD" in only


def test_a_real_date_is_read_in_whatever_format(tmp_path: Path) -> None:
    """The format of a date cell is how it looks; 1904 workbooks count days otherwise and agree."""
    for name, options in (("a.xlsx", {}), ("b.xlsx", {"date_1904": True})):
        with xlsxwriter.Workbook(tmp_path / name, options) as made:
            sheet = made.add_worksheet("operation")
            for row, pair in enumerate(HEAD[:2]):
                sheet.write_row(row, 0, pair)
            sheet.write_string(2, 0, "as_of")
            sheet.write_datetime(
                2, 1, date(2027, 6, 15), made.add_format({"num_format": "dd/mm/yy"}))
        assert load(tmp_path / name).as_of == date(2027, 6, 15)


@pytest.mark.parametrize("name", ["op.ods", "op.xls", "op.XLSM"])
def test_other_kinds_of_workbook_are_told_to_be_saved_as_xlsx(tmp_path: Path, name: str) -> None:
    """Whoever saved in his spreadsheet's own form hears what to do."""
    (tmp_path / name).write_bytes(b"PK")
    assert told(tmp_path / name)[0].endswith("an .xlsx workbook; save it as .xlsx.")


def test_a_sheet_that_reaches_too_far_is_told_by_its_name(tmp_path: Path) -> None:
    """A colour on the last row of a sheet is found under the name the user knows."""
    save(two_tasks(), tmp_path / "op.xlsx")
    repack(tmp_path / "op.xlsx", "sheet7", lambda xml: xml.replace(b'r="B2"', b'r="Z1048576"'))
    assert told(tmp_path / "op.xlsx")[0].startswith(
        "op.xlsx places: the sheet reaches to row 1,048,576")
