"""Micro operations made at random in which people ask for support, beds and people behind them."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from tests.meaning.build import need, operation, order, pledge, unit
from tests.meaning.chance import CAPABILITIES, micro
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.requirement import Substitution
from willing.domain.windows import parse_windows


def shared_support(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation in which people ask for support, and a share limits each nation's part."""
    dice = Random(seed)
    medics = [
        unit(name, dice.randint(1, 3), capability=dice.choice(("medic", "medic", "nurse")),
             tours=dice.choice(((30,), (60,), (30, 60))), people=dice.choice((0, 50)))
        for name in ("bbb", "ccc")[: dice.choice((1, 2, 2))]
    ]
    posts = unit("aaa", dice.randint(1, 2), people=100, tours=dice.choice(((30,), (60,))))
    first, quantity = dice.choice((0, 30)), dice.choice((0, 0, 1, 2))
    records: list[Any] = [
        posts, *medics, pledge("aaa", posts[0].count, start=dice.choice((None, 20))),
        *(pledge(m[0].id, m[0].count, until=dice.choice((None, 60))) for m in medics),
        need("post", f"D+{first}..D+{dice.choice((60, 90))}: {dice.choice((1, 2))}",
             priority=dice.choice((1, 2))),
        need("care", f"D+0..D+{dice.choice((60, 75, 90))}: {quantity}", capability="medic",
             priority=dice.choice((1, 2)), per_people=dice.choice((30, 50, 100)),
             supports=dice.choice((("post",), ())), max_share=dice.choice((0.3, 0.5, 0.7)),
             weight=dice.choice((0.3, 1.0))),
    ]
    if any(pool.capability == "nurse" for pool, _ in medics):
        records.append(Substitution(
            capability="nurse", stands_for="medic", give=dice.choice((1, 2)),
            count=dice.choice((1, 3)), mode="points", penalty=0.0,
        ))
    elif dice.random() < 0.4:
        records.append(order("bbb", "care", "D+30", 30, 1, "bbb pledge"))
    operation_made = operation(
        *records, grid="3x30", weights={"movement": dice.choice((0.0, 0.5))},
    )
    return operation_made, {"deal": "2027-01-01"}


def crowded(seed: int) -> tuple[Operation, dict[str, str]]:
    """The operation of `micro` with overhead, beds that may grow, and perhaps a force's ceiling."""
    made, answers = micro(seed)
    dice = Random(seed + 10**6)
    rows = [
        Overhead(
            nations=dice.choice(((), (), ("AAA",), ("BBB", "CCC"))),
            place=dice.choice(("", "", "north", "region")), fixed=dice.choice((0, 20, 50)),
            share=dice.choice((0.0, 0.1, 0.25)), under=dice.choice(("", "", "AAA")),
        )
        for _ in range(dice.choice((1, 2, 2)))
    ]
    places = []
    for place in made.places:
        if place.id in ("region", "north", "south") and dice.random() < 0.5:
            grows = dice.random() < 0.5
            beds = dice.choice(("150", "220", "..D+60: 150; D+60..: 300", "D+10..: 130"))
            place = replace(
                place, beds=parse_windows(beds), beds_by=dice.choice(CAPABILITIES) if grows else "",
                beds_per=dice.choice((30, 70)) if grows else 0,
                beds_most=dice.choice((None, 50)) if grows else None,
            )
        places.append(place)
    known = {capability.id for capability in made.capabilities}
    places = [p if p.beds_by in known else replace(p, beds_by="", beds_per=0, beds_most=None)
              for p in places]
    force = dice.choice((None, None, "200", "D+0..D+45: 150; D+45..: 320"))
    return replace(
        made, places=tuple(places), overheads=tuple(rows),
        nations=tuple(
            replace(n, ceiling_people=parse_windows(dice.choice(("130", "190", "260"))))
            if dice.random() < 0.5 else n for n in made.nations
        ),
        requirements=tuple(
            replace(r, framework=dice.choice(("", "AAA"))) for r in made.requirements
        ),
        settings=replace(
            made.settings, ceiling_people=None if force is None else parse_windows(force)
        ),
    ), answers
