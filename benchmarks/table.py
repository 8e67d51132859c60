"""Tables of records: medians over instances, in Markdown, for the terminal and the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.record import Record

GAPS = (0.05, 0.03, 0.02, 0.015, 0.01, 0.005, 0.002)
"""Gaps whose times are shown in the table of Willing's own times."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A median of seconds; `never` when the middle instance did not get there."""

    value: float
    never: bool

    def __str__(self) -> str:
        return f"> {self.value:.0f}" if self.never else f"{self.value:.1f}"


def seconds(found: Iterable[float | None], limit: float) -> Figure:
    """Median of times; who never gets there counts with the limit."""
    times = [limit if one is None else min(one, limit) for one in found]
    middle = median(times)
    return Figure(middle, middle >= limit)


def solvers(runs: Mapping[str, Sequence[Record]], limit: float) -> str:
    """One row a solver: medians over the instances."""
    lines = [
        "| solver | best, points | bound, points | gap | first plan, s | 5 %, s | 1 %, s "
        "| memory, MB | plans that hold |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, records in runs.items():
        planned = [record for record in records if record.best is not None]
        times = [
            seconds((of(record) for record in records), limit)
            for of in (_first, _five, _one)
        ]
        hold = sum(record.valid is True for record in records)
        lines.append(
            f"| {name} | {_middle([r.best for r in records])} | "
            f"{_middle([r.bound for r in records])} | {_gap(records)} | "
            f"{' | '.join(str(time) for time in times)} | "
            f"{median(r.megabytes for r in records):,.0f} | {hold} of {len(planned)} |"
        )
    return "\n".join(lines)


def _first(record: Record) -> float | None:
    return record.first_plan()


def _five(record: Record) -> float | None:
    return record.reaches(0.05)


def _one(record: Record) -> float | None:
    return record.reaches(0.01)


def own_times(records: Sequence[Record], limit: float) -> str:
    """How long Willing took to prove each gap: median and worst of the instances."""
    lines = ["| gap proved | median, s | worst, s |", "|---:|---:|---:|"]
    for gap in GAPS:
        found = [record.reaches(gap) for record in records]
        worst = max(limit if one is None else one for one in found)
        never = any(one is None for one in found)
        lines.append(
            f"| {gap:.1%} | {seconds(found, limit)} | {Figure(worst, never)} |"
        )
    return "\n".join(lines)


def instances(runs: Mapping[str, Sequence[Record]], labels: Sequence[str]) -> str:
    """Best score and gap of every solver on every instance."""
    lines = [f"| instance | {' | '.join(runs)} |", f"|---|{'---:|' * len(runs)}"]
    for i, label in enumerate(labels):
        cells = " | ".join(_cell(records[i]) for records in runs.values())
        lines.append(f"| {label} | {cells} |")
    return "\n".join(lines)


def ahead(runs: Mapping[str, Sequence[Record]]) -> float | None:
    """Median of how much lower Willing's score is than the best peer's, less the unfillable.

    0.2 means that a fifth of what the best peer's plan loses is not lost. None without peers.
    """
    found = []
    for i, own in enumerate(runs["willing"]):
        others = [
            r[i].best for name, r in runs.items() if name != "willing" and r[i].best is not None
        ]
        known = [best for best in others if best is not None]
        if own.best is not None and known:
            theirs = min(known) - own.unfillable
            found.append((theirs - (own.best - own.unfillable)) / max(theirs, 1e-9))
    return median(found) if found else None


def _cell(record: Record) -> str:
    if record.best is None:
        return f"no plan {record.words}".strip()
    return f"{record.best:,.1f}" + ("" if record.gap is None else f" ({record.gap:.2%})")


def _middle(found: Sequence[float | None]) -> str:
    known = [one for one in found if one is not None]
    missing = len(found) - len(known)
    if not known:
        return "none"
    return f"{median(known):,.1f}" + (f" ({missing} without)" if missing else "")


def _gap(records: Sequence[Record]) -> str:
    gaps = [1.0 if record.gap is None else record.gap for record in records]
    none = all(record.gap is None for record in records)
    return "none" if none else f"{median(gaps):.2%}"
