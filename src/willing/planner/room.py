"""A plan with all the room that it leaves under limits, for those who come on top of it.

What counts under a limit costs nothing in itself: a solver may tell more overhead than is drawn,
tasks as served on which nobody is, or fewer beds than are built. So these may have to follow
whoever comes. Once each is told as it is, what others draw stays the same whoever comes.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats, Ints


def with_room(model: Model, hoods: Neighbourhoods, point: Floats) -> Floats:
    """The same plan with the least overhead, tasks and nations, and with all beds that are built.

    `point`: one that keeps every rule.
    """
    making = model.making
    less = _joined([
        *(source.columns for source in making.overheads),
        *(source.present for source in making.overheads),
        *(served.serves for served in making.served),
    ])
    more = _joined([limit.built for limit in making.crowds])
    cost = np.zeros(model.program.columns)
    cost[less], cost[more] = 1.0, -1.0
    part = hoods.cut(point, np.sort(np.concatenate([less, more])))
    found = solve_whole(
        replace(part.program, cost=cost[part.columns], offset=0.0), Limits(gap=0.0))
    return point if found.x is None else model.rounded(part.back(point, found.x))


def rows_of_limits(model: Model) -> Ints:
    """Rows of limits that only those come nearer to who come on top of a plan `with_room`."""
    making = model.making
    return _joined([
        *(limit.rows for limit in making.crowds), *(limit.most for limit in making.crowds),
        *(served.limit for served in making.served),
    ])


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
