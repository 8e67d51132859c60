"""How many lines a text takes in a column, so that tables can be cut into slides before drawing."""

from __future__ import annotations

import unicodedata
from textwrap import wrap

_WIDE = {"W", "F"}


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters; what is left out is shown by `…`."""
    return text if len(text) <= most else f"{text[: max(most - 2, 1)].rstrip()} …"


def lines_in(text: str, width: float) -> int:
    """Lines that a text takes where `width` ordinary letters fit; wide letters count twice."""
    return sum(_lines(part, width) for part in text.split("\n"))


def fitted(text: str, width: float, most: int) -> str:
    """A text cut, visibly, so that it takes at most so many lines."""
    if lines_in(text, width) <= most:
        return text
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines_in(shortened(text, middle), width) <= most:
            low = middle
        else:
            high = middle - 1
    return shortened(text, low)


def _lines(text: str, width: float) -> int:
    wide = sum(unicodedata.east_asian_width(letter) in _WIDE for letter in text)
    # Capitals and figures are wider than small letters: a fifth more for each.
    large = sum(letter.isupper() or letter.isdigit() for letter in text)
    stretch = 1 + (wide + 0.2 * large) / max(len(text), 1)
    return len(wrap(text, max(int(width / stretch), 1))) or 1
