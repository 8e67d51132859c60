"""Days, dates and grid lines: the only place where one becomes another.

Inside Willing a *day* is a whole number counted from the operation's as-of date (day 0).
A *line* is a day on which the planner may change something; a *period* is the span between two
lines. An outcome's timeline is the waiting grid up to its D-day, the operation grid from there,
and a coarse tail behind the horizon, so that no plan spends the force by its last period.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from willing.errors import TextFault

_DDAY = re.compile(r"^D\s*(?:([+-])\s*(\d{1,5}))?$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_ELSEWHERE = re.compile(r"^(\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}|\d{5}|\d{4}-\d{2}-\d{2}T.*)$")
"""Dates as a spreadsheet shows or counts them."""


@dataclass(frozen=True, slots=True, order=True)
class DDay:
    """A day counted from the day the deal takes effect: `D+30`."""

    days: int

    def __str__(self) -> str:
        return f"D{self.days:+d}"


Moment = DDay | date
"""A day of the operation (`D+30`) or of the world (`2027-04-20`)."""


def parse_moment(text: str) -> Moment:
    """Read `D+30`, `D-5`, `D` or `2027-04-20`; raise `TextFault` for anything else."""
    word = text.strip()
    match = _DDAY.match(word)
    if match:
        sign, digits = match.group(1), match.group(2)
        return DDay(int(f"{sign}{digits}") if digits else 0)
    if _ISO.match(word):
        try:
            return date.fromisoformat(word)
        except ValueError as error:
            raise TextFault(
                text, 1, f"'{word}' is no day of the calendar ({error})",
                "a date is YYYY-MM-DD", "correct the month or the day",
            ) from None
    raise TextFault(
        text, 1, f"'{word}' is not a day", "a day is 'D+30' or '2027-04-20'",
        "write it in one of these forms" + (
            "; in a spreadsheet, format the cells as YYYY-MM-DD" if _ELSEWHERE.match(word) else ""
        ),
    )


@dataclass(frozen=True, slots=True)
class Steps:
    """Periods in a row: so many of so many days each, `12x7, 45x30`."""

    runs: tuple[tuple[int, int], ...]
    """(number of periods, days each), in order."""

    def __str__(self) -> str:
        return ", ".join(f"{number}x{days}" for number, days in self.runs) or "none"

    @property
    def days(self) -> int:
        """Length of all periods together, in days."""
        return sum(number * days for number, days in self.runs)

    def lines(self, start: int) -> list[int]:
        """Lines from `start` (not included) to the end of the last period."""
        lines: list[int] = []
        day = start
        for number, days in self.runs:
            for _ in range(number):
                day += days
                lines.append(day)
        return lines


def parse_steps(text: str) -> Steps:
    """Read `12x7, 45x30` or `none`; raise `TextFault` otherwise."""
    if text.strip() in ("", "none"):
        return Steps(())
    runs: list[tuple[int, int]] = []
    column = 1
    for part in text.split(","):
        match = re.match(r"^\s*(\d{1,4})\s*x\s*(\d{1,4})\s*$", part)
        if not match or int(match.group(1)) == 0 or int(match.group(2)) == 0:
            raise TextFault(
                text, column, f"'{part.strip()}' is not a run of periods",
                "a run is NUMBERxDAYS with both above 0, such as '12x7'", "write it so",
            )
        runs.append((int(match.group(1)), int(match.group(2))))
        column += len(part) + 1
    return Steps(tuple(runs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The planner's time lines: before the deal, from D-day, and behind the horizon."""

    waiting: Steps = Steps(((24, 30),))
    """Periods from the as-of date while everybody waits for the deal."""
    operation: Steps = Steps(((12, 7), (21, 30)))
    """Periods from D-day, finer first."""
    tail: Steps = Steps(((12, 60),))
    """Coarse periods behind the horizon, about one cycle, so that the plan can go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The days and lines of one outcome."""

    as_of: date
    """Calendar date of day 0."""
    asked_d_day: int | None
    """Day the deal takes effect in this outcome, before it moved to a line; None: never."""
    d_day: int | None
    """Day D: the first waiting line at or after the deal; None when there is never a deal."""
    lines: tuple[int, ...]
    """All lines, ascending, from day 0 to the end of the tail."""
    horizon: int
    """Day on which the operation grid ends and the tail begins."""

    @property
    def periods(self) -> int:
        """Number of periods; period t runs from line t to line t + 1."""
        return len(self.lines) - 1

    @property
    def end(self) -> int:
        """Last day of the tail, not included."""
        return self.lines[-1]

    def period_of(self, day: int) -> int:
        """Period in which a day lies; days before 0 lie in period 0, late ones past the last."""
        return max(bisect_right(self.lines, day) - 1, 0)

    def line_at_or_after(self, day: int) -> int | None:
        """Index of the first line not before a day; None when the day is past the last line."""
        index = bisect_left(self.lines, day)
        return index if index < len(self.lines) else None

    def day_of(self, moment: Moment) -> int | None:
        """Day number of a moment; None for `D+n` where there is never a deal."""
        if isinstance(moment, DDay):
            return None if self.d_day is None else self.d_day + moment.days
        return (moment - self.as_of).days

    def date_of(self, day: int) -> date:
        """Calendar date of a day number."""
        return self.as_of + timedelta(days=day)

    def label(self, day: int) -> str:
        """A day as planners say it: `D+30`, or the date where there is never a deal."""
        return self.date_of(day).isoformat() if self.d_day is None else f"D{day - self.d_day:+d}"


def timeline(as_of: date, deal: date | None, grid: Grid) -> Timeline:
    """Lay out the lines of an outcome whose deal takes effect on `deal` (None: never).

    A deal between two waiting lines moves to the later one. A deal before the as-of date counts
    as made on it. Raises `TextFault` when the deal lies behind the waiting grid.
    """
    waiting = [0, *grid.waiting.lines(0)]
    if deal is None:
        lines, horizon, asked, d_day = waiting, waiting[-1], None, None
    else:
        asked = max((deal - as_of).days, 0)
        index = bisect_left(waiting, asked)
        if index == len(waiting):
            last = as_of + timedelta(days=waiting[-1])
            raise TextFault(
                deal.isoformat(), 1, f"the deal on {deal} lies behind the waiting grid",
                f"the waiting grid ends on {last}", "lengthen 'waiting' or move the deal",
            )
        d_day = waiting[index]
        lines = waiting[: index + 1] + grid.operation.lines(d_day)
        horizon = lines[-1]
    return Timeline(
        as_of=as_of, asked_d_day=asked, d_day=d_day,
        lines=tuple(lines + grid.tail.lines(horizon)), horizon=horizon,
    )
