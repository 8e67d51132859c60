"""The reference page works every micro case, under its name and with its score."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.meaning.cases import CASES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "model.md"
SECTIONS = dict(re.findall(r"^#### `([a-z0-9-]+)`: [^\n]+\n(.*?)(?=^#|\Z)", PAGE.read_text(
    encoding="utf-8"
), flags=re.MULTILINE | re.DOTALL))
"""Text of each case on the page, by its name."""


def test_the_page_and_the_tests_work_the_same_cases() -> None:
    """No case is only tested, and none is only told."""
    assert set(SECTIONS) == set(CASES)


@pytest.mark.parametrize("id", list(CASES))
def test_the_page_gives_the_score_of_a_case(id: str) -> None:
    """The score in bold print on the page is the score that brute force finds."""
    told = re.findall(r"\*\*([0-9.]+)\*\*", SECTIONS[id])
    assert [float(score) for score in told] == [CASES[id]().score]
