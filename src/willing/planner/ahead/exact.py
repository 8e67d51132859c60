r"""Cuts that say what an outcome costs after one very choice of yes and no.

$$ \theta_w \ge L_w + (Q_w(\hat x) - L_w)
   \Bigl( 1 - \sum_{\hat x_j = 1} (1 - x_j) - \sum_{\hat x_j = 0} x_j \Bigr) $$

where $L_w$ is what it costs at least. Only for outcomes all of whose copied columns are yes or
no; they make the search finite.
"""

from __future__ import annotations

import numpy as np

from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.stages import Stages
from willing.planner.program import Floats


def exact_cut(
    stages: Stages, number: int, x: Floats, planned: Planned | None, least: float
) -> Cut | None:
    """The cut at a choice; None where the outcome's columns are not all yes or no.

    `planned` None: after this choice the outcome has no plan, and the cut forbids the choice.
    """
    first = stages.outcomes[number].first
    binary = (
        stages.first.integer[first] & (stages.first.lower[first] >= 0)
        & (stages.first.upper[first] <= 1)
    )
    if not binary.all():
        return None
    signs = np.where(x[first] > 0.5, 1.0, -1.0)
    yes = float((signs > 0).sum())
    if planned is None:
        return Cut(outcome=number, constant=1.0 - yes, slope=signs, cost=False)
    if planned.bound is None or planned.bound <= least:
        return None
    rise = planned.bound - least
    return Cut(
        outcome=number, constant=least + rise * (1.0 - yes), slope=rise * signs,
        lifted=True,
    )
