"""What each nation carries, held against its fair share."""

from __future__ import annotations

import numpy as np

from willing.domain.fairness import fair_shares
from willing.domain.fit import Fit
from willing.domain.host import is_host_support
from willing.domain.operation import Operation
from willing.domain.requirement import Commitment
from willing.planner.model import Making
from willing.planner.rules.decide import hold_days


def burden(making: Making) -> None:
    r"""Person-days in place and on backfill above a nation's fair share are charged.

    $$ \sum_{k \in n} people_k \, days_x \, x - excess_n \le key_n \, R $$

    R is a constant, so that the share of one nation does not hang on what the others do. Cost:
    `burden` points for each 1,000 person-days of excess. Applies when the weight is set, to
    nations that have the key. Days behind the horizon do not count. What several nations own is
    borne by each for its part.
    """
    choices, draft = making.choices, making.draft
    operation = choices.situation.operation
    if operation.weights.burden <= 0:
        return
    shares = fair_shares(choices.situation)
    credit = operation.settings.backfill_credit
    horizon, tours = choices.timeline.horizon, choices.tours
    each = np.array([_people(operation, pair.fit, credit) for pair in choices.pairs])
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
    borne = [operation.borne[pair.fit.unit.id] for pair in choices.pairs]
    for nation, share in shares.items():
        part = np.array([parts.get(nation, 0.0) for parts in borne])
        on_tour, at_home = part[tours.pair] * carried, part[making.hold_pair] * held
        mine, hold = np.flatnonzero(on_tour > 0), np.flatnonzero(at_home > 0)
        excess = draft.columns(f"excess {nation}", 1, cost=operation.weights.burden)
        decided = sum(
            _people(operation, item.pair.fit, credit) * item.count
            * operation.borne[item.pair.fit.unit.id].get(nation, 0.0)
            * max(min(item.after, horizon) - max(item.first, 0), 0) / 1000.0
            for item in choices.held
        )
        row = draft.rows(f"burden {nation}", 1, upper=share / 1000.0 - decided)
        draft.enter(row, excess, -1.0)
        draft.enter(np.repeat(row, len(mine)), making.tours[mine], on_tour[mine])
        draft.enter(np.repeat(row, len(hold)), making.holds[hold], at_home[hold])


def _people(operation: Operation, fit: Fit, credit: float) -> float:
    """People of one element as far as they count; a host's support in its own country does not."""
    if is_host_support(operation, fit.unit, fit.pledge, fit.task):
        return 0.0
    if not isinstance(fit.task, Commitment):
        return float(fit.unit.people)
    return 0.0 if fit.task.nation == fit.unit.nation else fit.unit.people * credit
