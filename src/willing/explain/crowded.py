"""Changes that make room: more beds, engineers sooner, a larger force, more tonnes inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from willing.domain.credit import credit
from willing.domain.drawn import overhead_row, people_drawn
from willing.domain.route import places_around
from willing.domain.windows import Windows
from willing.explain.asked import Asked
from willing.explain.single import SingleChange, edited


def drawn_behind(asked: Asked, people: int) -> int:
    """Overhead that so many people may draw at most."""
    operation = asked.operation
    at = overhead_row(operation, asked.unit.nation, asked.task)
    return 0 if at is None else people_drawn(operation.overheads[at], people)


def more_beds(asked: Asked) -> Iterator[SingleChange]:
    """Beds for all who are missing, or engineers who are ordered sooner."""
    operation = asked.operation
    place = operation.place[asked.stopped.stopper.place]
    people = asked.wanted * asked.unit.people
    more = people + drawn_behind(asked, people)
    if place.beds is not None:
        text = f"add {more:,} beds at {place.id}"
        yield asked.change("beds", text, more, edited(
            operation, "places", place, beds=_raised(place.beds, more)))
    if not place.beds_per or asked.here.situation.timeline.d_day == 0:
        return
    for line in operation.requirements:
        builds = credit(operation, place.beds_by, line.capability) is not None
        if builds and line.order == "deal" and place.id in places_around(operation, line.place):
            text = f"order {line.id}, which adds beds at {place.id}, now instead of at the deal"
            change = asked.change("order", text, 0, edited(
                operation, "requirements", line, order="now"))
            units = tuple(unit.id for unit in asked.here.capable(line))
            yield replace(
                change, units=tuple(dict.fromkeys((*change.units, *units))), tasks=(line.id,))


def more_tonnes(asked: Asked) -> Iterator[SingleChange]:
    """A limit of tonnes inside the place, raised by what the missing elements weigh."""
    place, unit = asked.operation.place[asked.stopped.stopper.place], asked.unit
    more = ceil(asked.wanted * unit.tonnes)
    if place.stay_tonnes is not None and more:
        text = f"let {more:,} tonnes more be inside {place.id} at once"
        yield asked.change("tonnage", text, more, edited(
            asked.operation, "places", place, stay_tonnes=_raised(place.stay_tonnes, more)))


def larger_force(asked: Asked) -> Iterator[SingleChange]:
    """A ceiling of the force that has room for all who are missing."""
    settings = asked.operation.settings
    people = asked.wanted * asked.unit.people
    more = people + drawn_behind(asked, people)
    if settings.ceiling_people is not None:
        text = f"raise the ceiling of the force by {more:,} people"
        changed = replace(settings, ceiling_people=_raised(settings.ceiling_people, more))
        yield asked.change("force", text, more, replace(asked.operation, settings=changed))


def _raised(windows: Windows, more: int) -> Windows:
    return Windows(tuple(replace(p, quantity=p.quantity + more) for p in windows.parts))
