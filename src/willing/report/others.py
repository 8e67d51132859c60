"""Outcomes that are told together: how far their figures reach, and one row for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from willing.assess.milestones import milestones_in
from willing.report.effects import effects_of
from willing.report.figures import STATES, amount, number, percent, portion
from willing.report.lines import KINDS, Tally, lines_of, tallies
from willing.report.reading import Reading
from willing.report.section import Column, Table
from willing.report.shown import others_words

Pair = tuple[str, int]
"""Kind and class of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What stands beside the outcomes told in detail, for all others together."""

    heading: str
    """How many, and their chance."""
    chance: str
    """Their chance."""
    d_days: str
    """First and last D, and in how many there is none."""
    score: str
    """Least, most and mean score."""
    milestones: Mapping[str, str]
    """When each milestone is reached, and in how many."""
    tallies: Mapping[Pair, str]
    """Lines of each kind and class by state, and what is missing."""
    effects: Mapping[str, str]
    """Coverage of each effect on the last day."""


def others(found: Sequence[Reading]) -> Others | None:
    """Read outcomes together; of none there is nothing to tell."""
    if not found:
        return None
    chance = sum(reading.plan.probability for reading in found)
    days = sorted(r.plan.d_day for r in found if r.plan.d_day is not None)
    never = len(found) - len(days)
    told = [" to ".join(dict.fromkeys(map(str, (days[0], days[-1]))))] if days else []
    told += [f"never in {never}"] if never else []
    return Others(
        heading=others_words(len(found), chance), chance=portion(chance), d_days="; ".join(told),
        score=_reach([(r.plan.score, r.plan.probability) for r in found]) + " points",
        milestones=_milestones(found), tallies=_tallies(found), effects=_effects(found),
    )


def _milestones(found: Sequence[Reading]) -> dict[str, str]:
    dealt = [reading for reading in found if reading.timeline.d_day is not None]
    days: dict[str, list[int]] = {}
    for reading in dealt:
        for item in milestones_in(reading.scene):
            reached = days.setdefault(item.milestone, [])
            if item.day is not None:
                reached.append(item.day - (reading.timeline.d_day or 0))
    return {
        name: f"in {len(reached)} of {len(dealt)} with a deal" + (
            f", D{min(reached):+d} to D{max(reached):+d}" if reached else "")
        for name, reached in days.items()
    }


def _tallies(found: Sequence[Reading]) -> dict[Pair, str]:
    groups: dict[Pair, list[tuple[Tally, float]]] = {}
    for reading in found:
        for tally in tallies(lines_of(reading)):
            groups.setdefault((tally.kind, tally.priority), []).append(
                (tally, reading.plan.probability))
    return {
        pair: ", ".join(
            f"{_span([tally.counts[at] for tally, _ in own])} {state.word}"
            for at, state in enumerate(STATES)
        ) + "; element-days missing: " + _reach([(t.missing, chance) for t, chance in own])
        for pair, own in groups.items()
    }


def _effects(found: Sequence[Reading]) -> dict[str, str]:
    groups: dict[str, list[tuple[float, float]]] = {}
    for reading in found:
        for row in effects_of(reading):
            if row[-1].share is not None:
                groups.setdefault(row[0].effect, []).append(
                    (row[-1].share, reading.plan.probability))
    return {
        name: f"{percent(min(own)[0])} to {percent(max(own)[0])}, mean {percent(_mean(own))}"
        for name, own in groups.items()
    }


def _span(counts: Iterable[int]) -> str:
    known = sorted(counts)
    return str(known[0]) if known[0] == known[-1] else f"{known[0]} to {known[-1]}"


def _reach(found: Sequence[tuple[float, float]]) -> str:
    least, most = number(min(found)[0], 0), number(max(found)[0], 0)
    if least == most:
        return least
    return f"{least} to {most}, mean {number(_mean(found), 0)}"


def _mean(found: Sequence[tuple[float, float]]) -> float:
    """Mean by chance; outcomes of no chance at all count alike."""
    whole = sum(chance for _, chance in found)
    if whole <= 0:
        return sum(figure for figure, _ in found) / len(found)
    return sum(figure * chance for figure, chance in found) / whole


def every_table(found: Sequence[Reading], told: Sequence[Reading]) -> Table:
    """Every outcome in one row, the likeliest first."""
    detailed = {reading.key for reading in told}
    ranked = sorted(found, key=lambda reading: -round(reading.plan.probability, 12))
    return Table(
        caption=f"All {amount(len(found), 'outcome')}, the likeliest first", shown=24,
        columns=(
            Column("Outcome", 40), Column("Name", 30), Column("Chance", 8, "number"),
            Column("D-day", 12, "date"), Column("Score, points", 10, "number"),
            Column("Required, F/P/U", 12, "date"), Column("Owed, F/P/U", 12, "date"),
            Column("Element-days missing", 12, "number"), Column("In detail", 8),
        ),
        rows=tuple(
            (reading.label, reading.name, portion(reading.plan.probability),
             str(reading.plan.d_day or "never"), round(reading.plan.score), *_counts(reading),
             "yes" if reading.key in detailed else "")
            for reading in ranked
        ),
    )


def _counts(reading: Reading) -> tuple[str, str, int]:
    counted = tallies(lines_of(reading))
    states = {
        kind: "/".join(str(sum(t.counts[at] for t in counted if t.kind == kind))
                       for at in range(len(STATES)))
        for kind in KINDS
    }
    return (states["requirements"], states["commitments"],
            round(sum(tally.missing for tally in counted)))
