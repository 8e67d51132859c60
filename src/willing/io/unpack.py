"""Open a workbook's zip with care, before anything that trusts it: sizes, members, cells.

A zip may claim to be small and unpack to gigabytes, its XML may define entities that multiply, and
one cell at the far corner of a sheet makes a reader take memory for all cells before it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from willing.errors import Problem, ProblemsFound
from willing.io.limits import (
    LARGEST_UNPACKED,
    LARGEST_WORKBOOK,
    MOST_CELLS,
    MOST_MEMBERS,
    read_bytes,
    too_large,
)

# Readers forgive a blank that is missing between two attributes, so the place is found there too.
_PLACE = re.compile(rb"[\s\"']r\s*=\s*[\"']\s*([A-Za-z]*)(\d*)")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
# No attribute of a cell is long: the bound keeps a hostile tag without end from taking for ever.
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?=[^<>]{0,200}\bt\s*=\s*[\"']e[\"'])[^<>]{0,200}\br\s*=\s*[\"'](\w+)"
)
_UNWORKED = re.compile(
    rb"<(?:\w+:)?c\s(?![^<>]{0,200}\bt\s*=\s*[\"']str)"
    rb"[^<>]{0,200}\br\s*=\s*[\"'](\w+)[^<>]{0,200}>\s*"
    rb"<(?:\w+:)?f(?:\s[^<>]{0,300})?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>(0?)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula without a result, or with the 0 that some programs write for one."""
_RECALCULATE = re.compile(rb"fullCalcOnLoad\s*=\s*[\"'](?:1|true)")
"""What a program writes that leaves the results to the next spreadsheet; saving takes it away."""
_PART = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A workbook whose parts were all measured."""

    data: bytes
    """The same workbook, packed anew without compression and without pictures."""
    errors: tuple[tuple[str, str], ...]
    """Sheet and cell of every formula that ended in an error, such as `#REF!`."""
    unworked: Mapping[str, Sequence[str]]
    """Cells by sheet with formulas whose results nobody has worked out yet."""


def unpack(path: Path) -> Unpacked:
    """Read and measure a workbook; raise `ProblemsFound` for one that is none, or is hostile."""
    name = path.name
    raw = read_bytes(path, LARGEST_WORKBOOK, name)
    try:
        parts = dict(_members(raw, name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
            ValueError, OSError) as error:
        # Whatever is wrong inside a zip comes out as one of these, encryption included.
        raise broken(name, str(error)) from None
    for member, data in parts.items():
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise broken(name, f"{member} defines entities")
    titles = _titles(parts)
    left = MOST_CELLS
    for member, data in parts.items():
        left -= _cells(name, titles.get(member, member), data, left)
    later = bool(_RECALCULATE.search(parts.get("xl/workbook.xml", b"")))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for member, data in parts.items():
            archive.writestr(member, data)
    errors = tuple(
        (titles.get(member, member), cell.decode())
        for member, data in parts.items() for cell in _ERROR.findall(data)
    )
    unworked = {titles.get(member, member): cells for member, data in parts.items()
                if (cells := _unworked(data, later))}
    return Unpacked(packed.getvalue(), errors, unworked)


def broken(name: str, said: str) -> ProblemsFound:
    """A file that is no workbook, or a damaged one."""
    return ProblemsFound([Problem(
        kind="broken-workbook", where=name, given=f"it is no whole workbook ({said[:120]})",
        allowed="an .xlsx workbook without a password",
        fix="open it in a spreadsheet and save it again as .xlsx",
    )])


def _members(raw: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        listed = archive.infolist()
        if len(listed) > MOST_MEMBERS:
            raise ProblemsFound([Problem(
                kind="too-large", where=name, given=f"{len(listed):,} files are inside",
                allowed=f"at most {MOST_MEMBERS:,}", fix="save only the operation's sheets",
            )])
        left = LARGEST_UNPACKED
        for item in listed:
            if not item.filename.endswith((".xml", ".rels")):
                continue
            # Read no more than is left, whatever the zip claims.
            with archive.open(item) as stream:
                data = stream.read(left + 1)
            left -= len(data)
            if left < 0:
                raise ProblemsFound([too_large(name, LARGEST_UNPACKED - left, LARGEST_UNPACKED)])
            yield item.filename, data


def _cells(name: str, sheet: str, data: bytes, left: int) -> int:
    """Cells a reader would take memory for; raises `ProblemsFound` when they are too many."""
    rows = columns = named = 0
    for letters, digits in _PLACE.findall(data):
        rows = max(rows, int(digits[:9] or 0))
        columns = max(columns, column_number(letters[:4].decode()))
        named += bool(letters)
    cells = len(_CELL.findall(data))
    columns = max(columns, cells - named)
    taken = max(cells, rows * columns)
    if taken > left:
        raise ProblemsFound([Problem(
            kind="too-large", where=f"{name} {sheet}",
            given=f"the sheet reaches to row {rows:,} and column {columns:,}",
            allowed=f"at most {MOST_CELLS:,} cells in all sheets, empty ones included",
            fix="delete the rows and columns behind the table",
        )])
    return taken


def _unworked(data: bytes, later: bool) -> list[str]:
    """Cells of formulas without results; a 0 counts as none where results are left for later."""
    return [cell.decode() for cell, zero in _UNWORKED.findall(data) if later or not zero]


def _titles(parts: dict[str, bytes]) -> dict[str, str]:
    """Names of the sheets by the parts they stand in; empty where the workbook does not say."""
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])
        links = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    except (LookupError, ValueError, ElementTree.ParseError):
        # No such part, an encoding that nobody or only some know, or no XML.
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    return {
        f"xl/{targets[sheet.get(_PART)].removeprefix('/xl/')}": sheet.get("name", "")
        for sheet in book.iter() if sheet.get(_PART) in targets
    }


def column_number(letters: str) -> int:
    """Number of a column by its letters: A is 1, AA 27; nothing is 0."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Letters of a column by its number, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
