"""Writing so that nothing is ever half written: beside the target first, then one rename."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from willing.errors import Problem, ProblemsFound
from willing.io.locks import lock_of

EXISTS = "exists"
"""Kind of the problem that something has the name of a result."""


def write_file(path: Path, data: bytes, replace: bool) -> None:
    """Write a file whole or not at all. Raises `ProblemsFound` when it exists or cannot be."""
    refuse_existing(path, replace)
    if path.is_dir():
        raise ProblemsFound([_cannot_write(path, "a folder has this name")])

    def write(beside: Path) -> None:
        new = beside / path.name
        new.write_bytes(data)
        os.replace(new, path)

    _beside(path, write)


def write_folder(
    path: Path, files: Mapping[str, bytes], replace: bool, ours: Callable[[str], bool]
) -> None:
    """Write a folder whole or not at all.

    Where it replaces another, files that are not `ours` by their names (a README, pictures) are
    carried over. Raises `ProblemsFound` when the target exists or cannot be written.
    """
    refuse_existing(path, replace)
    if path.exists() and not path.is_dir():
        raise ProblemsFound([_cannot_write(path, "a file has this name")])

    def write(beside: Path) -> None:
        new, old = beside / "new", beside / "old"
        new.mkdir()
        if path.exists():
            _carry_over(path, new, ours)
        for name, data in files.items():
            (new / name).write_bytes(data)
        if not path.exists():
            os.rename(new, path)
            return
        os.rename(path, old)
        try:
            os.rename(new, path)
        except OSError:
            os.rename(old, path)
            raise

    _beside(path, write)


def refuse_existing(path: Path, replace: bool) -> None:
    """Refuse to write over something, unless the user said so."""
    if not replace and os.path.lexists(path):
        raise ProblemsFound([Problem(
            kind=EXISTS, where=str(path), given="something has this name already",
            allowed="nothing is written over unless you say so",
            fix="choose another name, or pass replace=True",
        )])


def refuse_unwritable(path: Path, replace: bool) -> None:
    """Say before long work that its result could not be written under a name."""
    refuse_existing(path, replace)
    if not path.absolute().parent.is_dir():
        raise ProblemsFound([Problem(
            kind="cannot-write", where=str(path), given="its folder does not exist",
            allowed="a name in a folder that exists", fix="make the folder, or choose another name",
        )])
    # Rights are not asked for but tried: an access list or a full disk says no in its own way.
    _beside(path, lambda _: None)


def _carry_over(path: Path, new: Path, ours: Callable[[str], bool]) -> None:
    for item in path.iterdir():
        if ours(item.name):
            continue
        if item.is_dir() and not item.is_symlink():
            shutil.copytree(item, new / item.name, symlinks=True)
        else:
            shutil.copy2(item, new / item.name, follow_symlinks=False)


def _beside(path: Path, write: Callable[[Path], None]) -> None:
    """Run a write in a hidden folder beside the target, and clean up whatever happens."""
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}-", dir=path.absolute().parent))
        try:
            write(beside)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        # Windows lets nobody write over a workbook that Excel has open.
        opened = os.path.lexists(lock_of(path))
        raise ProblemsFound([_cannot_write(path, reason, opened=opened)]) from None


def _cannot_write(path: Path, reason: str, *, opened: bool = False) -> Problem:
    return Problem(
        kind="cannot-write", where=str(path), given=f"it cannot be written ({reason})",
        allowed="a name in a folder that exists and may be written",
        fix=f"close it in Excel, whose lock file {lock_of(path).name} lies beside it" if opened
        else "choose another name",
    )
