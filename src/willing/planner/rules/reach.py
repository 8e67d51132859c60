"""What must be in reach in time is covered by whoever serves close enough."""

from __future__ import annotations

import numpy as np

from willing.planner.chains import lay_chains, pass_through
from willing.planner.choices import span_days
from willing.planner.model import Making
from willing.planner.program import Floats, Ints
from willing.planner.settled import Part, least, settled


def reach(making: Making) -> None:
    r"""Elements in place within so many minutes, plus shortfall, are at least what must be near.

    $$ \sum_{r \in near(j)} \sum_{k \in kind(j)} y_{k,r,t} + short_{j,t} \ge q_{j,t} $$

    where near are the requirements and slots within the minutes of reach j, and kind the pools
    whose capability is what it wants, or a child of it. One element counts one for every reach that
    it is near to; nobody is sent to a reach. Cost: as of a line. Applies to all reaches.
    """
    choices, draft = making.choices, making.draft
    for j, near in choices.near.items():
        found = choices.spans[j]
        if not found:
            continue
        firsts, afters = span_days(found)
        tours, mine = choices.tours, np.flatnonzero(near)
        enter, leave = covered(firsts, afters, tours.first_day[mine], tours.ends[mine])
        name = f"near {choices.tasks[j].id}"
        chains, rows = lay_chains(draft, name, [len(found)])
        pass_through(
            draft, chains, rows, chain=np.zeros(len(mine), dtype=np.int64),
            columns=making.tours[mine], enter=enter, leave=leave,
        )
        serving = [(chains.of(0), 1.0)]
        more = _handed_over(making, near, (firsts, afters))
        if more.any():
            fixed = draft.columns(f"{name} handed over", len(more), lower=more, upper=more)
            serving.append((fixed, 1.0))
        making.serving[j] += serving
        for columns, worth in serving:
            draft.enter(making.cover[j], columns, worth)


def covered(firsts: Ints, afters: Ints, first_day: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """First span that each tour covers wholly, and the span after the last."""
    enter = np.searchsorted(firsts, first_day, side="left")
    return enter, np.searchsorted(afters, ends, side="right")


def _handed_over(making: Making, near: np.ndarray, days: tuple[Ints, Ints]) -> Floats:
    """Decided turns that relieve each other inside a span: more than those that cover it whole."""
    firsts, afters = days
    parts: list[Part] = [
        (item.turn.first_day, item.turn.ends, float(item.count))
        for item in settled(making.choices) if near[item.tour]
    ]
    whole = np.zeros(len(firsts))
    for first, ends, count in parts:
        enter, leave = covered(firsts, afters, np.array([first]), np.array([ends]))
        whole[int(enter[0]) : int(leave[0])] += count
    more: Floats = np.maximum(least(parts, firsts, afters) - whole, 0.0)
    return more
