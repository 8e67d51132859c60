"""The most that may be in place in each span alone: everybody there at once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from willing.domain.requirement import Requirement
from willing.planner.choices import Choices, span_days
from willing.planner.program import Floats, Ints
from willing.planner.rules.formation import framework_slots, slot_of
from willing.planner.rules.reach import covered
from willing.planner.rules.share import largest


def most_cover(choices: Choices) -> list[Floats]:
    """Most that may cover each span of each task."""
    most = [np.zeros(len(found)) for found in choices.spans]
    for (task, _), cover in most_of_nations(choices).items():
        noun = choices.tasks[task]
        # Where people ask for more, more of one nation may come.
        if isinstance(noun, Requirement) and not (
            noun.max_share is None or noun.per_people
        ):
            most_of_one = [largest(noun, span.quantity) for span in choices.spans[task]]
            cover = np.minimum(cover, most_of_one)
        most[task] += cover
    for reach in choices.near:
        most[reach] = _most_near(choices, reach)
    for held in choices.held:
        # What is held anyway may stand beside all who may come; at worst it is counted twice.
        most[held.pair.task] += held.count * held.pair.credit.worth
    return most


def _most_near(choices: Choices, reach: int) -> Floats:
    """Most that may be near to a reach in each of its spans, no pool with more than its count."""
    firsts, afters = span_days(choices.spans[reach])
    tours, by_pool = choices.tours, dict[int, Floats]()
    mine = np.flatnonzero(choices.near[reach])
    enter, leave = covered(firsts, afters, tours.first_day[mine], tours.ends[mine])
    for p in np.unique(tours.pair[mine]):
        own, pair = tours.pair[mine] == p, choices.pairs[int(p)]
        step = np.zeros(len(firsts) + 1)
        inside = own & (enter < leave)
        np.add.at(step, enter[inside], 1.0)
        np.add.at(step, leave[inside], -1.0)
        number = max(pair.number, int(tours.least[mine[own]].sum()))
        there = np.where(np.cumsum(step)[:-1] > 0, float(number), 0.0)
        by_pool[pair.unit] = by_pool.get(pair.unit, 0.0) + there
    units = choices.situation.operation.units
    return sum(
        (np.minimum(there, units[unit].count) for unit, there in by_pool.items()),
        np.zeros(len(firsts)),
    )


def most_of_nations(choices: Choices) -> dict[tuple[int, str], Floats]:
    """Most that each nation may bring to each span, by task and nation."""
    found: dict[tuple[int, str], Floats] = {}
    for (task, nation, _), pool in _by_pool(choices).items():
        total = found.setdefault((task, nation), np.zeros(len(choices.spans[task])))
        total += pool
    return found


def _by_pool(choices: Choices) -> dict[tuple[int, str, int], Floats]:
    """Most that each pool may bring to each span, by task, nation and pool."""
    count: dict[tuple[int, str, int], Floats] = {}
    worth: dict[tuple[int, str, int], float] = {}
    for p, reach in _reach(choices).items():
        pair = choices.pairs[p]
        key = (pair.task, pair.fit.unit.nation, pair.unit)
        there = count.setdefault(key, np.zeros(len(reach)))
        there += reach
        worth[key] = max(worth.get(key, 0.0), pair.credit.worth)
    return {
        key: np.minimum(there, choices.situation.operation.units[key[2]].count) * worth[key]
        for key, there in count.items()
    }


def _reach(choices: Choices) -> dict[int, Floats]:
    """Elements of each pair that some possible tour or hold brings to each span."""
    tours = choices.tours
    found: dict[int, Floats] = {}
    first: dict[tuple[int | None, int, int], int] = {}
    for p in np.unique(tours.pair):
        mine = np.flatnonzero(tours.pair == p)
        length = len(choices.spans[choices.pairs[p].task])
        step = np.zeros(length + 1)
        np.add.at(step, tours.covers[mine], 1.0)
        np.add.at(step, np.minimum(tours.covered[mine], length), -1.0)
        given = tours.least[mine].sum() if choices.pairs[p].number == 0 else 0
        number = choices.pairs[p].number or int(given)
        there = np.where(np.cumsum(step)[:length] > 0, number, 0).astype(float)
        # Whoever decides later is no more than he was.
        pair = choices.pairs[p]
        same = first.setdefault((pair.pledge, pair.unit, pair.task), int(p))
        found[same] = np.maximum(found.get(same, 0.0), there)
    for p in choices.holders:
        pair = choices.pairs[p]
        afters = np.array([span.after for span in choices.spans[pair.task]])
        firsts = np.array([span.first for span in choices.spans[pair.task]])
        open_ = (firsts >= pair.fit.holds_from) & (afters <= (pair.fit.ends_by or math.inf))
        found[p] = found.get(p, 0) + np.where(open_, float(pair.number), 0.0)
    return found


def most_frames(
    choices: Choices, r: int, slots: Sequence[int], by_nation: Mapping[tuple[int, str], Floats]
) -> dict[tuple[int, str], Ints]:
    """Formations that each nation could frame in each span of a requirement."""
    framed = framework_slots(choices, slots)
    nothing = np.zeros(len(choices.spans[r]))
    nations = {nation for s, nation in by_nation if s in framed}
    return {
        (r, nation): np.min([
            np.floor(by_nation.get((s, nation), nothing) / slot_of(choices, s).slot.least + 1e-9)
            for s in framed
        ], axis=0).astype(np.int64)
        for nation in nations
    }
