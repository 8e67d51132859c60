"""Whoever is sent needs others: medical, transport, water."""

from __future__ import annotations

import numpy as np

from willing.domain.fit import supports
from willing.domain.requirement import Requirement
from willing.planner.choices import span_days
from willing.planner.model import Making
from willing.planner.rules.presence import presence


def support(making: Making) -> None:
    r"""A support line wants an element for every so many people in place, started ones too.

    $$ wanted_{r,t} \ge \frac{\sum_k people_k \, there_{k,t}}{p_r}, \qquad
       wanted_{r,t} \ge q_{r,t}, \qquad wanted_{r,t} \in \mathbb{Z} $$

    and the line's shortfall is counted from `wanted`. Applies to requirements with `per_people`;
    people are those on the requirements it supports, on the fullest day of the span.
    """
    choices, draft = making.choices, making.draft
    for r, task in enumerate(choices.tasks):
        found = choices.spans[r]
        if not isinstance(task, Requirement) or task.per_people is None or not found:
            continue
        supported = np.array([
            supports(choices.situation, task, t) for t in choices.tasks
        ])
        mine = np.flatnonzero(supported[choices.task_of])
        people = np.array([choices.pairs[p].fit.unit.people for p in choices.tours.pair[mine]])
        mine, people = mine[people > 0], people[people > 0]
        wanted = draft.columns(
            f"wanted {task.id}", len(found), lower=[span.quantity for span in found],
            integer=True,
        )
        making.wanted[r] = wanted
        there = presence(
            making, f"people for {task.id}", span_days(found), mine, people.astype(float),
            np.zeros(len(mine), dtype=np.int64), 1,
        )
        making.people[r] = there.columns
        rows = draft.rows(f"people for {task.id}", len(found), lower=0.0)
        draft.enter(rows, wanted, float(task.per_people))
        draft.enter(rows, there.columns, -1.0)
        # The cover row asked for the fixed quantity; what depends on people comes on top of it.
        more = draft.rows(f"cover people {task.id}", len(found), lower=0.0)
        draft.enter(more, making.short[r], 1.0)
        draft.enter(more, wanted, -1.0)
        for columns, worth in making.serving[r]:
            draft.enter(more, columns, worth)
