"""Faults of a workbook, from a misspelt sheet to a hostile zip."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.io.books import book
from tests.operations import two_tasks
from willing.errors import ProblemsFound
from willing.io.load import load
from willing.io.save import save

HEAD = [("key", "value"), ("name", "Two"), ("as_of", "2027-01-01")]
PLACES = [("id", "role", "latitude"), ("north", "sector", 48.5)]


CASES: list[tuple[dict[str, list[tuple[object, ...]]], str]] = [
    ({"operation": HEAD, "place": PLACES},
     r"place!A1: the sheet 'place' is no table; .*did you mean 'places'\?"),
    ({"places": PLACES}, r"bad.xlsx: the sheet 'operation' is missing"),
    ({"operation": [("name", "Two")]}, r"operation!A1: the first row reads 'name, Two'"),
    ({"operation": [*HEAD, ("marking",), ("grid.wating", "1x30")]},
     r"operation!A5: 'grid.wating' is no key; .*did you mean 'grid.waiting'\?"),
    ({"operation": [*HEAD, ("name", "Three")]}, r"operation!A4: 'name' stands there twice"),
    ({"operation": [*HEAD, ("marking", "x", "y")]}, r"operation!A1: the first row reads|C4: somet"),
    ({"operation": HEAD[:2]}, r"operation!A1 as_of|operation!A1: nothing stands here"),
    ({"operation": [*HEAD[:2], ("as_of", "soon")]}, r"operation!B3 as_of: 'soon' is not a day"),
    ({"operation": HEAD, "places": [("id", "roll")]},
     r"places!B1: 'roll' is no column of places; .*did you mean 'role'\?"),
    ({"operation": HEAD, "places": [("role",), ("base",)]},
     r"places!A1: the column 'id' is missing"),
    ({"operation": HEAD, "places": [("id", "role", "id")]}, r"places!C1: 'id' stands there twice"),
    ({"operation": HEAD, "places": [*PLACES, ("south", "sector", "north")]},
     r"places!C3 \(south\): 'north' is not a number"),
    ({"operation": HEAD, "places": [*PLACES, ("south", "base", 1, "beside")]},
     r"places!D3: something stands behind the last column"),
    ({"operation": HEAD, "places": [*PLACES, ("south", "base", "=1/0")]},
     r"places!C3: the cell shows an error"),
    ({"operation": HEAD, "answers": [("question", "id"), ("deel", "never")],
      "questions": [("id",), ("deal",)]},
     r"answers!A2 \(never\): no question is called 'deel'; .*did you mean 'deal'\?"),
    ({"operation": HEAD, "questions": [("id",), ("deal",)],
      "givens": [("question", "condition", "probabilities"), ("deal", "a == b", "none 1")]},
     r"givens!C2: 'none 1' is not an answer with its chance"),
]


@pytest.mark.parametrize(("sheets", "said"), CASES)
def test_a_fault_is_told_with_its_cell_and_a_remedy(
    tmp_path: Path, sheets: dict[str, list[tuple[object, ...]]], said: str
) -> None:
    """Each way to spoil a workbook is refused by a message that names the cell and what to do."""
    path = book(tmp_path / "bad.xlsx", sheets)
    if "=1/0" in str(sheets):
        repack(path, "sheet2", lambda xml: xml.replace(
            b'<c r="C3"><f>1/0</f><v>0</v>', b'<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v>'))
    with pytest.raises(ProblemsFound, match=said):
        load(path)


def repack(path: Path, member: str, edit: Callable[[bytes], bytes]) -> None:
    """Change one member of a workbook's zip; the change must change something."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name in parts if member in name)
    changed = edit(parts[name])
    assert changed != parts[name]
    parts[name] = changed
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def test_what_people_type_in_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """Numbers, dates and truth values that a spreadsheet made of the text are taken as meant."""
    path = book(tmp_path / "typed.xlsx", {
        "operation": [*HEAD, ("settings.movement_days", 21.0), ("grid.tail", "none")],
        "places": [
            ("id", "reception_days", "latitude"), (12, 3.0, 48.25), ("", "", ""), ("b", 0, 1),
        ],
        "legs": [("start", "end", "days", "both_ways"), (12, "b", 4, False)],
    })
    operation = load(path)
    assert operation.settings.movement_days == 21
    assert [(p.id, p.reception_days, p.latitude) for p in operation.places] == [
        ("12", 3, 48.25), ("b", 0, 1.0)]
    assert operation.legs[0].both_ways is False


HOSTILE: list[tuple[str, str, Callable[[bytes], bytes], str]] = [
    ("one cell at the far corner", "sheet1", lambda xml: xml.replace(b'r="A2"', b'r="XFD1048576"'),
     "the sheet reaches to row 1,048,576 and column 16,384"),
    ("a second place without a blank", "sheet1",
     lambda xml: xml.replace(b'r="A2"', b'r="A2" t="s"r="XFD1048576"'),
     "the sheet reaches to row 1,048,576 and column 16,384"),
    ("one row at the bottom", "sheet1",
     lambda xml: re.sub(rb'<row r="4"', b"<row r='900000'", xml).replace(b'r="A1"', b'r="Z1"'),
     "the sheet reaches to row 900,000"),
    ("entities", "sharedStrings",
     lambda xml: xml.replace(b"<sst", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst', 1),
     "defines entities"),
    ("what unpacks to gigabytes", "sheet1", lambda xml: xml + b" " * 101_000_000,
     "at most 100,000,000 bytes are read"),
    ("broken XML", "workbook.xml", lambda xml: xml[: len(xml) // 2], "no whole workbook"),
]


@pytest.mark.parametrize("encoding", [b"UTF-88", b"shift_jis"])
def test_an_encoding_that_our_parser_does_not_know_is_no_failure(
    tmp_path: Path, encoding: bytes
) -> None:
    """The names of the sheets are only for messages: without them the reader reads all the same."""
    save(two_tasks(), tmp_path / "op.xlsx")
    repack(tmp_path / "op.xlsx", "xl/workbook.xml", lambda xml: xml.replace(b"UTF-8", encoding))
    assert load(tmp_path / "op.xlsx") == two_tasks()


@pytest.mark.parametrize(("what", "member", "edit", "said"), HOSTILE)
def test_a_hostile_workbook_is_refused(
    tmp_path: Path, what: str, member: str, edit: Callable[[bytes], bytes], said: str
) -> None:
    """What would take the machine's memory is refused before it does."""
    save(two_tasks(), tmp_path / "op.xlsx")
    repack(tmp_path / "op.xlsx", member, edit)
    with pytest.raises(ProblemsFound, match=said):
        load(tmp_path / "op.xlsx")


def test_many_large_sheets_are_refused(tmp_path: Path) -> None:
    """Sheets that are each small enough are refused when together they are not."""
    save(two_tasks(), tmp_path / "op.xlsx")
    for member in ("sheet1", "sheet2"):
        repack(tmp_path / "op.xlsx", member, lambda xml: xml.replace(b'r="A1"', b'r="C900000"'))
    with pytest.raises(ProblemsFound, match=r"row 900,000 .*cells in all sheets"):
        load(tmp_path / "op.xlsx")


def test_a_zip_of_many_files_is_refused(tmp_path: Path) -> None:
    """A zip with more members than a workbook has is refused."""
    with zipfile.ZipFile(tmp_path / "op.xlsx", "w") as archive:
        for number in range(1_001):
            archive.writestr(f"{number}.xml", "")
    with pytest.raises(ProblemsFound, match="1,001 files are inside; at most 1,000"):
        load(tmp_path / "op.xlsx")


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """A member that unpacks to more than the zip claims is never unpacked further."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 5_000_000)
    honest = packed.getvalue()
    size = (5_000_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    (tmp_path / "op.xlsx").write_bytes(honest.replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(ProblemsFound, match="no whole workbook"):
        load(tmp_path / "op.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"id,name\n", b"\xd0\xcf\x11\xe0" * 100])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    """An empty file, a torn one, a table and an old .xls under this name are refused."""
    (tmp_path / "op.xlsx").write_bytes(data)
    with pytest.raises(ProblemsFound, match=r"no whole workbook.*save it again as .xlsx"):
        load(tmp_path / "op.xlsx")
