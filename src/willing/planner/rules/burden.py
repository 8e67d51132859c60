"""What each nation carries, held against its fair share."""

from __future__ import annotations

import numpy as np

from willing.domain.fairness import fair_shares
from willing.domain.fit import Fit
from willing.domain.requirement import Commitment
from willing.planner.model import Making
from willing.planner.rules.decide import hold_days


def burden(making: Making) -> None:
    r"""Person-days in place and on backfill above a nation's fair share are charged.

    $$ \sum_{k \in n} people_k \, days_x \, x - excess_n \le key_n \, R $$

    R is a constant, so that the share of one nation does not hang on what the others do. Cost:
    `burden` points for each 1,000 person-days of excess. Applies when the weight is set, to
    nations that have the key. Days behind the horizon do not count.
    """
    choices, draft = making.choices, making.draft
    operation = choices.situation.operation
    if operation.weights.burden <= 0:
        return
    shares = fair_shares(choices.situation)
    credit = operation.settings.backfill_credit
    horizon, tours = choices.timeline.horizon, choices.tours
    each = np.array([_people(pair.fit, credit) for pair in choices.pairs])
    days = np.maximum(np.minimum(tours.ends, horizon) - np.maximum(tours.first_day, 0), 0)
    carried = each[tours.pair] * days / 1000.0 if len(tours) else np.zeros(0)
    hold_span = [
        hold_days(choices, choices.pairs[int(p)].task, int(t))
        for p, t in zip(making.hold_pair, making.hold_period, strict=True)
    ]
    held = np.array([
        each[int(p)] * max(min(after, horizon) - first, 0) / 1000.0
        for p, (first, after) in zip(making.hold_pair, hold_span, strict=True)
    ])
    nation_of = np.array([pair.fit.unit.nation for pair in choices.pairs], dtype=object)
    for nation, share in shares.items():
        mine = np.flatnonzero((nation_of[tours.pair] == nation) & (carried > 0))
        hold = np.flatnonzero((nation_of[making.hold_pair] == nation) & (held > 0))
        excess = draft.columns(f"excess {nation}", 1, cost=operation.weights.burden)
        decided = sum(
            _people(item.pair.fit, credit) * item.count
            * max(min(item.after, horizon) - max(item.first, 0), 0) / 1000.0
            for item in choices.held if item.pair.fit.unit.nation == nation
        )
        row = draft.rows(f"burden {nation}", 1, upper=share / 1000.0 - decided)
        draft.enter(row, excess, -1.0)
        draft.enter(np.repeat(row, len(mine)), making.tours[mine], carried[mine])
        draft.enter(np.repeat(row, len(hold)), making.holds[hold], held[hold])


def _people(fit: Fit, credit: float) -> float:
    """People of one element as far as they count."""
    if not isinstance(fit.task, Commitment):
        return float(fit.unit.people)
    return 0.0 if fit.task.nation == fit.unit.nation else fit.unit.people * credit
