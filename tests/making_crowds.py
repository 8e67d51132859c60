"""Let people draw overhead, limit beds and the force, in an operation that is otherwise made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.windows import parse_windows

if TYPE_CHECKING:
    from tests.making import Choose


def crowded(choose: Choose, operation: Operation) -> Operation:
    """The operation with overhead, beds and the rest; often as it was."""
    nations = tuple(nation.id for nation in operation.nations)
    units = tuple(
        replace(unit, equipment="stays") if choose.chance(30) else unit for unit in operation.units
    )
    if not choose.chance(45):
        return replace(operation, units=units)
    rows = tuple(
        Overhead(
            nations=choose.one(((), ("pact",), (nations[0],), (nations[-1],))),
            place=choose.one(("", "area", "north", "south")), fixed=choose.one((0, 30, 80)),
            share=choose.one((0.1, 0.0, 0.25)), under=choose.one(("", "", nations[0])),
        )
        for _ in range(choose.number(0, 3))
    )
    force = choose.one((None, None, "600", "..D+45: 300; D+60..: 500"))
    return replace(
        operation, units=units, overheads=rows,
        places=tuple(_place(choose, place) for place in operation.places),
        requirements=tuple(
            replace(r, framework=choose.one(("", nations[0]))) for r in operation.requirements
        ),
        settings=replace(
            operation.settings, ceiling_people=None if force is None else parse_windows(force)
        ),
    )


def _place(choose: Choose, place: Place) -> Place:
    """The areas of the operation may have beds, and these may grow."""
    if place.role not in ("sector", "crossing") or not choose.chance(40):
        return place
    beds = parse_windows(choose.one(("400", "150", "..D+60: 200; D+60..: 500", "D+10..: 100")))
    if not choose.chance(50):
        return replace(place, beds=beds)
    return replace(
        place, beds=beds, beds_by=choose.one(("infantry", "light", "medic")),
        beds_per=choose.one((50, 120)), beds_most=choose.one((None, 200)),
    )
