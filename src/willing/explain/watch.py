"""Where a long explanation stands, and whether the user wants what there is."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Where an explanation stands."""

    outcome: str
    """Outcome looked at."""
    step: str
    """What is being done: offer, judge or explain."""
    what: str
    """What is looked at now: a capability, or a task that is short."""
    number: int
    """Which one it is, from 1."""
    of: int
    """How many there are."""


Looks = Callable[[Looked], None]
"""Told where an explanation stands."""


@dataclass
class Watch:
    """Passes on progress, and hears that the user asks to stop (`ctrl_c`)."""

    progress: Looks | None = None
    interrupted: bool = False
    """Set when the user asks to stop."""
    seconds: float = math.inf
    """Wall clock for all of it."""
    began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.seconds - (time.monotonic() - self.began)

    @property
    def over(self) -> bool:
        """Whether the clock or the user ends it now."""
        return self.interrupted or self.left <= 0

    def tell(self, outcome: str, step: str, what: str, number: int, of: int) -> None:
        """Pass on where an explanation stands."""
        if self.progress is not None:
            self.progress(Looked(outcome=outcome, step=step, what=what, number=number, of=of))
