"""Every turn of a pool on a task that the lines offer, whether it is allowed or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from willing.calendar import Timeline
from willing.domain.requirement import Commitment, Served
from willing.domain.serve import by_hold, by_tour
from willing.domain.situation import Situation
from willing.domain.span import Span, spans
from willing.domain.turn import Turn, rhythm
from willing.domain.unit import Unit
from willing.explain.stints import rounded

Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Turns as arrays of days, one entry each; a hold is a turn that never leaves home."""

    leaves: Days
    """First day on which the element can do nothing else."""
    departs: Days
    """Day it leaves its home place."""
    arrives: Days
    """Day it is at the task's place."""
    first: Days
    """First day in place, or held."""
    ends: Days
    """Day after the last."""
    back: Days
    """Day it is home again."""
    free: Days
    """Day it is free again."""
    kept: Days
    """Day from which it must be at home and free for it; as a rule the day it leaves."""
    take: Days
    """Line from which it is taken."""
    give: Days
    """Line on which it is given back."""
    hold: NDArray[np.bool_]
    """Whether it is a hold at home."""
    closed: NDArray[np.bool_]
    """Whether no way there is open to its nation."""

    def kept_since(self, since: Sequence[int | None], timeline: Timeline) -> Turns:
        """The same turns where some need an element that is at home from earlier on."""
        days = [
            int(leaves) if day is None else min(day, int(leaves))
            for day, leaves in zip(since, self.leaves, strict=True)
        ]
        lines = [rounded(timeline, day, day)[0] for day in days]
        return replace(self, kept=np.array(days, dtype=np.int64),
                       take=np.array(lines, dtype=np.int64))

    def covering(self, span: Span) -> Days:
        """Positions of the turns that cover a span wholly."""
        return np.flatnonzero((self.first <= span.first) & (self.ends >= span.after))


def turns(situation: Situation, unit: Unit, task: Served, tours: bool, holds: bool) -> Turns:
    """Lay out the turns of a pool's elements on a task: by tours, by holds at home, or both."""
    line, found = situation.timeline, spans(task, situation.timeline)
    laid: list[tuple[Turn, bool]] = []
    if tours and found:
        opening, closing = found[0].first, found[-1].after
        for period in dict.fromkeys(span.period for span in found):
            day = line.lines[period]
            way = rhythm(situation, unit, task, day)
            laid += [(way.turn(day, length, opening, closing), False) for length in way.tours]
    if holds:
        laid += [(_hold(span), True) for span in found]
    lines = [rounded(line, turn.leaves, turn.free) for turn, _ in laid]

    def days(name: str) -> Days:
        return np.array([getattr(turn, name) for turn, _ in laid], dtype=np.int64)

    return Turns(
        closed=np.array([turn.closed for turn, _ in laid], dtype=bool),
        leaves=days("leaves"), departs=days("departs"), arrives=days("arrives"),
        first=days("first_day"), kept=days("leaves"),
        ends=days("ends"), back=days("back"), free=days("free"),
        take=np.array([take for take, _ in lines], dtype=np.int64),
        give=np.array([give for _, give in lines], dtype=np.int64),
        hold=np.array([hold for _, hold in laid], dtype=bool),
    )


def ways_to_serve(unit: Unit, task: Served) -> tuple[bool, bool]:
    """Whether a pool may serve a task by tours, and by holds at home."""
    own = isinstance(task, Commitment) and task.nation == unit.nation
    return by_tour(task, own), by_hold(task, own)


def _hold(span: Span) -> Turn:
    return Turn(
        leaves=span.first, departs=span.first, arrives=span.first, first_day=span.first,
        ends=span.after, back=span.after, free=span.after,
    )
