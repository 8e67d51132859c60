"""When planning may stop, and how it tells what it has reached."""

from __future__ import annotations

import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where planning stands."""

    outcome: str
    """Outcome that is planned."""
    seconds: float
    """Time since its planning began."""
    best: float | None
    """Score of the best plan so far; None: none yet."""
    bound: float | None
    """No plan scores below; None: not known yet."""
    gap: float | None
    """Distance of best and bound over what choices can still change."""
    step: str
    """What is being done: lay, relax, tighten, dive, improve, prove or judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLimits:
    """When planning may stop."""

    seconds: float = math.inf
    """Wall clock for one outcome; a plan stopped by it may not repeat."""
    work: int = 400
    """Attempts to improve the plan of one outcome; plans stopped by it repeat."""
    gap: float = 0.01
    """Distance to the bound at which a plan is good enough; infinite: a quick plan, no bound."""
    seed: int = 0
    """Seed of the random choices."""


@dataclass
class Watch:
    """Keeps the limits, and passes on progress."""

    limits: PlanLimits
    outcome: str
    unfillable: float
    progress: Callable[[Reached], None] | None = None
    began: float = field(default_factory=time.monotonic)
    interrupted: bool = False
    """Set when the user asks to stop."""
    best: float | None = None
    bound: float | None = None
    clocked: bool = False
    """Whether the clock ever ended anything."""

    @property
    def seconds(self) -> float:
        """Time since planning of the outcome began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.limits.seconds - self.seconds

    @property
    def gap(self) -> float | None:
        """Distance of best and bound, over the best less what is unfillable."""
        if self.best is None or self.bound is None:
            return None
        distance = self.best - self.bound
        return 0.0 if distance <= 1e-6 else distance / max(self.best - self.unfillable, 1e-9)

    def good_enough(self) -> bool:
        """Whether the wanted gap is reached."""
        return self.gap is not None and self.gap <= self.limits.gap

    def out_of_time(self) -> bool:
        """Whether the clock or the user ends planning now."""
        if self.left <= 0:
            self.clocked = True
        return self.clocked or self.interrupted

    def tell(self, step: str) -> None:
        """Pass on where planning stands."""
        if self.progress is not None:
            self.progress(Reached(
                outcome=self.outcome, seconds=self.seconds, best=self.best, bound=self.bound,
                gap=self.gap, step=step,
            ))


class Interruptible(Protocol):
    """Whatever can be asked to stop."""

    interrupted: bool
    """Set when the user asks to stop."""


@contextmanager
def ctrl_c(watch: Interruptible) -> Iterator[None]:
    """Meanwhile Ctrl-C asks for what was found so far; a second one ends the program."""

    def stop(number: int, frame: object) -> None:
        if watch.interrupted:
            raise KeyboardInterrupt
        watch.interrupted = True

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread: whoever runs us listens
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
