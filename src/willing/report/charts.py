"""All drawings of one outcome, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from willing.domain.requirement import Commitment, Requirement, Task
from willing.report.effects import steps_of
from willing.report.figures import amount
from willing.report.reading import Reading, counted_in
from willing.report.rotation import level_row, line_row, unit_row
from willing.report.scale import Scale, axis, scale
from willing.report.standby import Held
from willing.report.steps import effect_row
from willing.report.tours import Hold, Tour

_DAYS_BEFORE_D = 30
"""Days before D that a drawing shows at least."""

Drawn = tuple[str, str, Markup]
"""Name, detail and drawing of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """Drawings of one outcome; all share one scale of days."""

    axis: Markup
    """Head of every chart."""
    effects: tuple[tuple[str, Markup], ...]
    """Each effect by its weakest essential line."""
    lines: tuple[tuple[str, tuple[Drawn, ...]], ...]
    """A chart for the requirements of each effect, and one for commitments."""
    units: dict[str, tuple[Drawn, ...]]
    """Units that serve anywhere, by nation."""


def charts(reading: Reading) -> Charts:
    """Draw one outcome."""
    days = scale(reading.timeline, first_day(reading))
    tours: dict[str, list[Tour]] = {}
    holds: dict[str, list[Hold]] = {}
    for tour in reading.tours:
        tours.setdefault(tour.task, []).append(tour)
        tours.setdefault(f"unit {tour.unit}", []).append(tour)
    for hold in reading.holds:
        holds.setdefault(hold.task, []).append(hold)
        holds.setdefault(f"unit {hold.unit}", []).append(hold)
    return Charts(
        axis=axis(reading.timeline, days),
        effects=tuple(
            (effect, effect_row(reading.timeline, days, effect, steps_of(steps)))
            for effect, steps in reading.coverage.effects if steps
        ),
        lines=(
            *((title, tuple(_line(reading, days, task, tours, holds) for task in tasks))
              for title, tasks in _groups(reading)),
            ("Standby", _levels(reading, days)),
        ),
        units=_units(reading, days, tours, holds),
    )


def first_day(reading: Reading) -> int:
    """First day that drawings of an outcome show."""
    line = reading.timeline
    first = [(line.d_day or 0) - _DAYS_BEFORE_D]
    first += [tour.turn.leaves for tour in reading.tours if not _own(reading, tour)]
    first += [held.first for held in reading.standby]
    return max(min(first), 0)


def _own(reading: Reading, tour: Tour) -> bool:
    return not isinstance(reading.task(tour.task), Requirement) and not tour.backfill


def _groups(reading: Reading) -> list[tuple[str, list[Task]]]:
    groups: dict[str, list[Task]] = {}
    for task in reading.operation.task.values():
        if reading.pieces.get(task.id):
            name = "Commitments" if isinstance(task, Commitment) else task.effect
            groups.setdefault(name, []).append(task)
    return list(groups.items())


def _line(
    reading: Reading, days: Scale, task: Task, tours: dict[str, list[Tour]],
    holds: dict[str, list[Hold]],
) -> Drawn:
    unit = reading.unit_of_count(task.id)
    owner = f"{task.nation}, " if isinstance(task, Commitment) else ""
    most = max(piece.wanted for piece in reading.pieces[task.id])
    detail = f"{task.id + ' · ' if task.name else ''}{owner}class {task.priority}, up to "
    svg = line_row(
        reading.timeline, days, task, unit, reading.pieces[task.id],
        tours.get(task.id, []), holds.get(task.id, []),
    )
    return task.name or task.id, detail + amount(most, unit), svg


def _levels(reading: Reading, days: Scale) -> tuple[Drawn, ...]:
    """Levels of standby on which anybody is held."""
    found: list[Drawn] = []
    for level in reading.operation.standbys:
        held = [item for item in reading.standby if item.level == level]
        if held:
            words = {counted_in(reading.operation, reading.operation.unit[h.unit].capability)
                     for h in held}
            word = words.pop() if len(words) == 1 else "element"
            detail = f"{level.id + ' · ' if level.name else ''}notice of "
            name = level.name or level.id
            found.append((
                name, detail + amount(level.notice_days, "day"),
                level_row(reading.timeline, days, name, held, word),
            ))
    return tuple(found)


def _units(
    reading: Reading, days: Scale, tours: dict[str, list[Tour]], holds: dict[str, list[Hold]],
) -> dict[str, tuple[Drawn, ...]]:
    found: dict[str, list[Drawn]] = {}
    for unit in reading.operation.units:
        served = tours.get(f"unit {unit.id}", [])
        held = [hold for hold in holds.get(f"unit {unit.id}", []) if hold.pledge]
        stood: list[Held] = [item for item in reading.standby if item.unit == unit.id]
        if not served and not held and not stood:
            continue
        word = counted_in(reading.operation, unit.capability)
        name = unit.name or unit.id
        detail = f"{unit.id + ' · ' if unit.name else ''}{amount(unit.count, word)}"
        svg = unit_row(reading.timeline, days, name, word, served, held, stood)
        found.setdefault(unit.nation, []).append((name, detail, svg))
    return {nation: tuple(rows) for nation, rows in found.items()}
