"""Rows of two-stage runs on the page."""

from __future__ import annotations

from pathlib import Path

from benchmarks.ahead import write_row


def test_a_row_is_replaced_by_the_next_run_and_others_stay(tmp_path: Path) -> None:
    """One row for each case, limit and solver; what was not reached is said so."""
    page = tmp_path / "page.md"
    write_row("river", 60, "willing", 12.0, 9.0, 31.0, "limit", 0.25, page)
    write_row("river", 60, "highs, as one", None, None, 60.0, "killed", None, page)
    write_row("river", 60, "willing", 10.0, 9.0, 30.0, "limit", 0.25, page)
    rows = [line for line in page.read_text().splitlines() if line.startswith("| river")]
    assert rows == [
        "| river | 60 | willing | 10.00 | 9.00 | 10.00% | 30.0 | 0.25 | limit |",
        "| river | 60 | highs, as one | none | none | not known | 60.0 | - | killed |",
    ]
