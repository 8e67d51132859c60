"""Who carries how much: one burden, held against several keys side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from willing.assess.ledger import KEYS, Carried, ledger
from willing.report.reading import Reading


def burdens_of(reading: Reading) -> tuple[Carried, ...]:
    """The ledger of an outcome: nations that carry anything or have a key, heaviest first."""
    found = [
        item for item in ledger(reading.before, reading.whole, reading.name)
        if item.burden or item.by_host or any(part for _, part in item.key_parts)
    ]
    return tuple(sorted(found, key=lambda item: (-item.burden, item.nation)))


def against(item: Carried, key: str) -> float | None:
    """Part carried over part of the key: 1 is even, 2 twice as much; None: no figure."""
    part = dict(item.key_parts)[key]
    return item.part / part if part else None


def burden_mapping(item: Carried) -> Mapping[str, Any]:
    """One nation's burden for JSON and tables of figures: person-days, shares 0 to 1."""
    return {
        "nation": item.nation, "operation_person_days": item.in_operation,
        "backfill_person_days": item.on_backfill, "burden_person_days": item.burden,
        "host_person_days": item.by_host, "overhead_person_days": item.overhead,
        "share": item.part, "fair_share_person_days": item.fair_share,
        "excess_person_days": item.excess, "most_people_away": item.most_away,
        **{f"share_of_{key}": part for key, part in item.key_parts},
        **{f"against_{key}": against(item, key) for key in KEYS},
    }
