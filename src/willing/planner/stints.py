"""Lays every stint on standby on the lines before the deal, and the tours it makes possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from willing.calendar import Timeline
from willing.domain.credit import Credit
from willing.domain.fit import Fit
from willing.domain.pledge import Pledge
from willing.domain.ready import OnStandby, OpenDeal, levels_of, may_stand, stints
from willing.domain.requirement import Task
from willing.domain.situation import Situation
from willing.domain.standby import Standby
from willing.domain.term import terms
from willing.domain.turn import Turn
from willing.domain.unit import Unit
from willing.domain.windows import Windows
from willing.planner.choices import Pair
from willing.planner.program import Ints


def levels(situation: Situation) -> tuple[OnStandby, ...]:
    """The levels of the operation, as tasks that want nothing by themselves."""
    return tuple(_on(level, "", "") for level in situation.operation.standbys)


def _on(level: Standby, nation: str, home: str) -> OnStandby:
    return OnStandby(
        id=level.id, name=level.name, nation=nation, kind="rotating", capability="",
        quantity=Windows(()), place=home, level=level,
    )


def standing(
    situation: Situation, tasks: tuple[Task, ...], pairs: Iterable[Pair], deal: OpenDeal | None
) -> tuple[Pair, ...]:
    """A pair for each pledge and level on which its elements may be held for something.

    `tasks` end with the levels; `pairs` are who may serve what: who may make no early tour has
    nothing to stand by for, but for outcomes that nobody can tell apart from another yet.
    """
    operation = situation.operation
    at = {task.id: t for t, task in enumerate(tasks)}
    helped = dict.fromkeys(
        p.pledge for p in pairs if p.pledge is not None and p.fit.early is not None)
    found = []
    for k in helped if deal is None else range(len(operation.pledges)):
        pledge = operation.pledges[k]
        unit = operation.unit[pledge.unit]
        if may_stand(operation, pledge):
            found += [
                on_level(situation, unit, k, pledge, level, at[level.id])
                for level in levels_of(operation, unit, pledge)
            ]
    return tuple(found)


def on_level(
    situation: Situation, unit: Unit, k: int, pledge: Pledge, level: Standby, task: int
) -> Pair:
    """A pledge and a level of standby; `k` and `task` are their positions."""
    operation, line = situation.operation, situation.timeline
    frozen = operation.settings.frozen_until
    begins = 0 if pledge.start is None else (pledge.start - line.as_of).days
    begins = max(begins, 0 if frozen is None else line.day_of(frozen) or 0)
    ends = () if pledge.until is None else terms(
        situation, pledge.id, (pledge.until - line.as_of).days)
    return Pair(
        unit=next(u for u, other in enumerate(operation.units) if other is unit),
        pledge=k, task=task,
        fit=Fit(
            unit=unit, pledge=pledge, task=_on(level, unit.nation, unit.home), credit=Credit(),
            reasons=(), leaves_from=begins, holds_from=begins,
            ends_by=ends[-1].until if ends else None, terms=ends,
        ),
        credit=Credit(), number=min(pledge.count, unit.count),
    )


def lay_stints(
    situation: Situation, pairs: Mapping[int, Pair], deal: OpenDeal | None
) -> Iterator[dict[str, Ints]]:
    """The possible stints of each pair (by its position), as entries beside those of tours."""
    for p, pair in pairs.items():
        task, pledge = pair.fit.task, pair.fit.pledge
        assert isinstance(task, OnStandby)
        assert pledge is not None
        found = list(stints(situation, pledge, task.level, pair.fit.leaves_from, deal))
        if found:
            days = np.array(found, dtype=np.int64)
            block = lay_stint(situation, p, pair, days[:, 0], days[:, 1])
            yield {**block, "planned": days[:, 2]}


def lay_stint(
    situation: Situation, p: int, pair: Pair, first: Ints, ends: Ints
) -> dict[str, Ints]:
    """Entries of stints with these first days and days after."""
    task, pledge, line = pair.fit.task, pair.fit.pledge, situation.timeline
    assert isinstance(task, OnStandby)
    assert pledge is not None
    lines = np.array(line.lines, dtype=np.int64)
    ranks = [level.id for level in levels_of(situation.operation, pair.fit.unit, pledge)]
    alive = ends == (-1 if line.d_day is None else line.d_day)
    nothing = np.zeros(len(first), dtype=np.int64)
    take = np.maximum(np.searchsorted(lines, first, side="right") - 1, 0)
    back = np.minimum(np.searchsorted(lines, ends, side="left"), line.periods)
    rested = np.array([task.free(int(day)) for day in ends], dtype=np.int64)
    return {
        "pair": nothing + p, "first_day": first, "ends": ends, "take": take, "kept": take,
        "since": first, "leaves": first, "planned": ends,
        "give": np.minimum(np.searchsorted(lines, rested, "left"), line.periods),
        "departs": back, "there": back, "back": back, "covers": nothing, "covered": nothing,
        "arrives": ends, "sets_out": ends, "way": nothing - 1,
        "meets": nothing, "least": nothing, "most": nothing + pair.number, "given": nothing,
        "stands": np.where(alive & (task.id in ranks), ranks.index(task.id)
                           if task.id in ranks else -1, -1),
    }


def stint_turn(task: OnStandby, first: int, ends: int) -> Turn:
    """A stint as a turn of an element that never leaves home."""
    return Turn(
        leaves=first, departs=ends, arrives=ends, first_day=first, ends=ends, back=ends,
        free=task.free(ends),
    )


def stand_ready(
    line: Timeline, pair: Pair, block: dict[str, Ints], before: int | None = None
) -> Ints:
    """For each tour the slowest level that is enough, where it leaves before any notice is over.

    `before`: where that is another day than the pair's first.
    Its element is counted with those on standby until they would have rested, and with the tour
    from then on.
    """
    early, d_day = pair.fit.early, line.d_day
    level: Ints = np.full(len(block["leaves"]), -1, dtype=np.int64)
    if early is None or d_day is None:
        return level
    notices = np.array([early.decided + x.notice_days for x in early.levels])
    sooner = block["leaves"] < (pair.fit.leaves_from if before is None else before)
    level = np.where(sooner, np.searchsorted(notices, block["leaves"], side="right") - 1, -1)
    shortest = np.minimum.accumulate([x.recovery for x in early.levels])
    rested = d_day + shortest[np.maximum(level, 0)]
    taken = np.minimum(np.searchsorted(line.lines, rested, side="left"), block["give"])
    block["take"] = np.where(sooner, taken, block["take"])
    block["kept"] = np.where(sooner, taken, block["kept"])
    block["since"] = np.where(sooner, rested, block["since"])
    return level
