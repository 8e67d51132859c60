"""Packages: pledges that go together or not at all."""

from __future__ import annotations

import numpy as np

from willing.planner.chains import lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.waiting import Bound, bound


def package(making: Making) -> None:
    r"""Either every pledge of a package serves, or nothing new is sent of any.

    $$ \sum_{x\ occupied\ in\ t} x + \sum_d h_{k,d,t} \le n_k \, goes_p, \qquad
       \sum x_k + \sum h_k \ge goes_p, \qquad goes_p \in \{0, 1\} $$

    for every pledge k of the package and every period t. A pledge of which anything is decided
    serves anyway. Applies to packages with a pledge that may serve.
    """
    making.packages = bound(making.choices, making.hold_pair)
    for item in making.packages:
        if any(len(tours) + len(holds) for tours, holds in zip(item.tours, item.holds,
                                                               strict=True)):
            _go(making, item)


def _go(making: Making, item: Bound) -> None:
    draft, operation = making.draft, making.choices.situation.operation
    goes = draft.columns(f"package {item.package}", 1, upper=1.0, integer=True)
    for k, tours, holds, decided in zip(
        item.pledges, item.tours, item.holds, item.decided, strict=True
    ):
        pledge = operation.pledges[k]
        number = float(pledge.count)
        _only_if(making, item, (tours, holds), goes, number)
        if not decided:
            serves = draft.rows(f"serves {pledge.id}", 1, lower=0.0)
            draft.enter(serves, making.tours[tours], 1.0)
            draft.enter(serves, making.holds[holds], 1.0)
            draft.enter(serves, goes, -1.0)


def _only_if(
    making: Making, item: Bound, decisions: tuple[np.ndarray, np.ndarray], goes: np.ndarray,
    number: float,
) -> None:
    """Elements of a pledge are occupied or held only if the package goes."""
    tours, holds = decisions
    draft, every = making.draft, making.choices.tours
    periods = making.choices.timeline.periods
    if not len(tours) + len(holds):
        return
    rows = draft.rows(f"package {item.package}", periods, lower=0.0)
    draft.enter(rows, goes, number)
    draft.enter(rows[making.hold_period[holds]], making.holds[holds], -1.0)
    if len(tours):
        chains, balance = lay_chains(draft, f"sent of {item.package}", [periods])
        pass_through(
            draft, chains, balance, chain=np.zeros(len(tours), dtype=np.int64),
            columns=making.tours[tours], enter=np.maximum(every.take[tours], 0),
            leave=every.give[tours],
        )
        draft.enter(rows, chains.columns, -1.0)
