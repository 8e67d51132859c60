"""Plan the likeliest outcomes of an operation together, and say how near the best possible it is.

    python -m benchmarks.together examples/reassurance --outcomes 30 --seconds 180 --processes 2

The judge looks at the plan before it counts; its time is in the seconds told, beyond the limit.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from benchmarks.ahead import write_row
from willing.io.load import load
from willing.planner.ahead.decided import AheadLimits
from willing.planner.ahead.executor import Processes
from willing.planner.all_outcomes import plan_together
from willing.planner.limits import Reached


def main() -> None:
    """Plan the likeliest outcomes of an operation together."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("operation", type=Path)
    parser.add_argument("--outcomes", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--gap", type=float, default=0.01)
    parser.add_argument("--processes", type=int, default=0, help="0: this process alone")
    parser.add_argument("--write", action="store_true", help="write the page of results")
    asked = parser.parse_args()
    began = time.monotonic()

    def tell(reached: Reached) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {reached.step:8} {reached.best} "
              f"{reached.bound}", flush=True)

    plan, found = plan_together(
        load(asked.operation), f"likeliest {asked.outcomes}",
        limits=AheadLimits(seconds=asked.seconds, gap=asked.gap), work=400, progress=tell,
        executor=Processes(number=asked.processes) if asked.processes else None,
    )
    seconds = time.monotonic() - began
    memory = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + asked.processes * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ) / 1e6
    who = "willing" + (f", {asked.processes} processes" if asked.processes else "")
    case = f"{asked.operation.name}, likeliest {asked.outcomes}"
    told = (who, plan.expected, plan.expected_bound, seconds, str(found.status), memory)
    print(case, *told)
    if asked.write:
        write_row(case, asked.seconds, *told)


if __name__ == "__main__":
    main()
