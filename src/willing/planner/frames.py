"""Turns of framework nations: who frames how many formations, from when to when."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from willing.domain.plan import Row
from willing.domain.requirement import Requirement
from willing.planner.model import Model
from willing.planner.program import Floats, Ints
from willing.planner.shortfall import assemblies

Turn = tuple[int, int]
"""First span of a frame, and the span after its last."""


def frame_rows(model: Model, x: Floats) -> Iterator[Row]:
    """A `lead` row for each framework nation and turn; frames that nothing needs are no rows."""
    choices, leads, pins = model.choices, model.making.leads, model.making.pins
    for r, needed in assemblies(model, x).items():
        nations = sorted(nation for task, nation in leads if task == r)
        none: Ints = np.zeros(len(needed), dtype=np.int64)
        fixed = {nation: pins.frames.get((r, nation), none) for nation in nations}
        turns = [
            (nation, turn) for nation in nations
            for turn in _turns(np.round(x[leads[r, nation]]).astype(np.int64) - fixed[nation])
        ]
        yield from (
            row for row in pins.rows if (row.kind, row.task) == ("lead", choices.tasks[r].id)
        )
        framed: Ints = sum(fixed.values(), none)
        for _, (first, after) in turns:
            framed[first:after] += 1
        kept: dict[tuple[str, Turn], int] = {}
        # Long turns stay: of frames that could be spared the short ones go first.
        for nation, (first, after) in sorted(turns, key=lambda item: item[1][1] - item[1][0]):
            if (framed[first:after] > np.array(needed[first:after])).all():
                framed[first:after] -= 1
            else:
                kept[nation, (first, after)] = kept.get((nation, (first, after)), 0) + 1
        for (nation, (first, after)), count in sorted(kept.items()):
            spans, task = choices.spans[r], choices.tasks[r]
            begins, ends = spans[first].first, spans[after - 1].after
            if after < len(spans) and isinstance(task, Requirement):
                # Where nobody is wanted for a while, a turn goes on until its least time is over.
                ends = max(ends, min(begins + task.lead_days, spans[after].first))
            yield Row(
                outcome=model.situation.outcome.name, kind="lead", nation=nation, task=task.id,
                first_day=choices.timeline.date_of(begins), days=ends - begins, count=count,
            )


def _turns(number: Ints) -> Iterator[Turn]:
    """Frames one by one: who began first ends first."""
    begun: list[int] = []
    for t, frames in enumerate([*number.tolist(), 0]):
        begun += [t] * (frames - len(begun))
        while len(begun) > frames:
            yield begun.pop(0), t
