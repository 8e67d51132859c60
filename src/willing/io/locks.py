"""Lock files: what Excel and LibreOffice leave beside a file while somebody has it open."""

from __future__ import annotations

from pathlib import Path

from willing.errors import Problem

_EXCEL = "~$"
_OFFICE = (".~lock.", "#")


def lock_of(path: Path) -> Path:
    """The lock file that Excel leaves beside a workbook while it is open."""
    return path.with_name(f"{_EXCEL}{path.name}")


def lock_given(path: Path) -> Problem | None:
    """What to say where a lock file is given in place of its workbook; None: it is none."""
    name, before, behind = path.name, *_OFFICE
    if name.startswith(_EXCEL) and name != _EXCEL:
        program, meant = "Excel", name.removeprefix(_EXCEL)
    elif name.startswith(before) and name.endswith(behind) and len(name) > len(before + behind):
        program, meant = "LibreOffice", name.removeprefix(before).removesuffix(behind)
    else:
        return None
    return Problem(
        kind="no-operation", where=str(path),
        given=f"this is the lock file that {program} leaves while {meant} is open",
        allowed="an operation is a folder or an .xlsx workbook",
        fix=f"save {meant} and give its name; if nobody has it open, delete the lock file",
    )
