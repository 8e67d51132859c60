"""All outcomes in one program: exact, and as large as all of them together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csc_array

from willing.planner.ahead.stages import Stages, tightened
from willing.planner.program import Floats, Ints, Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Extensive:
    """All outcomes as one program, and where each one's columns stand in it."""

    program: Program
    """The program; its first columns are those decided here and now, in their order."""
    columns: tuple[Ints, ...]
    """For each outcome, the column here of each column of its own program."""
    tail: Ints
    """Threshold of the worst outcomes, then what each costs beyond it; empty without risk."""


def extensive(stages: Stages) -> Extensive:
    """Write all outcomes as one program: copies become the columns they copy."""
    first, risk = stages.first, stages.risk
    making = _Making(first.columns)
    making.rows(first, np.arange(first.columns))
    columns = []
    cost, lower, upper = [first.cost], [first.lower.copy()], [first.upper.copy()]
    integer = [first.integer.copy()]
    offset = first.offset
    for number, outcome in enumerate(stages.outcomes):
        program = tightened(stages, number)
        own = np.ones(program.columns, dtype=bool)
        own[outcome.shared] = False
        at = np.empty(program.columns, dtype=np.int64)
        at[outcome.shared] = outcome.first
        at[own] = making.columns + np.arange(own.sum())
        making.columns += int(own.sum())
        making.rows(program, at)
        weight = outcome.probability * (1 - risk.weight)
        cost.append(weight * program.cost[own])
        offset += weight * program.offset
        lower[0][outcome.first] = np.maximum(lower[0][outcome.first], program.lower[outcome.shared])
        upper[0][outcome.first] = np.minimum(upper[0][outcome.first], program.upper[outcome.shared])
        integer[0][outcome.first] |= program.integer[outcome.shared]
        lower.append(program.lower[own])
        upper.append(program.upper[own])
        integer.append(program.integer[own])
        columns.append(at)
    tail = np.empty(0, dtype=np.int64)
    if risk.weight > 0:
        tail = making.columns + np.arange(1 + len(stages.outcomes))
        making.columns += len(tail)
        cost.append(risk.weight * np.concatenate([[1.0], stages.probabilities / (1 - risk.tail)]))
        lower.append(np.concatenate([[-np.inf], np.zeros(len(columns))]))
        upper.append(np.full(len(tail), np.inf))
        integer.append(np.zeros(len(tail), dtype=bool))
        for number, outcome in enumerate(stages.outcomes):
            making.beyond(columns[number], outcome.program, int(tail[0]), int(tail[number + 1]))
    program = Program(
        cost=np.concatenate(cost), lower=np.concatenate(lower), upper=np.concatenate(upper),
        integer=np.concatenate(integer), offset=offset, matrix=making.matrix(),
        row_lower=np.concatenate(making.lower), row_upper=np.concatenate(making.upper),
    )
    return Extensive(program=program, columns=tuple(columns), tail=tail)


class _Making:
    """Rows gathered from many programs."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.lower: list[Floats] = []
        self.upper: list[Floats] = []
        self._parts: list[tuple[Floats, Ints, Ints]] = []
        self._rows = 0

    def rows(self, program: Program, at: Ints) -> None:
        """Add the rows of a program whose columns stand here at the given ones."""
        matrix = program.matrix.tocoo()
        self._add(matrix.data, matrix.row, at[matrix.col], program.row_lower, program.row_upper)

    def beyond(self, at: Ints, program: Program, threshold: int, excess: int) -> None:
        """What an outcome costs is at most the threshold and its excess together."""
        costly = np.flatnonzero(program.cost)
        self._add(
            np.concatenate([program.cost[costly], [-1.0, -1.0]]),
            np.zeros(len(costly) + 2, dtype=np.int64),
            np.concatenate([at[costly], [threshold, excess]]),
            np.array([-np.inf]), np.array([-program.offset]),
        )

    def _add(
        self, data: Floats, rows: Ints, columns: Ints, lower: Floats, upper: Floats
    ) -> None:
        self._parts.append((data, rows + self._rows, columns))
        self._rows += len(lower)
        self.lower.append(lower)
        self.upper.append(upper)

    def matrix(self) -> csc_array:
        """The rows gathered, as one matrix."""
        data, rows, columns = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        return csc_array(coo_array((data, (rows, columns)), shape=(self._rows, self.columns)))
