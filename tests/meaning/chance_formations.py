"""Micro operations made at random that ask for formations, whole or slot by slot."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from tests.meaning.build import need, operation, order, pledge, slot, unit
from willing.domain.operation import Operation
from willing.domain.requirement import Substitution


def formations(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation with a line for a formation: whole or by slots, framed or not."""
    dice = Random(seed)
    viable = dice.choice((None, None, 1, 0))
    shape = [
        slot("hq", framework=dice.random() < 0.7),
        slot("company", dice.choice((1, 2, 3)), viable=viable),
    ]
    if dice.random() < 0.3:
        shape.append(slot("guns", viable=dice.choice((0, 1)), framework=dice.random() < 0.3
                          and shape[0].framework))
        shape[-1] = replace(shape[-1], viable=1 if shape[-1].framework else shape[-1].viable)
    first = dice.choice((0, 0, 10))
    records: list[Any] = [*shape, need(
        "north", f"D+{first}..D+{dice.choice((60, 75, 90))}: {dice.choice((1, 1, 2))}"
        + dice.choice(("", "", f"; D+105..D+120: {dice.choice((1, 2))}")),
        capability="battalion", nations=dice.choice((None, None, 1, 2)),
        lead_days=dice.choice((0, 0, 30, 60)), priority=dice.choice((1, 2)),
        min_useful=dice.choice((0, 0, 0, 1)), weight=dice.choice((1.0, 0.6)),
    )]
    for i in range(dice.choice((2, 3, 4))):
        what = dice.choice(("hq", "company", "company", "guns", "battalion", "militia"))
        what = ("hq", "company")[i] if i < 2 else what
        pool = unit(
            f"u{i}", dice.randint(1, 3 if what == "company" else 2), capability=what,
            nation=dice.choice(("AAA", "BBB", "CCC")), people=dice.choice((50, 100)),
            tours=dice.choice(((30,), (60,), (30, 60))), dwell=dice.choice((0, 0, 30)),
            overlap=dice.choice((0, 0, 10)),
        )
        records += [pool, pledge(
            f"u{i}", dice.randint(1, pool[0].count), start=dice.choice((None, None, 20)),
            until=dice.choice((None, None, 60)),
            offered_for=dice.choice(((), ("north",), (f"north/{what}",))) if what in (
                "hq", "company") else (),
        )]
        if what == "militia":
            records.append(Substitution(
                capability="militia", stands_for=dice.choice(("company", "battalion")),
                give=2, count=1, mode=dice.choice(("points", "lots")),
            ))
    if dice.random() < 0.4:
        records.append(need("south", "D+0..D+60: 1", capability="company", priority=2))
    if dice.random() < 0.3:
        records.append(need("care", "D+0..D+60: 0", capability="hq", per_people=200,
                            supports=("north",), priority=2))
    if dice.random() < 0.3:
        records.append(order("u1", "north/company", f"D+{dice.choice((20, 30))}", 30, 1,
                             "u1 pledge"))
    operation_made = operation(
        *records, grid=dice.choice(("4x30", "4x30", "2x15, 3x30")),
        tail=dice.choice(("none", "none", "1x60")), weights={"movement": dice.choice((0.0, 0.5))},
    )
    return operation_made, {"deal": "2027-01-01"}


def few_nations(seed: int) -> Operation:
    """Make one operation in which more nations have companies than may serve the line at once."""
    dice = Random(seed)
    records: list[Any] = [need(
        "north", f"D+0..D+{dice.choice((60, 90))}: {dice.choice((2, 3))}", capability="company",
        nations=dice.choice((1, 2)),
    )]
    for name in ("aaa", "bbb", "ccc", "ddd"):
        count = dice.randint(1, 2)
        records += [unit(name, count, capability="company", tours=(30, 60)), pledge(name, count)]
    return operation(*records, weights={"movement": 0.5})
