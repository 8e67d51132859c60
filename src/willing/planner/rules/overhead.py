"""Whoever is in place draws a national support element behind him."""

from __future__ import annotations

from math import ceil

import numpy as np

from willing.domain.drawn import counts_at, overhead_row, people_drawn
from willing.domain.overhead import Overhead
from willing.planner.model import Making, Source
from willing.planner.program import Bools, Floats, Ints
from willing.planner.rules.crowd import Crowd, cut, edges, in_place
from willing.planner.settled import most


def overhead(making: Making) -> None:
    r"""A nation's people in place draw overhead: a fixed part, and a share of them.

    $$ over_{n,o,t} \ge f_o \, any_{n,o,t} + s_o \sum_k people_k \, y_{k,t}, \qquad
       \sum_k people_k \, y_{k,t} \le P_{n,o,t} \, any_{n,o,t}, \qquad
       over_{n,o,t} \in \mathbb{Z} $$

    o is the first overhead row that fits the nation's people on a requirement, P the most people
    there can be: all that may serve there, or as many as the nation's ceiling leaves beside the
    fixed part. Applies to nations that draw overhead which some ceiling counts: the nation's, the
    force's, or the beds of the place that it is at. Where a turn decided is in place, `any` is 1.
    """
    operation = making.choices.situation.operation
    if not operation.overheads:
        return
    of_pair = [
        overhead_row(operation, pair.fit.unit.nation, pair.fit.task)
        for pair in making.choices.pairs
    ]
    keys = dict.fromkeys(
        (pair.fit.unit.nation, at)
        for pair, at in zip(making.choices.pairs, of_pair, strict=True)
        if at is not None and pair.fit.unit.people
    )
    for nation, at in keys:
        row = operation.overheads[at]
        if (row.fixed or row.share) and _counts(making, nation, row):
            among = np.array([
                pair.fit.unit.nation == nation and drawn == at
                for pair, drawn in zip(making.choices.pairs, of_pair, strict=True)
            ], dtype=bool)
            making.overheads.append(_source(making, nation, row, among))


def _counts(making: Making, nation: str, row: Overhead) -> bool:
    """Whether any limit counts a nation's overhead."""
    operation = making.choices.situation.operation
    return (
        operation.nation[nation].ceiling_people is not None
        or operation.settings.ceiling_people is not None
        or any(
            place.beds is not None and counts_at(operation, row, place.id)
            for place in operation.places
        )
    )


def _source(making: Making, nation: str, row: Overhead, among: Bools) -> Source:
    choices, draft = making.choices, making.draft
    name = f"overhead {nation} {len(making.overheads)}"
    who = in_place(choices, among)
    chains = who.lay(making, f"in place for {name}")
    passing, people = draft.passes[-1], chains.columns
    firsts, afters, period = cut(choices, edges(who.decided))
    decided = most(who.decided, firsts, afters)
    ever = _most(making, nation, row, among, who)
    reach = ever[period] + decided
    columns = draft.columns(
        name, len(firsts), integer=row.share > 0,
        upper=[people_drawn(row, ceil(number)) for number in reach],
    )
    behind = draft.rows(
        name, len(firsts), lower=row.share * decided + row.fixed * (decided > 0)
    )
    draft.enter(behind, columns, 1.0)
    if row.share:
        draft.enter(behind, people[period], -row.share)
    present: Ints = np.zeros(0, dtype=np.int64)
    if row.fixed:
        present = draft.columns(f"any for {name}", len(people), upper=1.0, integer=True)
        linked = draft.rows(f"any for {name}", len(people), upper=0.0)
        draft.enter(linked, people, 1.0)
        draft.enter(linked, present, -ever)
        alone = decided == 0
        draft.enter(behind[alone], present[period[alone]], -float(row.fixed))
    return Source(
        nation=nation, row=row, first=firsts, period=period, people=people, passing=passing,
        decided=decided, columns=columns, present=present,
    )


def _most(making: Making, nation: str, row: Overhead, among: Bools, who: Crowd) -> Floats:
    """Most people that the plan can ever send to be in place there, by period."""
    choices, line = making.choices, making.choices.timeline
    offered: dict[str, dict[int | None, int]] = {}
    units = {pair.fit.unit.id: pair.fit.unit for pair in choices.pairs}
    for p in np.unique(choices.tours.pair[who.free]):
        pair = choices.pairs[int(p)]
        offered.setdefault(pair.fit.unit.id, {})[pair.pledge] = pair.number
    whole: float = sum(
        units[unit].people * min(units[unit].count, sum(numbers.values()))
        for unit, numbers in offered.items()
    )
    # A pin may send more than is offered now.
    pinned: Ints = choices.tours.most[who.free]
    whole = max(whole, float((who.amount * pinned).max(initial=0.0)))
    found = np.full(line.periods, float(whole))
    lines = np.array(line.lines, dtype=np.int64)
    ceiling = choices.situation.operation.nation[nation].ceiling_people
    for first, after, allowed in ceiling.on(line) if ceiling else ():
        touched = (lines[:-1] < after) & (lines[1:] > first)
        left = max((allowed - row.fixed) / (1.0 + row.share), 0.0)
        found[touched] = np.minimum(found[touched], left)
    return found
