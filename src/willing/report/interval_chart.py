"""Figures known from both sides, drawn as bars from the one end to the other; never a bare number.

A full bar is certainly above or below nothing; a dashed one holds nothing too, and cannot be told
from it. An end of which nothing is proved runs out of the picture as an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from willing.planner.interval import Interval
from willing.report.section import Column, Table
from willing.report.svg import bar, drawing, line, polygon, rules, words

_WIDTH, _HEIGHT, _EDGE = 420, 26, 26
_THIN = 4
_NOT_LOOKED = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure with its name."""

    name: str
    """What it is of."""
    detail: str = ""
    """What a reader needs beside it."""
    known: Interval | None
    """From where to where; None: nobody looked, or it is what others are held against."""
    words: str = ""
    """What stands beside the bar; empty: the interval's own words."""

    @property
    def text(self) -> str:
        """What stands beside the bar."""
        return self.words or (_NOT_LOOKED if self.known is None else self.known.text)

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Both ends for cells; None: nothing is proved of it."""
        if self.known is None:
            return None, None
        low, high = (None if end is None else round(end + 0.0, 4)
                     for end in (self.known.low, self.known.high))
        return low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Figures of one kind on one scale."""

    caption: str
    """What they are, with their unit."""
    first: str
    """Heading of their names."""
    items: tuple[Known, ...]
    """The figures."""
    zero: bool = True
    """Whether they are held against nothing, which is marked; otherwise they are scores."""
    scale: tuple[float, float] | None = None
    """Least and most of the scale, where several stand on one; None: their own."""

    @property
    def table(self) -> Table:
        """The same in cells."""
        return Table(
            caption=self.caption, columns=(
                Column(self.first, 34), Column("About it", 34), Column("At least", 12, "number"),
                Column("At most", 12, "number"), Column("In words", 60),
            ),
            rows=tuple(
                (item.name, item.detail, *item.ends, item.text) for item in self.items
            ),
        )

    def drawn(self) -> list[tuple[Known, Markup]]:
        """Each figure with its drawing."""
        low, high = self._reach()
        return [(item, self._one(item, low, high)) for item in self.items]

    def axis(self) -> Markup:
        """Head of the bars: the ends of the scale, and nothing."""
        low, high = self._reach()
        marks = dict.fromkeys((low, 0.0, high) if self.zero else (low, high))
        parts = [rules("g", (_x(value, low, high) for value in marks), 14, 20)]
        last = -100
        for value in sorted(marks):
            x = min(max(_x(value, low, high) - 12, 2), _WIDTH - 62)
            if x >= last + 58:
                parts.append(words("a2", x, 11, f"{value:,.2f}"))
                last = x
        return drawing(_WIDTH, 20, f"Scale from {low:,.2f} to {high:,.2f} points", parts, "axis")

    def _reach(self) -> tuple[float, float]:
        """Least and most of the scale."""
        return self.scale or reach_of([item.known for item in self.items], zero=self.zero)

    def _one(self, item: Known, low: float, high: float) -> Markup:
        parts = []
        if self.zero:
            parts.append(rules("g0", (_x(0.0, low, high),), 0, _HEIGHT))
        found = item.known
        if found is not None and (found.low is not None or found.high is not None):
            left = 6 if found.low is None else _x(found.low, low, high)
            right = _WIDTH - 6 if found.high is None else _x(found.high, low, high)
            if right - left < _THIN:
                left, right = (left + right - _THIN) // 2, (left + right + _THIN) // 2
            sure = found.sign is not None or not self.zero
            parts.append(bar("i1" if sure else "i0", left, 7, right - left, 12))
            parts += [line("i2", ((x, 4), (x, 22))) for x, end in (
                (left, found.low), (right, found.high)) if end is not None]
            if found.low is None:
                parts.append(polygon("i3", ((0, 13), (8, 7), (8, 19))))
            if found.high is None:
                parts.append(polygon("i3", ((_WIDTH, 13), (_WIDTH - 8, 7), (_WIDTH - 8, 19))))
        return drawing(_WIDTH, _HEIGHT, f"{item.name}: {item.text}", parts)


def _x(value: float, low: float, high: float) -> int:
    return _EDGE + round((value - low) / (high - low) * (_WIDTH - 2 * _EDGE))



def reach_of(known: Sequence[Interval | None], *, zero: bool = True) -> tuple[float, float]:
    """Least and most of a scale on which figures stand, nothing among them where it counts."""
    ends = [end for one in known if one is not None for end in (one.low, one.high)
            if end is not None]
    ends += [0.0] if zero or not ends else []
    low, high = min(ends), max(ends)
    return (low, high) if high - low > 1e-9 else (low, low + 1.0)
