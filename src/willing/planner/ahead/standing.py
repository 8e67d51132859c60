"""Where deciding stands: the best choice, the bound, and what may still be spent."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from willing.planner.ahead.decided import AheadLimits, Answer, Decided, Status, Step, gap_of
from willing.planner.ahead.recourse import Planned, costs_of
from willing.planner.ahead.stages import Stages
from willing.planner.program import Floats

Progress = Callable[[Step], None]


@dataclass
class Standing:
    """The best choice and the bound so far; passes on progress."""

    stages: Stages
    limits: AheadLimits
    progress: Progress | None = None
    began: float = field(default_factory=time.monotonic)
    interrupted: bool = False
    """Set when the user asks to stop."""
    clocked: bool = False
    """Whether the clock ever ended deciding."""
    hurried: bool = False
    """Whether the clock ever ended an outcome's plan, or a part of deciding."""
    x: Floats | None = None
    value: float | None = None
    bound: float | None = None
    planned: tuple[Planned, ...] = ()
    """What each outcome makes of the best choice."""
    work: int = 0
    history: list[Step] = field(default_factory=list)
    ended: Status = "limit"
    """Why there was nothing left to do, where there was not."""

    @property
    def seconds(self) -> float:
        """Time so far."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.limits.seconds - self.seconds

    @property
    def spent(self) -> float:
        """Part of the time that is gone."""
        return self.seconds / self.limits.seconds if self.limits.seconds else 1.0

    def late(self, part: float) -> bool:
        """Whether more than a part of the time is gone; what hangs on it may not repeat."""
        gone = self.spent > part
        self.hurried |= gone
        return gone

    def short_of(self, seconds: float) -> bool:
        """Whether less time than that is left; what hangs on it may not repeat."""
        short = self.left < seconds
        self.hurried |= short
        return short

    def stop(self) -> bool:
        """Whether the clock or the user ends deciding now."""
        if self.left <= 0:
            self.clocked = True
        return self.clocked or self.interrupted

    def proved(self) -> bool:
        """Whether the wanted gap is reached."""
        gap = gap_of(self.value, self.bound)
        return gap is not None and gap <= self.limits.gap

    def goes_on(self) -> bool:
        """Whether another round may begin; it is counted."""
        if self.proved() or self.work >= self.limits.work or self.stop():
            return False
        self.work += 1
        return True

    def prove(self, bound: float) -> None:
        """Take a bound, if it is a better one."""
        if self.bound is None or bound > self.bound:
            self.bound = bound

    def offer(self, x: Floats, planned: Sequence[Planned]) -> bool:
        """Take a choice and its answers, if they are better; whether they were."""
        self.hurried |= any(plan.clocked for plan in planned)
        value = self.stages.value(x, costs_of(planned))
        if self.value is not None and value >= self.value:
            return False
        self.x, self.value, self.planned = x, value, tuple(planned)
        return True

    def tell(self, step: str) -> None:
        """Pass on where deciding stands, and remember it."""
        told = Step(
            step=step, work=self.work, seconds=self.seconds, value=self.value, bound=self.bound
        )
        self.history.append(told)
        if self.progress is not None:
            self.progress(told)

    def decided(self) -> Decided:
        """The result."""
        status: Status = self.ended
        if self.proved():
            status = "proved"
        elif self.interrupted:
            status = "interrupted"
        elif self.clocked:
            status = "limit"
        answers = tuple(
            Answer(name=outcome.name, cost=planned.cost, point=planned.point)
            for outcome, planned in zip(self.stages.outcomes, self.planned, strict=False)
        )
        return Decided(
            x=self.x, value=self.value, bound=self.bound, answers=answers,
            history=tuple(self.history), status=status, work=self.work, seconds=self.seconds,
            repeatable=not (self.clocked or self.hurried or self.interrupted),
        )
