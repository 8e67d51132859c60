"""Cells: one field as text, as tables write and read it."""

from __future__ import annotations

from willing.domain.text import read_field


def test_a_list_of_ids_may_have_blanks_after_its_commas() -> None:
    """Blanks around the commas of a list do not become part of the ids."""
    assert read_field(tuple[str, ...], " NATO , EU,not TUR ") == ("NATO", "EU", "not TUR")
