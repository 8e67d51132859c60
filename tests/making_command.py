"""Headquarters, authority and agreements for operations made at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from willing.calendar import DDay
from willing.domain.agreement import Agreement
from willing.domain.command import Command
from willing.domain.condition import Condition
from willing.domain.operation import Operation

if TYPE_CHECKING:
    from tests.making import Choose

GRANTS = ("", "", "OPCON", "TACOM", "TACON")


def commanded(choose: Choose, operation: Operation, conditions: list[Condition]) -> Operation:
    """The operation, in some cases with headquarters over its lines, in some under agreements."""
    if choose.chance(30):
        operation = _under_headquarters(choose, operation)
    if choose.chance(30):
        operation = _under_agreements(choose, operation, conditions)
    return operation


def _under_headquarters(choose: Choose, operation: Operation) -> Operation:
    commands = (
        Command(id="joint", nation=choose.one(operation.nations).id, place="area"),
        Command(id="ground", superior="joint", component="land",
                transfer_days=choose.one((0, 3, 10))),
    )
    requirements = tuple(
        replace(line, command=choose.one(("", "joint", "ground")),
                authority=choose.one(("", "OPCON", "TACOM", "TACON")))
        for line in operation.requirements
    )
    pledges = tuple(replace(p, authority=choose.one(GRANTS)) for p in operation.pledges)
    caveats = tuple(
        replace(caveat, rule="max", values=(choose.one(("TACON", "TACOM")),))
        if caveat.kind == "authority" else caveat for caveat in operation.caveats
    )
    return replace(
        operation, commands=commands, requirements=requirements, pledges=pledges, caveats=caveats)


def _under_agreements(
    choose: Choose, operation: Operation, conditions: list[Condition]
) -> Operation:
    asked = ("area", "north", "port_a")
    places = tuple(
        replace(place, agreements=choose.one(((), ("sofa",), ("sofa", "hns"))))
        if place.id in asked else place for place in operation.places
    )
    agreements = tuple(
        Agreement(
            id=f"paper_{index}", kind=choose.one(("sofa", "sofa", "hns", "transit")),
            parties=choose.one(((), (), ("pact",), (operation.nations[-1].id,))),
            place=choose.one(("area", "north", "south", "AAA")),
            start=choose.one((None, None, DDay(20), operation.as_of + timedelta(days=40))),
            until=choose.one((None, None, DDay(120))), signed=choose.chance(80),
            condition=choose.one(conditions) if conditions and choose.chance(25) else None,
        )
        for index in range(choose.number(1, 4))
    )
    legs = tuple(
        replace(leg, days=max(leg.days, 1), transit="AAA")
        if choose.chance(25) and "AAA" in operation.nation else leg
        for leg in operation.legs
    )
    return replace(operation, places=places, agreements=agreements, legs=legs)
