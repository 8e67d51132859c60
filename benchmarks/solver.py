"""Runs one solver in a process of its own, and ends it when it does not stop in time."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import process
from benchmarks.record import Record, read

PREPARING = 120.0
"""Seconds a solver may take to read the instance and hand it over, before its clock starts."""
ROOM = 1.25
"""How many times its limit a solver may run."""
HANDOVER = 15.0
"""Seconds it may take besides, to hand over its last plan and have it judged."""


@dataclass(slots=True)
class _Clock:
    """The limit of one solver, read off its own clock."""

    out: Path
    seconds: float
    launched: float = field(default_factory=time.monotonic)
    began: float | None = None

    def overdue(self) -> bool:
        """Whether the solver must be ended now."""
        if self.began is None:
            record = read(self.out)
            if record is None:
                return time.monotonic() - self.launched > PREPARING
            self.began = record.began
        return time.monotonic() - self.began > ROOM * self.seconds + HANDOVER

    def words(self) -> str:
        """When the solver was ended, which is now."""
        if self.began is None:
            return f"ended by the runner: had not begun after {PREPARING:.0f} s"
        late = time.monotonic() - self.began - self.seconds
        return f"ended by the runner {late:.0f} s after its limit"


def run_solver(
    module: str, name: str, words: Sequence[str], place: Path, seconds: float
) -> Record:
    """Run a solver. What it had reached by its limit counts, however it ended; later does not."""
    out = place / f"{name}.jsonl"
    clock = _Clock(out, seconds)
    ended = process.run(
        [sys.executable, "-m", module, *words, "--out", str(out)], clock.overdue
    )
    record = (read(out) or Record(name=name, unfillable=None)).until(seconds)
    record.megabytes, record.cut = ended.megabytes, ended.overdue or ended.code != 0
    if record.cut:
        reason = ended.said or f"ended with {ended.code}"
        record.words = clock.words() if ended.overdue else f"crashed ({reason})"
    if record.cut and record.best is not None and record.valid is None:
        record.words += ", so its last plan could not be judged"
    return record
