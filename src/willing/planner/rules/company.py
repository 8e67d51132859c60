"""Company: nobody is in place without those he comes with, or needs."""

from __future__ import annotations

import numpy as np

from willing.planner.chains import Chains, lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.program import Floats, Ints
from willing.planner.settled import is_settled, most
from willing.planner.waiting import Waiting, waiting


def company(making: Making) -> None:
    r"""While elements of a pledge are in place, so many of those they wait for are there too.

    $$ y_{k,c} \le n_k \, together_{k,c}, \qquad
       m \, together_{k,c} \le \sum_{j \ne k} y_{j,c}, \qquad together_{k,c} \in \{0, 1\} $$

    for every run of days c between two days on which any of them may come or go: so it holds on
    days, without rounding. y are elements in place on requirements (of others: of the nations and
    capability named, at the place named, decided turns too), m the number asked for. With
    `after`, y on the left are elements first in place on a day, and c the day before. Decided
    turns wait for nobody. Where a pledge sends one element at most, y is `together` itself.
    Applies to pledges with `only`, and with needs that the plan must meet.
    """
    making.waiting = waiting(making.choices)
    for item in making.waiting:
        _together(making, item)


def _together(making: Making, item: Waiting) -> None:
    draft = making.draft
    firsts, afters = _runs(item)
    name = f"{item.link.pledge} {item.link.text}"
    waits = _there(making, f"waits {name}", item.tours, item.first, item.after, (firsts, afters))
    there = _there(making, f"company {name}", item.company, item.begins, item.ends,
                   (firsts, afters))
    whole = float(making.choices.tours.most[item.tours].max())
    rows = draft.rows(f"company {name}", len(firsts), lower=0.0)
    draft.enter(rows, there.columns, 1.0)
    if whole <= 1:
        draft.enter(rows, waits.columns, -float(item.link.number))
        return
    together = draft.columns(f"together {name}", len(firsts), upper=1.0, integer=True)
    draft.enter(rows, together, -float(item.link.number))
    linked = draft.rows(f"together {name}", len(firsts), lower=0.0)
    draft.enter(linked, together, whole)
    draft.enter(linked, waits.columns, -1.0)


def _runs(item: Waiting) -> tuple[Ints, Ints]:
    """Runs of days on which nothing changes, as far as somebody may wait on them."""
    days = np.unique(np.concatenate([item.first, item.after, item.begins, item.ends]))
    firsts, afters = days[:-1], days[1:]
    step = np.zeros(len(days))
    np.add.at(step, np.searchsorted(days, item.first), 1.0)
    np.add.at(step, np.searchsorted(days, item.after), -1.0)
    waited = np.cumsum(step)[:-1] > 0
    return firsts[waited], afters[waited]


def _there(
    making: Making, name: str, tours: Ints, begins: Ints, ends: Ints, runs: tuple[Ints, Ints]
) -> Chains:
    """Elements of some tours on each run of days; those decided are a constant."""
    firsts, afters = runs
    every = making.choices.tours
    fixed = is_settled(making.choices)[tours]
    decided = [
        (int(first), int(after), float(every.least[tour]))
        for tour, first, after in zip(tours[fixed], begins[fixed], ends[fixed], strict=True)
    ]
    level: Floats = most(decided, firsts, afters)
    chains, rows = lay_chains(
        making.draft, name, [len(firsts)], inflow=np.diff(level, prepend=0.0)
    )
    free = tours[~fixed]
    pass_through(
        making.draft, chains, rows, chain=np.zeros(len(free), dtype=np.int64),
        columns=making.tours[free], enter=np.searchsorted(firsts, begins[~fixed], side="left"),
        leave=np.searchsorted(firsts, ends[~fixed], side="left"),
    )
    return chains
