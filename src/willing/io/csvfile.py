"""CSV tables: UTF-8, one header line of field names, one record a line.

Written with commas. Read with commas, semicolons (as spreadsheets in much of Europe write them)
or tabs, whichever the header uses.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from willing.errors import Origin, Problem, nearest
from willing.io.cell import clean, guard, unguard
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
    lines = _lines(text, _separator(table, text), file, problems)
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
    told = missing(table, names)
    entries = []
    for number, cells in lines:
        kept = [clean(unguard(cell)) for cell in cells]
        if not any(kept):
            continue
        if any(kept[len(names):]):
            problems.append(_too_many(f"{file}:{number}", len(kept), len(names)))
        else:
            filled = {name: cell for name, cell in zip(names, kept, strict=False) if cell}
            entries.append(Entry(cells=filled, origin=Origin(file=file, line=number), told=told))
    return entries


def header_faults(
    table: Table, names: list[str], places: Sequence[str], place: str
) -> Iterator[Problem]:
    """What is wrong with a header: unknown, doubled, nameless and missing columns.

    `places` says where each name stands, `place` where the header does.
    """
    known = [column.name for column in table.columns]
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


def missing(table: Table, names: Sequence[str]) -> tuple[str, ...]:
    """Columns that must be there and are not."""
    return tuple(c.name for c in table.columns if c.required and c.name not in names)


def _required(table: Table) -> str:
    return ", ".join(column.name for column in table.columns if column.required)


def _separator(table: Table, text: str) -> str:
    """The separator under which the header names most columns; commas where none does better."""
    known = {column.name for column in table.columns}
    header = text.lstrip("\r\n").split("\n", 1)[0]

    def named(separator: str) -> int:
        return len(known & {cell.strip().strip('"') for cell in header.split(separator)})

    return max((",", ";", "\t"), key=named)


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
