"""Shortfall of every span, counted exactly from the elements a point sends and holds."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from willing.domain.fit import supports
from willing.domain.requirement import Requirement
from willing.planner.model import Model
from willing.planner.program import Floats, Ints


def shortfalls(model: Model, x: Floats) -> dict[int, list[Fraction]]:
    """Elements short in each span of each task, as exact parts."""
    tours = np.round(x[model.making.tours]).astype(np.int64)
    holds = np.round(x[model.making.holds]).astype(np.int64)
    found: dict[int, list[Fraction]] = {}
    for r, spans in enumerate(model.choices.spans):
        if spans:
            covered = _cover(model, r, tours, holds)
            wanted = _wanted(model, r, tours)
            least = model.choices.tasks[r].min_useful
            found[r] = [
                _short(w, c, least) for w, c in zip(wanted, covered, strict=True)
            ]
    return found


def _short(wanted: Fraction, covered: Fraction, least: int) -> Fraction:
    """What is missing; below `least`, or below what is wanted if that is less, nothing counts."""
    useful = covered >= min(Fraction(least), wanted)
    return max(wanted - (covered if useful else 0), Fraction(0))


def _cover(model: Model, task: int, tours: Ints, holds: Ints) -> list[Fraction]:
    """What those there through each span count for."""
    choices, making = model.choices, model.making
    length = len(choices.spans[task])
    by_credit: dict[tuple[str, int, int, bool], Ints] = {}
    every = choices.tours
    for i in np.flatnonzero((choices.task_of == task) & (tours > 0)):
        there = by_credit.setdefault(_key(model, int(every.pair[i])), np.zeros(length, np.int64))
        there[every.covers[i] : every.covered[i]] += tours[i]
    period_of = np.array([span.period for span in choices.spans[task]])
    for hold in np.flatnonzero(holds):
        p = int(making.hold_pair[hold])
        if choices.pairs[p].task == task:
            there = by_credit.setdefault(_key(model, p), np.zeros(length, np.int64))
            there[period_of == making.hold_period[hold]] += holds[hold]
    covered = [Fraction(0)] * length
    for (_, give, count, lots), there in by_credit.items():
        for s in range(length):
            worth = Fraction(int(there[s]) // give * count) if lots else Fraction(
                int(there[s]) * count, give
            )
            covered[s] += worth
    return covered


def _key(model: Model, p: int) -> tuple[str, int, int, bool]:
    pair = model.choices.pairs[p]
    unit, credit = pair.fit.unit, pair.credit
    apart = f"{unit.nation} {unit.capability}" if credit.lots else ""
    return (apart, credit.give, credit.count, credit.lots)


def _wanted(model: Model, task: int, tours: Ints) -> list[Fraction]:
    """What each span asks for, people in place included."""
    choices = model.choices
    noun, spans = choices.tasks[task], choices.spans[task]
    if not isinstance(noun, Requirement) or noun.per_people is None:
        return [Fraction(span.quantity) for span in spans]
    supported = np.array([
        supports(choices.situation, noun, t) for t in choices.tasks
    ])
    people = np.array([pair.fit.unit.people for pair in choices.pairs])
    mine = supported[choices.task_of] & (tours > 0)
    every = choices.tours
    wanted = []
    for span in spans:
        there = mine & (every.first_day <= span.first) & (every.ends > span.first)
        count = int((tours[there] * people[every.pair[there]]).sum())
        wanted.append(Fraction(max(span.quantity, math.ceil(Fraction(count, noun.per_people)))))
    return wanted
