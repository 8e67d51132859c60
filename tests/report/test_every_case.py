"""Whatever a micro case is about, a page can be made of its plans."""

from __future__ import annotations

import pytest

from tests.explain.plans import nobody
from tests.meaning.cases import CASES
from willing.report.html import page


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_made_where_nobody_is_sent(case: str) -> None:
    """A plan of only what is decided has a page: formations without slots, reaches without care."""
    operation = CASES[case]().operation
    assert f"<h1>{operation.name}" in page(operation, nobody(operation), None)
