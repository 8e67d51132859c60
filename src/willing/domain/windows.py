"""Quantities over time: `D+30..D+720: 3; D+720..: 2`.

A window runs from the start of its first day up to, not including, its last: so `D+0..D+30: 1;
D+30..D+720: 3` leaves no gap and counts no day twice. An open end means the first day of all, or
no end. Windows of one line may not overlap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from willing.calendar import Moment, Timeline, parse_moment
from willing.errors import TextFault


@dataclass(frozen=True, slots=True)
class Window:
    """A quantity that holds from one moment up to another."""

    start: Moment | None
    """First day; None: from the beginning."""
    end: Moment | None
    """First day after; None: without end."""
    quantity: int
    """Elements wanted, or people allowed."""

    def __str__(self) -> str:
        start = "" if self.start is None else str(self.start)
        end = "" if self.end is None else str(self.end)
        return f"{start}..{end}: {self.quantity}"


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows in order of time; a bare number is one window over all time."""

    parts: tuple[Window, ...] = ()

    def __str__(self) -> str:
        if len(self.parts) == 1 and self.parts[0].start is None and self.parts[0].end is None:
            return str(self.parts[0].quantity)
        return "; ".join(str(part) for part in self.parts)

    def times(self, number: int) -> Windows:
        """The same windows with so many times the quantity."""
        return Windows(tuple(
            Window(part.start, part.end, part.quantity * number) for part in self.parts
        ))

    def on(self, timeline: Timeline) -> tuple[tuple[int, int, int], ...]:
        """Lay the windows on an outcome: (first day, day after, quantity), cut to its timeline.

        Windows counted from D vanish where there is never a deal.
        """
        laid = []
        for part in self.parts:
            first = 0 if part.start is None else timeline.day_of(part.start)
            after = timeline.end if part.end is None else timeline.day_of(part.end)
            if first is None or after is None:
                continue
            first, after = max(first, 0), min(after, timeline.end)
            if first < after:
                laid.append((first, after, part.quantity))
        return tuple(sorted(laid))


def parse_windows(text: str) -> Windows:
    """Read windows; raise `TextFault` with the column of what cannot be read."""
    if re.fullmatch(r"\s*\d{1,9}\s*", text):
        return Windows((Window(None, None, int(text)),))
    parts: list[Window] = []
    column = 1
    for piece in text.split(";"):
        if piece.strip():
            parts.append(_parse_window(text, piece, column))
        column += len(piece) + 1
    return Windows(tuple(parts))


def _parse_window(text: str, piece: str, column: int) -> Window:
    span, colon, amount = piece.partition(":")
    start, dots, end = span.partition("..")
    if not colon or not dots:
        raise TextFault(
            text, column, f"'{piece.strip()}' is not a window",
            "a window is FROM..UNTIL: NUMBER, such as 'D+30..D+720: 3'", "write it so",
        )
    if not re.fullmatch(r"\s*\d{1,9}\s*", amount):
        raise TextFault(
            text, column + len(span) + 1, f"quantity '{amount.strip()}' is not a whole number",
            "a quantity is 0, 1, 2, ...", "write a whole number after the colon",
        )
    moments: list[Moment | None] = []
    for word, offset in ((start, 0), (end, len(start) + 2)):
        if not word.strip():
            moments.append(None)
            continue
        try:
            moments.append(parse_moment(word))
        except TextFault as fault:
            raise TextFault(
                text, column + offset, fault.given, fault.allowed, fault.fix
            ) from None
    first, last = moments
    if first is not None and type(first) is type(last) and not first < last:  # type: ignore[operator]
        raise TextFault(
            text, column, f"the window '{span.strip()}' ends before it begins",
            "the first day must come before the last", "exchange the two days",
        )
    return Window(first, last, int(amount))
