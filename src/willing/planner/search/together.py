"""A quick plan looks at nobody's company: afterwards, tours without theirs are called off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from willing.planner.model import Model
from willing.planner.program import Floats
from willing.planner.search.greedy import greedy
from willing.planner.search.stocks import Stocks

_ROUNDS = 3
"""Times that others may take the room of those called off."""


def quick(model: Model, wish: Floats) -> Floats:
    """A quick plan in which nobody is in place without his company; see `greedy`.

    Those who lack theirs are called off, and then others may have the room they leave.
    """
    making = model.making
    if not making.waiting and not making.packages:
        return greedy(model, wish)
    here, stocks = model, Stocks(model)
    for _ in range(_ROUNDS):
        found = greedy(here, wish, stocks)
        kept = together(model, found)
        called_off = kept < found - 0.5
        if not called_off.any():
            return kept
        decisions = np.concatenate([making.tours, making.holds])
        wish = wish.copy()
        wish[decisions] = kept[decisions]
        upper = np.where(called_off, kept, here.program.upper)
        here = replace(here, program=replace(here.program, upper=upper))
    return together(model, greedy(here, wish, stocks))


def together(model: Model, point: Floats) -> Floats:
    """The point without tours whose company is not there, and packages that are not whole.

    Those who wait for each other stay when both are there. What is decided or pinned stays anyway.
    """
    making, program = model.making, model.program
    if not making.waiting and not making.packages:
        return point
    point = point.copy()
    before = np.inf
    while point.sum() < before:
        before = float(point.sum())
        for item in making.waiting:
            alone = item.tours[~item.enough(point[making.tours])]
            columns = making.tours[alone]
            point[columns] = np.maximum(program.lower[columns], 0.0)
        for package in making.packages:
            columns = [
                np.concatenate([making.tours[tours], making.holds[holds]])
                for tours, holds in zip(package.tours, package.holds, strict=True)
            ]
            goes = all(
                decided or point[own].sum() > 0.5
                for own, decided in zip(columns, package.decided, strict=True)
            )
            if not goes:
                every = np.concatenate(columns)
                point[every] = np.maximum(program.lower[every], 0.0)
    return point
