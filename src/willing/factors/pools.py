"""Pools of units, active and reserve, and how they stand in their cycle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from willing.factors.refusal import above_zero, not_negative, refuse
from willing.factors.rotation import units_per_deployed
from willing.factors.rounding import raised


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Units that serve and rest alike. Its lengths share one unit of time, days in Willing."""

    units: float
    """How many there are."""
    tour: float
    """Time in place."""
    dwell: float
    """Rest at home."""
    training: float = 0
    """Time mobilised before leaving; reserves have it, active units usually not."""
    overlap: float = 0
    """Relief two tours share."""
    ready_after: float = 0
    """Time from the order until the first unit can go."""

    @property
    def per_deployed(self) -> float:
        """Units of this pool for each one in place."""
        return units_per_deployed(
            self.tour, self.dwell, training=self.training, overlap=self.overlap
        )


def sustained(pools: Iterable[Pool], *, after: float | None = None) -> float:
    """Units that several pools together keep in place for ever.

    Formula: sum of units / units per deployed, over pools whose first unit is ready by `after`
    (none: all). Exact; `cut` it for whole units.
    Source: derived from RAND, Considering a Cadre Augmented Army, p. 5.
    Errors: `FactorFault` for negative units, and as `units_per_deployed`.

    >>> active = Pool(units=42, tour=12, dwell=24)
    >>> reserve = Pool(units=28, tour=9, dwell=60, training=3, ready_after=4)
    >>> sustained([active]), sustained([active, reserve]), sustained([active, reserve], after=3)
    (14.0, 17.5, 14.0)
    """
    total = 0.0
    for pool in pools:
        not_negative("sustained", units=pool.units, ready_after=pool.ready_after)
        if after is None or pool.ready_after <= after:
            total += pool.units / pool.per_deployed
    return total


def reserve_units_needed(deployed: float, active: Iterable[Pool], reserve: Pool) -> int:
    """Reserve units that must exist so that active and reserve together keep a force in place.

    Formula: (deployed - sustained by the active pools) x reserve units per deployed, raised; 0 when
    the active pools are enough. How many units `reserve` has does not matter.
    Errors: as `sustained`.

    >>> reserve_units_needed(
    ...     18, [Pool(units=42, tour=12, dwell=24)], Pool(units=0, tour=9, dwell=60, training=3)
    ... )
    32
    """
    not_negative("reserve_units_needed", deployed=deployed)
    return raised(max(0.0, deployed - sustained(active)) * reserve.per_deployed)


@dataclass(frozen=True, slots=True, kw_only=True)
class SteadyState:
    """A pool spread evenly over its cycle, in steps."""

    per_state: float
    """Units in each step of the cycle."""
    deployed_states: int
    """Steps of a tour."""
    home_states: int
    """Steps at home."""
    step: float
    """Length of one step."""

    @property
    def deployed(self) -> tuple[float, ...]:
        """Time served by the units of each deployed state: 0, 4, 8."""
        return tuple(i * self.step for i in range(self.deployed_states))

    @property
    def home(self) -> tuple[float, ...]:
        """Time at home of the units of each home state: 0, 4, ... 40."""
        return tuple(i * self.step for i in range(self.home_states))

    @property
    def dwell(self) -> float:
        """Time at home after a tour."""
        return self.home_states * self.step


def steady_state(units: float, deployed: float, step: float, tour: float) -> SteadyState:
    """Spread a pool evenly over its cycle, so that the same number goes at every step.

    Formula: deployed states = tour / step; per state = deployed / deployed states;
    home states = units / per state - deployed states.
    Source: RAND, Considering a Cadre Augmented Army, tables B.1 and C.1.
    Errors: `FactorFault` when a tour or the whole pool is no whole number of steps, or more are
    deployed than there are.

    >>> state = steady_state(units=42, deployed=9, step=4, tour=12)
    >>> state.per_state, state.deployed, state.home_states, state.home[-1]
    (3.0, (0, 4, 8), 11, 40)
    """
    above_zero("steady_state", units=units, deployed=deployed, step=step, tour=tour)
    if deployed > units:
        raise refuse(
            "steady_state deployed",
            f"{deployed:g} of {units:g} units was given",
            "no more than there are is allowed",
            "lower the number deployed or add units",
        )
    tour_states = _whole_states(tour / step, f"a tour of {tour:g} in steps of {step:g}")
    per_state = deployed / tour_states
    states = _whole_states(units / per_state, f"{units:g} units in states of {per_state:g}")
    return SteadyState(
        per_state=per_state,
        deployed_states=tour_states,
        home_states=states - tour_states,
        step=step,
    )


def _whole_states(count: float, what: str) -> int:
    if abs(count - round(count)) > 1e-9:
        raise refuse(
            "steady_state",
            f"{what} makes {count:.4g} states",
            "a whole number of states is allowed",
            "choose a step or a number deployed that divides evenly",
        )
    return round(count)
