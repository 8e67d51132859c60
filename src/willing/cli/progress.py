"""Where a long command stands, on stderr: a living line in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from willing.cli.shown import say
from willing.planner.limits import Reached

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

    from willing.explain.watch import Looked

_EVERY = 15.0
"""Seconds between plain lines while nothing new begins."""
STEPS = {
    "lay": "laying them out", "judge": "the judge looks at it",
    "relax": "reckoning the bound", "tighten": "tightening the bound", "dive": "making a plan",
    "prove": "proving it", "improve": "improving it",
}
"""What the planner does in each of its steps."""
LOOKS = {"offer": "looking at", "judge": "judging", "explain": "explaining"}
"""What an explanation does in each of its steps."""


class Told:
    """Shows what it is told; use it as a context, and hand it to a verb as `progress`."""

    def __init__(self) -> None:
        self._live: Live | None = None
        self._last: Reached | Looked | None = None
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
        if error is None:
            self._done(self._last, time.monotonic() - self._heard)

    def __call__(self, reached: Reached | Looked) -> None:
        """Take in where it stands."""
        before, self._last = self._last, reached
        heard, self._heard = self._heard, time.monotonic()
        ended = before is not None and (
            type(before) is not type(reached) or before.outcome != reached.outcome
        )
        if ended:
            # What passed since, up to the beginning of this outcome, was spent on the one before.
            began = reached.seconds if isinstance(reached, Reached) else 0.0
            self._done(before, max(self._heard - began - heard, 0.0))
        fresh = before is None or ended or before.step != reached.step
        if self._live is None and (fresh or self._heard - self._printed > _EVERY):
            self._printed = self._heard
            say(told(reached))

    def _done(self, last: Reached | Looked | None, since: float) -> None:
        """Say how the planning of an outcome ended; what was looked at is told by itself."""
        if isinstance(last, Reached):
            say(line(last, since, "done"))

    def _now(self) -> Text:
        """The living line; seconds go on between two tellings."""
        from rich.text import Text

        since = time.monotonic() - self._heard
        if self._last is None:
            return Text(f"reading and laying out the days, {since:.0f} s", style="dim")
        what = "the best plan" if isinstance(self._last, Reached) else "what was found"
        words = f"{told(self._last, since)}  (Ctrl-C hands over {what} so far)"
        return Text(words, style="dim")


def told(stands: Reached | Looked, since: float = 0.0) -> str:
    """One line on where planning, or an explanation, stands."""
    if isinstance(stands, Reached):
        return line(stands, since)
    number = f"{stands.number:,} of {stands.of:,}"
    return f"{stands.outcome}: {LOOKS[stands.step]} {number}, {stands.what}"


def line(reached: Reached, since: float = 0.0, doing: str = "") -> str:
    """One line: outcome, what is being done, best, bound, gap, seconds."""
    # A bound above the best plan is a matter of the solver's tolerance, and of rounding here.
    known = [points for points in (reached.bound, reached.best) if points is not None]
    best, bound = (
        "none yet" if points is None else f"{points:,.2f}"
        for points in (reached.best, None if reached.bound is None else min(known))
    )
    gap = "not known" if reached.gap is None else f"{reached.gap * 100:.2f} %"
    return (
        f"{reached.outcome}: {doing or STEPS.get(reached.step, reached.step)}; best {best}, "
        f"bound {bound}, gap {gap}, {reached.seconds + since:.0f} s"
    )
