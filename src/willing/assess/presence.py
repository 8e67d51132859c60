"""Who may be where: rule agreement.

Turns that are already decided or under way are not asked: they are facts, not choices.
"""

from __future__ import annotations

from collections.abc import Iterator

from willing.assess.fault import Fault, where_of
from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.assess.ways import larger
from willing.domain.once import once
from willing.domain.operation import Operation


def presence_faults(scene: Scene) -> Iterator[Fault]:
    """Tours on days of which an agreement that is needed is missing.

    From arrival to the end of the tour in its place; before that, on every way there.
    """
    for item in scene.tours:
        if item.settled:
            continue
        label, nation, place = scene.timeline.label, item.unit.nation, item.task.place
        for kind in _kinds(scene.operation, nation, place):
            day = _first_without(scene, item, kind)
            if day is not None:
                yield _fault(scene, item, f"is in {place} on {label(day)}, and no agreement of "
                             f"kind '{kind}' is in force for {nation} then")
        if scene.ways.open_days(nation, item.unit.home, place, item.arrives) is None:
            yield _fault(scene, item, f"arrives in {place} on {label(item.arrives)}, and no way "
                         f"there is open to {nation} before: no agreement of kind 'transit'")


def _fault(scene: Scene, item: Stay, text: str) -> Fault:
    return Fault(
        rule="agreement", outcome=scene.outcome.name, where=where_of(item.row), text=text)


@once
def _kinds(operation: Operation, nation: str, place: str) -> tuple[str, ...]:
    """Kinds of agreement that a nation needs at a place; none in its own country."""
    around = [operation.place[name] for name in larger(operation, place)]
    if any(place.nation == nation for place in around):
        return ()
    return tuple(dict.fromkeys(kind for place in around for kind in place.agreements))


def _first_without(scene: Scene, item: Stay, kind: str) -> int | None:
    """First day there on which no agreement of a kind is in force; None: there is none."""
    day, spans = item.arrives, _in_force(scene, kind, item.unit.nation, item.task.place)
    while day < item.ends:
        reached = max((after for first, after in spans if first <= day), default=day)
        if reached <= day:
            return day
        day = reached
    return None


@once
def _in_force(scene: Scene, kind: str, nation: str, place: str) -> tuple[tuple[int, int], ...]:
    """Days of each agreement of a kind for a place, or a larger one, and for a nation."""
    places = larger(scene.operation, place)
    named = {*places, *(scene.operation.place[name].nation for name in places)} - {""}
    return tuple(
        days for agreement in scene.operation.agreements
        if agreement.kind == kind and agreement.place in named
        and scene.answered.is_party(agreement, nation)
        and (days := scene.answered.in_force(agreement)) is not None
    )
