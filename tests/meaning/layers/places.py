"""Layers about places: who may stay there, how many, and who stands behind them."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from tests.meaning.build import agreement
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.windows import Windows, parse_windows


def stay(dice: Random, operation: Operation) -> Operation:
    """Ships may stay only so long in one of the places, perhaps but for BBB's."""
    return _at(dice, operation, stay_days=20, away_days=dice.choice((20, 40)),
               stay_except=dice.choice(("", "BBB")))


def tonnes(dice: Random, operation: Operation) -> Operation:
    """All elements weigh, and one of the places bears only so much."""
    units = tuple(replace(unit, tonnes=100.0) for unit in operation.units)
    return replace(_at(dice, operation, stay_tonnes=parse_windows(dice.choice(("200", "300")))),
                   units=units)


def beds(dice: Random, operation: Operation) -> Operation:
    """One of the places has only so many beds, which some elements may add to."""
    if any(place.beds is not None for place in operation.places):
        return operation
    grows = dice.random() < 0.5
    return _at(
        dice, operation, beds=parse_windows(dice.choice(("100", "150", "220"))),
        beds_by=dice.choice([u.capability for u in operation.units]) if grows else "",
        beds_per=dice.choice((30, 70)) if grows else 0,
        beds_most=dice.choice((None, 50)) if grows else None,
    )


def overhead(dice: Random, operation: Operation) -> Operation:
    """People stand behind people, and the force or some nations have a ceiling."""
    if operation.overheads:
        return operation
    rows = tuple(
        Overhead(
            place=dice.choice(("", _some(dice, operation))), fixed=dice.choice((0, 20, 50)),
            share=dice.choice((0.0, 0.1, 0.25)), under=dice.choice(("", "", "AAA")),
        )
        for _ in range(2)
    )
    force = _windows(dice, "150", "220", "320") if dice.random() < 0.6 else None
    some = dice.random() < 0.5
    return replace(
        operation, overheads=rows,
        requirements=tuple(
            replace(line, framework=dice.choice(("", "AAA"))) for line in operation.requirements
        ),
        settings=replace(operation.settings, ceiling_people=force),
        nations=tuple(
            replace(nation, ceiling_people=_windows(dice, "130", "190", "260"))
            if some and dice.random() < 0.5 else nation for nation in operation.nations
        ),
    )


def agreements(dice: Random, operation: Operation) -> Operation:
    """One of the places asks for an agreement, which has begun, ends, or binds some only."""
    if operation.agreements:
        return operation
    here = _some(dice, operation)
    rows = tuple(
        agreement(
            "sofa", here, id=f"sofa {i}", parties=dice.choice(((), ("AAA",), ("BBB", "CCC"))),
            start=dice.choice(("", "D+20", "D+30")), until=dice.choice(("", "", "D+60", "D+90")),
        )
        for i in range(dice.choice((1, 2)))
    )
    return replace(
        operation, agreements=rows,
        places=tuple(
            replace(place, agreements=("sofa",)) if place.id == here else place
            for place in operation.places
        ),
    )


def _windows(dice: Random, *numbers: str) -> Windows:
    return parse_windows(dice.choice(numbers))


def _some(dice: Random, operation: Operation) -> str:
    return dice.choice(sorted({line.place for line in operation.requirements}))


def _at(dice: Random, operation: Operation, **figures: Any) -> Operation:
    """The operation with some figures of one of the places where something is required."""
    chosen = _some(dice, operation)

    def figured(place: Place) -> Place:
        return replace(place, **figures) if place.id == chosen else place

    return replace(operation, places=tuple(figured(place) for place in operation.places))
