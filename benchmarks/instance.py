"""A program as one file of arrays, so that every solver reads the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csc_array

from willing.planner.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A program, and what of its score no choice could avoid."""

    program: Program
    """Minimise this."""
    unfillable: float
    """Points; gaps are taken on the score less these."""
    bound: float | None = None
    """For a part of a program: a bound of the whole, which the part's own bound is not."""
    spent: float = 0.0
    """Seconds it took to cut the part out; they count."""


def save(
    path: Path, program: Program, unfillable: float, bound: float | None = None,
    spent: float = 0.0,
) -> None:
    """Write a program to an `.npz` file, whole or not at all."""
    matrix = program.matrix
    part = path.with_stem(f"{path.stem}-part")
    np.savez_compressed(
        part, cost=program.cost, lower=program.lower, upper=program.upper,
        integer=program.integer, row_lower=program.row_lower, row_upper=program.row_upper,
        offset=program.offset, unfillable=unfillable,
        bound=np.nan if bound is None else bound, spent=spent, shape=np.array(matrix.shape),
        data=matrix.data, indices=matrix.indices, indptr=matrix.indptr,
    )
    part.replace(path)


def load(path: Path) -> Instance:
    """Read what `save` wrote."""
    with np.load(path) as found:
        rows, columns = (int(part) for part in found["shape"])
        matrix = csc_array(
            (found["data"], found["indices"], found["indptr"]), shape=(rows, columns)
        )
        program = Program(
            cost=found["cost"], lower=found["lower"], upper=found["upper"],
            integer=found["integer"], matrix=matrix, row_lower=found["row_lower"],
            row_upper=found["row_upper"], offset=float(found["offset"]),
        )
        bound = float(found["bound"])
        return Instance(
            program=program, unfillable=float(found["unfillable"]),
            bound=None if np.isnan(bound) else bound, spent=float(found["spent"]),
        )
