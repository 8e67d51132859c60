"""Coverage over time as steps: what is wanted, what is there, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from willing.calendar import Timeline
from willing.report.figures import amount, percent
from willing.report.pieces import Piece
from willing.report.scale import Scale, backdrop
from willing.report.svg import bars, drawing, outline, words

COVER = 30
"""Pixels the steps are high, with room for words above them."""
_ROOM_ABOVE = 12
_LETTER = 6.1
_EPSILON = 1e-9


def cover_marks(
    scale: Scale, pieces: Sequence[Piece], missing_words: Callable[[float], str]
) -> list[Markup]:
    """Grey where elements are there, cross-hatched where they miss, a dark step for what is wanted.

    `missing_words` says how many are missing, above the gap where there is room.
    """
    most = max((piece.wanted for piece in pieces), default=1.0)
    foot = COVER

    def top(value: float) -> int:
        return foot - round(value / most * (COVER - _ROOM_ABOVE))

    there, missing, labels = [], [], []
    steps: list[tuple[int, int]] = []
    for before, piece in zip((None, *pieces), pieces, strict=False):
        left, right = scale.x(piece.first), scale.x(piece.after)
        if before is None or before.after != piece.first:
            steps += [(scale.x(before.after), foot)] if before else []
            steps.append((left, foot))
        there.append((left, top(piece.cover), right - left, foot - top(piece.cover)))
        if piece.missing:
            missing.append((
                left, top(piece.wanted), right - left, top(piece.cover) - top(piece.wanted)
            ))
        steps += [(left, top(piece.wanted)), (right, top(piece.wanted))]
    for first, after, count in gaps(pieces):
        text = missing_words(count)
        if scale.x(after) - scale.x(first) >= _LETTER * len(text) + 2:
            labels.append(words("m", scale.x(first) + 2, 10, text))
    steps += [(steps[-1][0], foot)] if steps else []
    return [bars("c", there), bars("s", missing), outline("q", steps), *labels]


def gaps(pieces: Sequence[Piece]) -> list[tuple[int, int, float]]:
    """Days in a row with the same number missing: (first day, day after, elements missing)."""
    found: list[tuple[int, int, float]] = []
    for piece in pieces:
        if not piece.missing:
            continue
        if found and found[-1][1] == piece.first and abs(found[-1][2] - piece.missing) < _EPSILON:
            found[-1] = (found[-1][0], piece.after, piece.missing)
        else:
            found.append((piece.first, piece.after, piece.missing))
    return found


def effect_row(timeline: Timeline, scale: Scale, effect: str, pieces: Sequence[Piece]) -> Markup:
    """The drawing of an effect: coverage of its weakest essential line, 0 to 100 %."""
    short = sum(piece.days for piece in pieces if piece.missing and piece.first < timeline.horizon)
    title = f"{effect}: its weakest essential line is short on {amount(short, 'day')}"
    marks = cover_marks(scale, pieces, lambda missing: percent(1 - missing))
    return drawing(scale.width, COVER + 4, title, [backdrop(timeline, scale, COVER + 4), *marks])
