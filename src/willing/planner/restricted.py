"""Outcomes laid out as one choice, where only some may come or a choice is already made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from willing.planner.here_and_now import HereAndNow
from willing.planner.program import Bools, Floats, Ints


def only(here: HereAndNow, numbers: Sequence[int]) -> HereAndNow:
    """The same choice where only these outcomes may come, and everybody knows it.

    Columns that none of them copies are nothing; chances are scaled to 1 together.
    """
    stages, first = here.stages, here.stages.first
    total = sum(stages.outcomes[number].probability for number in numbers)
    models = tuple(here.models[number] for number in numbers)
    kept = tuple(
        replace(stages.outcomes[n], probability=stages.outcomes[n].probability / total)
        for n in numbers
    )
    upper = np.where(carried(here, numbers), first.upper, first.lower)
    return _paid(replace(here, models=models, stages=replace(
        stages, first=replace(first, upper=upper), outcomes=kept)))


def with_chances(here: HereAndNow, chances: Floats) -> HereAndNow:
    """The same choice where outcomes have other chances, together 1."""
    stages = here.stages
    return _paid(replace(here, stages=replace(stages, outcomes=tuple(
        replace(outcome, probability=float(chance))
        for outcome, chance in zip(stages.outcomes, chances, strict=True)
    ))))


def _paid(here: HereAndNow) -> HereAndNow:
    """The same with each column decided here and now costing what its copies do, by chance."""
    stages, first = here.stages, here.stages.first
    cost = np.zeros(first.columns)
    for model, outcome in zip(here.models, stages.outcomes, strict=True):
        np.add.at(
            cost, outcome.first, outcome.probability * model.program.cost[outcome.shared])
    return replace(here, stages=replace(stages, first=replace(first, cost=cost)))


def carried(here: HereAndNow, numbers: Sequence[int]) -> Bools:
    """Which columns decided here and now any of these outcomes copies."""
    found = np.zeros(here.stages.first.columns, dtype=bool)
    for number in numbers:
        found[here.stages.outcomes[number].first] = True
    return found


def keeping(here: HereAndNow, x: Floats, columns: Bools) -> HereAndNow:
    """The same choice with some columns decided already."""
    first = here.stages.first
    lower, upper = first.lower.copy(), first.upper.copy()
    lower[columns] = upper[columns] = np.round(x[columns])
    return replace(here, stages=replace(
        here.stages, first=replace(first, lower=lower, upper=upper)))


def at_least(here: HereAndNow, x: Floats, columns: Ints) -> HereAndNow:
    """The same choice with no less of some columns than so much."""
    first = here.stages.first
    lower = first.lower.copy()
    lower[columns] = np.maximum(lower[columns], np.round(x[columns]))
    return replace(here, stages=replace(here.stages, first=replace(first, lower=lower)))
