"""Decide a published two-stage program, and print both bounds beside those of the peer.

    python -m benchmarks.stochastic sslp_5_25_50 --seconds 600

The peer is HiGHS on all outcomes as one program, with the same limit and one thread, afterwards
in a process of its own.
"""

from __future__ import annotations

import argparse

from benchmarks.ahead import write_row
from benchmarks.marathon.record import NoCases
from benchmarks.page import machine
from benchmarks.stochastic.cases import read_case
from benchmarks.stochastic.peer import as_one
from willing.planner.ahead.cluster import Ray
from willing.planner.ahead.decided import AheadLimits, Step, gap_of
from willing.planner.ahead.executor import Executor, Processes, Serial
from willing.planner.ahead.solve import solve
from willing.planner.ahead.stages import Stages


def main() -> None:
    """Read, decide, compare, print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("case", help="name of a folder of the public cases, or a path")
    parser.add_argument("--cases", default=None, help="folder of the public cases")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--work", type=int, default=500, help="rounds, for runs that must repeat")
    parser.add_argument("--gap", type=float, default=1e-4)
    parser.add_argument("--way", choices=["choose", "extensive", "decomposed"], default="choose")
    parser.add_argument("--processes", type=int, default=1, help="1: this process alone")
    parser.add_argument("--ray", default=None, help="address of a Ray cluster, or 'local'")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the page of results")
    given = parser.parse_args()
    try:
        stages = read_case(given.case, given.cases)
    except NoCases as reason:
        print(reason)
        return
    except ValueError as fault:
        raise SystemExit(f"{given.case}: {fault}") from None
    print(_size(given.case, stages))
    limits = AheadLimits(seconds=given.seconds, work=given.work, gap=given.gap, way=given.way)
    decided = solve(stages, limits, _executor(given.processes, given.ray), progress=_tell)
    print(f"{'':>14} {'best':>16} {'bound':>16} {'gap':>9} {'seconds':>8}  ended")
    told = [("willing", decided.value, decided.bound, decided.seconds, str(decided.status))]
    print(_row(*told[0]))
    if not given.no_peer:
        told.append(("highs, as one", *as_one(stages, given.seconds, given.gap)))
        print(_row(*told[1]))
    if given.write:
        for who, best, bound, seconds, ended in told:
            write_row(given.case, given.seconds, who, best, bound, seconds, ended)
    print(machine())


def _executor(processes: int, ray: str | None) -> Executor:
    if ray is not None:
        return Ray(address=None if ray == "local" else ray)
    return Serial() if processes == 1 else Processes(number=processes)


def _size(case: str, stages: Stages) -> str:
    own = [outcome.program for outcome in stages.outcomes]
    return (
        f"{case}: {stages.first.columns} columns here and now, {len(own)} outcomes of up to "
        f"{max(p.columns for p in own)} columns and {max(p.rows for p in own)} rows"
    )


def _tell(step: Step) -> None:
    if step.step == "relax" and step.bound is None:
        return  # one outcome of many was asked
    best, bound = (("-" if v is None else f"{v:.4f}") for v in (step.value, step.bound))
    print(f"{step.seconds:8.1f} s {step.step:<7} round {step.work:<4} {best:>16} {bound:>16}",
          flush=True)


def _row(name: str, best: float | None, bound: float | None, seconds: float, ended: str) -> str:
    gap = gap_of(best, bound)
    cells = [("-" if v is None else f"{v:.4f}") for v in (best, bound)]
    part = "-" if gap is None else f"{gap:.4%}"
    return f"{name:>14} {cells[0]:>16} {cells[1]:>16} {part:>9} {seconds:8.1f}  {ended}"


if __name__ == "__main__":
    main()
