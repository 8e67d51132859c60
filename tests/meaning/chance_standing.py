"""Micro operations made at random in which nations may hold elements ready before the deal."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from tests.meaning.build import cycle, day, duty, need, operation, pledge, question, renewal, unit
from willing.domain.nation import Leg, Nation
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.renewal import Renewal
from willing.domain.standby import Standby


def standing(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation with levels of standby, and a deal after one or two periods of waiting."""
    dice = Random(f"standing {seed}")
    records: list[Any] = []
    for i, nation in enumerate(("AAA", "BBB")[: dice.choice((1, 2))]):
        pool, policy = unit(
            f"u{i}", dice.randint(1, 2), nation=nation, tours=dice.choice(((30,), (60,), (30, 60))),
            dwell=dice.choice((0, 30)), work_up=dice.choice((0, 10)),
            notice_days=dice.choice((30, 45, 75)),
            stages=dice.choice(("", "", "0: 60; 30: 40")),
        )
        records += [pool, policy, Nation(id=nation, decision_days=dice.choice((0, 0, 20)))]
        records.append(cycle(
            pool.id, "home", pool.count, since=dice.choice((None, -10))
        ) if dice.random() < 0.8 else cycle(pool.id, "dwell", pool.count, dice.choice((20, 40))))
        records.append(pledge(
            pool.id, dice.randint(1, pool.count), purpose=dice.choice(("operation", "any")),
            start=dice.choice((None, None, 30)), until=dice.choice((None, None, 130)),
            condition=dice.choice(("", "", "mandate == yes")),
            notice_days=dice.choice((None, None, 50)),
        ))
    rest, covers = dice.choice((0, 0, 20, 30)), Random(f"covers {seed}")
    records += [
        Standby(
            id=name, policies=dice.choice(((), (), ("u0",))), notice_days=dice.choice(notices),
            longest=dice.choice((30, 60)), recovery=rest,
            cost_per_day=dice.choice((0.0, 50_000.0, 300_000.0)),
            covers=covers.random() < 0.5,
        )
        for name, notices in (("now", (0, 10)), ("soon", (15, 30)))[: dice.choice((1, 2, 2))]
    ]
    records += [
        need(f"r{i}", f"D+{dice.choice((0, 0, 30))}..D+{dice.choice((60, 90))}: "
             f"{dice.choice((1, 2))}", priority=dice.choice((1, 2)))
        for i in range(dice.choice((1, 2)))
    ]
    if dice.random() < 0.6:
        records.append(duty(
            "d", "AAA", dice.choice(("standing", "rotating")), dice.choice(("1", "D-30..D+30: 1")),
            priority=2, backfill=dice.choice(("none", "tour")),
        ))
    if covers.random() < 0.4:
        records += [
            duty(f"e{i}", "AAA", "standing", covers.choice(("1", "2", "D-30..D+15: 1")),
                 priority=covers.choice((1, 2, 3)), twice=covers.random() < 0.6,
                 backfill=covers.choice(("none", "home")), order="now")
            for i in range(covers.choice((1, 2)))
        ]
    records.append(Leg(start="home of AAA", end="field", days=dice.choice((0, 10))))
    records += _renewals(Random(f"renewed {seed}"), records)
    waiting, deal = dice.choice((("1x30", 30), ("2x30", 60), ("2x30", 40)))
    mandate = question("mandate", "yes", "no", answered=dice.choice((None, 20, 70)))
    frozen = dice.random() < 0.1
    return operation(
        *records, mandate, waiting=waiting, grid=dice.choice(("3x30", "2x15, 2x30")),
        deal=(day(deal).isoformat(),), weights={"movement": 0.5},
        settings={"frozen_until": day(10)} if frozen else None,
    ), {"deal": day(deal).isoformat(), "mandate": dice.choice(("yes", "yes", "no"))}


def _renewals(dice: Random, records: list[Any]) -> Iterator[Renewal]:
    """Renewals of pledges that end, given, on an answer, open, or asked for too late."""
    for record in records:
        if isinstance(record, Pledge) and record.until is not None:
            for until in (150, 180)[: dice.choice((0, 1, 2))]:
                yield renewal(
                    record.id, until, given=dice.random() < 0.3,
                    condition=dice.choice(("", "mandate == yes", "mandate == no")),
                    ask_by=dice.choice((None, None, -5, 60)),
                )
