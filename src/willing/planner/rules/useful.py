"""Too few are as good as none."""

from __future__ import annotations

import numpy as np

from willing.planner.model import Making


def useful(making: Making) -> None:
    r"""Below `min_useful`, what is in place counts as nothing.

    $$ q\,(1 - z_{r,t}) \le short_{r,t}, \qquad cover_{r,t} \ge m_r \, z_{r,t},
       \qquad z_{r,t} \in \{0, 1\} $$

    Applies to tasks with `min_useful` above 1 (or above what one element counts for), in every
    span. Nobody is forbidden to be there; he just does not count.
    """
    choices, draft = making.choices, making.draft
    for r, task in enumerate(choices.tasks):
        found = choices.spans[r]
        if not found or task.min_useful <= 0:
            continue
        wanted = np.array([span.quantity for span in found], dtype=float)
        enough = draft.columns(f"useful {task.id}", len(found), upper=1.0, integer=True)
        none = draft.rows(f"useless {task.id}", len(found), lower=_least(making, r, wanted))
        draft.enter(none, making.short[r], 1.0)
        some = draft.rows(f"useful {task.id}", len(found), lower=0.0)
        draft.enter(some, enough, -_enough(making, r, wanted))
        for columns, worth in making.serving[r]:
            draft.enter(some, columns, worth)
        for hold, (p, period) in enumerate(
            zip(making.hold_pair, making.hold_period, strict=True)
        ):
            pair = choices.pairs[int(p)]
            if pair.task == r and not pair.credit.lots:
                at = [s for s, span in enumerate(found) if span.period == period]
                draft.enter(some[at], making.holds[hold], pair.credit.worth)
        for s, column, count in making.lots_held.get(r, ()):
            draft.enter(some[s], column, count)
        if r in making.wanted:
            # Short at least what is wanted, unless enough are there: a product, kept linear.
            most = 10.0 * np.maximum(wanted, 1.0) + 1e3
            draft.enter(none, making.wanted[r], -1.0)
            draft.enter(none, enough, most)
        else:
            draft.enter(none, enough, wanted)


def _enough(making: Making, task: int, wanted: np.ndarray) -> np.ndarray:
    """Elements that count: the least useful number, or what is wanted if that is less."""
    least = float(making.choices.tasks[task].min_useful)
    # Where people in place may ask for more, no less than the least useful number is safe.
    return np.full(len(wanted), least) if task in making.wanted else np.minimum(least, wanted)


def _least(making: Making, task: int, wanted: np.ndarray) -> np.ndarray:
    return np.zeros(len(wanted)) if task in making.wanted else wanted
