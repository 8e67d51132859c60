"""What every peer is called with, and how it hands back its last point."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from benchmarks.instance import Instance, load
from benchmarks.record import Record
from willing.planner.program import Floats, Program

TOLERANCE = 1e-5
"""By how much a point may break a row; solvers promise 1e-6 of rows they have scaled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One run."""

    instance: Instance
    seconds: float
    threads: int
    record: Record


def read_arguments(name: str) -> Asked:
    """Read the command line and the instance."""
    parser = argparse.ArgumentParser(description=f"Solve an instance with {name}.")
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    instance = load(given.instance)
    return Asked(
        instance=instance, seconds=given.seconds, threads=given.threads, record=Record(
            name=name, unfillable=instance.unfillable, fixed=instance.bound, path=given.out
        ),
    )


def judge(record: Record, program: Program, x: Floats | None) -> None:
    """Recompute the score of a peer's last point by our own arithmetic, and test its rows."""
    if x is None:
        return
    whole = x.copy()
    whole[program.integer] = whole[program.integer].round()
    keeps = not program.broken(whole, TOLERANCE)
    record.valid = keeps and record.valid is not False
    record.see(program.value(whole) if keeps else None, None)
