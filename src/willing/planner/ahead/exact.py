r"""Cuts that say what an outcome costs after one very choice of yes and no.

$$ \theta_w \ge a_w + g_w^T x + \bigl( Q_w(\hat x) - a_w - g_w^T \hat x \bigr)
   \Bigl( 1 - \sum_{\hat x_j = 1} (1 - x_j) - \sum_{\hat x_j = 0} x_j \Bigr) $$

where $a_w + g_w^T x$ is the line below its cost that is highest at $\hat x$: at the choice itself
the cut is its cost, and after every other choice of yes and no it is not above that line. Only for
outcomes all of whose copied columns are yes or no; they make the search finite.
"""

from __future__ import annotations

import numpy as np

from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.recourse import Planned
from willing.planner.ahead.stages import Stages
from willing.planner.program import Floats


def decided_by_yes_and_no(stages: Stages, number: int) -> bool:
    """Whether all columns that an outcome copies are yes or no."""
    first = stages.outcomes[number].first
    binary = (
        stages.first.integer[first] & (stages.first.lower[first] >= 0)
        & (stages.first.upper[first] <= 1)
    )
    return bool(binary.all())


def exact_cut(
    stages: Stages, number: int, x: Floats, planned: Planned | None, below: Cut
) -> Cut | None:
    """The cut at a choice; None where the outcome's columns are not all yes or no.

    `planned` None: after this choice the outcome has no plan, and the cut forbids the choice.
    `below`: a line below its cost, the higher at the choice the better.
    """
    if not decided_by_yes_and_no(stages, number):
        return None
    first = stages.outcomes[number].first
    signs = np.where(x[first] > 0.5, 1.0, -1.0)
    yes = float((signs > 0).sum())
    if planned is None:
        return Cut(outcome=number, constant=1.0 - yes, slope=signs, cost=False)
    height = below.at(x[first])
    if planned.bound is None or planned.bound <= height:
        return None
    rise = planned.bound - height
    return Cut(
        outcome=number, constant=below.constant + rise * (1.0 - yes),
        slope=below.slope + rise * signs, lifted=True,
    )
