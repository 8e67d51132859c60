"""The rotation chart: a row for each line, and one for each unit of a nation.

Tours are bars with the sender and the number of elements. The hatched part before a bar is its
lead-in (work-up, movement, reception, and the overlap with whom it relieves); the dotted part
behind it is return, recovery and dwell. A bar with a doubled edge and a `+` serves another
nation's commitment. A bar with a dashed edge is no tour: its elements are on standby at home.
Above the bars of a line, a dark step is what is wanted, the grey area what is there, and the
cross-hatched area what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from willing.calendar import Timeline
from willing.domain.requirement import Task
from willing.report.figures import amount, number
from willing.report.lanes import lanes
from willing.report.pieces import Piece
from willing.report.scale import Scale, backdrop
from willing.report.standby import Held
from willing.report.steps import COVER, cover_marks
from willing.report.svg import bar, bars, drawing, words
from willing.report.tours import Hold, Tour

_LANE = 15
_BAR = 13
_STRIP = 6
"""Height of lead-in and rest, lower than a bar."""
_ROW = 54
"""Least height of a row, so that rules reach along its name."""
_LETTER = 6.1
"""Pixels one letter of a bar's label takes at most."""
_FIXED = {
    "": "", "cycle": ", on tour at the as-of date", "order": ", ordered", "pin": ", pinned",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a row: what it says and where it lies."""

    look: str
    """Class of the bar."""
    label: str
    """Text on it when there is room."""
    title: str
    """The whole sentence, for pointers and screen readers."""
    first: int
    """First day."""
    after: int
    """Day after the last."""


def line_row(
    timeline: Timeline, scale: Scale, task: Task, unit: str, pieces: Sequence[Piece],
    tours: Sequence[Tour], holds: Sequence[Hold],
) -> Markup:
    """The drawing of one requirement or commitment: wanted, there, missing, and who serves."""
    rows = lanes(tours, lambda t: t.turn.first_day, lambda t: t.turn.ends)
    held = [hold for hold in holds if hold.pledge]
    height = max(COVER + 6 + _LANE * (len(rows) + len(held)), _ROW)
    steps = cover_marks(scale, pieces, lambda count: f"−{number(count)}")
    parts = [backdrop(timeline, scale, height), *steps]
    for index, lane in enumerate(rows):
        y = COVER + 4 + index * _LANE
        parts += [
            _drawn(scale, y, tour_bar(timeline, t, t.nation, f"{t.nation} {t.unit}", unit))
            for t in lane
        ]
        # Over the bars, so that a relief is seen coming while the relieved is still in place.
        parts.append(bars("l", (
            scale.box(t.turn.leaves, t.turn.first_day, y + _BAR - _STRIP, _STRIP) for t in lane
        )))
    for index, hold in enumerate(held, len(rows)):
        y, sender = COVER + 4 + index * _LANE, f"{hold.nation} {hold.unit}"
        parts.append(_drawn(scale, y, hold_bar(timeline, hold, hold.nation, sender, unit)))
    missing = sum(piece.missing * piece.days for piece in pieces if piece.first < timeline.horizon)
    title = f"{task.name or task.id}: {amount(len(tours), 'tour')}, " + (
        f"{number(missing)} element-days missing" if missing else "nothing missing"
    )
    return drawing(scale.width, height, title, parts)


def unit_row(
    timeline: Timeline, scale: Scale, name: str, unit: str, tours: Sequence[Tour],
    holds: Sequence[Hold], standby: Sequence[Held] = (),
) -> Markup:
    """The drawing of one unit: where its elements serve, when they rest and when they stand by."""
    rows = lanes(tours, lambda t: t.turn.leaves, lambda t: t.turn.free)
    held = [hold for hold in holds if hold.pledge]
    height = max(6 + _LANE * (len(rows) + len(held) + len(standby)), _ROW)
    parts = [backdrop(timeline, scale, height)]
    for index, lane in enumerate(rows):
        y = 4 + index * _LANE
        parts.append(bars("l", (
            scale.box(t.turn.leaves, t.turn.first_day, y + _BAR - _STRIP, _STRIP) for t in lane
        )))
        parts.append(bars("d", (
            scale.box(t.turn.ends, t.turn.free, y + _BAR - _STRIP, _STRIP) for t in lane
        )))
        parts += [
            _drawn(scale, y, tour_bar(timeline, t, t.task, f"on {t.task}", unit)) for t in lane
        ]
    for index, hold in enumerate(held, len(rows)):
        y, where = 4 + index * _LANE, f"for {hold.task}"
        parts.append(_drawn(scale, y, hold_bar(timeline, hold, hold.task, where, unit)))
    for index, stint in enumerate(standby, len(rows) + len(held)):
        parts += _stint(timeline, scale, 4 + index * _LANE, stint, stint.level.id, unit)
    title = f"{name}: {amount(len(tours), 'tour')}"
    if standby:
        title += f", {amount(len(standby), 'stint')} on standby"
    return drawing(scale.width, height, title, parts)


def level_row(
    timeline: Timeline, scale: Scale, name: str, standby: Sequence[Held], unit: str
) -> Markup:
    """The drawing of one level of standby: who is held on it, and when those not called rest."""
    height = max(6 + _LANE * len(standby), _ROW)
    parts = [backdrop(timeline, scale, height)]
    for index, stint in enumerate(standby):
        parts += _stint(timeline, scale, 4 + index * _LANE, stint, stint.nation, unit)
    return drawing(
        scale.width, height, f"{name}: {amount(len(standby), 'stint')} on standby", parts)


def _stint(
    timeline: Timeline, scale: Scale, y: int, stint: Held, who: str, unit: str
) -> list[Markup]:
    """The bar of a stint, and the rest of those that nobody calls."""
    rests = [scale.box(stint.after, stint.rested, y + _BAR - _STRIP, _STRIP)]
    title = (
        f"{stint.nation} {stint.unit} on standby {stint.level.id}: {amount(stint.count, unit)}, "
        f"{timeline.label(stint.first)} to {timeline.label(stint.after)} "
        f"({amount(stint.after - stint.first, 'day')}){_FIXED[stint.pinned]}"
    )
    item = Bar(
        look="y", label=f"{who} ×{stint.count}", title=title, first=stint.first, after=stint.after)
    return [bars("d", rests if stint.uncalled else ()), _drawn(scale, y, item)]


def tour_bar(timeline: Timeline, tour: Tour, who: str, what: str, unit: str) -> Bar:
    """The bar of a tour.

    `who` stands on it: the nation on a line's row, the task on a unit's. `what` says the same at
    length; `unit` is what one element is.
    """
    sign = "+" if tour.backfill else ""
    return Bar(
        look="b" if tour.backfill else "t", label=f"{sign}{who} ×{tour.count}",
        title=(
            f"{what}: {amount(tour.count, unit)}, "
            f"{timeline.label(tour.turn.first_day)} to {timeline.label(tour.turn.ends)} "
            f"({amount(tour.days, 'day')}), free again {timeline.label(tour.turn.free)}"
            f"{', backfill' if tour.backfill else ''}{_FIXED[tour.pinned]}"
            f"{'' if tour.name_by is None else f', name by {timeline.label(tour.name_by)}'}"
        ),
        first=tour.turn.first_day, after=tour.turn.ends,
    )


def hold_bar(timeline: Timeline, hold: Hold, who: str, what: str, unit: str) -> Bar:
    """The bar of elements held at home under a pledge, told as a tour's."""
    return Bar(
        look="b" if hold.backfill else "t",
        label=f"{'+' if hold.backfill else ''}{who} ×{hold.count} from home",
        title=(
            f"{what}: {amount(hold.count, unit)} held at home, "
            f"{timeline.label(hold.first)} to {timeline.label(hold.after)} "
            f"({amount(hold.after - hold.first, 'day')}){', backfill' if hold.backfill else ''}"
        ),
        first=hold.first, after=hold.after,
    )


def _drawn(scale: Scale, y: int, item: Bar) -> Markup:
    x, width = scale.x(item.first), scale.x(item.after) - scale.x(item.first)
    if width <= 0:
        return Markup("")
    text = item.label
    room = int((width - 3) / _LETTER)
    if len(text) > room:
        head = text.partition(" ")[0]
        text = head if len(head) <= room else (head[: room - 1] + "…" if room >= 4 else "")
    drawn = bar(item.look, x, y, width, _BAR, item.title)
    return drawn + words("w" if item.look == "t" else "k", x + 3, y + 10, text) if text else drawn
