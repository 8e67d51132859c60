"""Steps before the deal: which are taken when, at what cost, and what could not be without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from willing.assess.step import needing, sooner
from willing.domain.step import WORDS, Step
from willing.report.reading import Reading
from willing.report.section import Column, Table
from willing.report.sheet import Book, Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """A step in one outcome."""

    step: Step
    """The step."""
    day: int | None
    """Day on which it is taken; None: it is not."""
    pinned: str
    """pin or order; empty: free, or not taken."""
    cost: float
    """What it costs from the as-of date on, in the operation's currency."""
    needed: tuple[tuple[str, str, int], ...]
    """Task, pledge and elements at the most in one row that could not be without it."""
    sooner: tuple[tuple[str, str, int, int, int], ...] = ()
    """Task, pledge, elements at the most in one row, and days of movement with and without it: who
    comes by a faster way."""

    @property
    def effect(self) -> int | None:
        """First day on which it is in effect."""
        return None if self.day is None else self.day + self.step.lead_days


def bought(reading: Reading) -> tuple[Bought, ...]:
    """Every step of the operation in one outcome, those taken first, by day."""
    found = []
    taken = {row.task: row for row in reading.rows if row.kind == "step"}
    for step in reading.operation.steps:
        row = taken.get(step.id)
        if row is None:
            found.append(Bought(step=step, day=None, pinned="", cost=0.0, needed=()))
            continue
        day = (row.first_day - reading.timeline.as_of).days
        most: dict[tuple[str, str], int] = {}
        for used in needing(reading.scene, step.id):
            key = (used.task, used.pledge)
            most[key] = max(most.get(key, 0), round(used.count))
        faster: dict[tuple[str, str, int, int], int] = {}
        for one in sooner(reading.scene, step.id):
            way = (one.row.task, one.row.pledge, one.days, one.without)
            faster[way] = max(faster.get(way, 0), round(one.row.count))
        found.append(Bought(
            step=step, day=day, pinned=row.pinned, sooner=tuple(
                (task, pledge, count, days, without)
                for (task, pledge, days, without), count in faster.items()
            ),
            cost=step.cost * (day >= 0) + step.cost_per_day * (row.days + min(day, 0)),
            needed=tuple((task, pledge, count) for (task, pledge), count in most.items()),
        ))
    return tuple(sorted(found, key=lambda item: (item.day is None, item.day or 0)))


def bought_table(reading: Reading) -> Table:
    """Every step, when it is taken, and for what."""
    label, currency = reading.timeline.label, reading.operation.settings.currency
    return Table(
        none="There are no steps.",
        columns=(
            Column("Step", 30), Column("Gives", 24), Column("Taken by", 12), Column("Taken", 8),
            Column("In effect", 8), Column(f"Cost, {currency}", 12, "number"),
            Column("What needs it", 60),
        ),
        rows=tuple(
            (f"{item.step.name or item.step.id} ({WORDS[item.step.kind]})",
             item.step.gives, item.step.nation or "coalition",
             "–" if item.day is None else label(item.day),
             "–" if item.effect is None else label(item.effect), item.cost, needed_words(item))
            for item in bought(reading)
        ),
    )


def needed_words(item: Bought) -> str:
    """What could not be without a step."""
    if item.day is None:
        return "not taken"
    told = [f"{count} of {pledge} on {task}" for task, pledge, count in item.needed]
    told += [
        f"{count} of {pledge or 'its own'} on {task}: {days} days of movement instead of {without}"
        for task, pledge, count, days, without in item.sooner
    ]
    return "; ".join(told) or "nothing in this outcome"


def bought_sheet(book: Book, found: Sequence[Reading]) -> None:
    """Add the sheet: a row for each step in each outcome."""
    book.sheet("Steps", "What is bought or signed before the deal, at what cost, and for what", (
        "Step", "Outcome", "Kind", "Gives", "Taken by", "Taken", "In effect", "Lead days", "Cost",
        "What needs it", "Fixed",
    ), _rows(found))


def _rows(found: Sequence[Reading]) -> Iterator[tuple[Cell, ...]]:
    for reading in found:
        day = reading.timeline.date_of
        for item in bought(reading):
            yield (
                item.step.id, reading.label, WORDS[item.step.kind], item.step.gives,
                item.step.nation, None if item.day is None else day(item.day),
                None if item.effect is None else day(item.effect), item.step.lead_days, item.cost,
                needed_words(item), item.pinned,
            )


def bought_mapping(item: Bought) -> dict[str, Any]:
    """A step for machines."""
    return {
        "step": item.step.id, "kind": item.step.kind, "opens": list(item.step.opens),
        "shortens": list(item.step.shortens), "notice_days": item.step.notice_days,
        "nation": item.step.nation, "taken_day": item.day, "effect_day": item.effect,
        "cost": item.cost, "pinned": item.pinned,
        "needed": [{"task": task, "pledge": pledge, "count": count}
                   for task, pledge, count in item.needed],
        "sooner": [{"task": task, "pledge": pledge, "count": count, "days": days,
                    "days_without": without}
                   for task, pledge, count, days, without in item.sooner],
    }
