"""The words of reports: one table, complete, and used as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from openpyxl import load_workbook

import willing
from tests.operations import two_tasks
from willing.domain.operation import Operation, Settings
from willing.domain.plan import Plan
from willing.report import words as table
from willing.report.agenda import agenda
from willing.report.conference import conference
from willing.report.html import page
from willing.report.national import nation_sections
from willing.report.section import Section, spoken
from willing.report.statement_table import statement_on_paper
from willing.report.words import INSIDE, VOCABULARIES, WORDS, heading, headings
from willing.report.workbook import write_workbook

FOLDER = Path(table.__file__).parent
USED = re.compile(r'say\((?:"|\')([a-z_]+)(?:"|\')\)')


def in_words(vocabulary: str) -> Operation:
    """Two tasks, reported in a vocabulary."""
    made = two_tasks()
    return replace(made, settings=replace(made.settings, vocabulary=vocabulary))  # type: ignore[arg-type]


@cache
def planned() -> Plan:
    """A plan of it; words are no data, so it is one for all."""
    return willing.plan(two_tasks(), "each backstop")


def of_page(text: str) -> Iterator[str]:
    """Headings of the page, of its tables and of its parts."""
    for found in re.findall(r"<(?:h[234]|th scope=\"col\"[^>]*|caption)>([^<]+)<", text):
        yield unescape(found)


def of_workbook(operation: Operation, plan: Plan, path: Path) -> Iterator[str]:
    """Titles and headers of all sheets."""
    write_workbook(operation, plan, path)
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            yield from (str(cell.value) for cell in row if cell.value and cell.font.bold)


def of_section(section: Section) -> Iterator[str]:
    """What stands above its text, its tables and their columns."""
    yield section.title
    yield from (chart.title for chart in section.charts)
    for part in section.tables:
        yield from (part.caption, *(column.title for column in part.columns))


def test_the_table_has_a_column_for_each_vocabulary() -> None:
    """What settings allow is what the table knows, and no word is missing."""
    assert get_args(get_type_hints(Settings)["vocabulary"]) == VOCABULARIES
    for key, words in WORDS.items():
        assert len(words) == len(VOCABULARIES), key
        assert all(word and word == word.strip() for word in words), key


def test_every_word_is_used_and_every_use_is_known() -> None:
    """No report asks for a word that the table lacks, and none stands there for nothing."""
    used = {
        key for path in FOLDER.rglob("*") if path.suffix in (".py", ".html")
        for key in USED.findall(path.read_text("utf-8"))
    }
    assert used | set(INSIDE) == set(WORDS)


@pytest.mark.parametrize(("word", "told"), [("line", "Line"), ("SUR line", "SUR line"), ("", "")])
def test_headings_keep_abbreviations(word: str, told: str) -> None:
    """Only the first letter changes."""
    assert heading(word) == told


HEADINGS = [
    ("nato", "Lines", "CJSOR serials"), ("un", "Lines", "SUR lines"), ("plain", "Lines", "Lines"),
    ("un", "Weakest essential line", "Weakest essential SUR line"),
    ("nato", "Outcomes side by side", "Branches side by side"),
    ("un", "Framework nation", "Framework nation"), ("nato", "Must have", WORDS["must_have"][1]),
    ("un", "Your own commitments", "Your own standing commitments"),
]


@pytest.mark.parametrize(("vocabulary", "plain", "told"), HEADINGS)
def test_a_heading_is_told_in_the_words_of_the_report(
    vocabulary: str, plain: str, told: str
) -> None:
    """Its nouns are replaced, and told twice it stays as it is."""
    operation = in_words(vocabulary)
    assert headings(operation)(plain) == told
    assert headings(operation)(told) == told


def test_no_heading_of_the_page_stands_in_a_template_as_it_is() -> None:
    """All go through the table of words, but for figures that say their unit below."""
    wrong = {
        f"{path.name}: {found.group()}" for path in FOLDER.rglob("*.html")
        for found in re.finditer(
            r"<(h[234]|th scope=\"col\"[^>]*)>([A-Za-z][^<{]*)</", path.read_text("utf-8"))
    }
    assert wrong == set()


@pytest.mark.parametrize("vocabulary", ["nato", "un"])
def test_no_heading_bypasses_the_words(vocabulary: str, tmp_path: Path) -> None:
    """Page, workbook, slides and PDF: no heading has a plain noun that this vocabulary replaces."""
    operation = in_words(vocabulary)
    plan = planned()
    said = headings(operation)
    found = [*of_page(page(operation, plan)), *of_workbook(operation, plan, tmp_path / "w.xlsx")]
    held = conference(operation, plan)
    found += [text for section in (*agenda(held), statement_on_paper(held), *nation_sections(
        held, operation.nations[0].id)) for text in of_section(spoken(section, said))]
    wrong = sorted({text for text in found if said(text) != text and ":" not in text})
    assert len(found) > 100
    assert wrong == []


def test_code_knows_the_plain_words_only() -> None:
    """Words of one vocabulary stand in the table and nowhere else in the package."""
    own = re.compile(r"CJSOR|\bSUR\b")
    wrong = [
        str(path) for path in FOLDER.parent.rglob("*.py")
        if path.name != "words.py" and own.search(path.read_text("utf-8"))
    ]
    assert wrong == []
