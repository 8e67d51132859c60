"""Files of every version are read, and mean what they meant; those of a newer one are refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import xlsxwriter

import willing
from tests.stored.store import FOLDER
from willing.errors import ProblemsFound
from willing.io.planread import FORMAT as PLANS
from willing.io.tables import FORMAT

VERSIONS = sorted(FOLDER.glob("v*"), key=lambda path: int(path.name[1:]))
NEWEST = VERSIONS[-1]
HEAD = "format: 1\n"


def files(folder: Path) -> dict[str, str]:
    """Texts of a folder by name."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def refused(path: Path) -> str:
    """The one problem that is told of an operation or a plan."""
    with pytest.raises(ProblemsFound) as found:
        (willing.read_plan if path.suffix == ".json" else willing.load)(path)
    (problem,) = found.value.problems
    assert problem.kind == "unknown-format"
    return str(problem)


def test_files_of_the_current_version_are_stored() -> None:
    """Whoever raises the version stores files of it, beside all older ones."""
    assert [path.name for path in VERSIONS] == [f"v{n}" for n in range(1, FORMAT + 1)]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)
def test_stored_files_mean_what_they_meant(version: Path) -> None:
    """Folder and workbook hold the same, the plan belongs to them, and it keeps every rule."""
    operation, plan = willing.load(version / "operation"), willing.read_plan(version / "plan.json")
    assert willing.load(version / "operation.xlsx") == operation
    assert len(operation.units) > 5
    assert {row.kind for row in plan.rows} > {"tour", "hold", "shortfall"}
    assert willing.same_data(operation, plan)
    assert willing.verify(operation, plan) == ()


def test_what_is_read_is_written_again_to_the_letter(tmp_path: Path) -> None:
    """Folder and plan of the current version come back byte for byte, from the workbook too."""
    for name in ("operation", "operation.xlsx"):
        again = tmp_path / f"from {Path(name).suffix or 'folder'}".replace(".", "")
        willing.save(willing.load(NEWEST / name), again)
        assert files(again) == files(NEWEST / "operation")
    plan = tmp_path / "plan.json"
    willing.write_plan(willing.read_plan(NEWEST / "plan.json"), plan)
    assert plan.read_bytes() == (NEWEST / "plan.json").read_bytes()


def test_files_without_a_version_are_of_the_first(tmp_path: Path) -> None:
    """Folders and plans that were written before they told their version are read as before."""
    first = VERSIONS[0]
    folder = tmp_path / "old"
    shutil.copytree(first / "operation", folder)
    text = (folder / "operation.yaml").read_text("utf-8")
    assert text.startswith(HEAD)
    (folder / "operation.yaml").write_text(text.removeprefix(HEAD), "utf-8")
    assert willing.load(folder) == willing.load(first / "operation")
    told = json.loads((first / "plan.json").read_text("utf-8"))
    del told["format"]
    (tmp_path / "plan.json").write_text(json.dumps(told), "utf-8")
    assert willing.read_plan(tmp_path / "plan.json") == willing.read_plan(first / "plan.json")


@pytest.mark.parametrize("given", [str(FORMAT + 1), "0", "one"])
def test_an_operation_of_another_version_is_refused_alone(tmp_path: Path, given: str) -> None:
    """Only the version is told, not the many things that follow from it, and what to do."""
    words = (f"format '{given}' is not known; format {FORMAT} is read; use the version of Willing "
             "that wrote it, or a newer one.")
    folder = tmp_path / "newer"
    shutil.copytree(NEWEST / "operation", folder)
    text = (folder / "operation.yaml").read_text("utf-8")
    (folder / "operation.yaml").write_text(
        text.replace(HEAD, f"format: {given}\nholdings: []\n"), "utf-8")
    (folder / "gifts.csv").write_text("id\n", "utf-8")
    assert refused(folder) == f"operation.yaml:1 format: {words}"
    with xlsxwriter.Workbook(tmp_path / "newer.xlsx") as book:
        sheet = book.add_worksheet("operation")
        for row, pair in enumerate((("key", "value"), ("name", "x"), ("format", given))):
            sheet.write_row(row, 0, pair)
        book.add_worksheet("holdings")
    assert refused(tmp_path / "newer.xlsx") == f"operation!B3 format: {words}"


def test_a_plan_of_another_version_is_refused_alone(tmp_path: Path) -> None:
    """The version is told before any row is looked at."""
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({"format": PLANS + 1, "rows": [{"stands_by": 1}]}), "utf-8")
    assert refused(path) == (
        f"plan.json format: format {PLANS + 1} is not known; format {PLANS} is read; plan again, "
        "or use the version of Willing that wrote it."
    )
