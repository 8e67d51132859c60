"""From which day a pledge may move: answers, orders and notice, in days."""

from __future__ import annotations

from collections.abc import Iterator

from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.assess.treaty import notice_to_enter
from willing.domain.once import once
from willing.domain.pledge import Pledge
from willing.domain.requirement import Commitment, Served
from willing.domain.unit import Unit


def frozen_until(scene: Scene) -> int:
    """Day before which nothing new begins; at the earliest the as-of date."""
    moment = scene.operation.settings.frozen_until
    day = None if moment is None else scene.timeline.day_of(moment)
    return max(day or 0, 0)


def decided_on(scene: Scene, unit: Unit, pledge: Pledge, task: Served) -> int | None:
    """Day on which the nation has decided: after the order and the condition; None: never."""
    ordered = 0 if task.order == "now" else scene.timeline.d_day
    known = scene.answered.counts_since(pledge.id)
    if ordered is None or known is None:
        return None
    return max(ordered, known) + scene.operation.nation[unit.nation].decision_days


def waits(scene: Scene, unit: Unit, pledge: Pledge) -> tuple[tuple[int, int], ...]:
    """Days since the dwell and the notice from then on, in order; one where stages do not matter.

    The pledge's own notice outranks the stages of the policy, and these the unit's.
    """
    stages = scene.operation.policy[unit.policy].stages
    if pledge.notice_days is not None:
        return ((0, pledge.notice_days),)
    if stages is None or not stages.parts:
        return ((0, unit.notice_days),)
    return tuple((part.since, part.notice) for part in stages.parts)


def rested_since(scene: Scene, item: Stay) -> int | None:
    """Day since which a tour's element must be at home, for the notice it is given; None: any.

    On the day of the decision it must have reached the first stage whose notice is over when it
    leaves. Whoever keeps the longest notice may be anywhere on that day.
    """
    if item.pledge is None or item.row.kind != "tour":
        return None
    decided = decided_on(scene, item.unit, item.pledge, item.task)
    if decided is None:
        return None
    enter = notice_to_enter(scene.operation, item.task, item.unit.nation)
    every = waits(scene, item.unit, item.pledge)
    kept = [since for since, wait in every if decided + wait + enter <= item.leaves]
    if not kept or kept[0] == every[0][0]:
        return None
    return decided - kept[0]


def earliest(scene: Scene, pledge: Pledge | None, task: Served, kind: str) -> int | None:
    """First day on which elements may leave (tours) or be held (holds); None: never.

    A pledge waits for the order and for its condition, then for the nation's decision, then for
    notice (tours, and elements on call) or the commitment's lead time (holds); at notice it waits
    no longer. Own elements wait for nothing, but their tours leave no earlier than the frozen day.
    """
    if pledge is None:
        return frozen_until(scene) if kind == "tour" else 0
    return _earliest_of(scene, pledge.id, task.id, kind)


@once
def _earliest_of(scene: Scene, name: str, serves: str, kind: str) -> int | None:
    pledge, task = scene.operation.pledge[name], scene.operation.served[serves]
    unit = scene.operation.unit[pledge.unit]
    decided = decided_on(scene, unit, pledge, task)
    if decided is None:
        return None
    if kind == "hold":
        begin = decided + (task.lead_days if isinstance(task, Commitment) else 0)
        if task.kind == "on_call":
            begin = decided + max(wait for _, wait in waits(scene, unit, pledge))
    else:
        shortest = min(wait for _, wait in waits(scene, unit, pledge))
        enter = notice_to_enter(scene.operation, task, unit.nation)
        begin = min([decided + shortest + enter, *_by_steps(scene, pledge, decided + enter)])
    if pledge.start is not None:
        begin = max(begin, (pledge.start - scene.timeline.as_of).days)
    return max(begin, frozen_until(scene))


def _by_steps(scene: Scene, pledge: Pledge, decided: int) -> Iterator[int]:
    """Days from which elements may leave by steps that shorten the notice of their pledge."""
    taken = dict(scene.answered.taken)
    for step in scene.operation.steps:
        if pledge.id in step.shortens and step.notice_days is not None and step.id in taken:
            yield max(decided + step.notice_days, taken[step.id] + step.lead_days)
