"""The generator of operations: it repeats itself, and leaves no part of the format out."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from tests.strategies import everything, random_mutation, random_operation

PROSE = {"name", "source", "grade", "note", "origin", "derived", "marking", "counted_in"}
"""Fields that are shown, and that no rule reads."""
ALONE = {("Settings", "currency"), ("Standby", "covers")}
"""Fields that are shown too, or of which `check` allows one value only."""


def test_a_seed_makes_the_same_operation() -> None:
    """The same seed makes the same operation and the same mutant, and another seed another."""
    assert random_operation(7) == random_operation(7)
    assert random_operation(7) != random_operation(8)
    mutants = [random_mutation(random_operation(7), seed) for seed in range(20)]
    assert repr(mutants) == repr([random_mutation(random_operation(7), s) for s in range(20)])
    assert len({repr(mutant) for mutant in mutants}) > 15


def test_every_field_is_set_by_some_seed() -> None:
    """A field that rules read takes a value other than its default; a new one must be added."""
    seen: dict[tuple[str, str], set[str]] = {}
    for seed in range(400):
        operation = random_operation(seed)
        for record in (operation.grid, operation.weights, operation.settings,
                       *everything(operation)):
            _note(record, seen)
    assert sorted(key for key, values in seen.items() if len(values) < 2) == []


def _note(record: Any, seen: dict[tuple[str, str], set[str]]) -> None:
    for field in fields(record):
        if field.name in PROSE or (type(record).__name__, field.name) in ALONE:
            continue
        values = seen.setdefault((type(record).__name__, field.name), set())
        values.add(str(getattr(record, field.name)))
        if field.default is not MISSING:
            values.add(str(field.default))
