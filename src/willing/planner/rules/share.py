"""No nation fills more of a line than its largest share."""

from __future__ import annotations

import math

import numpy as np

from willing.domain.requirement import Requirement
from willing.planner.choices import span_days
from willing.planner.model import Making
from willing.planner.rules.presence import presence


def share(making: Making) -> None:
    r"""What one nation counts for on a requirement is at most its share, or one element.

    $$ \sum_{k \in n} w_k \, there_{k,r,t} \le \max(1, \lfloor share_r \, q_{r,t} \rfloor) $$

    Applies to requirements with `max_share`, on every required day, relief overlap included.
    Elements in lots count their part.
    """
    choices = making.choices
    for r, task in enumerate(choices.tasks):
        if not isinstance(task, Requirement) or task.max_share is None or not choices.spans[r]:
            continue
        mine = np.flatnonzero(choices.task_of == r)
        pairs = [choices.pairs[p] for p in choices.tours.pair[mine]]
        nations = sorted({pair.fit.unit.nation for pair in pairs})
        most = [
            max(1, math.floor(task.max_share * span.quantity + 1e-9)) for span in choices.spans[r]
        ]
        presence(
            making, f"share {task.id}", span_days(choices.spans[r]), mine,
            np.array([pair.credit.worth for pair in pairs]),
            np.array([nations.index(pair.fit.unit.nation) for pair in pairs], dtype=np.int64),
            len(nations), upper=np.tile(np.array(most, dtype=float), len(nations)),
        )
