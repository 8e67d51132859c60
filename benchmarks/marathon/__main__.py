"""Plan the sample and print what the record fills beside what the plan fills.

    python -m benchmarks.marathon --cases CASES --seconds 120
"""

from __future__ import annotations

import argparse
import shlex
import sys

import benchmarks.marathon as package
from benchmarks.door import plan_of
from benchmarks.marathon.adapter import STEP, operation, served
from benchmarks.marathon.record import NoCases, cases, fill, read_project, rebuilt
from benchmarks.page import machine, update

_WHAT = """Part of the element-days asked for that is filled: by the deployments which the simulator
recorded, and by Willing's plans of the same supply and demand."""


def main() -> None:
    """Reckon, plan, compare, write the page."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--cases", default=None)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--step", type=int, default=STEP)
    parser.add_argument("--record-only", action="store_true")
    parser.add_argument("--no-page", action="store_true")
    given = parser.parse_args()
    try:
        project = read_project(cases(given.cases))
    except NoCases as reason:
        print(reason)
        return
    recorded = fill(project, rebuilt(project))
    plans: dict[str, dict[tuple[str, int], float]] = {}
    notes = []
    for name, overlap in (("plan", False), ("plan with overlap at every relief", True)):
        if given.record_only:
            break
        made = plan_of(operation(project, given.step, overlap), "", given.seconds)
        plans[name] = fill(project, served(project, made.rows))
        gap = made.outcomes[0].gap
        notes.append(f"{name}: {'not proved' if gap is None else f'within {gap:.2%} of the best'}")
    body = f"{_WHAT}\n\n{_table(recorded, plans)}"
    print(body)
    if given.record_only or given.no_page:
        return
    assumptions = (package.__doc__ or "").partition("Assumptions,")[2]
    # Where the cases lie on this machine helps nobody.
    words = ["CASES" if word == given.cases else word for word in sys.argv[1:]]
    command = f"python -m benchmarks.marathon {shlex.join(words)}".strip()
    update("marathon", "The peer of the field: a rotation simulator's sample", "\n\n".join([
        body, f"{'; '.join(notes)}. Periods of {given.step} days at most. {machine()}",
        f"Assumptions, {assumptions.strip()}" if assumptions else "", f"To repeat: `{command}`",
    ]))


def _table(
    recorded: dict[tuple[str, int], float], plans: dict[str, dict[tuple[str, int], float]]
) -> str:
    lines = [
        f"| demand, priority | record | {' | '.join(plans)} |", f"|---|---:|{'---:|' * len(plans)}"
    ] if plans else ["| demand, priority | record |", "|---|---:|"]
    for key, part in recorded.items():
        cells = "".join(f" {filled[key]:.1%} |" for filled in plans.values())
        lines.append(f"| {key[0]}, {key[1]} | {part:.1%} |{cells}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
