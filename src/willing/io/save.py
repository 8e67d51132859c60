"""Save an operation as a folder or a workbook."""

from __future__ import annotations

from pathlib import Path

from willing.domain.operation import Operation
from willing.errors import Problem, ProblemsFound
from willing.io.folder import save_folder
from willing.io.load import WORKBOOK

_OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".yaml", ".yml", ".json", ".zip", ".txt")


def save(operation: Operation, path: str | Path, *, replace: bool = False) -> None:
    """Write an operation: to an .xlsx workbook, or to a folder where the path has no such ending.

    It is written whole or not at all, and over something else only with `replace`; of a folder
    that is replaced, files that are not tables stay. Raises `ProblemsFound` when it cannot be.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix == WORKBOOK:
        from willing.io.workbook_write import save_workbook

        save_workbook(operation, target, replace)
    elif suffix in _OTHERS:
        raise ProblemsFound([Problem(
            kind="unknown-ending", where=str(target), given=f"'{suffix}' is not written",
            allowed="an operation is a folder or an .xlsx workbook",
            fix="leave the ending away for a folder, or write '.xlsx'",
        )])
    else:
        save_folder(operation, target, replace)
