"""Saving: whole or not at all, never over something unasked, and nothing that runs."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.operations import coalition, one_post, two_tasks
from willing.domain.operation import Operation
from willing.errors import ProblemsFound
from willing.io.atomic import write_folder
from willing.io.columns import columns
from willing.io.load import load
from willing.io.save import save
from willing.io.tables import HEAD, TABLES
from willing.io.workbook_write import comment

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=quoted", "''", "=", "＝1")


def with_note(operation: Operation, note: str) -> Operation:
    """The operation with a note on its first unit."""
    first, *rest = operation.units
    return replace(operation, units=(replace(first, note=note), *rest))


@pytest.mark.parametrize("name", ["op", "op.xlsx"])
def test_nothing_is_written_over_unasked(tmp_path: Path, name: str) -> None:
    """An existing target is refused and left as it is; with `replace` it is replaced."""
    save(two_tasks(), tmp_path / name)
    refused = f"{name}: something has this name already; .* or pass replace=True"
    with pytest.raises(ProblemsFound, match=refused):
        save(one_post(), tmp_path / name)
    assert load(tmp_path / name) == two_tasks()
    save(one_post(), tmp_path / name, replace=True)
    assert load(tmp_path / name) == one_post()
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_replacing_a_folder_keeps_what_is_no_table(tmp_path: Path) -> None:
    """A README and a folder of pictures stay; tables that are no longer needed go."""
    save(two_tasks(), tmp_path / "op")
    (tmp_path / "op" / "README.md").write_text("By hand")
    (tmp_path / "op" / "maps").mkdir()
    (tmp_path / "op" / "maps" / "north.png").write_bytes(b"\x89PNG")
    save(one_post(), tmp_path / "op", replace=True)
    assert load(tmp_path / "op") == one_post()
    assert not (tmp_path / "op" / "commitments.csv").exists()
    assert (tmp_path / "op" / "README.md").read_text() == "By hand"
    assert (tmp_path / "op" / "maps" / "north.png").read_bytes() == b"\x89PNG"


def test_a_failed_replacement_leaves_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last step fails, the folder is as it was and nothing lies beside it."""
    save(two_tasks(), tmp_path / "op")
    real = os.rename

    def failing(old: Path, new: Path) -> None:
        if Path(old).name == "new":
            raise OSError(28, "No space left on device")
        real(old, new)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(ProblemsFound, match=r"it cannot be written \(No space left on device\)"):
        save(one_post(), tmp_path / "op", replace=True)
    assert load(tmp_path / "op") == two_tasks()
    assert [p.name for p in tmp_path.iterdir()] == ["op"]


def test_a_file_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails half way, no part of the folder is left."""
    monkeypatch.setattr(Path, "write_bytes", _full)
    with pytest.raises(ProblemsFound, match="No space left"):
        write_folder(tmp_path / "op", {"operation.yaml": b"name"}, False, lambda _: True)
    assert list(tmp_path.iterdir()) == []


def _full(path: Path, data: bytes) -> int:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("name", "said"), [
    ("op.xls", "'.xls' is not written; an operation is a folder or an .xlsx workbook"),
    ("op.json", "'.json' is not written"), ("missing/op", "it cannot be written"),
    ("missing/op.xlsx", "it cannot be written"),
])
def test_a_target_that_cannot_be_is_refused(tmp_path: Path, name: str, said: str) -> None:
    """Other endings and folders that do not exist are refused."""
    with pytest.raises(ProblemsFound, match=said):
        save(one_post(), tmp_path / name)


@pytest.mark.parametrize("name", ["op", "op.xlsx"])
@pytest.mark.parametrize(("note", "said"), [
    ("bell\x07", r"units row 1 note: the control character U\+0007"),
    ("\ud800", r"units row 1 note: the control character U\+D800"),
    ("x" * 32_768, "units row 1 note: a text of 32,768 characters"),
])
def test_text_that_no_file_could_give_back_is_refused(
    tmp_path: Path, name: str, note: str, said: str
) -> None:
    """Text that would come back changed is refused, and nothing is written."""
    with pytest.raises(ProblemsFound, match=said):
        save(with_note(one_post(), note), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("note", FORMULAS)
def test_formulas_are_text_in_both_formats(tmp_path: Path, note: str) -> None:
    """A text that looks like a formula survives, and no spreadsheet would run it."""
    operation = with_note(one_post(), note)
    save(operation, tmp_path / "op")
    save(operation, tmp_path / "op.xlsx")
    assert load(tmp_path / "op") == load(tmp_path / "op.xlsx") == operation
    with (tmp_path / "op" / "units.csv").open(newline="", encoding="utf-8") as stream:
        cells = [row["note"] for row in csv.DictReader(stream)]
    assert cells[0][0] not in "=+-@\t\r＝"
    sheet = (tmp_path / "op.xlsx").read_bytes()
    assert b"<f>" not in sheet


def test_a_negative_number_is_no_formula(tmp_path: Path) -> None:
    """Signs before numbers are left alone, so that a spreadsheet can reckon with them."""
    first, *rest = one_post().places
    operation = replace(one_post(), places=(replace(first, latitude=-33.5), *rest))
    save(operation, tmp_path / "op")
    assert ",-33.5\n" in (tmp_path / "op" / "places.csv").read_text()
    assert load(tmp_path / "op") == operation


def test_numbers_and_dates_are_such_in_a_workbook(tmp_path: Path) -> None:
    """A spreadsheet can add the counts and sort the dates of a workbook."""
    save(coalition(), tmp_path / "op.xlsx")
    book = load_workbook(tmp_path / "op.xlsx")
    header, first, *_ = book.get_sheet_by_name("pledges").to_python()
    row = dict(zip(header, first, strict=True))
    assert row["count"] == 3.0
    assert str(row["until"]) == "2028-12-31"


def test_every_header_comment_says_what_stands_below(tmp_path: Path) -> None:
    """Each column and key has its sentence and what is allowed as its comment."""
    for column in (*HEAD, *(c for t in TABLES.values() for c in t.columns)):
        meaning, rule = comment(column).split("\n")
        assert meaning.endswith((".", "`.", "`")), column.name
        assert rule.endswith(("must be given", "may be empty")), column.name
    assert comment(columns(TABLES["units"].noun)[4]) == (
        "Number of elements.\na whole number; must be given")
