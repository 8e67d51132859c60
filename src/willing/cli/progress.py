"""Where planning stands, on stderr: a living line in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from willing.cli.shown import say

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

    from willing.planner.limits import Reached

_EVERY = 15.0
"""Seconds between plain lines while nothing new begins."""
STEPS = {
    "relax": "reckoning the bound", "tighten": "tightening the bound", "dive": "making a plan",
    "prove": "proving it", "improve": "improving it",
}
"""What the planner does in each of its steps."""


class Told:
    """Shows what it is told; use it as a context, and hand it to the planner as `progress`."""

    def __init__(self) -> None:
        self._live: Live | None = None
        self._last: Reached | None = None
        self._heard = self._printed = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            self._live = Live(
                get_renderable=self._now, console=Console(stderr=True), transient=True
            )
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()
        if self._last is not None and error is None:
            say(line(self._last, time.monotonic() - self._heard, "done"))

    def __call__(self, reached: Reached) -> None:
        """Take in where planning stands."""
        before, self._last = self._last, reached
        heard, self._heard = self._heard, time.monotonic()
        if before is not None and before.outcome != reached.outcome:
            # What passed since, up to the beginning of this outcome, was spent on the one before.
            say(line(before, max(self._heard - reached.seconds - heard, 0.0), "done"))
            before = None
        fresh = before is None or before.step != reached.step
        if self._live is None and (fresh or self._heard - self._printed > _EVERY):
            self._printed = self._heard
            say(line(reached))

    def _now(self) -> Text:
        """The living line; seconds go on between two tellings."""
        from rich.text import Text

        since = time.monotonic() - self._heard
        told = f"laying out the days and reckoning the bound, {since:.0f} s"
        if self._last is not None:
            told = line(self._last, since)
        return Text(f"{told}  (Ctrl-C hands over the best plan so far)", style="dim")


def line(reached: Reached, since: float = 0.0, doing: str = "") -> str:
    """One line: outcome, what is being done, best, bound, gap, seconds."""
    best, bound = (
        "none yet" if points is None else f"{points:,.2f}"
        for points in (reached.best, reached.bound)
    )
    gap = "not known" if reached.gap is None else f"{reached.gap * 100:.2f} %"
    return (
        f"{reached.outcome}: {doing or STEPS.get(reached.step, reached.step)}; best {best}, "
        f"bound {bound}, gap {gap}, {reached.seconds + since:.0f} s"
    )
