"""Start from another plan: as much of it as is still allowed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from willing.domain.plan import Row
from willing.planner.gates import preferred
from willing.planner.later import Readings
from willing.planner.model import Model, TourKey
from willing.planner.program import Floats
from willing.planner.settled import is_settled


def wish_of(model: Model, rows: Iterable[Row]) -> Floats:
    """The point that sends and holds what the rows do, as far as these are choices here.

    Together they may break a rule of this outcome; whoever starts from them looks for room.
    """
    making, choices = model.making, model.choices
    point = np.maximum(model.program.lower, 0.0)
    keys, rows = making.tour_keys(), list(rows)
    taken = {
        row.task: (row.first_day - choices.timeline.as_of).days for row in rows
        if row.kind == "step"
    }
    settled, readings = is_settled(choices), Readings(choices, rows)
    at: dict[TourKey, list[int]] = {}
    for i in preferred(choices, taken):
        if not settled[i]:
            at.setdefault(keys[i], []).append(i)
    held = {
        (int(p), int(period)): hold
        for hold, (p, period) in enumerate(zip(making.hold_pair, making.hold_period, strict=True))
    }
    pair_of = {
        ("" if pair.fit.pledge is None else pair.fit.pledge.id, pair.fit.unit.id, pair.fit.task.id):
        p for p, pair in enumerate(choices.pairs) if not pair.later
    }
    for row in rows:
        who = (row.pledge, row.unit, row.task)
        if row.pinned in ("order", "cycle"):
            continue  # decided turns are in every plan already
        if row.kind in ("tour", "standby"):
            tours = at.get((*who, row.first_day, row.days))
            tour = None if tours is None else readings.chosen(tours)
            if tour is not None and not choices.tours.given[tour]:
                column = making.tours[tour]
                point[column] = min(row.count, model.program.upper[column])
        elif row.kind == "step":
            day = (row.first_day - choices.timeline.as_of).days
            for buy, column in zip(choices.buys, making.buys, strict=True):
                if (buy.step.id, buy.day) == (row.task, day):
                    point[column] = model.program.upper[column]
        elif row.kind == "hold" and who in pair_of:
            first = (row.first_day - choices.timeline.as_of).days
            for period in range(choices.timeline.period_of(first), choices.timeline.periods):
                if choices.timeline.lines[period] >= first + row.days:
                    break
                hold = held.get((pair_of[who], period))
                if hold is not None:
                    column = making.holds[hold]
                    point[column] = min(row.count, model.program.upper[column])
    return point
