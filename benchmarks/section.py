"""What the page says about one run: a verdict, the tables, and how to repeat it."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks.measure import PEERS, Measured
from benchmarks.page import SHORT, machine, update, update_rows
from benchmarks.table import ahead, endings, instances, middle_gap, own_times, solvers

_EQUAL = 5e-4
_NOT_RUN = "-"
_SHORT = f"""The median gap proved within the limit, that is how far a plan is from the best
possible at most, and Willing's score beside that of the best plan any peer found. Scores count
what stays uncovered and what the plan costs, so less is better. A dash: not run.

| instances | limit | willing | {" | ".join(PEERS)} | Willing's score |
|---|---|---:|{"---:|" * len(PEERS)}---|"""


def publish(
    title: str, found: Measured, command: str, capped: str = "", page: Path | None = None
) -> None:
    """Write a run's section, and its row in the table at the top of the page.

    A run with peers stands beside one without, which can afford more instances.
    """
    if found.bench.peers:
        title += " beside peers"
    limit = f"{found.bench.seconds:.0f} s"
    update(f"{title}, {limit}", f"{title}: {limit}", write_up(found, command, capped), page)
    gaps = [
        middle_gap(found.runs[name]) if name in found.runs else _NOT_RUN
        for name in ("willing", *PEERS)
    ]
    cells = [*gaps, _lead(found)]
    update_rows(SHORT, "In short", _SHORT, {f"{title} | {limit}": " | ".join(cells)}, page)


def write_up(found: Measured, command: str, capped: str = "") -> str:
    """The tables of one section; `capped` says why the limit is below the usual."""
    runs, bench = found.runs, found.bench
    parts = [
        capped, _verdict(found), solvers(runs, bench.seconds), endings(runs, found.labels),
        "Willing's own times:", own_times(found.own, bench.seconds),
        "Best score, in points, and gap:", instances(runs, found.labels),
        f"Limit {bench.seconds:.0f} s, {bench.threads} threads. {_sizes(found)} {machine()}",
        f"To repeat: `{command}`",
    ]
    return "\n\n".join(part for part in parts if part)


def _verdict(found: Measured) -> str:
    """One paragraph for who reads no tables."""
    gaps = ", ".join(f"`{name}` {middle_gap(records)}" for name, records in found.runs.items())
    proved = f"Gap proved within {found.bench.seconds:.0f} s: {gaps}."
    if not found.bench.peers:
        return f"{proved} No peer was run."
    return f"{proved} Willing's score, less what no choice could fill: {_lead(found)}."


def _lead(found: Measured) -> str:
    """Willing's score beside that of the best peer's plan, in words."""
    if not found.bench.peers:
        return _NOT_RUN
    lead = ahead(found.runs)
    if lead is None:
        own = any(record.best is not None for record in found.own)
        return "no peer has a plan" if own else "nobody has a plan"
    if abs(lead) < _EQUAL:
        return "equal to the best peer's"
    return f"{abs(lead):.1%} {'below' if lead > 0 else 'ABOVE'} the best peer's"


def _sizes(found: Measured) -> str:
    sizes = ", ".join(
        f"{median(fact[name] for fact in found.facts):,.0f} {name}"
        for name in ("columns", "rows", "entries")
    )
    built = median(fact["built"] for fact in found.facts)
    return f"Median instance: {sizes}; Willing builds it in {built:.2f} s."
