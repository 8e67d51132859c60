"""What was decided ahead of the answers, how good it is, and when deciding may stop."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from willing.planner.program import Floats


class Stopped(Exception):
    """The clock or the user ended a question before it was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AheadLimits:
    """When deciding may stop, and how."""

    seconds: float = math.inf
    """Wall clock; what is stopped by it may not repeat."""
    work: int = 500
    """Rounds, each of which asks every outcome; what is stopped by them repeats."""
    gap: float = 1e-4
    """Distance of score and bound, over the score, at which a choice is good enough."""
    nodes: int = 10_000
    """Branch-and-bound nodes for one line below an outcome's whole plans; 0: no such lines, for
    outcomes too large to be solved in whole numbers again and again."""
    way: Literal["choose", "extensive", "decomposed"] = "choose"
    """All outcomes in one program, a program for each, or whichever fits their size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where deciding stands."""

    step: str
    """What was done: begin, relax, choose, near, lift, branch, polish or whole."""
    work: int
    """Rounds so far."""
    seconds: float
    """Time so far."""
    value: float | None
    """Score of the best choice so far; None: none yet."""
    bound: float | None
    """No choice scores below; None: not known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one outcome makes of the choice."""

    name: str
    """Name of the outcome."""
    cost: float
    """What it costs, in points, without what was decided here and now."""
    point: Floats
    """Value of each column of its program."""


Status = Literal["proved", "limit", "stalled", "interrupted", "infeasible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The best choice found, and what proves how good it is."""

    x: Floats | None
    """Value of each column decided here and now; None when no choice was found."""
    value: float | None
    """Its score, in points; None without a choice."""
    bound: float | None
    """No choice scores below; None when nothing is proved."""
    answers: tuple[Answer, ...]
    """What each outcome makes of it, in the order of the outcomes; empty without a choice."""
    history: tuple[Step, ...]
    """How score and bound went."""
    status: Status
    """Proved within the wanted gap; stopped at a limit or by the user; stalled: no round would
    change anything any more; infeasible: no choice leaves every outcome a plan."""
    work: int
    """Rounds taken."""
    seconds: float
    """Time taken."""
    repeatable: bool
    """Whether the clock and the user had no hand in it."""

    @property
    def gap(self) -> float | None:
        """Distance of score and bound, over the score."""
        return gap_of(self.value, self.bound)


def gap_of(value: float | None, bound: float | None) -> float | None:
    """Distance of a score and a bound, over the score; None when either is missing."""
    if value is None or bound is None:
        return None
    distance = value - bound
    return 0.0 if distance <= 1e-9 * max(abs(value), 1.0) else distance / max(abs(value), 1e-9)
