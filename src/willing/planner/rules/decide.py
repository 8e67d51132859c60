"""The decisions themselves, and what each costs by being taken."""

from __future__ import annotations

import numpy as np

from willing.domain.ready import OnStandby
from willing.domain.span import Span
from willing.planner.choices import Choices
from willing.planner.given import ON_TOUR
from willing.planner.model import Making
from willing.planner.program import Floats, Ints
from willing.units import DAYS_PER_MONTH, MILLION


def decide(making: Making) -> None:
    r"""Elements sent on tours, and elements held at home.

    Whole numbers, at most the pledged number. Cost: movement for each tour; backfill and
    substitution for each element and day. Elements on standby are tours that never leave home, at
    the price of their level.

    $$ x_{k,r,s,l} \in \{0, \dots, n_k\}, \quad h_{k,d,t} \in \{0, \dots, n_k\} $$

    Applies to every pledge (or own elements) k, task r, line s and length l that `choices` allows.
    """
    tours, draft = making.choices.tours, making.draft
    making.tours = draft.columns(
        "tour", len(tours), cost=tour_cost(making), lower=tours.least, upper=tours.most,
        integer=True,
    )
    pair, period, days, most = possible_holds(making.choices)
    making.hold_pair, making.hold_period = pair, period
    backfill = making.choices.situation.operation.weights.backfill
    others = np.array([making.choices.pairs[p].backfills for p in pair], dtype=float)
    end = making.choices.timeline.end
    draft.offset += sum(
        backfill * item.pair.backfills * item.count * (min(item.after, end) - max(item.first, 0))
        / DAYS_PER_MONTH for item in making.choices.held
    )
    pinned = making.pins.holds
    making.holds = draft.columns(
        "hold", len(pair), cost=backfill * others * days / DAYS_PER_MONTH, upper=most, integer=True,
        lower=[pinned.get((int(p), int(t)), 0) for p, t in zip(pair, period, strict=True)],
    )


def tour_cost(making: Making) -> Floats:
    """Points for one element on each possible tour."""
    tours, pairs = making.choices.tours, making.choices.pairs
    weights = making.choices.situation.operation.weights
    daily = np.array([
        (weights.backfill if pair.backfills else 0.0) + pair.credit.penalty for pair in pairs
    ])
    end = making.choices.timeline.end
    days = np.minimum(tours.ends, end) - np.clip(tours.first_day, 0, end)
    stands = making.choices.stints
    moved = np.where((tours.given == ON_TOUR) | stands, 0.0, weights.movement)
    if not len(tours):
        return np.zeros(0)
    price = np.array([
        pair.fit.task.level.cost_per_day if isinstance(pair.fit.task, OnStandby) else 0.0
        for pair in pairs
    ]) * weights.readiness / MILLION
    each = (daily / DAYS_PER_MONTH + price)[tours.pair]
    cost: Floats = moved + each * np.maximum(days, 0)
    return cost


def hold_days(choices: Choices, task: int, period: int) -> tuple[int, int]:
    """Days of a period on which a standing commitment asks for elements."""
    inside = [span for span in choices.spans[task] if span.period == period]
    return inside[0].first, inside[-1].after


def possible_holds(choices: Choices) -> tuple[Ints, Ints, Floats, Floats]:
    """Pair, period, days and most elements of every possible hold."""
    pairs: list[int] = []
    periods: list[int] = []
    days: list[int] = []
    most: list[int] = []
    for p in choices.holders:
        pair = choices.pairs[p]
        wanted: dict[int, list[Span]] = {}
        for span in choices.spans[pair.task]:
            wanted.setdefault(span.period, []).append(span)
        for period, asked in wanted.items():
            first, after = asked[0].first, asked[-1].after
            quantity = max(span.quantity for span in asked)
            if first < pair.fit.holds_from or not _open(pair.fit.closed, first, after):
                continue
            if pair.fit.ends_by is not None and after > pair.fit.ends_by:
                continue
            pairs.append(p)
            periods.append(period)
            days.append(after - first)
            give, count = pair.credit.give, max(pair.credit.count, 1)
            # A part of a lot counts for nothing, so the last lot is whole.
            enough = -(-quantity * give // count)
            if pair.credit.lots:
                enough = -(-quantity // count) * give
            # More than one outcome wants may be held while nobody knows that it is the one.
            shared = choices.deal is not None and first < choices.situation.all_known()
            most.append(pair.number if shared else min(pair.number, enough))
    return (
        np.array(pairs, dtype=np.int64), np.array(periods, dtype=np.int64),
        np.array(days, dtype=float), np.array(most, dtype=float),
    )


def _open(closed: tuple[tuple[int, int], ...], first: int, after: int) -> bool:
    return all(after <= shut or first >= opened for shut, opened in closed)
