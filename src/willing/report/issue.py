"""Writes the files of a report: each whole or not at all, none over another."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.errors import Problem, ProblemsFound, nearest
from willing.io.atomic import refuse_unwritable, write_file, write_folder
from willing.report.conference import conference
from willing.report.html import page
from willing.report.nations import contributors
from willing.report.notes import Notes
from willing.report.reading import readings
from willing.report.shown import Wanted, named
from willing.report.since import Last
from willing.report.tidy import write_csv
from willing.report.workbook import write_workbook

_NEEDS = {"pptx": ("slides", "pptx", "python-pptx"), "pdf": ("a PDF", "typst", "typst")}
"""Kinds of file that need a library which Willing does without: what, module, package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Where each kind of file goes; None: it is not wanted."""

    html: Path | None = None
    xlsx: Path | None = None
    csv: Path | None = None
    pptx: Path | None = None
    pdf: Path | None = None

    def named(self) -> Iterator[tuple[str, Path]]:
        """Kind and place of each file that is wanted."""
        for kind in ("html", "xlsx", "csv", "pptx", "pdf"):
            path = getattr(self, kind)
            if path is not None:
                yield kind, path


def refuse(
    operation: Operation, plan: Plan, files: Files, replace: bool, nation: str, outcome: Wanted
) -> None:
    """Say before long work what would keep the files from being written.

    Raises `ProblemsFound` with every problem of names; places that cannot be written come first.
    """
    for _, path in files.named():
        refuse_unwritable(path, replace)
    found = [*_twice([path for _, path in files.named()]), *_missing(files)]
    try:
        named(plan, outcome)
    except ProblemsFound as unknown:
        found += unknown.problems
    if nation:
        found += _nation(operation, plan, files, nation)
    if found:
        raise ProblemsFound(found)


def issue(
    operation: Operation, plan: Plan, files: Files, *, replace: bool, notes: Notes | None,
    nation: str, outcome: Wanted, last: Last,
) -> None:
    """Write every file that is wanted; `refuse` has found nothing against it."""
    held = conference(operation, plan, notes, outcome=outcome, last=last)
    if files.html is not None:
        write_file(files.html, page(operation, plan, notes, held=held, nation=nation).encode(),
                   replace)
    with tempfile.TemporaryDirectory() as name:
        if files.xlsx is not None:
            book = Path(name, "book.xlsx")
            write_workbook(operation, plan, book, notes, held=held, nation=nation)
            write_file(files.xlsx, book.read_bytes(), replace)
        if files.csv is not None:
            tables = {path.name: path.read_bytes() for path in write_csv(operation, plan, name)}
            write_folder(files.csv, tables, replace, lambda file: file in tables)
    if files.pptx is not None:
        from willing.report.slides import slides

        write_file(files.pptx, slides(held, nation), replace)
    if files.pdf is not None:
        from willing.report.paper import paper

        write_file(files.pdf, paper(held, nation), replace)


def _twice(targets: Sequence[Path]) -> Iterator[Problem]:
    """A result that would be written over another."""
    places = [target.resolve() for target in targets]
    for target in [t for t, place in zip(targets, places, strict=True) if places.count(place) > 1]:
        yield Problem(
            kind="same-name", where=str(target), given="two results would have this name",
            allowed="page, workbook, folder, slides and PDF each have their own",
            fix="choose another name for one of them",
        )
        return


def _missing(files: Files) -> Iterator[Problem]:
    """A library that is not installed."""
    for kind, path in files.named():
        if kind in _NEEDS:
            what, module, package = _NEEDS[kind]
            if importlib.util.find_spec(module) is None:
                yield Problem(
                    kind="not-installed", where=str(path), given=f"{package} is not installed",
                    allowed=f"{what} can be made where Willing has its extra 'office'",
                    fix="install it with: pip install 'willing[office]'",
                )


def _nation(operation: Operation, plan: Plan, files: Files, nation: str) -> Iterator[Problem]:
    known = [found.id for found in contributors(operation, readings(operation, plan))]
    if nation not in known:
        yield Problem(
            kind="unknown-id", where="nation", given=f"'{nation}' has no page",
            allowed="a nation with units, commitments or a part in the plan",
            fix=nearest(nation, known),
        )
    if not any(files.named()):
        yield Problem(
            kind="whole-plan", where="nation", given="a nation is named, and no file",
            allowed="what is for one nation goes to a page, workbook, slides or PDF",
            fix="name one with --html, --xlsx, --pptx or --pdf",
        )
    if files.csv is not None:
        yield Problem(
            kind="whole-plan", where=str(files.csv), given="CSV tables are asked for one nation",
            allowed="CSV tables hold the whole plan", fix="leave out the nation, or the tables",
        )
