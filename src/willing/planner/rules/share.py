"""No nation fills more of a line than its largest share."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from willing.domain.fit import supports
from willing.domain.requirement import Requirement, Task
from willing.planner.choices import span_days
from willing.planner.model import Making
from willing.planner.program import Floats, Ints
from willing.planner.rules.presence import presence

_ROUNDED = 1e-6
"""Rounding allowed in shares that are no round decimals."""


def share(making: Making) -> None:
    r"""What one nation counts for on a requirement is at most its share, or one element.

    $$ \sum_{k \in n} w_k \, there_{k,r,t} \le \max(1, \lfloor share_r \, wanted_{r,t} \rfloor) $$

    Applies to requirements with `max_share`, on every day on which something is wanted, relief
    overlap included. Elements in lots count their part. Where people in place ask for more than
    the quantity, each element more is a step that needs enough of them:

    $$ there_{n,r,t} \le m_{r,t} + \sum_j step_{j,r,t} + M_n \, nobody_{r,t}, \qquad
       \sum_j (P_j - P_{j-1}) \, step_{j,r,t} \le people_{r,t}, \qquad step_{j+1} \le step_j $$

    where m is the largest share of the quantity, and P_j are the people who ask for so much that
    the share is m + j. Where the quantity is 0, `nobody` may be 1 while there are no people.
    """
    choices = making.choices
    for r, task in enumerate(choices.tasks):
        if not isinstance(task, Requirement) or task.max_share is None or not choices.spans[r]:
            continue
        mine = np.flatnonzero(choices.task_of == r)
        pairs = [choices.pairs[p] for p in choices.tours.pair[mine]]
        nations = sorted({pair.fit.unit.nation for pair in pairs})
        most = np.array([largest(task, span.quantity) for span in choices.spans[r]], dtype=float)
        there = presence(
            making, f"share {task.id}", span_days(choices.spans[r]), mine,
            np.array([pair.credit.worth for pair in pairs]),
            np.array([nations.index(pair.fit.unit.nation) for pair in pairs], dtype=np.int64),
            len(nations),
            upper=np.inf if r in making.wanted else np.tile(most, len(nations)),
        )
        if r in making.wanted:
            making.shares[r] = there
            _as_people_ask(making, r, [
                (there.of(n), _elements(making, r, nation)) for n, nation in enumerate(nations)
            ])


def largest(task: Task, wanted: int) -> int:
    """The most that one nation may count for where so many are wanted, on a line with a share."""
    share = task.max_share if isinstance(task, Requirement) else None
    return max(1, math.floor((share or 0.0) * wanted + _ROUNDED))


def _as_people_ask(making: Making, r: int, nations: Sequence[tuple[Ints, float]]) -> None:
    """Limits of a line that people ask for. `nations`: what is there, and the most there can be."""
    task, draft, found = making.choices.tasks[r], making.draft, making.choices.spans[r]
    assert isinstance(task, Requirement)
    people, everybody = making.people[r], _people(making, r)
    nobody = draft.columns(
        f"nobody asks for {task.id}", len(found), integer=True,
        upper=[float(span.quantity == 0) for span in found],
    )
    absent = draft.rows(f"nobody asks for {task.id}", len(found), upper=everybody)
    draft.enter(absent, people, 1.0)
    draft.enter(absent, nobody, everybody)
    base = np.array([largest(task, span.quantity) for span in found], dtype=float)
    limit = draft.rows(f"share of {task.id}", len(found) * len(nations),
                       upper=np.tile(base, len(nations))).reshape(len(nations), len(found))
    for rows, (there, most) in zip(limit, nations, strict=True):
        draft.enter(rows, there, 1.0)
        draft.enter(rows, nobody, -np.maximum(most - base, 0.0))
    enough = max((math.ceil(most) for _, most in nations), default=0)
    for t in range(len(found)):
        asking = _asking(task, int(base[t]), enough, everybody)
        steps = draft.columns(f"share steps {task.id}", len(asking), upper=1.0, integer=True)
        draft.enter(limit[:, t : t + 1], steps[None, :], -1.0)
        reach = draft.rows(f"share steps {task.id}", 1, upper=0.0)
        draft.enter(reach, steps, np.diff(asking, prepend=0.0))
        draft.enter(reach, people[t], -1.0)
        in_turn = draft.rows(f"share steps {task.id}", max(len(asking) - 1, 0), upper=0.0)
        draft.enter(in_turn, steps[1:], 1.0)
        draft.enter(in_turn, steps[:-1], -1.0)


def _asking(task: Requirement, base: int, enough: int, everybody: float) -> Floats:
    """People who must be there for a share of one element more than `base`, two more, and so on."""
    if not task.max_share or not task.per_people:
        return np.zeros(0)
    wanted = [
        math.ceil((number - _ROUNDED) / task.max_share) for number in range(base + 1, enough + 1)
    ]
    asking = [float(task.per_people * (elements - 1) + 1) for elements in wanted]
    return np.array([number for number in asking if number <= everybody])


def _elements(making: Making, r: int, nation: str) -> float:
    """The most that the elements of a nation can ever count for on a task."""
    worth: dict[str, float] = {}
    for pair in making.choices.pairs:
        unit = pair.fit.unit
        if pair.task == r and unit.nation == nation:
            worth[unit.id] = max(worth.get(unit.id, 0.0), unit.count * pair.credit.worth)
    return sum(worth.values())


def _people(making: Making, r: int) -> float:
    """The most people there can ever be on the requirements that a line supports."""
    task = making.choices.tasks[r]
    assert isinstance(task, Requirement)
    units = {
        pair.fit.unit for pair in making.choices.pairs
        if supports(making.choices.situation, task, pair.fit.task)
    }
    return float(sum(unit.count * unit.people for unit in units))
