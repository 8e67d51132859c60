"""Where a day lies in a drawing, and the rules that mark D-day, years and the horizon."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from willing.calendar import Timeline
from willing.report.svg import bar, drawing, rules, words

TAIL_SHOWN = 360
"""Days behind the horizon that drawings show."""
_PIXELS_PER_DAY = 0.55
_LEAST_WIDTH = 1013
_MARK_EVERY = (30, 60, 90, 180, 360)
_ROOM_FOR_A_MARK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days laid on pixels."""

    first: int
    """First day shown."""
    after: int
    """Day after the last shown."""
    width: int
    """Pixels for all of them."""

    def x(self, day: int) -> int:
        """Pixel of a day, kept inside the drawing."""
        inside = min(max(day, self.first), self.after)
        return round((inside - self.first) * self.width / (self.after - self.first))

    def box(self, first: int, after: int, y: int, height: int) -> tuple[int, int, int, int]:
        """A bar from one day to another; no wider than nothing where the days are not shown."""
        return self.x(first), y, self.x(after) - self.x(first), height


def scale(timeline: Timeline, first: int) -> Scale:
    """A scale from a day to a year behind the horizon, or the end of the tail when it is nearer."""
    after = max(min(timeline.end, timeline.horizon + TAIL_SHOWN), first + 1)
    width = max(round((after - first) * _PIXELS_PER_DAY), _LEAST_WIDTH)
    return Scale(first=first, after=after, width=width)


def marks(timeline: Timeline, scale: Scale) -> tuple[int, ...]:
    """Days that carry a label: counted from D where there is one, else from the as-of date."""
    zero = timeline.d_day or 0
    pixels = scale.width / (scale.after - scale.first)
    every = next((n for n in _MARK_EVERY if n * pixels >= _ROOM_FOR_A_MARK), _MARK_EVERY[-1])
    first = zero + -((zero - scale.first) // every) * every
    return tuple(range(first, scale.after, every))


def backdrop(timeline: Timeline, scale: Scale, height: int) -> Markup:
    """Rules behind a row: labelled days, D-day, and the days behind the horizon shaded."""
    parts = [
        bar("z", *scale.box(timeline.horizon, scale.after, 0, height))
        if timeline.horizon < scale.after else Markup(""),
        rules("g", (scale.x(day) for day in marks(timeline, scale)), 0, height),
    ]
    if timeline.d_day is not None and timeline.d_day >= scale.first:
        parts.append(rules("g0", (scale.x(timeline.d_day),), 0, height))
    return Markup("").join(parts)


def axis(timeline: Timeline, scale: Scale) -> Markup:
    """The head of a chart: days from D above, calendar dates below, the horizon by name."""
    drawn = [backdrop(timeline, scale, 34)]
    for day in marks(timeline, scale):
        x = scale.x(day)
        if scale.width - x < _ROOM_FOR_A_MARK:
            continue
        when = timeline.date_of(day)
        if timeline.d_day is not None:
            drawn.append(words("a", x + 3, 13, timeline.label(day)))
        drawn.append(words("a2", x + 3, 28, when.isoformat()))
    title = (
        f"Days from {timeline.label(scale.first)} to {timeline.label(scale.after)}; "
        f"the horizon is {timeline.label(timeline.horizon)}"
    )
    return drawing(scale.width, 34, title, drawn, "axis")
