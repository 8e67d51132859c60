"""Writes a program as a free MPS file, every figure in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from willing.planner.program import Program


def write_mps(program: Program, path: Path) -> None:
    """Write columns `x0`, `x1`, ... and rows `r0`, `r1`, ...; the offset is left out."""
    with path.open("w", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in _lines(program))


def _lines(program: Program) -> Iterator[str]:
    low, high = program.row_lower, program.row_upper
    kinds = np.where(
        low == high, "E", np.where(np.isinf(low), np.where(np.isinf(high), "N", "L"), "G")
    )
    yield "NAME instance"
    yield "ROWS"
    yield " N cost"
    yield from (f" {kind} r{i}" for i, kind in enumerate(kinds))
    yield "COLUMNS"
    yield from _columns(program)
    yield "RHS"
    ends = np.where(kinds == "L", high, low)
    yield from (f" rhs r{i} {float(ends[i])!r}" for i in np.flatnonzero(kinds != "N") if ends[i])
    yield "RANGES"
    both = np.isfinite(low) & np.isfinite(high) & (low != high)
    yield from (f" rng r{i} {float(high[i] - low[i])!r}" for i in np.flatnonzero(both))
    yield "BOUNDS"
    yield from _bounds(program)
    yield "ENDATA"


def _columns(program: Program) -> Iterator[str]:
    matrix = program.matrix
    inside = False
    for j in range(program.columns):
        if bool(program.integer[j]) != inside:
            inside = not inside
            yield f" MARKER m{j} 'MARKER' '{'INTORG' if inside else 'INTEND'}'"
        yield f" x{j} cost {float(program.cost[j])!r}"
        span = slice(matrix.indptr[j], matrix.indptr[j + 1])
        for i, value in zip(matrix.indices[span], matrix.data[span], strict=True):
            yield f" x{j} r{i} {float(value)!r}"
    if inside:
        yield " MARKER last 'MARKER' 'INTEND'"


def _bounds(program: Program) -> Iterator[str]:
    for j, (low, high) in enumerate(zip(program.lower, program.upper, strict=True)):
        yield f" MI bnd x{j}" if np.isinf(low) else f" LO bnd x{j} {float(low)!r}"
        yield f" PL bnd x{j}" if np.isinf(high) else f" UP bnd x{j} {float(high)!r}"
