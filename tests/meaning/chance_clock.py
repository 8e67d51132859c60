"""Micro operations made at random about the clock: stages, certificates, limited stays."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.meaning.build import cycle, duty, need, operation, pledge, unit
from willing.domain.nation import Leg, Nation, Place
from willing.domain.operation import Operation
from willing.domain.windows import parse_windows


def clocked(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation with notice by stage, certificates that end, and stays that law limits."""
    dice = Random(seed)
    records: list[Any] = []
    for i, nation in enumerate(("AAA", "BBB")[: dice.choice((1, 2, 2))]):
        pool, policy = unit(
            f"u{i}", dice.randint(1, 3), nation=nation, tours=dice.choice(((30,), (60,), (30, 60))),
            dwell=dice.choice((0, 20, 30)), overlap=dice.choice((0, 0, 10)),
            stages=dice.choice(("", "0: 40; 30: 10", "0: 60; 20: 30; 60: 0", "0: 30; 45: 0")),
            work_up=dice.choice((0, 10)), certified=dice.choice((None, 15, 40)),
            certify_days=dice.choice((0, 20)), tonnes=dice.choice((100.0, 250.0)),
        )
        records += [pool, policy, Nation(id=nation, decision_days=dice.choice((0, 20, 45)))]
        records += [
            cycle(pool.id, "home", 1, since=dice.choice((None, None, -10, -50)))
            if k or dice.random() < 0.7 else cycle(pool.id, "dwell", 1, dice.choice((15, 40)))
            for k in range(pool.count)
        ]
        records.append(pledge(
            pool.id, dice.randint(1, pool.count), notice_days=dice.choice((None, None, None, 15)),
        ))
    records += [
        need(f"r{i}", f"D+{dice.choice((0, 30))}..D+{dice.choice((60, 90, 120))}: "
             f"{dice.choice((1, 2))}", place=dice.choice(("sea", "bay", "land")),
             priority=dice.choice((1, 2)))
        for i in range(dice.choice((1, 2)))
    ]
    if dice.random() < 0.6:
        kind = dice.choice(("standing", "rotating"))
        records.append(duty("d", "AAA", kind, dice.choice(("1", "D+0..D+60: 1")), priority=2))
    limited = dice.random() < 0.7
    records.append(Place(
        id="sea", stay_days=20 if limited else None, stay_except=dice.choice(("", "BBB")),
        away_days=dice.choice((20, 40)) if limited else None,
        entry_notice_days=dice.choice((0, 15)),
        stay_tonnes=dice.choice((None, parse_windows("300"), parse_windows("..D+60: 200"))),
    ))
    records += [Place(id="bay", part_of="sea"), Leg(start="home of AAA", end="sea", days=10)]
    return operation(
        *records, grid=dice.choice(("4x30", "2x15, 3x30")), weights={"movement": 0.5},
    ), {"deal": "2027-01-01"}
