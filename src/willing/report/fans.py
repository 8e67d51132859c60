"""Coverage fans: how well effects and requirements are covered after D, over all outcomes.

Each outcome counts by its chance. A quartile is the least coverage that outcomes of so much chance
together do not exceed: it is the coverage of some outcome, never one in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from willing.assess.ready import MARKS, Ready, ready
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.report.figures import of_hundred, percent, portion
from willing.report.section import Column, Table, Value
from willing.report.sheet import Book

_EPSILON = 1e-9
_QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Coverage on one day behind D over the outcomes in which anything is wanted then."""

    mark: int
    """Days behind D."""
    chance: float
    """Part of the chance of all outcomes with a deal in which anything is wanted, 0 to 1."""
    least: float
    """Coverage in the outcome where it is least, 0 to 1."""
    low: float
    """Lower quartile."""
    middle: float
    """Median."""
    high: float
    """Upper quartile."""
    most: float
    """Coverage in the outcome where it is most."""
    mean: float
    """Mean, by chance."""
    worst: str
    """Outcome where it is least; of equals the likeliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """An effect or a line over the outcomes, day by day looked at."""

    name: str
    """Effect, or task."""
    kind: str
    """effect or line."""
    effect: str
    """The effect; that which a line serves."""
    priority: int | None
    """Class of a line; None: an effect."""
    days: tuple[Spread, ...]
    """Days on which anything is wanted in some outcome."""

    @property
    def told(self) -> bool:
        """Whether it is ever less than whole in any outcome."""
        return any(day.least < 1 - _EPSILON for day in self.days)


def fanned(plan: Plan) -> bool:
    """Whether a plan has several outcomes with a deal: of one there is no fan."""
    return sum(part.d_day is not None for part in plan.outcomes) > 1


def fans_of(operation: Operation, plan: Plan) -> tuple[Fan, ...]:
    """The fans of a plan; none where it has one outcome with a deal only."""
    if not fanned(plan):
        return ()
    return fans(operation, [
        ready(operation, plan, part.outcome, operation.as_of) for part in plan.outcomes])


def fans(operation: Operation, found: Sequence[Ready]) -> tuple[Fan, ...]:
    """Every effect, then every requirement and reach by class, over outcomes with a deal."""
    dealt = [part for part in found if part.d_day is not None]
    effects: dict[str, dict[int, list[tuple[float, float, str]]]] = {}
    lines: dict[str, dict[int, list[tuple[float, float, str]]]] = {}
    about: dict[str, tuple[str, int]] = {}
    for part in dealt:
        for name, days in part.effects:
            _add(effects, name, part, ((day.mark, day.cover) for day in days))
        for line in part.lines:
            about.setdefault(line.task, (line.effect, line.priority))
            _add(lines, line.task, part, ((day.mark, day.cover) for day in line.days))
    whole = sum(part.probability for part in dealt) or 1.0
    order = {name: n for n, name in enumerate(operation.task)}
    return (
        *(Fan(name=name, kind="effect", effect=name, priority=None, days=_spreads(days, whole))
          for name, days in effects.items() if days),
        *(Fan(name=name, kind="line", effect=about[name][0], priority=about[name][1],
              days=_spreads(lines[name], whole))
          for name in sorted(lines, key=lambda n: (about[n][1], order.get(n, 0), n))),
    )


def _add(
    found: dict[str, dict[int, list[tuple[float, float, str]]]], name: str, part: Ready,
    days: Iterable[tuple[int, float | None]],
) -> None:
    for mark, cover in days:
        if cover is not None:
            found.setdefault(name, {}).setdefault(mark, []).append(
                (cover, part.probability, part.outcome))


def _spreads(
    days: Mapping[int, Sequence[tuple[float, float, str]]], whole: float
) -> tuple[Spread, ...]:
    return tuple(_spread(mark, days[mark], whole) for mark in MARKS if mark in days)


def _spread(mark: int, covers: Sequence[tuple[float, float, str]], whole: float) -> Spread:
    ranked = sorted(covers, key=lambda item: (item[0], -item[1], item[2]))
    total = sum(chance for _, chance, _ in ranked)
    if total <= _EPSILON:  # outcomes of no chance at all count alike
        ranked = [(cover, 1.0, name) for cover, _, name in ranked]
        total = float(len(ranked))
    low, middle, high = (quantile(ranked, total * part) for part in _QUARTILES)
    return Spread(
        mark=mark, chance=min(total / whole, 1.0), least=ranked[0][0], low=low, middle=middle,
        high=high, most=ranked[-1][0], worst=ranked[0][2],
        mean=sum(cover * chance for cover, chance, _ in ranked) / total,
    )


def quantile(ranked: Sequence[tuple[float, float, str]], chance: float) -> float:
    """The least figure that outcomes of so much chance together do not exceed."""
    reached = 0.0
    for cover, own, _ in ranked:
        reached += own
        if reached >= chance - _EPSILON:
            return cover
    return ranked[-1][0]


def fan_table(found: Sequence[Fan], first: str) -> Table:
    """Fans in figures: least, middle half, most and mean on each day."""
    return Table(
        none="No outcome of this plan wants anything on these days.",
        columns=(Column(first, 26), *(Column(f"D+{mark}", 22) for mark in MARKS)),
        rows=tuple((_name(fan), *_cells(fan)) for fan in found),
    )


def _name(fan: Fan) -> str:
    return fan.name if fan.priority is None else f"{fan.name} (class {fan.priority})"


def _cells(fan: Fan) -> tuple[Value, ...]:
    by = {day.mark: day for day in fan.days}
    return tuple(told(by[mark]) if mark in by else "–" for mark in MARKS)


def told(day: Spread) -> str:
    """A day in words: one figure where all outcomes have the same."""
    part = "" if day.chance > 1 - 1e-6 else f" (wanted in {portion(day.chance)} of chance)"
    if day.most - day.least <= _EPSILON:
        return f"{percent(day.least)} in all{part}"
    return (
        f"{percent(day.least)} to {percent(day.most)}, middle half {percent(day.low)} to "
        f"{percent(day.high)}, mean {percent(day.mean)}{part}"
    )


def fan_sheet(book: Book, found: Sequence[Fan]) -> None:
    """Add the sheet: a row for each effect or line and day."""
    book.sheet("Over all outcomes", "Coverage on days behind D, each outcome by its chance", (
        "Effect or line", "Kind", "Effect", "Class", "Days after D", "Least, %",
        "Lower quartile, %", "Median, %", "Upper quartile, %", "Most, %", "Mean, %", "Least in",
        "Wanted in, % of chance",
    ), (
        (fan.name, fan.kind, fan.effect, fan.priority, day.mark, of_hundred(day.least),
         of_hundred(day.low), of_hundred(day.middle), of_hundred(day.high), of_hundred(day.most),
         of_hundred(day.mean), day.worst, of_hundred(day.chance))
        for fan in found for day in fan.days
    ))


def fan_mapping(fan: Fan) -> dict[str, Any]:
    """A fan for machines; shares are 0 to 1."""
    return {
        "name": fan.name, "kind": fan.kind, "effect": fan.effect, "priority": fan.priority,
        "days": [
            {
                "mark": day.mark, "chance": day.chance, "least": day.least, "low": day.low,
                "median": day.middle, "high": day.high, "most": day.most, "mean": day.mean,
                "least_in": day.worst,
            }
            for day in fan.days
        ],
    }
