"""A handout: what one verb found, as a page and as a workbook in the look of the report."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from textwrap import wrap

from xlsxwriter import Workbook

from willing.domain.operation import Operation
from willing.errors import Problem, ProblemsFound
from willing.io.atomic import refuse_unwritable, write_file
from willing.report.fans import Fan, fan_sheet
from willing.report.figures import STATES
from willing.report.html import asset, environment
from willing.report.interval_chart import Bars
from willing.report.section import Section, Table, Value
from willing.report.sheet import Book
from willing.report.svg import HATCHES
from willing.report.unbroken import unbroken
from willing.report.words import headings

_ACROSS = 100
"""Letters of a sentence that stand in one line of a sheet: paper is fitted to the widest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One part of a handout: sentences, figures from both sides, tables."""

    section: Section
    """Its heading, sentences and tables; its key is the anchor and the name of its sheet."""
    bars: tuple[Bars, ...] = ()
    """Figures from both sides, before the tables."""
    cells: tuple[Table, ...] = ()
    """What the workbook has in place of bars and tables; empty: both of them in cells."""
    grouped: bool = False
    """Whether rows of a table with the same first cell stand together on the page."""
    folded: bool = False
    """Whether the page shows it only when asked; then paper has its heading only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What one verb found, for people."""

    operation: Operation
    """The data."""
    title: str
    """What it is."""
    made_by: str
    """Program and version."""
    meta: tuple[str, ...]
    """Lines below the title: of which data, which plan, how far."""
    leaves: tuple[Leaf, ...]
    """Its parts, in order."""
    fans: tuple[Fan, ...] = ()
    """Coverage over outcomes, behind the first part."""


def handout_page(held: Handout) -> str:
    """The page: opens without a network, prints, and needs no script."""
    operation = held.operation
    head = headings(operation)
    leaves = [replace(leaf, section=_titled(leaf.section, head(leaf.section.title)))
              for leaf in held.leaves]
    parts = [(anchor(leaf.section), leaf.section.title) for leaf in leaves]
    if held.fans:
        parts.insert(1, ("fans", "Over all outcomes"))
    return unbroken(environment().get_template("handout.html").render(
        operation=operation, about=held.title, title=held.title, meta=held.meta, parts=parts,
        made_by=held.made_by, head=head, hatches=HATCHES, style=asset("style.css"),
        script=asset("page.js"), letters={state.word: state.letter for state in STATES},
        leaves=leaves, fans=held.fans, anchor=anchor, grouped_rows=grouped_rows,
    ))


def write_handout_workbook(held: Handout, path: Path) -> None:
    """The workbook: a sheet for each table, the figures from both sides among them."""
    operation = held.operation
    head = headings(operation)
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as file:
        # The as-of date, not today's: the same findings give the same file.
        file.set_properties({
            "title": f"{operation.name}: {held.title}", "comments": operation.marking,
            "created": datetime.combine(operation.as_of, datetime.min.time()),
        })
        book = Book(file, operation.marking, head)
        book.sheet("Summary", held.title, ("Text",), [(line,) for line in held.meta],
                   of=operation.name)
        for leaf in held.leaves:
            section = _titled(leaf.section, head(leaf.section.title))
            tables = leaf.cells or (*(bars.table for bars in leaf.bars), *section.tables)
            if tables:
                book.section(replace(section, tables=tables, texts=tuple(
                    line for text in section.texts for line in wrap(text, _ACROSS))))
        if held.fans:
            fan_sheet(book, held.fans)


def refuse_files(html: Path | None, xlsx: Path | None, replace_: bool) -> None:
    """Say before long work what would keep the files from being written."""
    named = [path for path in (html, xlsx) if path is not None]
    for path in named:
        refuse_unwritable(path, replace_)
    if len(named) == 2 and named[0].resolve() == named[1].resolve():
        raise ProblemsFound([Problem(
            kind="same-name", where=str(named[0]), given="two results would have this name",
            allowed="page and workbook each have their own",
            fix="choose another name for one of them",
        )])


def write_handout(
    held: Handout, html: Path | None, xlsx: Path | None, *, replace_: bool = False
) -> None:
    """Write what is wanted, each file whole or not at all."""
    if html is not None:
        write_file(html, handout_page(held).encode(), replace_)
    if xlsx is not None:
        with tempfile.TemporaryDirectory() as name:
            book = Path(name, "book.xlsx")
            write_handout_workbook(held, book)
            write_file(xlsx, book.read_bytes(), replace_)


def anchor(section: Section) -> str:
    """A part's anchor on the page."""
    return section.key.lower().replace(" ", "-")


def grouped_rows(table: Table) -> list[tuple[Value, list[tuple[Value, ...]]]]:
    """Rows with the same first cell together, in the order in which these first come."""
    found: dict[Value, list[tuple[Value, ...]]] = {}
    for row in table.rows:
        found.setdefault(row[0], []).append(row)
    return list(found.items())


def _titled(section: Section, title: str) -> Section:
    return replace(section, title=title)
