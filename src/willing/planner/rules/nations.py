"""So many nations at most on one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from willing.domain.formation import line_of
from willing.domain.requirement import Requirement
from willing.planner.chains import lay_chains, pass_through
from willing.planner.choices import span_days
from willing.planner.model import Making, Served
from willing.planner.program import Ints
from willing.planner.settled import Part, is_settled, least, most


def nations(making: Making) -> None:
    r"""Elements of so many nations at most are in place on a requirement and its slots.

    $$ \sum_n there_{n,r,t} \le N_r, \qquad \sum_{k \in n} there_{k,r,t} \le M_n \, there_{n,r,t} $$

    Applies to requirements with `nations`, on every day t on which they want something, relief
    overlap not included.
    """
    choices = making.choices
    for r, task in enumerate(choices.tasks):
        if not isinstance(task, Requirement) or task.nations is None or not choices.spans[r]:
            continue
        own = [s for s, other in enumerate(choices.tasks) if line_of(other) == task.id]
        mine = np.flatnonzero(np.isin(choices.task_of, own))
        if len(mine):
            _at_once(making, task, r, mine)


def _at_once(making: Making, task: Requirement, r: int, mine: Ints) -> None:
    choices, draft, tours = making.choices, making.draft, making.choices.tours
    firsts, afters = _days(making, r, mine)
    names = sorted({choices.pairs[p].fit.unit.nation for p in np.unique(tours.pair[mine])})
    nation = np.array([
        names.index(choices.pairs[p].fit.unit.nation) for p in tours.pair[mine]
    ], dtype=np.int64)
    fixed = is_settled(choices)[mine]
    there = _decided(making, mine[fixed], nation[fixed], len(names))
    every = [part for parts in there for part in parts]
    limit = draft.rows(
        f"nations {task.id}", len(firsts),
        upper=float(task.nations or 0) - most(every, firsts, afters),
    )
    mine, nation = mine[~fixed], nation[~fixed]
    if not len(mine):
        return
    # More than all its pledged elements together are never there.
    whole = np.zeros(len(names))
    for p in np.unique(tours.pair[mine]):
        whole[names.index(choices.pairs[p].fit.unit.nation)] += choices.pairs[p].number
    np.maximum.at(whole, nation, tours.most[mine].astype(float))
    whole = np.maximum(whole, 1.0)
    chains, rows = lay_chains(draft, f"nations {task.id}", [len(firsts)] * len(names))
    pass_through(
        draft, chains, rows, chain=nation, columns=making.tours[mine],
        enter=np.searchsorted(firsts, tours.first_day[mine], "left"),
        leave=np.searchsorted(firsts, tours.ends[mine], "left"),
    )
    each = np.repeat(whole, len(firsts))
    serves = draft.columns(f"there {task.id}", len(chains.columns), upper=1.0, integer=True)
    linked = draft.rows(f"there {task.id}", len(serves), lower=0.0)
    draft.enter(linked, serves, each)
    draft.enter(linked, chains.columns, -1.0)
    # Where decided turns of a nation are there, more of its elements are no further nation.
    further = np.array([least(parts, firsts, afters) < 1 for parts in there], dtype=float)
    draft.enter(np.tile(limit, len(names)), serves, further.ravel())
    making.served.append(Served(
        limit=limit, passing=draft.passes[-1], further=further, serves=serves, linked=linked,
        whole=each,
    ))


def _days(making: Making, r: int, mine: Ints) -> tuple[Ints, Ints]:
    """Spans of a requirement, cut where a decided turn begins or ends."""
    tours = making.choices.tours
    decided = mine[is_settled(making.choices)[mine]]
    cuts = np.unique(np.concatenate([tours.first_day[decided], tours.ends[decided]]))
    parts = [
        pair for first, after in zip(*span_days(making.choices.spans[r]), strict=True)
        for pair in pairwise([first, *cuts[(cuts > first) & (cuts < after)], after])
    ]
    firsts, afters = np.array(parts, dtype=np.int64).T
    return firsts, afters


def _decided(
    making: Making, fixed: Ints, nation: Ints, number: int
) -> Sequence[Sequence[Part]]:
    """Days on which decided turns of each nation are there; a day counts once."""
    tours = making.choices.tours
    found: list[list[Part]] = [[] for _ in range(number)]
    order = np.argsort(tours.first_day[fixed], kind="stable")
    for i, of in zip(fixed[order], nation[order], strict=True):
        parts = found[int(of)]
        first, ends = int(tours.first_day[i]), int(tours.ends[i])
        if parts and first < parts[-1][1]:
            first = parts[-1][1]
        parts.append((first, max(first, ends), 1.0))
    return found
