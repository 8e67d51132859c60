"""What a plan for some outcomes is worth at best, from both sides, tightened when asked."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.errors import ProblemsFound
from willing.planner.ahead.decided import AheadLimits, Decided
from willing.planner.all_outcomes import decide
from willing.planner.here_and_now import HereAndNow, here_and_now
from willing.planner.interval import NOT_KNOWN, Interval
from willing.planner.limits import PlanLimits, Reached
from willing.planner.refuse import refused
from willing.planner.solve import solve_model

TRIES = ((0.02, 1), (0.002, 2), (1e-5, 4))
"""Wanted gap and share of the work of one try after the other."""
SMALL = 100_000
"""Entries of all outcomes together up to which the last try is made at once."""
_STEPS = 20
"""Attempts to improve one outcome alone, for each round of outcomes together."""

Key = tuple[tuple[str, float], ...]
"""Outcomes by name, and their chances together 1."""


class Ended(Exception):
    """The clock or the user ended it."""


@dataclass
class Known:
    """What is known so far of the best plan for some outcomes."""

    chosen: tuple[Outcome, ...]
    """The outcomes, with chances by which they are weighed."""
    score: Interval = NOT_KNOWN
    """Its expected score."""
    tries: int = 0
    """Tries made, or skipped."""


@dataclass
class Valuer:
    """Plans outcomes together again and again, within one limit for all of it."""

    operation: Operation
    seconds: float
    """Wall clock for everything."""
    work: int
    """Rounds of the first try; later ones have more."""
    seed: int
    progress: Callable[[Reached], None] | None = None
    doing: str = "all outcomes together"
    """What is planned now, for whoever watches."""
    ahead: int = 1
    """Questions still to be asked, among which the time left is shared."""
    began: float = field(default_factory=time.monotonic)
    until: float = math.inf
    """Seconds after the beginning at which what is looked at now ends."""
    stopped: bool = False
    """Whether the clock or the user left anything out."""
    interrupted: bool = False
    """Whether the user asked for what there is."""
    known: dict[Key, Known] = field(default_factory=dict)
    costs: dict[str, float] = field(default_factory=dict)
    """What a plan for all outcomes that is known costs in each, by name: fewer of them are never
    planned worse."""

    def of(self, chosen: Sequence[Outcome]) -> Known:
        """What is known of the best plan for outcomes; the first time it is looked for.

        Raises `Ended` when there is no time to look.
        """
        total = sum(outcome.probability for outcome in chosen)
        key = tuple(sorted((o.name, round(o.probability / total, 12)) for o in chosen))
        if key not in self.known:
            known = self.before(chosen)
            self.tighten(known)
            self.known[key] = known
        return self.known[key]

    def before(self, chosen: Sequence[Outcome]) -> Known:
        """What is known of outcomes before they are looked at: what the common plan costs there."""
        known = Known(chosen=tuple(chosen))
        if all(outcome.name in self.costs for outcome in chosen):
            total = sum(outcome.probability for outcome in chosen)
            known.score = Interval(low=None, high=sum(
                outcome.probability / total * self.costs[outcome.name] for outcome in chosen))
        return known

    def tighten(self, known: Known) -> bool:
        """Look for a better plan and a higher bound; False: all tries are made."""
        if known.tries >= len(TRIES) or self.interrupted:
            return False
        here = here_and_now(self.operation, known.chosen)
        if len(known.chosen) == 1 and not small(here):
            self._single(known, here)
        else:
            self.take(known, here)
        return True

    def stage(self, part: float, ahead: int) -> None:
        """What comes next may take this part of the time left, for so many questions."""
        spent = time.monotonic() - self.began
        self.until = spent + part * (self.seconds - spent)
        self.ahead = max(ahead, 1)

    def out(self) -> bool:
        """Whether the time is over, or the user wants what there is."""
        late = time.monotonic() - self.began >= self.seconds
        self.stopped = self.stopped or late or self.interrupted
        return late or self.interrupted

    def beside(self, operation: Operation, ahead: int) -> Valuer:
        """One for another operation, with the share of the next question here."""
        return Valuer(
            operation=operation, seconds=self._share(), work=self.work, seed=self.seed,
            progress=self.progress, doing=self.doing, ahead=ahead)

    def _single(self, known: Known, here: HereAndNow) -> None:
        """One try on a large outcome alone: the search for single outcomes is the better one."""
        gap, share = TRIES[known.tries]
        limits = PlanLimits(
            seconds=self._share(), work=_STEPS * self.work * share, gap=gap, seed=self.seed)
        known.tries += 1
        try:
            found = solve_model(here.models[0], limits, self._tell)
        except ProblemsFound as none:
            raise ProblemsFound(refused(self.operation, here.models[0])) from none
        self.interrupted = self.interrupted or found.status == "interrupted"
        self.stopped = self.stopped or self.interrupted
        known.score = both(known.score, proved(here, found.bound, found.value))

    def _share(self) -> float:
        """Seconds for the next question; raises `Ended` when none are left."""
        left = min(self.until, self.seconds) - (time.monotonic() - self.began)
        if left <= 0 or self.interrupted:
            self.stopped = True
            raise Ended
        share = left / self.ahead
        self.ahead = max(self.ahead - 1, 1)
        return share

    def take(self, known: Known, here: HereAndNow, wanted: float = 1.0) -> Decided:
        """One try, on outcomes already laid out, with a smaller gap where one is wanted."""
        if small(here):
            known.tries = len(TRIES) - 1
        gap, share = TRIES[known.tries]
        known.tries += 1
        found = self.decide(here, min(gap, wanted), share)
        if found.status == "infeasible":
            raise ProblemsFound(
                problem for model in here.models for problem in refused(self.operation, model))
        known.score = both(known.score, proved(here, found.bound, found.value))
        return found

    def decide(self, here: HereAndNow, gap: float, share: int = 1) -> Decided:
        """The best choice for outcomes already laid out; raises `Ended` when no time is left."""
        found = decide(
            here, AheadLimits(seconds=self._share(), work=self.work * share, gap=gap),
            seed=self.seed, progress=self._tell,
        )
        self.interrupted = self.interrupted or found.status == "interrupted"
        self.stopped = self.stopped or self.interrupted
        return found

    def _tell(self, reached: Reached) -> None:
        if self.progress is not None:
            self.progress(replace(reached, outcome=self.doing))


def small(here: HereAndNow) -> bool:
    """Whether outcomes are so small that the last try may be made at once."""
    return sum(int(o.program.matrix.nnz) for o in here.stages.outcomes) <= SMALL


def proved(here: HereAndNow, bound: float | None, value: float | None) -> Interval:
    """What is proved of a score: never below what no choice could avoid."""
    floor = sum(
        outcome.probability * model.unfillable
        for outcome, model in zip(here.stages.outcomes, here.models, strict=True)
    )
    low = floor if bound is None else max(bound, floor)
    return Interval(low=low if value is None else min(low, value), high=value)


def both(one: Interval, other: Interval) -> Interval:
    """What two looks at the same figure say together."""
    lows = [end for end in (one.low, other.low) if end is not None]
    highs = [end for end in (one.high, other.high) if end is not None]
    high = min(highs, default=None)
    low = max(lows, default=None)
    if low is not None and high is not None:
        low = min(low, high)
    return Interval(low=low, high=high)
