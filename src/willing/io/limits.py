"""How much is read at most: a file is measured before a byte of it is taken into memory."""

from __future__ import annotations

import stat
from pathlib import Path

from willing.errors import Problem, ProblemsFound

MEGABYTE = 1_000_000
LARGEST_TABLE = 20 * MEGABYTE
"""Bytes of a CSV table; 200,000 rows of 100 characters."""
LARGEST_YAML = 1 * MEGABYTE
"""Bytes of operation.yaml: YAML reads slowly, and long tables belong in CSV."""
LARGEST_WORKBOOK = 20 * MEGABYTE
"""Bytes of a workbook as it lies on disk."""
LARGEST_UNPACKED = 100 * MEGABYTE
"""Bytes of a workbook unpacked; what unpacks to more is a mistake or an attack."""
MOST_MEMBERS = 1_000
"""Files inside a workbook."""
MOST_CELLS = 4_000_000
"""Cells of all sheets, from A1 to the last one used: memory is taken for the empty ones too."""
LARGEST_PLAN = 100 * MEGABYTE
"""Bytes of a plan file."""
LONGEST_TEXT = 32_767
"""Characters of one cell; a spreadsheet holds no more."""
MOST_PROBLEMS = 500
"""Problems told at once; nobody reads more."""


def read_bytes(path: Path, limit: int, name: str) -> bytes:
    """Read a whole file of at most `limit` bytes; raise `ProblemsFound` when it cannot be read.

    Anything but a regular file is refused: a pipe would wait for ever, a device never end.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ProblemsFound([not_a_file(name)])
        if status.st_size > limit:
            raise ProblemsFound([too_large(name, status.st_size, limit)])
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise ProblemsFound([unreadable(name, error)]) from None
    if len(data) > limit:
        raise ProblemsFound([too_large(name, len(data), limit)])
    return data


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 with or without its mark; raise `ProblemsFound` with the line of a bad byte."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ProblemsFound([_wrong_encoding(f"{name}:1", "the file is UTF-16")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start : error.start + 1]
        meant = byte.decode("cp1252", errors="replace")
        given = f"the byte {byte.hex().upper()} (Windows-1252 '{meant}') is not UTF-8"
        raise ProblemsFound([_wrong_encoding(f"{name}:{line}", given)]) from None


def _wrong_encoding(where: str, given: str) -> Problem:
    return Problem(
        kind="encoding", where=where, given=given, allowed="text files are UTF-8",
        fix="save the file again and choose 'UTF-8' ('CSV UTF-8' in a spreadsheet)",
    )


def too_large(name: str, size: int, limit: int) -> Problem:
    """A file, or what it unpacks to, that is larger than anything meant to be read."""
    return Problem(
        kind="too-large", where=name, given=f"the file has {size:,} bytes",
        allowed=f"at most {limit:,} bytes are read",
        fix="take out what is not part of the operation",
    )


def not_a_file(name: str) -> Problem:
    """A folder, pipe or device where a file should stand."""
    return Problem(
        kind="not-a-file", where=name, given="this is no regular file",
        allowed="a file is expected", fix="give the file itself",
    )


def unreadable(name: str, error: OSError) -> Problem:
    """A file that the system does not hand over."""
    return Problem(
        kind="unreadable", where=name, given=f"it cannot be read ({error.strerror or error})",
        allowed="a file that exists and may be read", fix="check the name and the rights",
    )
