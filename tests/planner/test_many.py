"""Operations made and broken at random: whatever passes `check` is planned, and verified."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import pytest

from tests.strategies import random_mutation, random_operation
from willing.assess.verify import verify
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.planner.plan import plan

BATCH = 40
"""Operations of one test."""
BATCHES = 50
"""Batches of each kind; 50 x 40 are 2,000."""
QUICK = 3
"""Batches of each kind that are always run."""
ALL = [
    pytest.param(batch, marks=[pytest.mark.slow] if batch >= QUICK else [])
    for batch in range(BATCHES)
]


def sound(made: Iterator[tuple[int, Operation]]) -> list[tuple[int, Operation]]:
    """The first so many that pass `check`, each with its seed."""
    return list(islice((
        (seed, op) for seed, op in made
        if not any(problem.level == "fault" for problem in check(op))
    ), BATCH))


def faults(operations: list[tuple[int, Operation]]) -> dict[int, list[str]]:
    """What the judge finds in plans made with little work, by seed; what is raised is let through.

    The planner refuses its own plan when the judge does; `verify` is asked once more, from outside.
    """
    return {
        seed: told for seed, op in operations
        if (told := [str(fault) for fault in verify(op, plan(op, work=3))])
    }


@pytest.mark.parametrize("batch", ALL)
def test_generated_operations_are_planned_and_verified(batch: int) -> None:
    """Every operation made at random that passes `check` has a plan without fault."""
    seeds = count(batch * 2 * BATCH)
    found = sound((seed, random_operation(seed)) for seed in seeds)
    assert faults(found) == {}


@pytest.mark.parametrize("batch", ALL)
def test_mutated_operations_are_planned_and_verified(batch: int) -> None:
    """So has every one that was bent or broken at random and still passes."""
    seeds = count(batch * 4 * BATCH)
    found = sound((seed, random_mutation(random_operation(seed // 3), seed)) for seed in seeds)
    assert faults(found) == {}
