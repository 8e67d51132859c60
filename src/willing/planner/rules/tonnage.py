"""A place that law or treaty closes to more than so many tonnes at once."""

from __future__ import annotations

import numpy as np

from willing.domain.limited import around, binds
from willing.domain.nation import Place
from willing.planner.chains import lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.settled import is_settled, most, settled


def tonnage(making: Making) -> None:
    r"""Tonnes inside a place of all nations that its limits bind never exceed what it allows.

    $$ \sum_{k} tonnes_k \, inside_{k,t} \le M_{p,t} $$

    Elements are inside from their arrival (reception, transfer and overlap included) to the end of
    their tour, and count in full although they are there a part of these days only: against the
    plan. Applies to places with `stay_tonnes`, and to the tasks in them and in their parts.
    """
    for place in making.choices.situation.operation.places:
        if place.stay_tonnes is not None:
            _place(making, place)


def _place(making: Making, place: Place) -> None:
    choices, line = making.choices, making.choices.timeline
    operation, tours = choices.situation.operation, choices.tours
    tonnes = np.array([
        pair.fit.unit.tonnes if binds(operation, place, pair.fit.unit.nation)
        and any(here.id == place.id for here in around(operation, pair.fit.task.place)) else 0.0
        for pair in choices.pairs
    ])
    mine = np.flatnonzero(tonnes[tours.pair] > 0)
    if not len(mine) or place.stay_tonnes is None:
        return
    decided = [
        (item.arrives, item.turn.ends, item.count * float(tonnes[item.pair]))
        for item in settled(choices) if tonnes[item.pair] > 0
    ]
    room = np.full(line.periods, np.inf)
    lines = np.array(line.lines, dtype=np.int64)
    for first, after, limit in place.stay_tonnes.on(line):
        firsts, afters = np.maximum(lines[:-1], first), np.minimum(lines[1:], after)
        touched = firsts < afters
        left = limit - most(decided, firsts[touched], afters[touched])
        room[touched] = np.minimum(room[touched], left)
    free = mine[~is_settled(choices)[mine]]
    chains, rows = lay_chains(making.draft, f"tonnes in {place.id}", [line.periods], upper=room)
    pass_through(
        making.draft, chains, rows, chain=np.zeros(len(free), dtype=np.int64),
        columns=making.tours[free], enter=tours.there[free],
        leave=np.searchsorted(lines, tours.ends[free], side="left"),
        amount=tonnes[tours.pair[free]],
    )
