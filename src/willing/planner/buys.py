"""Steps that may be taken before the deal, on each day, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass

from willing.domain.ready import OpenDeal
from willing.domain.situation import Situation
from willing.domain.step import Step
from willing.domain.taken import days_to_take
from willing.units import MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class Buy:
    """A step taken on one day."""

    step: Step
    """The step."""
    day: int
    """Day on which it is taken."""
    cost: float
    """Points for taking it then."""
    taken: bool
    """Whether it was taken already, in fact."""

    @property
    def effect(self) -> int:
        """First day on which it is in effect."""
        return self.day + self.step.lead_days


def buys(situation: Situation, deal: OpenDeal | None = None) -> tuple[Buy, ...]:
    """Every step on every day on which it may be taken."""
    return tuple(
        Buy(step=step, day=day, cost=_points(situation, step, day), taken=step.taken is not None)
        for step in situation.operation.steps for day in days_to_take(situation, step, deal)
    )


def held_until(situation: Situation) -> int:
    """Day up to which a step is paid for: D, or the horizon without a deal."""
    line = situation.timeline
    return line.horizon if line.d_day is None else line.d_day


def _points(situation: Situation, step: Step, day: int) -> float:
    """What it costs from the as-of date on; what was paid before is no cost of a plan."""
    daily = step.cost_per_day * (held_until(situation) - max(day, 0))
    once = step.cost if day >= 0 else 0.0
    return situation.operation.weights.readiness * (once + daily) / MILLION
