"""One nation leads."""

from __future__ import annotations

import numpy as np

from willing.domain.requirement import Requirement
from willing.planner.model import Making
from willing.units import DAYS_PER_MONTH


def lead(making: Making) -> None:
    r"""A task that needs a lead has one nation with so many elements in place, or is without lead.

    $$ \sum_n lead_{n,r,t} + none_{r,t} = 1, \qquad
       y_{n,r,t} \ge \min(m_r, q_{r,t}) \, lead_{n,r,t}, \qquad
       lead_{n,r,t} - lead_{n,r,t-1} \le lead_{n,r,t'} $$

    for t' from t until `lead_days` are over: whoever takes the lead keeps it so long, unless the
    task ends. Cost: `lead` elements of its class for each span without, where its window asks for
    elements (not only people in place). Applies to requirements with `lead`.
    """
    choices, draft = making.choices, making.draft
    weights = choices.situation.operation.weights
    for r, task in enumerate(choices.tasks):
        found = choices.spans[r]
        if not isinstance(task, Requirement) or task.lead <= 0 or not found:
            continue
        by_class = weights.shortfall[task.priority - 1] * task.weight * weights.lead
        cost = np.array([
            by_class * span.days / DAYS_PER_MONTH
            * (weights.tail if span.first >= choices.timeline.horizon else 1.0)
            * (span.quantity > 0)
            for span in found
        ])
        making.no_lead[r] = draft.columns(f"no lead {task.id}", len(found), cost=cost, upper=1.0)
        one = draft.rows(f"one lead {task.id}", len(found), lower=1.0, upper=1.0)
        draft.enter(one, making.no_lead[r], 1.0)
        least = np.array([min(task.lead, span.quantity) for span in found], dtype=float)
        nations = sorted(name for t, name in making.nations if t == r)
        for nation in nations:
            pinned = np.isin(np.arange(len(found)), making.pins.leads.get((r, nation), ()))
            leads = draft.columns(
                f"lead {task.id} {nation}", len(found), lower=pinned.astype(float), upper=1.0,
                integer=True,
            )
            making.leads[r, nation] = leads
            draft.enter(one, leads, 1.0)
            enough = draft.rows(f"lead enough {task.id} {nation}", len(found), lower=0.0)
            draft.enter(enough, leads, -least)
            for columns in making.nations[r, nation]:
                draft.enter(enough, columns, 1.0)
            _keep(making, r, leads, task.lead_days)


def _keep(making: Making, task: int, leads: np.ndarray, days: int) -> None:
    """Whoever takes the lead keeps it for the least time."""
    found, draft = making.choices.spans[task], making.draft
    pairs = [
        (s, later)
        for s, span in enumerate(found)
        for later in range(s + 1, len(found))
        if found[later].first < span.first + days
    ]
    if not pairs:
        return
    start, later = (np.array(side) for side in zip(*pairs, strict=True))
    rows = draft.rows("keep lead", len(pairs), upper=0.0)
    draft.enter(rows, leads[start], 1.0)
    draft.enter(rows, leads[later], -1.0)
    before = start > 0
    draft.enter(rows[before], leads[start[before] - 1], -1.0)
