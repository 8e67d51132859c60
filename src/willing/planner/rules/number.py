"""A caveat on numbers: at most so many elements of a pledge in place at once."""

from __future__ import annotations

import numpy as np

from willing.planner.model import Making
from willing.planner.rules.presence import presence


def number(making: Making) -> None:
    r"""Elements of a pledge in place never exceed the number of its caveat on its days.

    $$ \sum_r there_{k,r,t} \le m_k $$

    Applies to pledges with a caveat of kind number, in every period that its days touch.
    """
    choices = making.choices
    operation, line = choices.situation.operation, choices.timeline
    position = {pledge.id: k for k, pledge in enumerate(operation.pledges)}
    of_pledge = np.array([-1 if p.pledge is None else p.pledge for p in choices.pairs])
    firsts = np.array(line.lines[:-1], dtype=np.int64)
    afters = np.array(line.lines[1:], dtype=np.int64)
    for caveat in operation.caveats:
        if caveat.kind != "number":
            continue
        begins = 0 if caveat.start is None else line.day_of(caveat.start)
        ends = line.end if caveat.until is None else line.day_of(caveat.until)
        mine = np.flatnonzero(
            (of_pledge[choices.tours.pair] == position[caveat.pledge]) & ~choices.stints
        )
        if begins is None or ends is None or not len(mine):
            continue
        touched = (firsts < ends) & (afters > begins)
        days = (
            np.where(touched, np.maximum(firsts, begins), firsts),
            np.where(touched, np.minimum(afters, ends), afters),
        )
        presence(
            making, f"number {caveat.pledge}", days, mine, np.ones(len(mine)),
            np.zeros(len(mine), dtype=np.int64), 1,
            upper=np.where(touched, float(caveat.values[0]), np.inf),
        )
