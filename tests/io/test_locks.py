"""Lock files of Excel and LibreOffice: given in place of their workbook, or beside a result."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.operations import one_post
from willing.errors import ProblemsFound
from willing.io.load import load
from willing.io.locks import lock_given
from willing.io.save import save


@pytest.mark.parametrize(("name", "program"), [
    ("~$force.xlsx", "Excel"), (".~lock.force.xlsx#", "LibreOffice"),
])
def test_a_lock_file_given_as_operation_is_told_for_what_it_is(
    tmp_path: Path, name: str, program: str
) -> None:
    """Its program, the workbook meant, and what to do are said; whether it can be read or not."""
    told = f"this is the lock file that {program} leaves while force.xlsx is open; .*; save " \
           "force.xlsx and give its name; if nobody has it open, delete the lock file"
    with pytest.raises(ProblemsFound, match=told):
        load(tmp_path / name)
    (tmp_path / name).write_bytes(b"\x05Staff" + bytes(159))
    with pytest.raises(ProblemsFound, match=told):
        load(tmp_path / name)


def test_other_names_are_no_lock_files() -> None:
    """Only the forms that the two programs use are taken for lock files."""
    for name in ("force.xlsx", "~force.xlsx", ".~lock.force.xlsx", "~$", ".~lock.#"):
        assert lock_given(Path(name)) is None


def test_a_workbook_that_is_open_is_to_be_closed_before_it_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it cannot be written and a lock file lies beside it, the message says so."""
    book = tmp_path / "force.xlsx"
    save(one_post(), book)

    def held(source: object, target: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(ProblemsFound, match=r"denied.*; choose another name"):
        save(one_post(), book, replace=True)
    (tmp_path / "~$force.xlsx").write_bytes(bytes(165))
    with pytest.raises(ProblemsFound, match=r"close it in Excel, whose lock file ~\$force.xlsx"):
        save(one_post(), book, replace=True)
