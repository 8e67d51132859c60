"""Fields as text: what is written reads back, and what cannot be read is told."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given, settings

from tests.operations import coalition
from tests.strategies import everything, operations
from willing.calendar import DDay, Moment
from willing.domain.condition import Condition
from willing.domain.operation import Operation
from willing.domain.question import Question
from willing.domain.text import field_types, read_field, required_fields, write_field
from willing.domain.unit import Policy, Unit
from willing.errors import TextFault


def _again(record: Any) -> Any:
    kinds = field_types(type(record))
    return replace(record, **{
        name: read_field(kind, write_field(getattr(record, name))) for name, kind in kinds.items()
    })


@settings(max_examples=40, deadline=None)
@given(operations())
def test_every_field_reads_back_from_its_text(operation: Operation) -> None:
    """All records but questions, which are YAML, survive being written and read."""
    for record in everything(operation):
        if not isinstance(record, Question):
            assert _again(record) == record


def test_coalition_reads_back_from_its_text() -> None:
    """Sources, grades, notes and decimals survive too."""
    records = [r for r in everything(coalition()) if not isinstance(r, Question)]
    assert [_again(r) for r in records] == records


@pytest.mark.parametrize(("kind", "text", "value"), [
    (int, " -12 ", -12), (float, "1.50", 1.5), (float, ".5", 0.5), (float, "2e3", 2000.0),
    (float, "1e-200", 1e-200),
    (bool, "Yes", True), (bool, "0", False), (date, "2027-01-02", date(2027, 1, 2)),
    (Moment | None, "", None), (Moment | None, "D-3", DDay(-3)), (int | None, " ", None),
    (tuple[str, ...], " a , b,", ("a", "b")), (tuple[int, ...], "90, 120", (90, 120)),
    (Literal["deal", "now"], "now", "now"), (str, " as it is ", " as it is "),
])
def test_texts_are_read_by_type(kind: Any, text: str, value: Any) -> None:
    """Blanks around numbers, dates and words do not matter; empty is None where that is allowed."""
    assert read_field(kind, text) == value


@pytest.mark.parametrize(("kind", "text", "match"), [
    (int, "", r"the number is missing"), (int, "1.5", r"'1.5' is not a whole number"),
    (int, "9" * 16, r"is not a whole number"), (float, "1,5", r"'1,5' is not a number"),
    (float, "nan", r"'nan' is not a number"), (float, "1e999", r"is not a number"),
    (bool, "maybe", r"'maybe' is neither yes nor no"), (date, "D+3", r"'D\+3' is counted from D"),
    (Literal["deal", "now"], "nwo", r"'nwo' is not known; allowed are 'deal', 'now'; did you mean"),
    (tuple[int, ...], "90, x", r"'x' is not a whole number"),
    (Condition | None, "a ==", r"an answer is expected"),
])
def test_texts_that_do_not_fit_are_refused(kind: Any, text: str, match: str) -> None:
    """A text that is none of its type is told with what may stand there."""
    with pytest.raises(TextFault, match=match):
        read_field(kind, text)


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (True, "yes"), (False, "no"), (3.0, "3"), (0.1, "0.1"), (1e20, "1e+20"),
    ((90, 120), "90, 120"), (date(2027, 1, 2), "2027-01-02"), (DDay(5), "D+5"),
])
def test_values_are_written_plainly(value: Any, text: str) -> None:
    """Whole decimals lose their point; lists are joined by commas."""
    assert write_field(value) == text


def test_a_type_without_text_is_a_programmers_mistake() -> None:
    """A new type of field must be taught before it is used."""
    with pytest.raises(TypeError, match="have no text form"):
        read_field(dict, "x")


def test_fields_and_required_fields() -> None:
    """Every field but the origin has a type; those without default are required."""
    assert set(field_types(Unit)) == {f.name for f in fields(Unit)} - {"origin"}
    assert required_fields(Policy) == ("id", "tours")
