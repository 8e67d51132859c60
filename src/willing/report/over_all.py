"""What holds over all outcomes of a plan, in sentences: deals, milestones, effects, short lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from willing.assess.ready import MARKS, Ready
from willing.domain.operation import Operation
from willing.report.fans import Fan, fans
from willing.report.figures import amount, percent, portion
from willing.report.section import Column, Table

OFTEN = "Lines short in most outcomes: of the chance of a deal, how much finds them short"
"""What the table of such lines shows."""
_NAMED = 5
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Often:
    """A line that is short on the last day on which it is looked at, in some outcomes."""

    task: str
    """The line."""
    priority: int
    """Its class."""
    effect: str
    """The effect it serves."""
    chances: tuple[float | None, ...]
    """On each day looked at, how much of the chance of a deal finds it short; None: nothing is
    wanted in any outcome."""
    count: int
    """Outcomes in which it is short on its last day."""
    worst: float
    """Its least coverage on that day, 0 to 1."""
    worst_in: str
    """Outcome in which it is least covered then; of equals the likeliest."""


def often_short(found: Sequence[Ready]) -> tuple[Often, ...]:
    """Lines short on the last day looked at, by the chance of it; of equals the higher class.

    On the first days most lines are short whatever comes, as nobody is there yet.
    """
    dealt = [part for part in found if part.d_day is not None]
    by_line: dict[str, dict[int, list[tuple[float, float, str]]]] = {}
    about: dict[str, tuple[int, str]] = {}
    for part in dealt:
        for line in part.lines:
            about.setdefault(line.task, (line.priority, line.effect))
            for day in line.days:
                if day.cover is not None:
                    by_line.setdefault(line.task, {}).setdefault(day.mark, []).append(
                        (day.cover, part.probability, part.outcome))
    whole = sum(part.probability for part in dealt)
    rows = []
    for task, days in by_line.items():
        last = days[max(days)]
        short = [item for item in last if item[0] < 1 - _EPSILON]
        if short:
            worst, _, name = min(short, key=lambda item: (item[0], -item[1], item[2]))
            rows.append(Often(
                task=task, priority=about[task][0], effect=about[task][1], count=len(short),
                worst=worst, worst_in=name, chances=tuple(
                    _chance(days[mark], whole, len(dealt)) if mark in days else None
                    for mark in MARKS)))
    return tuple(sorted(rows, key=lambda row: (
        -round(_last(row), 9), row.priority, row.worst, row.task)))


def _chance(covers: Sequence[tuple[float, float, str]], whole: float, count: int) -> float:
    """Part of the chance of a deal in which a line is short; without chances outcomes count."""
    short = [chance for cover, chance, _ in covers if cover < 1 - _EPSILON]
    return sum(short) / whole if whole > 0 else len(short) / count


def _last(row: Often) -> float:
    """Chance on the last day on which anything is wanted."""
    return next(chance for chance in reversed(row.chances) if chance is not None)


def often_table(found: Sequence[Often]) -> Table:
    """Lines that are short, those with the most chance of it first."""
    return Table(
        none="On the last day looked at nothing is missing in any outcome.",
        columns=(
            Column("Line", 26), Column("Class", 8, "number"),
            *(Column(f"D+{mark}", 9, "number") for mark in MARKS),
            Column("Outcomes", 9, "number"), Column("Covered at worst", 10, "number"),
            Column("Worst in", 34),
        ),
        rows=tuple(
            (row.task, row.priority,
             *("–" if chance is None else portion(chance) for chance in row.chances),
             row.count, percent(row.worst), row.worst_in)
            for row in found
        ),
    )


def over_all(
    operation: Operation, found: Sequence[Ready], *, effects: bool = True
) -> tuple[str, ...]:
    """Sentences over all outcomes, each counted by its chance; of `effects` where no table has
    them."""
    dealt = [part for part in found if part.d_day is not None]
    told = fans(operation, dealt) if effects else ()
    return (
        *_deals(found), *_milestones(dealt),
        *_effects([fan for fan in told if fan.kind == "effect"]), *_short(dealt),
    )


def _deals(found: Sequence[Ready]) -> Iterator[str]:
    days: dict[date, float] = {}
    for part in found:
        if part.d_day is not None:
            days[part.d_day] = days.get(part.d_day, 0.0) + part.probability
    never = [part for part in found if part.d_day is None]
    text = f"{amount(len(found), 'outcome')}"
    if days:
        text += ": D is " + ", ".join(
            f"{day} ({portion(days[day])})" for day in sorted(days))
    if never:
        chance = sum(part.probability for part in never)
        text += f"; there is never a deal in {len(never)} ({portion(chance)})"
    yield f"{text}."


def _milestones(dealt: Sequence[Ready]) -> Iterator[str]:
    whole = sum(part.probability for part in dealt)
    for at, (name, _) in enumerate(dealt[0].milestones if dealt else ()):
        reached = [
            ((day - part.d_day).days, part.probability) for part in dealt
            if part.d_day is not None and (day := part.milestones[at][1]) is not None
        ]
        if not reached:
            yield f"{name} is reached in no outcome."
            continue
        chance = sum(part for _, part in reached) / whole if whole > 0 else 0.0
        first, last = min(reached)[0], max(reached)[0]
        yield (
            f"{name} is reached in {len(reached)} of {amount(len(dealt), 'outcome')} with a deal "
            f"({portion(chance)} of their chance), "
            + (f"on D{first:+d}." if first == last else f"between D{first:+d} and D{last:+d}.")
        )


def _effects(found: Sequence[Fan]) -> Iterator[str]:
    for fan in found:
        if not fan.told:
            yield f"{fan.name.capitalize()}: fully covered on every day looked at, in all outcomes."
            continue
        parts = []
        for mark in (MARKS[0], MARKS[2], MARKS[-1]):
            day = next((day for day in fan.days if day.mark == mark), None)
            if day is not None and day.most - day.least > _EPSILON:
                parts.append(f"D+{mark} {percent(day.least)} to {percent(day.most)}, mean "
                             f"{percent(day.mean)}")
            elif day is not None:
                parts.append(f"D+{mark} {percent(day.least)} in all")
        yield f"{fan.name.capitalize()}, by its weakest essential line: {'; '.join(parts)}."


def _short(dealt: Sequence[Ready]) -> Iterator[str]:
    lines = {line.task for part in dealt for line in part.lines}
    short = often_short(dealt)
    last = f"On D+{MARKS[-1]}, or the last day before on which they are wanted,"
    if not short:
        yield f"{last} all {amount(len(lines), 'line')} are filled in every outcome."
        return
    named = ", ".join(f"{row.task} ({portion(_last(row))})" for row in short[:_NAMED])
    more = f" and {len(short) - _NAMED} more" if len(short) > _NAMED else ""
    yield (
        f"{last} {len(short)} of {amount(len(lines), 'line')} are short in some outcome; most "
        f"often, by the chance of a deal: {named}{more}."
    )
