"""Limits that link tasks: who is there for one task takes room that another would need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.domain.requirement import Requirement
from willing.domain.route import places_around
from willing.explain.gaps import GapNote, Stopped, gaps_of
from willing.explain.ground import Ground

_HEAVIEST = 3
"""Shortfalls of a task that are read for what stops elements."""
_COUNTED = {
    "beds": ("people", "home"), "force": ("people",), "tonnage": ("tonnes",),
    "ceiling": ("people", "home", "cost_per_day"),
}
"""What each kind of limit counts of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A limit that stops somebody on a task, and what else is under it."""

    text: str
    """The limit in words."""
    record: tuple[str, str]
    """Table and id of the record that sets it."""
    units: frozenset[str]
    """Pools that it counts, in either plan."""
    fields: tuple[str, ...]
    """What it counts of them."""
    tasks: frozenset[str]
    """Tasks on which these serve."""


def shared_limits(here: Ground, task: str, scenes: Iterable[Scene]) -> tuple[Shared, ...]:
    """Limits of people, beds, the force and tonnes that keep elements from a task's shortfalls.

    `scenes` are the plans whose tours are looked at for who else is under them.
    """
    plans = tuple(scenes)
    named = dict.fromkeys(
        (item.stopper.kind, item.stopper.place or item.nation)
        for note in gaps_of(here, task, heaviest=_HEAVIEST) for item in _stopped(note)
        if item.stopper.kind in _COUNTED
    )
    return tuple(_shared(plans, kind, name) for kind, name in named)


def _stopped(note: GapNote) -> Iterator[Stopped]:
    yield from note.stopped
    for line in note.near:
        yield from line.stopped
    for slot in note.slots:
        yield from slot.stopped


def _shared(plans: tuple[Scene, ...], kind: str, name: str) -> Shared:
    text, record = {
        "beds": (f"the beds of {name}", ("places", name)),
        "tonnage": (f"the tonnes that may be inside {name}", ("places", name)),
        "force": ("the ceiling of the force", ("settings", "")),
        "ceiling": (f"the ceiling of {name}", ("nations", name)),
    }[kind]
    tours = [
        tour for scene in plans for tour in scene.tours if _under(scene, tour, kind, name)
    ]
    return Shared(
        text=text, record=record, fields=_COUNTED[kind],
        units=frozenset(tour.unit.id for tour in tours),
        tasks=frozenset(tour.task.id for tour in tours),
    )


def _under(scene: Scene, tour: Stay, kind: str, name: str) -> bool:
    """Whether a limit counts a tour."""
    if kind == "force":
        return isinstance(tour.task, Requirement)
    if kind == "ceiling":
        return tour.unit.nation == name
    return name in places_around(scene.operation, tour.task.place)
