"""Load an operation from a folder or a workbook: all of it, or every fault at once."""

from __future__ import annotations

from pathlib import Path

from willing.domain.operation import Operation
from willing.errors import Problem, ProblemsFound
from willing.io.build import UNKNOWN_FORMAT
from willing.io.folder import read_folder
from willing.io.limits import MOST_PROBLEMS, unreadable
from willing.io.locks import lock_given

WORKBOOK = ".xlsx"
_OTHER_WORKBOOKS = (".ods", ".xls", ".xlsb", ".xlsm", ".xltx", ".numbers")
"""What spreadsheets save otherwise, and is not read."""


def load(path: str | Path) -> Operation:
    """Read the operation in a folder or an .xlsx workbook.

    Raises `ProblemsFound` with every fault of reading: where it stands (`units.csv:7 count`,
    `units!D7`), what was given, what is allowed, and what to do; of files of another version only
    that they are. Whether the data make sense together is checked later.
    """
    target = Path(path)
    problems: list[Problem] = []
    lock = lock_given(target)
    if lock is not None:
        raise ProblemsFound([lock])
    try:
        if target.is_dir():
            operation = read_folder(target, problems)
        elif target.suffix.lower() == WORKBOOK:
            from willing.io.workbook import read_workbook

            operation = read_workbook(target, problems)
        else:
            raise ProblemsFound([_neither(target)])
    except OSError as error:
        raise ProblemsFound([unreadable(str(target), error)]) from None
    other = [problem for problem in problems if problem.kind == UNKNOWN_FORMAT]
    if other:
        # What else cannot be read follows from that.
        raise ProblemsFound(other)
    if operation is None or problems:
        raise ProblemsFound(_cut(problems))
    return operation


def _neither(target: Path) -> Problem:
    spreadsheet = target.exists() and target.suffix.lower() in _OTHER_WORKBOOKS
    given = "this is neither" if target.exists() else "nothing has this name"
    return Problem(
        kind="no-operation", where=str(target), given=given,
        allowed="an operation is a folder or an .xlsx workbook",
        fix="save it as .xlsx" if spreadsheet else "give its path",
    )


def _cut(problems: list[Problem]) -> list[Problem]:
    """No more faults than anybody reads, and how many there are."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = Problem(
        kind="many-more", where="the operation",
        given=f"{len(problems) - MOST_PROBLEMS:,} faults more were found",
        allowed=f"the first {MOST_PROBLEMS} are shown", fix="mend these first",
    )
    return [*problems[:MOST_PROBLEMS], more]
