"""The fingerprint tells whether two operations plan alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.operations import coalition, two_tasks
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.io.fingerprint import fingerprint
from willing.io.load import load
from willing.io.save import save


def with_first(operation: Operation, table: str, **values: object) -> Operation:
    """The operation with its first record of a table changed."""
    first, *rest = getattr(operation, table)
    changed: dict[str, object] = {table: (replace(first, **values), *rest)}
    return replace(operation, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["folder", "book.xlsx"])
def test_files_keep_the_fingerprint(tmp_path: Path, name: str) -> None:
    """An operation has one fingerprint, in memory, in a folder and in a workbook."""
    save(coalition(), tmp_path / name)
    assert fingerprint(load(tmp_path / name)) == fingerprint(coalition())


@pytest.mark.parametrize(("table", "values"), [
    ("units", {"note": "looked up again"}), ("pledges", {"source": "Letter"}),
    ("nations", {"name": "Federal Republic"}), ("requirements", {"derived": "qra: stations=1"}),
])
def test_what_only_people_read_does_not_change_it(table: str, values: dict[str, object]) -> None:
    """Names, notes, sources and derivations leave the fingerprint as it is."""
    assert fingerprint(with_first(two_tasks(), table, **values)) == fingerprint(two_tasks())


@pytest.mark.parametrize(("table", "values"), [
    ("units", {"count": 7}), ("pledges", {"count": 1}), ("nations", {"decision_days": 31}),
    ("requirements", {"effect": "skies"}), ("questions", {"ordered": True}),
    ("policies", {"tours": (90, 180)}), ("legs", {"days": 11}),
    ("pledges", {"condition": parse_condition("backstop == none")}),
])
def test_what_a_plan_depends_on_changes_it(table: str, values: dict[str, object]) -> None:
    """Any figure or id that a plan may depend on changes the fingerprint."""
    assert fingerprint(with_first(two_tasks(), table, **values)) != fingerprint(two_tasks())


def test_how_a_condition_is_written_does_not_change_it() -> None:
    """Brackets and blanks that mean nothing leave the fingerprint as it is."""
    plain = with_first(two_tasks(), "pledges", condition=parse_condition("backstop == none"))
    other = with_first(two_tasks(), "pledges", condition=parse_condition("( backstop==none )"))
    assert fingerprint(plain) == fingerprint(other)


def test_no_field_is_taken_for_another() -> None:
    """The same word in another of the newer fields is another operation."""
    framed = with_first(two_tasks(), "requirements", framework="POL")
    assert fingerprint(framed) != fingerprint(
        with_first(two_tasks(), "requirements", command="POL")
    )
