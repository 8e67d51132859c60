"""Windows of one record: there, and never two on one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from willing.calendar import Timeline
from willing.domain.checks.kinds import problem
from willing.domain.windows import Windows
from willing.errors import Problem


def window_problems(
    place: str, windows: Windows, lines: Sequence[Timeline]
) -> Iterator[Problem]:
    """Windows that overlap in some outcome, or are not there at all."""
    if not windows.parts:
        yield problem(
            "missing", place, "no window is given", "it has one window or more",
            "write FROM..UNTIL: NUMBER, such as 'D+30..D+720: 3'",
        )
    for line in lines:
        for (first, after, _), (onward, _, _) in pairwise(windows.on(line)):
            if onward < after:
                yield problem(
                    "window-overlap", place,
                    f"two windows hold on {line.label(onward)} (from {line.label(first)} up to"
                    f" {line.label(after)}, and from {line.label(onward)})",
                    "each day lies in one window at most", "end the first where the second begins",
                )
                return
