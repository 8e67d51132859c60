"""The peer: HiGHS on all outcomes as one program, in a process of its own."""

from __future__ import annotations

import math
import multiprocessing
import time
from multiprocessing.connection import Connection

from willing.planner.ahead.extensive import extensive
from willing.planner.ahead.stages import Stages
from willing.planner.milp import Limits, solve_whole


def as_one(
    stages: Stages, seconds: float, gap: float
) -> tuple[float | None, float | None, float, str]:
    """HiGHS on all outcomes as one program: best, bound, seconds, why it ended."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_alone, args=(stages, seconds, gap, there), daemon=True)
    began = time.monotonic()
    process.start()
    # It rarely looks at the clock; who does not stop is ended.
    told = here.recv() if here.poll(1.25 * seconds + 15) else (None, None, "killed")
    process.kill()
    return told[0], told[1], time.monotonic() - began, told[2]


def _alone(stages: Stages, seconds: float, gap: float, line: Connection) -> None:
    found = solve_whole(extensive(stages).program, Limits(seconds=seconds, gap=gap))
    bound = found.bound if found.bound is not None and math.isfinite(found.bound) else None
    line.send((found.value, bound, found.status))
