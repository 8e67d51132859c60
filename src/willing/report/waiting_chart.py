"""The waiting chain as a picture: who stands ready when, by level and nation, before the deal.

The axis is the calendar, not days from D: nobody knows D yet. A rule marks each day that may be D.
Below a bar, at each of these days on which its elements are held, a circle says in how many of the
outcomes with that D they are called: full in all, half in some, empty in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from willing.calendar import Timeline
from willing.domain.operation import Operation
from willing.report.bought import bought
from willing.report.figures import amount, portion
from willing.report.reading import Reading, counted_in
from willing.report.scale import Scale
from willing.report.svg import bar, circle, drawing, linked, rules, words
from willing.report.waiting import Then, Wait

_LANE, _BAR, _TOP = 28, 13, 5
_RADIUS = 5
_ROW = 62
"""Least height of a row, so that rules reach along its name."""
_LETTER = 6.1
_WIDTH = 1013
_HEAD = 46
_BEHIND = 30
"""Days shown behind the last possible D."""
_BEFORE = 10
"""Days shown before the first stint or possible D."""
_ROOM_FOR_A_DATE = 62
_MONTHS = (1, 2, 3, 6, 12)
"""Steps between labelled months, the smallest that leaves room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBe:
    """A day that may be D."""

    day: int
    """Days from the as-of date."""
    chance: float
    """Chance of the outcomes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingChart:
    """Rows of the picture on one axis."""

    axis: Markup
    """Months, and the days that may be D with their chances."""
    rows: tuple[tuple[str, str, Markup], ...]
    """Level and nation, the notice, and the drawing."""


def may_be_d(readings: Sequence[Reading]) -> tuple[MayBe, ...]:
    """Days that are D in some outcome, with their chances, first things first."""
    found: dict[int, float] = {}
    for reading in readings:
        if reading.timeline.d_day is not None:
            day = reading.timeline.d_day
            found[day] = found.get(day, 0.0) + reading.plan.probability
    return tuple(MayBe(day=day, chance=found[day]) for day in sorted(found))


def waiting_chart(readings: Sequence[Reading], waits: Sequence[Wait]) -> WaitingChart:
    """Draw every stint of a plan, level by level, nations in the operation's order."""
    operation, line = readings[0].before, readings[0].timeline
    deals = may_be_d(readings)
    last = max([deal.day for deal in deals] + [wait.after for wait in waits])
    taken = _taken(readings)
    begin = min([deal.day for deal in deals] + [wait.first for wait in waits]
                + [day for _, day in taken])
    days = Scale(first=begin - _BEFORE, after=last + _BEHIND, width=_WIDTH)
    groups: dict[tuple[str, str], list[Wait]] = {}
    for wait in waits:
        groups.setdefault((wait.level.id, wait.nation), []).append(wait)
    return WaitingChart(
        axis=_axis(line, days, deals),
        rows=(*_bought(operation, line, days, deals, taken), *(
            (f"{group[0].level.name or level}: {operation.nation[nation].name or nation}",
             f"notice of {amount(group[0].level.notice_days, 'day')}",
             _row(operation, line, days, deals, group))
            for (level, nation), group in groups.items()
        )),
    )


def _taken(readings: Sequence[Reading]) -> dict[tuple[str, int], list[str]]:
    """Steps and the days on which they are taken, each with its outcomes."""
    found: dict[tuple[str, int], list[str]] = {}
    for reading in readings:
        for item in bought(reading):
            if item.day is not None:
                found.setdefault((item.step.id, item.day), []).append(reading.name)
    return found


def _bought(
    operation: Operation, line: Timeline, days: Scale, deals: Sequence[MayBe],
    found: Mapping[tuple[str, int], Sequence[str]],
) -> list[tuple[str, str, Markup]]:
    """A row for the steps of each nation: hatched until they are in effect, then as long as no
    deal comes."""
    rows: dict[str, list[tuple[str, int]]] = {}
    for name, day in found:
        rows.setdefault(operation.step[name].nation, []).append((name, day))
    last = max((deal.day for deal in deals), default=days.after)
    drawn = []
    for nation, steps in rows.items():
        height = max(2 * _TOP + _LANE * len(steps), _ROW)
        parts = [rules("g0", (days.x(deal.day) for deal in deals), 0, height)]
        for number, (name, day) in enumerate(steps):
            step, y = operation.step[name], _TOP + number * _LANE
            effect = day + step.lead_days
            title = (
                f"{step.name or name}: taken on {line.date_of(day)}, in effect on "
                f"{line.date_of(effect)}, in {amount(len(found[name, day]), 'outcome')}"
            )
            parts += [
                bar("l", *days.box(day, effect, y, _BAR), title),
                bar("y", *days.box(effect, max(last, effect), y, _BAR), title),
                words("k", days.x(day) + 4, y + _BAR + 10, name),
            ]
        who = operation.nation[nation].name or nation if nation else "the coalition"
        drawn.append((
            f"Steps: {who}", "hatched until in effect",
            drawing(days.width, height, f"Steps of {who} before the deal", parts)))
    return drawn


def _row(
    operation: Operation, line: Timeline, days: Scale, deals: Sequence[MayBe],
    group: Sequence[Wait],
) -> Markup:
    lanes = _lanes(group)
    height = max(2 * _TOP + _LANE * len(lanes), _ROW)
    parts = [rules("g0", (days.x(deal.day) for deal in deals), 0, height)]
    for number, lane in enumerate(lanes):
        for wait in lane:
            parts.append(_stint(operation, line, days, _TOP + number * _LANE, wait))
    name = group[0].level.name or group[0].level.id
    title = f"{name}, {group[0].nation}: {amount(len(group), 'stint')} on standby"
    return drawing(days.width, height, title, parts)


def _stint(operation: Operation, line: Timeline, days: Scale, y: int, wait: Wait) -> Markup:
    """A bar that leads to what is said of it, and a circle at each D on which it stands ready."""
    x, _, width, _ = days.box(wait.first, wait.after, y, _BAR)
    unit = counted_in(operation, operation.unit[wait.unit].capability)
    title = (
        f"{wait.nation} {wait.unit} ({wait.pledge}) on {wait.level.id}: "
        f"{amount(wait.count, unit)}, {line.date_of(wait.first)} to {line.date_of(wait.after)} "
        f"or the deal; called in {amount(sum(then.used > 0 for then in wait.thens), 'outcome')} of "
        f"{len(wait.thens)} in which they are held"
    )
    parts = [bar("y", x, y, width, _BAR, title)]
    label = next((text for text in (f"{wait.unit} ×{wait.count}", f"×{wait.count}")
                  if len(text) * _LETTER < width - 6), "")
    if label:
        parts.append(words("k", x + 4, y + 10, label))
    for day, thens in by_deal(wait).items():
        called = sum(then.used > 0 for then in thens)
        told = f"D {line.date_of(day)}: called in {called} of {amount(len(thens), 'outcome')}"
        full = "all" if called == len(thens) else "some" if called else "none"
        parts.append(circle(f"u {full}", days.x(day), y + _BAR + 7, _RADIUS, told))
    return linked(f"#{wait.key}", parts)


def by_deal(wait: Wait) -> dict[int, list[Then]]:
    """The outcomes in which a stint stands ready on D, by that day."""
    found: dict[int, list[Then]] = {}
    for then in wait.thens:
        if then.to_deal:
            found.setdefault(then.after, []).append(then)
    return dict(sorted(found.items()))


def _lanes(group: Iterable[Wait]) -> list[list[Wait]]:
    """Stints below each other where they overlap; turns of one pool behind each other if they can.

    Not even those that follow on one day share a lane: the circles at both ends need room.
    """
    found: list[list[Wait]] = []
    for wait in sorted(group, key=lambda wait: (wait.first, wait.unit, wait.pledge)):
        free = [lane for lane in found if lane[-1].after < wait.first]
        own = [lane for lane in free if lane[-1].unit == wait.unit]
        if free:
            (own or free)[0].append(wait)
        else:
            found.append([wait])
    return found


def _axis(line: Timeline, days: Scale, deals: Sequence[MayBe]) -> Markup:
    """Months above; below each day that may be D, with its chance where there is room."""
    parts = [rules("g0", (days.x(deal.day) for deal in deals), 18, _HEAD)]
    taken = -_ROOM_FOR_A_DATE
    for day, label in _months(line, days):
        if days.width - days.x(day) > _ROOM_FOR_A_DATE:
            parts.append(words("a2", days.x(day) + 2, 11, label))
    for deal in deals:
        x = min(days.x(deal.day) + 3, days.width - _ROOM_FOR_A_DATE)
        if x >= taken + _ROOM_FOR_A_DATE + 4:
            parts.append(words("a", x, 28, line.date_of(deal.day).isoformat()))
            parts.append(words("a2", x, 41, f"D: {portion(deal.chance)}"))
            taken = x
    told = ", ".join(f"{line.date_of(deal.day)} ({portion(deal.chance)})" for deal in deals)
    title = f"Calendar from {line.date_of(days.first)}; D may be {told or 'never'}"
    return drawing(days.width, _HEAD, title, parts, "axis")


def _months(line: Timeline, days: Scale) -> list[tuple[int, str]]:
    """First days of months, as many as there is room for."""
    first, last = line.date_of(days.first), line.date_of(days.after)
    every = [
        first.replace(year=year, month=month, day=1)
        for year in range(first.year, last.year + 1) for month in range(1, 13)
    ]
    inside = [day for day in every if first <= day < last]
    pixels = days.width / max(len(inside), 1)
    step = next((n for n in _MONTHS if n * pixels >= _ROOM_FOR_A_DATE), _MONTHS[-1])
    return [
        ((day - line.as_of).days, day.strftime("%Y-%m")) for day in inside
        if (day.month - 1) % step == 0
    ]
