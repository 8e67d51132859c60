"""Whole operations for properties: made at random, and bent or broken at random.

    operations()                hypothesis: a small operation that nearly always passes `check`
    mutated(operation, draw)    hypothesis: the same with one to three fields changed
    random_operation(seed)      as `operations()`, from a seed, for long runs
    random_mutation(op, seed)   as `mutated()`, from a seed

A new feature of the format must be added to `tests/making.py`, so that planner, judge and
explanations meet it; `tests/domain/test_strategies.py` fails when a field is never set. Fields are
mutated by their type in `tests/breaking.py`; a new type of field needs a line there.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.breaking import broken
from tests.making import made
from willing.domain.operation import Operation

T = TypeVar("T")


class Seeded:
    """Choices from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return self._random.randint(low, high)

    def one(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self._random.randrange(len(options))]

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self._random.randrange(100) < percent


class Drawn:
    """Choices that hypothesis makes, so that it can shrink them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high, both included; shrinks to low."""
        return self._draw(st.integers(low, high))

    def one(self, options: Sequence[T]) -> T:
        """One of the options; shrinks to the first."""
        return options[self.number(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        """True in about so many of a hundred cases; shrinks to False."""
        return self.number(0, 99) >= 100 - percent


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    """Small operations with nearly every feature of the format."""
    return made(Drawn(draw))


def mutated(operation: Operation, draw: st.DrawFn) -> Operation:
    """Bend or break one to three things of an operation. For use inside `st.composite`."""
    return broken(operation, Drawn(draw))


@st.composite
def mutants(draw: st.DrawFn) -> Operation:
    """Operations of which one to three things were bent or broken."""
    return mutated(draw(operations()), draw)


def random_operation(seed: int) -> Operation:
    """A small operation; the same seed makes the same one."""
    return made(Seeded(seed))


def random_mutation(operation: Operation, seed: int) -> Operation:
    """The operation with one to three things bent or broken; the same seed does the same."""
    return broken(operation, Seeded(seed))


def everything(operation: Operation) -> list[Any]:
    """All records of all tables, for tests that look at every field."""
    from willing.domain.checks.names import TABLES

    return [record for table in TABLES for record in getattr(operation, table)]
