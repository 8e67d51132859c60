"""Rows of two-stage runs on the page of results, one for each case and who decided it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.page import update_rows
from willing.planner.ahead.decided import gap_of

AHEAD = "ahead"
"""Name of the section."""
_HEAD = """Published two-stage programs, and generated operations that wait for their deal; all
outcomes decided together. **Gap** is (best - bound) / best. *highs, as one* is HiGHS on all
outcomes as one program with one thread, in a process of its own and after Willing in the same run.
`benchmarks/README.md` says how to repeat it.

| case | limit, s | who | best | bound | gap | seconds | memory, GB | ended |
|---|---:|---|---:|---:|---:|---:|---:|---|
"""


def write_row(
    case: str, limit: float, who: str, best: float | None, bound: float | None, seconds: float,
    ended: str, memory: float | None = None, page: Path | None = None,
) -> None:
    """Write or replace the row of a run."""
    told, proved = (("none" if v is None else f"{v:,.4g}" if abs(v) < 1 else f"{v:,.2f}")
                    for v in (best, bound))
    gap = gap_of(best, bound)
    part = "not known" if gap is None else f"{gap:.2%}"
    held = "-" if memory is None else f"{memory:.2f}"
    update_rows(
        AHEAD, "Deciding ahead of the answers", _HEAD, {
            f"{case} | {limit:g} | {who}":
            f"{told} | {proved} | {part} | {seconds:.1f} | {held} | {ended}"
        }, page,
    )
