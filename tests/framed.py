"""A small operation with a battalion by slots, two framework nations and a limit of nations."""

from __future__ import annotations

from typing import Any

from tests.meaning.build import need, operation, pledge, slot, unit
from willing.domain.operation import Operation


def _brings(nation: str, what: str, count: int) -> tuple[Any, ...]:
    name = f"{nation}_{what}"
    pool = unit(
        name, count, nation=nation.upper(), capability=what, people=100, tours=(30, 60, 90)
    )
    return (*pool, pledge(name, count, id=f"{name}_pledge"))


def framed() -> Operation:
    """AAA or BBB brings headquarters and support; three companies, of which two are viable.

    One battalion is wanted, from D+90 to D+150 two, and after a month without any one again. BBB
    has a whole one.
    """
    return operation(
        slot("hq", framework=True), slot("support", framework=True), slot("company", 3, viable=2),
        need("north", "D+0..D+90: 1; D+90..D+150: 2; D+180..D+240: 1", capability="battalion",
             lead_days=60, nations=3),
        *(_brings(nation, what, 1) for nation in ("aaa", "bbb") for what in ("hq", "support")),
        _brings("ccc", "company", 5), _brings("bbb", "battalion", 1), grid="9x30",
    )
