"""Micro operations made at random in which pledges wait for each other."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.meaning.build import cycle, duty, need, operation, order, package, pledge, unit, wants
from willing.domain.nation import Group, Leg, Nation, Place
from willing.domain.operation import Operation
from willing.domain.unit import Capability

POOLS = (("aaa", "AAA"), ("bbb", "BBB"), ("ccc", "CCC"))
TERMS = (
    "with AAA", "with BBB", "with CCC", "with BBB at south", "with pact", "with pact at region",
    "after BBB", "after pact at north", "if medic", "if nurse in north", "if 2 team in region",
    "with 2 BBB", "with AAA and after CCC",
)


def bound(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation in which some pledges go only with others; the same seed, the same one."""
    dice = Random(seed)
    pools = [_pool(dice, id, nation) for id, nation in POOLS[: dice.choice((2, 3, 3))]]
    pledges = [_pledge(dice, pool) for pool, _ in pools]
    names = [made.id for made in pledges]
    lines = [
        _line(dice, "north post", "north"), _line(dice, "south post", "south"),
        *([_line(dice, "care", dice.choice(("north", "region")), "medic")]
          if dice.random() < 0.7 else []),
    ]
    records: list[Any] = [
        *pools, *pledges, *lines, Group(id="pact", members=("AAA", "BBB")),
        *(Nation(id=name) for name in ("AAA", "BBB", "CCC")),
        Place(id="region"), Place(id="north", part_of="region"),
        Place(id="south", part_of="region", reception_days=0),
        Capability(id="medic"), Capability(id="nurse", parent="medic"), Capability(id="team"),
        Leg(start="home of AAA", end="region", days=dice.choice((0, 0, 10))),
    ]
    if len(names) > 1 and dice.random() < 0.35:
        records.append(package("brigade", *dice.sample(names, 2)))
    records += [
        wants(dice.choice(names), dice.choice(("medic", "team")),
              providers=dice.choice(("", "pact", "not CCC", "AAA")),
              place=dice.choice(("", "", "region", "south")))
        for _ in range(dice.choice((0, 0, 1, 1)))
    ]
    if dice.random() < 0.3:
        records.append(duty("reserve", "CCC", "standing", "D+0..D+60: 1", priority=2,
                            backfill=dice.choice(("home", "any"))))
    records += _decided(dice, pools[0][0], names[0])
    return operation(
        *records, grid=dice.choice(("3x30", "2x30, 1x20", "2x45")),
        weights={"movement": dice.choice((0.0, 0.5))},
    ), {"deal": "2027-01-01"}


def _pool(dice: Random, id: str, nation: str) -> Any:
    return unit(
        id, dice.choice((1, 1, 2)), nation=nation,
        capability=dice.choice(("team", "team", "medic", "nurse")),
        tours=dice.choice(((30,), (60,), (45,), (25,))), dwell=dice.choice((0, 0, 20)),
        overlap=dice.choice((0, 0, 5)), people=50,
    )


def _pledge(dice: Random, pool: Any) -> Any:
    return pledge(
        pool.id, pool.count, purpose=dice.choice(("operation", "operation", "any")),
        until=dice.choice((None, None, 60)), start=dice.choice((None, None, None, 20)),
        only=dice.choice(TERMS) if dice.random() < 0.6 else "",
    )


def _line(dice: Random, id: str, place: str, capability: str = "team") -> Any:
    first, last = dice.choice((0, 0, 30)), dice.choice((60, 75, 90))
    return need(id, f"D+{first}..D+{last}: {dice.choice((1, 1, 2))}", place=place,
                capability=capability, priority=dice.choice((1, 2, 3)))


def _decided(dice: Random, pool: Any, name: str) -> list[Any]:
    """Perhaps an element of the first pool is on tour on a post, or ordered to it."""
    chance = dice.random()
    if pool.capability != "team" or chance > 0.4:
        return []
    if chance < 0.2:
        rest = [cycle(pool.id, "home", pool.count - 1)] if pool.count > 1 else []
        return [cycle(pool.id, "tour", 1, 35, task="north post", pledge=name), *rest]
    return [order(pool.id, "south post", "D+30", 20, 1, name)]
