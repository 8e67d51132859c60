"""Pins against agreements and authority: refused in words that say what is missing."""

from __future__ import annotations

import pytest

from tests.meaning.build import agreement, day, need, operation, pledge, unit
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.errors import ProblemsFound
from willing.planner.plan import plan


def made(**granted: str) -> Operation:
    """A post that asks for OPCON, in a field where an agreement holds from D+30."""
    return operation(
        unit("aaa"), pledge("aaa", **granted), need("post", "D+0..D+90: 1", authority="OPCON"),
        Place(id="field", agreements=("sofa",)), agreement("sofa", "field", id="s", start="D+30"),
    )


def pin(first: int) -> Row:
    """A tour of thirty days that somebody wants."""
    return Row(
        outcome="", kind="tour", pledge="aaa pledge", unit="aaa", nation="AAA", task="post",
        first_day=day(first), days=30, count=1, pinned="pin",
    )


def test_a_pin_before_the_agreement_is_refused() -> None:
    """The message names the agreement, and from when it holds; later the pin stands."""
    with pytest.raises(ProblemsFound, match="AAA in field: s in force from D\\+30"):
        plan(made(), pins=(pin(0),), work=1)
    kept = plan(made(), pins=(pin(60),), work=1)
    assert {row.first_day for row in kept.rows if row.pinned == "pin"} == {day(60)}


def test_a_pin_of_too_little_authority_is_refused() -> None:
    """The message says what is granted and what is asked for."""
    with pytest.raises(ProblemsFound, match="AAA grants TACON, and post asks for OPCON"):
        plan(made(authority="TACON"), pins=(pin(60),), work=1)
