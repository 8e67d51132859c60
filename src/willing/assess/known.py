"""From which day a pledge may move: answers, orders and notice, in days."""

from __future__ import annotations

from willing.assess.scene import Scene
from willing.domain.condition import Condition
from willing.domain.outcomes import rank
from willing.domain.pledge import Pledge
from willing.domain.requirement import Commitment, Served
from willing.domain.unit import Unit


def answers_by(scene: Scene, day: int) -> dict[str, str]:
    """Answers that are given on a day: each on its date, the others at D."""
    given = {}
    for name, answer in scene.outcome.answers:
        question = scene.operation.question.get(name)
        answered = scene.timeline.d_day
        if question is not None and question.answered is not None:
            answered = (question.answered - scene.timeline.as_of).days
        if answered is not None and answered <= day:
            given[name] = answer
    return given


def known_from(scene: Scene, condition: Condition | None) -> int | None:
    """First day on which a condition is true with the answers given by then; None: never.

    What is true stays true as more is answered, so only days of answers need a look.
    """
    if condition is None:
        return 0
    days = {0, scene.timeline.d_day or 0}
    for question in scene.operation.questions:
        if question.answered is not None:
            days.add(max((question.answered - scene.timeline.as_of).days, 0))
    for day in sorted(days):
        if condition.holds(answers_by(scene, day), lambda q, a: rank(scene.operation, q, a)):
            return day
    return None


def frozen_until(scene: Scene) -> int:
    """Day before which nothing new begins; at the earliest the as-of date."""
    moment = scene.operation.settings.frozen_until
    day = None if moment is None else scene.timeline.day_of(moment)
    return max(day or 0, 0)


def earliest(
    scene: Scene, unit: Unit, pledge: Pledge | None, task: Served, kind: str
) -> int | None:
    """First day on which elements may leave (tours) or be held (holds); None: never.

    A pledge waits for the order and for its condition, then for the nation's decision, then for
    notice (tours, and elements on call) or the commitment's lead time (holds); at notice it waits
    no longer. Own elements wait for nothing, but their tours leave no earlier than the frozen day.
    """
    if pledge is None:
        return frozen_until(scene) if kind == "tour" else 0
    ordered = 0 if task.order == "now" else scene.timeline.d_day
    known = known_from(scene, pledge.condition)
    if ordered is None or known is None:
        return None
    wait = unit.notice_days if pledge.notice_days is None else pledge.notice_days
    if kind == "hold" and task.kind != "on_call":
        wait = task.lead_days if isinstance(task, Commitment) else 0
    begin = max(ordered, known) + scene.operation.nation[unit.nation].decision_days + wait
    if pledge.start is not None:
        begin = max(begin, (pledge.start - scene.timeline.as_of).days)
    return max(begin, frozen_until(scene))
