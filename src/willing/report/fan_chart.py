"""Coverage fans as pictures: least to most light, the middle half dark, the median as a line.

Only the days that are looked at are reckoned; what lies between them joins them for the eye.
"""

from __future__ import annotations

from markupsafe import Markup

from willing.assess.ready import MARKS
from willing.report.fans import Fan, Spread, told
from willing.report.figures import percent
from willing.report.svg import bar, circle, drawing, line, polygon, rules, words

_WIDTH, _HEIGHT = 560, 92
_LEFT, _TOP, _FOOT = 46, 10, 74
_STEP = 88
"""Pixels between two days looked at; they are as far from each other as columns of a table."""


def fan_chart(fan: Fan) -> Markup:
    """The drawing of one fan."""
    parts = [rules("g", (_x(mark) for mark in MARKS), _TOP, _FOOT)]
    for share in (0.0, 0.5, 1.0):
        parts += [line("g", ((_LEFT, _y(share)), (_x(MARKS[-1]), _y(share)))),
                  words("a2", 4, _y(share) + 4, percent(share))]
    parts += [words("a2", _x(mark) - 12, _HEIGHT - 4, f"D+{mark}") for mark in MARKS]
    days = fan.days
    if len(days) > 1:
        parts += [
            polygon("f1", _band(days, "least", "most")), polygon("f2", _band(days, "low", "high")),
            line("f3", ((_x(day.mark), _y(day.middle)) for day in days)),
        ]
    for day in days:
        x = _x(day.mark)
        parts += [
            bar("f4", x - 1, _y(day.most), 2, _y(day.least) - _y(day.most)),
            bar("f5", x - 4, _y(day.middle) - 1, 8, 3),
            circle("f6", x, _y(day.mean), 4, f"D+{day.mark}: {told(day)}"),
        ]
    worst = min(days, key=lambda day: (day.least, day.mark))
    title = (
        f"{fan.name}: covered least on D+{worst.mark}, {percent(worst.least)} in {worst.worst}, "
        f"mean {percent(worst.mean)}"
    )
    return drawing(_WIDTH, _HEIGHT, title, parts, "fan")


def _band(days: tuple[Spread, ...], low: str, high: str) -> list[tuple[int, int]]:
    upper = [(_x(day.mark), _y(getattr(day, high))) for day in days]
    lower = [(_x(day.mark), _y(getattr(day, low))) for day in reversed(days)]
    return upper + lower


def _x(mark: int) -> int:
    return _LEFT + 14 + _STEP * MARKS.index(mark)


def _y(share: float) -> int:
    return _FOOT - round(share * (_FOOT - _TOP))
