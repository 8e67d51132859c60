"""An operation as a folder: operation.yaml and one CSV file for each long table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from willing.domain.operation import Operation
from willing.errors import Problem, ProblemsFound, nearest
from willing.io.atomic import write_folder
from willing.io.build import build
from willing.io.csvfile import read_table, write_table
from willing.io.flat import flatten, refuse_unwritable
from willing.io.limits import LARGEST_TABLE, LARGEST_YAML, decode, read_bytes, too_large
from willing.io.tables import TABLES, Entry
from willing.io.yamlread import YamlReader
from willing.io.yamltree import read_tree
from willing.io.yamlwrite import write_yaml

HEAD_FILE = "operation.yaml"
_CSV = {f"{table.name}.csv": table for table in TABLES.values() if table.home == "csv"}
FILES = (HEAD_FILE, *_CSV)
"""Files of an operation; all but the first may be missing."""


def read_folder(path: Path, problems: list[Problem]) -> Operation | None:
    """Read a folder; faults go to `problems`, and then there is no operation."""
    problems += _unknown_files(path)
    reader = YamlReader(HEAD_FILE, problems)
    head: Entry | None = None
    try:
        if not os.path.lexists(path / HEAD_FILE):
            raise ProblemsFound([_no_operation(path)])
        text = decode(read_bytes(path / HEAD_FILE, LARGEST_YAML, HEAD_FILE), HEAD_FILE)
        head = reader.read(read_tree(text, HEAD_FILE))
    except ProblemsFound as found:
        problems += found.problems
    entries = reader.entries
    for file, table in _CSV.items():
        if not (path / file).exists():
            continue
        try:
            text = decode(read_bytes(path / file, LARGEST_TABLE, file), file)
            entries[table.name] = read_table(table, text, file, problems)
        except ProblemsFound as found:
            problems += found.problems
    return build(head, entries, problems)


def save_folder(operation: Operation, path: Path, replace: bool) -> None:
    """Write a folder whole or not at all; raises `ProblemsFound` when that cannot be."""
    flat = flatten(operation)
    refuse_unwritable(flat)
    files = {HEAD_FILE: write_yaml(flat).encode()}
    for file, table in _CSV.items():
        if flat.tables[table.name]:
            files[file] = write_table(table, flat.tables[table.name]).encode()
    for file, data in files.items():
        limit = LARGEST_YAML if file == HEAD_FILE else LARGEST_TABLE
        if len(data) > limit:
            raise ProblemsFound([too_large(file, len(data), limit)])
    write_folder(path, files, replace, lambda name: name in FILES)


def _no_operation(path: Path) -> Problem:
    return Problem(
        kind="no-operation", where=str(path), given=f"no {HEAD_FILE} stands in this folder",
        allowed=f"an operation is a folder with {HEAD_FILE}, or an .xlsx workbook",
        fix="give the folder that holds it, or begin one with 'willing new'",
    )


def _unknown_files(path: Path) -> Iterator[Problem]:
    """Tables and YAML files that no one would read: most likely a misspelt name."""
    for item in sorted(path.iterdir()):
        name = item.name
        ours = name.lower().endswith((".csv", ".yaml", ".yml")) and not name.startswith((".", "~"))
        if ours and name not in FILES:
            yield Problem(
                kind="unknown-file", where=name, given="no table has this name",
                allowed=f"files are {', '.join(FILES)}", fix=nearest(name, FILES),
            )
