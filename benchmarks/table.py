"""Tables of records: medians over instances, in Markdown, for the terminal and the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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


Of = Callable[[Iterable[float]], float]
"""What is taken of many figures: the median, or the worst."""


def seconds(found: Iterable[float | None], limit: float, of: Of = median) -> Figure:
    """Median of times; who never gets there counts with the limit."""
    times = [limit if one is None else min(one, limit) for one in found]
    middle = of(times)
    return Figure(middle, middle >= limit)


def solvers(runs: Mapping[str, Sequence[Record]], limit: float) -> str:
    """One row a solver: medians over the instances."""
    lines = [
        "| solver | gap | best, points | bound, points | first plan, s | 5% proved, s "
        "| 1% proved, s | memory, MB | plans that hold |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, records in runs.items():
        planned = [record for record in records if record.best is not None]
        times = [
            seconds((of(record) for record in records), limit)
            for of in (_first, _five, _one)
        ]
        lines.append(
            f"| {name} | {middle_gap(records)} | {_middle([r.best for r in records])} | "
            f"{_middle([r.bound for r in records])} | "
            f"{' | '.join(str(time) for time in times)} | "
            f"{median(r.megabytes for r in records):,.0f} | {_hold(planned)} |"
        )
    return "\n".join(lines)


def endings(runs: Mapping[str, Sequence[Record]], labels: Sequence[str]) -> str:
    """A line for every way in which a solver did not come to an end by itself; empty: none."""
    where: dict[tuple[str, str], list[str]] = {}
    for name, records in runs.items():
        for record, label in zip(records, labels, strict=True):
            if record.cut:
                where.setdefault((name, record.words), []).append(label)
    return "\n".join(
        f"- `{name}` {words}: {', '.join(found)}." for (name, words), found in where.items()
    )


def _hold(planned: Sequence[Record]) -> str:
    if not planned:
        return "no plan"
    unjudged = sum(record.valid is None for record in planned)
    hold = sum(record.valid is True for record in planned)
    return f"{hold} of {len(planned)}" + (f", {unjudged} not judged" if unjudged else "")


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
        lines.append(f"| {gap:.1%} | {seconds(found, limit)} | {seconds(found, limit, max)} |")
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
        sure = own.unfillable or 0.0
        others = [
            r[i].best for name, r in runs.items() if name != "willing" and r[i].best is not None
        ]
        known = [best for best in others if best is not None]
        if own.best is not None and known:
            theirs = min(known) - sure
            found.append((theirs - (own.best - sure)) / max(theirs, 1e-9))
    return median(found) if found else None


def _cell(record: Record) -> str:
    if record.best is None:
        return "no plan" if record.cut or not record.words else f"no plan ({record.words})"
    return f"{record.best:,.1f}" + ("" if record.gap is None else f" ({record.gap:.2%})")


def _middle(found: Sequence[float | None]) -> str:
    known = [one for one in found if one is not None]
    missing = len(found) - len(known)
    if not known:
        return "none"
    return f"{median(known):,.1f}" + (f" ({missing} without)" if missing else "")


def middle_gap(records: Sequence[Record], of: Of = median) -> str:
    """Median gap; who has none counts with 100%."""
    gaps = [1.0 if record.gap is None else record.gap for record in records]
    none = all(record.gap is None for record in records)
    return "none" if none else f"{of(gaps):.2%}"
