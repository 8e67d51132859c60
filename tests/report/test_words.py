"""The words of reports: one table, complete, and used as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from willing.domain.operation import Settings
from willing.report import words as table
from willing.report.words import VOCABULARIES, WORDS, heading

FOLDER = Path(table.__file__).parent
USED = re.compile(r'say\((?:"|\')([a-z_]+)(?:"|\')\)')


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
    assert used == set(WORDS)


@pytest.mark.parametrize(("word", "told"), [("line", "Line"), ("SUR line", "SUR line"), ("", "")])
def test_headings_keep_abbreviations(word: str, told: str) -> None:
    """Only the first letter changes."""
    assert heading(word) == told


def test_code_knows_the_plain_words_only() -> None:
    """Words of one vocabulary stand in the table and nowhere else in the package."""
    own = re.compile(r"CJSOR|\bSUR\b")
    wrong = [
        str(path) for path in FOLDER.parent.rglob("*.py")
        if path.name != "words.py" and own.search(path.read_text("utf-8"))
    ]
    assert wrong == []
