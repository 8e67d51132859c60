"""CSV tables: UTF-8, one header line of field names, one record a line.

Written with commas, and read as a spreadsheet of any country may save them (`dialect.py`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from willing.errors import Origin, Problem, nearest
from willing.io.cell import clean, guard, unguard
from willing.io.dialect import Dialect, dialect
from willing.io.flat import Row, text_of, used_columns
from willing.io.tables import Entry, Table


def write_table(table: Table, rows: tuple[Row, ...]) -> str:
    """A table as CSV text; columns that only hold defaults are left out."""
    used = used_columns(table, rows)
    texts = (text_of(row, used) for row in rows)
    return write_rows([c.name for c in used], (list(cells.values()) for cells in texts))


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV text that a spreadsheet shows and does not run."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return stream.getvalue()


def read_table(table: Table, text: str, file: str, problems: list[Problem]) -> list[Entry]:
    """Read a table; whatever is wrong with it goes to `problems`."""
    saved = dialect(table, file, text)
    lines = _lines(text, saved.separator, file, problems)
    if saved.named:
        next(lines)
    first = next(lines, None)
    if first is None:
        problems.append(Problem(
            kind="missing-header", where=f"{file}:1", given="the file is empty",
            allowed=f"the first line names the columns: {_required(table)}",
            fix="write the header, or delete the file",
        ))
        return []
    number, header = first
    names = [clean(cell) for cell in header]
    while names and not names[-1]:
        names.pop()
    place = f"{file}:{number}"
    problems += header_faults(table, names, [place] * len(names), place)
    entries = _entries(saved, names, lines, problems) if named_columns(table, names) else []
    problems += saved.problems()
    return entries


def _entries(
    saved: Dialect, names: list[str], lines: Iterable[tuple[int, list[str]]],
    problems: list[Problem],
) -> list[Entry]:
    told = missing(saved.table, names)
    entries = []
    for number, cells in lines:
        kept = [clean(unguard(cell)) for cell in cells]
        if not any(kept) or saved.fold(kept, len(names), number):
            continue
        if any(kept[len(names):]):
            problems.append(_too_many(f"{saved.file}:{number}", len(kept), len(names)))
        else:
            row = {name: cell for name, cell in zip(names, kept, strict=False) if cell}
            entries.append(Entry(
                cells=saved.plain(row, number), origin=Origin(file=saved.file, line=number),
                told=told,
            ))
    return entries


def header_faults(
    table: Table, names: list[str], places: Sequence[str], place: str
) -> Iterator[Problem]:
    """What is wrong with a header: unknown, doubled, nameless and missing columns.

    `places` says where each name stands, `place` where the header does.
    """
    known = [column.name for column in table.columns]
    if not named_columns(table, names):
        yield Problem(
            kind="missing-header", where=place,
            given=f"the first row names no column of {table.name}",
            allowed=f"columns are {', '.join(known)}",
            fix="name the columns in the first row; no title stands above them",
        )
        return
    for index, (name, where) in enumerate(zip(names, places, strict=True)):
        if not name:
            yield Problem(
                kind="unknown-column", where=where, given=f"column {index + 1} has no name",
                allowed=f"columns of {table.name} are {', '.join(known)}", fix="name or delete it",
            )
        elif name not in known:
            yield Problem(
                kind="unknown-column", where=where, given=f"'{name}' is no column of {table.name}",
                allowed=f"columns are {', '.join(known)}", fix=nearest(name, known),
            )
        elif name in names[:index]:
            yield Problem(
                kind="duplicate-column", where=where, given=f"'{name}' stands there twice",
                allowed="each column stands once", fix="delete or rename one of them",
            )
    for name in missing(table, names):
        yield Problem(
            kind="missing-column", where=place, given=f"the column '{name}' is missing",
            allowed=f"{table.name} needs {_required(table)}", fix="add the column and fill it",
        )


def named_columns(table: Table, names: Sequence[str]) -> bool:
    """Whether a row is a header at all, however badly it may be written."""
    known = {column.name for column in table.columns}
    return any(name.lower() in known for name in names)


def missing(table: Table, names: Sequence[str]) -> tuple[str, ...]:
    """Columns that must be there and are not."""
    return tuple(c.name for c in table.columns if c.required and c.name not in names)


def _required(table: Table) -> str:
    return ", ".join(column.name for column in table.columns if column.required)


def _lines(
    text: str, separator: str, file: str, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Records that are not empty, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(
            kind="unreadable-line", where=f"{file}:{begins}",
            given=f"the line cannot be split into cells ({error})",
            allowed="a cell with commas, quotes or newlines stands in double quotes, "
            "and quotes inside it are doubled",
            fix="correct the quotes",
        ))


def _too_many(where: str, given: int, wanted: int) -> Problem:
    return Problem(
        kind="too-many-cells", where=where, given=f"the row has {given} cells",
        allowed=f"the header names {wanted} columns",
        fix="put text with commas in double quotes, or name the further columns",
    )
