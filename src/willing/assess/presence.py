"""Who may be where: rule agreement.

Turns that are already decided or under way are not asked: they are facts, not choices.
"""

from __future__ import annotations

from collections.abc import Iterator

from willing.assess.demand import moments
from willing.assess.fault import Fault
from willing.assess.known import known_from
from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.assess.ways import larger
from willing.domain.agreement import Agreement


def presence_faults(scene: Scene) -> Iterator[Fault]:
    """Tours on days of which, from arrival to their end, an agreement that is needed is missing."""
    if not any(place.agreements for place in scene.operation.places):
        return
    for item in scene.tours:
        if item.settled:
            continue
        for kind in _kinds(scene, item):
            day = _first_without(scene, item, kind)
            if day is not None:
                row, label = item.row, scene.timeline.label
                by = f" ({row.pledge})" if row.pledge else ""
                yield Fault(
                    rule="agreement", outcome=scene.outcome.name,
                    where=f"{row.kind} of {row.unit}{by} on {row.task} from {row.first_day}",
                    text=f"is in {item.task.place} on {label(day)}, and no agreement of kind "
                    f"'{kind}' is in force for {item.unit.nation} then",
                )


def _kinds(scene: Scene, item: Stay) -> list[str]:
    """Kinds of agreement needed where a tour is served; none in one's own country."""
    places = [scene.operation.place[name] for name in larger(scene.operation, item.task.place)]
    if any(place.nation == item.unit.nation for place in places):
        return []
    return list(dict.fromkeys(kind for place in places for kind in place.agreements))


def _first_without(scene: Scene, item: Stay, kind: str) -> int | None:
    """First day there on which no agreement of a kind is in force; None: there is none."""
    day = item.arrives
    spans = [
        span for agreement in scene.operation.agreements
        if agreement.kind == kind and _lets_in(scene, agreement, item)
        and (span := days_in_force(scene, agreement)) is not None
    ]
    while day < item.ends:
        reached = max((after for first, after in spans if first <= day), default=day)
        if reached <= day:
            return day
        day = reached
    return None


def _lets_in(scene: Scene, agreement: Agreement, item: Stay) -> bool:
    """Whether an agreement is for the place of a tour, or a larger one, and for its nation."""
    places = larger(scene.operation, item.task.place)
    lies_in = {scene.operation.place[place].nation for place in places} - {""}
    nation = item.unit.nation
    party = not agreement.parties or nation in agreement.parties or any(
        nation in group.members for group in scene.operation.groups
        if group.id in agreement.parties
    )
    return party and agreement.place in (*places, *lies_in)


def days_in_force(scene: Scene, agreement: Agreement) -> tuple[int, int] | None:
    """First day of an agreement and the day after its last; None: it is never in force.

    With a condition it begins on the day that is known to hold, without one it must be signed.
    """
    days = moments(agreement.start, agreement.until, scene.timeline)
    if agreement.condition is None:
        known = 0 if agreement.signed else None
    else:
        known = known_from(scene, agreement.condition)
    if days is None or known is None:
        return None
    return max(days[0], known), days[1]
