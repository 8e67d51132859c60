"""What a nation can carry at once: people away, tasks, money."""

from __future__ import annotations

import numpy as np

from willing.domain.formation import line_of
from willing.domain.nation import Nation
from willing.domain.requirement import Commitment
from willing.domain.route import at_home
from willing.planner.chains import lay_chains, pass_through
from willing.planner.model import Making, Served
from willing.planner.program import Ints
from willing.planner.rules.crowd import crowd, limit
from willing.planner.settled import Part, is_settled, least, most


def ceiling(making: Making) -> None:
    r"""People away, tasks served and money spent stay below a nation's ceilings.

    $$ \sum_{k \in n} people_k \, away_{k,t} + \sum_o over_{n,o,t} \le P_{n,t}, \qquad
       \sum_r serves_{n,r,t} \le T_n, \qquad
       \sum_{k \in n} cost_k \, days_x \, x \le C_n $$

    People count from leaving the home place to being back there (lead-in and overlap included) on
    every task outside their own country; `over` is what they draw (rule `overhead`). Tasks are
    requirements and other nations' commitments; a requirement and its slots are one task. Where a
    decided turn ends inside a period, those who follow it on its task count as a further task in
    that period: rounding against the plan. Money is counted up to the horizon; of what several
    nations own each pays its part. Applies to nations that state the ceiling.
    """
    for nation in making.choices.situation.operation.nations:
        mine = _tours_of(making, nation)
        if nation.ceiling_people is not None and len(mine):
            _people(making, nation)
        if nation.ceiling_tasks is not None and len(mine):
            _tasks(making, nation, mine)
        if nation.ceiling_cost is not None:
            _money(making, nation)


def _tours_of(making: Making, nation: Nation) -> Ints:
    of_nation = np.array(
        [pair.fit.unit.nation == nation.id for pair in making.choices.pairs], dtype=bool
    )
    return np.flatnonzero(of_nation[making.choices.tours.pair])


def _for_others(making: Making, tours: Ints) -> Ints:
    """Of some tours, those on requirements and on other nations' commitments."""
    pairs = making.choices.pairs
    foreign = np.array([
        not isinstance(p.fit.task, Commitment) or p.fit.task.nation != p.fit.unit.nation
        for p in pairs
    ], dtype=bool)
    chosen: Ints = tours[foreign[making.choices.tours.pair[tours]]]
    return chosen


def _people(making: Making, nation: Nation) -> None:
    choices = making.choices
    operation = choices.situation.operation
    abroad = np.array([
        pair.fit.unit.nation == nation.id
        and not at_home(operation, nation.id, pair.fit.task.place)
        for pair in choices.pairs
    ], dtype=bool)
    who = crowd(
        choices, abroad, np.maximum(choices.tours.departs, 0), choices.tours.back,
        lambda item: (item.turn.departs, item.turn.back),
    )
    sources = [source for source in making.overheads if source.nation == nation.id]
    if nation.ceiling_people is not None and (len(who.free) or who.decided):
        windows = nation.ceiling_people.on(choices.timeline)
        limit(making, f"people {nation.id}", who, windows, sources)


def _tasks(making: Making, nation: Nation, mine: Ints) -> None:
    choices, line, draft = making.choices, making.choices.timeline, making.draft
    mine = _for_others(making, mine)
    if not len(mine) or nation.ceiling_tasks is None:
        return
    fixed = is_settled(choices)[mine]
    lines = np.array(line.lines, dtype=np.int64)
    served = _served(making, mine[fixed])
    every = [part for parts in served.values() for part in parts]
    room = nation.ceiling_tasks - most(every, lines[:-1], lines[1:])
    limit = draft.rows(f"tasks {nation.id}", line.periods, upper=room)
    mine = mine[~fixed]
    whose = _lines(making)
    tasks, chain = np.unique(whose[choices.task_of[mine]], return_inverse=True)
    # More than all its pledged elements together are never on one task.
    pledged = {
        (int(whose[p.task]), p.pledge, p.number) for p in choices.pairs
        if p.fit.unit.nation == nation.id
    }
    whole = np.array([sum(n for t, _, n in pledged if t == task) for task in tasks], dtype=float)
    np.maximum.at(whole, chain, choices.tours.most[mine])
    chains, rows = lay_chains(draft, f"tasks {nation.id}", [line.periods] * len(tasks))
    pass_through(
        draft, chains, rows, chain=chain, columns=making.tours[mine],
        enter=np.maximum(np.searchsorted(lines, choices.tours.first_day[mine], "right") - 1, 0),
        leave=np.searchsorted(lines, choices.tours.ends[mine], "left"),
    )
    serves = draft.columns(f"serves {nation.id}", len(chains.columns), upper=1.0, integer=True)
    linked = draft.rows(f"serves {nation.id}", len(serves), lower=0.0)
    draft.enter(linked, serves, np.repeat(whole, line.periods))
    draft.enter(linked, chains.columns, -1.0)
    # Where decided turns serve a task all the time, more elements there are no further task.
    further = [least(served.get(int(task), []), lines[:-1], lines[1:]) < 1 for task in tasks]
    if further:
        draft.enter(np.tile(limit, len(tasks)), serves, np.concatenate(further).astype(float))
        making.served.append(Served(
            limit=limit, passing=draft.passes[-1], further=np.array(further, dtype=float),
            serves=serves, linked=linked, whole=np.repeat(whole, line.periods),
        ))


def _lines(making: Making) -> Ints:
    """For each task its own position; for a slot that of its requirement."""
    at = {task.id: r for r, task in enumerate(making.choices.tasks)}
    return np.array([at[line_of(task)] for task in making.choices.tasks], dtype=np.int64)


def _served(making: Making, fixed: Ints) -> dict[int, list[Part]]:
    """Days on which decided turns serve each task; a day counts once however many are there."""
    tours, found, line = making.choices.tours, dict[int, list[Part]](), _lines(making)
    for i in fixed[np.argsort(tours.first_day[fixed], kind="stable")]:
        parts = found.setdefault(int(line[making.choices.task_of[i]]), [])
        first, ends = int(tours.first_day[i]), int(tours.ends[i])
        if parts and first < parts[-1][1]:
            first = parts[-1][1]
        parts.append((first, max(first, ends), 1.0))
    return found


def _money(making: Making, nation: Nation) -> None:
    choices = making.choices
    tours, borne = choices.tours, choices.situation.operation.borne
    part = np.array([borne[pair.fit.unit.id].get(nation.id, 0.0) for pair in choices.pairs])
    if not len(tours) or not part[tours.pair].any():
        return
    mine = _for_others(making, np.flatnonzero(part[tours.pair] > 0))
    daily = part * np.array([pair.fit.unit.cost_per_day for pair in choices.pairs])
    days = np.minimum(tours.ends[mine], choices.timeline.horizon) - np.maximum(
        tours.first_day[mine], 0
    )
    cost = daily[tours.pair[mine]] * np.maximum(days, 0)
    row = making.draft.rows(f"money {nation.id}", 1, upper=float(nation.ceiling_cost or 0.0))
    making.money.append(int(row[0]))
    making.draft.enter(np.repeat(row, len(mine)), making.tours[mine], cost)
