"""Willing itself on one instance, in a process of its own; it builds its own model.

    python -m benchmarks.willing_run --family basic --seed 1 --seconds 60 --out RESULT.jsonl
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.door import plan_of
from benchmarks.record import Record
from benchmarks.source import Source, add_arguments, read_source
from willing.assess.verify import verify
from willing.planner.plan import JudgeRefuses


def run(
    source: Source, seconds: float, gap: float, unfillable: float | None = None,
    path: Path | None = None,
) -> Record:
    """Plan, judge, and note every change of best and bound; building the model counts.

    `unfillable` is only for a run that does not come to its end, since the plan says it too.
    """
    operation = source.operation()
    record = Record(name="willing", unfillable=unfillable, path=path)
    record.start()
    try:
        plan = plan_of(operation, source.outcome, seconds, gap=gap, progress=record.see)
    except JudgeRefuses as refusal:
        record.valid, record.words = False, str(refusal).splitlines()[0]
        return record
    part = plan.outcomes[0]
    record.see(part.score, part.bound)
    record.unfillable = part.unfillable
    record.valid = not verify(operation, plan)
    record.words = part.status
    return record


def main() -> None:
    """Plan and write the record."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    add_arguments(parser)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--gap", type=float, default=0.0)
    parser.add_argument("--unfillable", type=float, default=None)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    run(
        read_source(given), given.seconds, given.gap, given.unfillable, given.out
    ).finish()


if __name__ == "__main__":
    main()
