"""Micro operations made at random of reserves, and of pools free by date."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.meaning.build import duty, need, operation, pledge, unit
from willing.calendar import parse_moment
from willing.domain.operation import Operation
from willing.domain.pledge import Order
from willing.domain.windows import parse_windows


def reserves(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation of reserves that share their elements, and pools free by date."""
    dice = Random(seed)
    names = ("aaa", "bbb")[: dice.choice((1, 1, 2))]
    free = dice.choice((None, None, "D+0..D+45: 1; D+45..: 2", "D+0..D+60: 2", "1"))
    pools = [
        unit(name, dice.randint(1, 3), tours=dice.choice(((30,), (45,))),
             dwell=dice.choice((0, 30)), notice_days=dice.choice((0, 10)), people=100,
             free=parse_windows(free) if free and name == "aaa" else None)
        for name in names
    ]
    tasks: list[Any] = [
        duty(f"d{i}", "AAA", "standing", dice.choice(("1", "2", "D+0..D+75: 2")),
             twice=dice.random() < 0.7, priority=dice.choice((1, 2, 3)),
             backfill=dice.choice(("none", "home")))
        for i in range(dice.choice((1, 2, 2)))
    ]
    tasks += [
        need(f"r{i}", f"D+{dice.choice((0, 10))}..D+{dice.choice((60, 90))}: {dice.choice((1, 2))}",
             kind="notice", ready_days=dice.choice((5, 10)), twice=dice.random() < 0.7,
             priority=dice.choice((1, 2, 3)))
        for i in range(dice.choice((1, 2)))
    ]
    if dice.random() < 0.6:
        tasks.append(need("post", "D+30..D+75: 1", priority=dice.choice((1, 2))))
    pledges = [
        pledge(name, dice.randint(1, 2), id=f"{name} pledge {i}", purpose=purpose)
        for name in names
        for i, purpose in enumerate(("any", "operation")[: dice.choice((1, 2))])
    ]
    records: list[Any] = [*pools, *tasks, *pledges]
    if dice.random() < 0.3:
        records.append(Order(
            unit="aaa", task="d0", first_day=parse_moment("D+0"), days=dice.choice((30, 45)),
            count=1, kind="hold",
        ))
    return operation(
        *records, grid="3x30", spread=["aaa"] if free else [],
        weights={"movement": dice.choice((0.0, 0.5))},
    ), {"deal": "2027-01-01"}
