"""Over all outcomes, in cells: effects from least to most, and who stands ready in how many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from willing.assess.ready import MARKS, Ready
from willing.domain.operation import Operation
from willing.report.fans import Fan, fans
from willing.report.figures import percent, portion
from willing.report.section import Column, Table, Value


def effects_over_all(operation: Operation, found: Sequence[Ready]) -> Table:
    """Each effect on each day looked at: in the worst outcome, by chance, and in the best."""
    return Table(
        none="No outcome has a deal.",
        columns=(Column("Effect", 16), Column("Covered", 12),
                 *(Column(f"D+{mark}", 9, "number") for mark in MARKS)),
        rows=tuple(
            (fan.name if not at else "", name, *(_on(fan, mark, field) for mark in MARKS))
            for fan in fans(operation, found) if fan.kind == "effect"
            for at, (name, field) in enumerate((
                ("at worst", "least"), ("mean", "mean"), ("at best", "most")))
        ),
    )


def _on(fan: Fan, mark: int, field: str) -> str:
    day = next((day for day in fan.days if day.mark == mark), None)
    return "–" if day is None else percent(getattr(day, field))


def stands_over_all(found: Sequence[Ready]) -> Table:
    """Who stands ready on D, with the outcomes and the chance of a deal in which he does."""
    dealt = [part for part in found if part.d_day is not None]
    whole = sum(part.probability for part in dealt)
    counts: dict[tuple[str, str, str, str, int, date], dict[str, int]] = {}
    for part in dealt:
        for item in part.stands:
            key = (item.nation, item.unit, item.pledge, item.level, item.notice_days, item.since)
            own = counts.setdefault(key, {})
            own[part.outcome] = own.get(part.outcome, 0) + item.count
    chance = {part.outcome: part.probability for part in dealt}
    return Table(
        none="Nobody stands ready on D in any outcome.",
        columns=(
            Column("Nation", 10), Column("Unit", 24), Column("Pledge", 24), Column("Level", 20),
            Column("Notice, days", 9, "number"), Column("Since", 12, "date"),
            Column("Elements", 9), Column("Outcomes", 9, "number"),
            Column("Of the chance of a deal", 12, "number"),
        ),
        rows=tuple((*key, *_in(own, chance, whole)) for key, own in counts.items()),
    )


def _in(
    own: dict[str, int], chance: dict[str, float], whole: float
) -> tuple[Value, ...]:
    least, most = min(own.values()), max(own.values())
    told = sum(chance[name] for name in own)
    return (f"{least}" if least == most else f"{least} to {most}", len(own),
            portion(told / whole) if whole > 0 else "–")
