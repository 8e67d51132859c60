"""One cell: text that is kept, text that is refused, and text a spreadsheet must not run.

Blanks around a cell are not data, and every end of line inside it is one newline. What remains is
kept to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from willing.domain.text import read_field, write_field
from willing.errors import TextFault
from willing.io.limits import LONGEST_TEXT

_RUNS = re.compile(r"'*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]")
"""How a cell begins that a spreadsheet would take for a formula, after guards (`'`)."""
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"
"""What cannot be seen around a text: blanks, and those of no width that come with copied text."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")
_PAIR = re.compile(r"\s*([^:,\s]+)\s*:\s*([^,\s]+)\s*")


def clean(text: str) -> str:
    """A text as it is kept: no blanks around it, and newlines of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(_BLANKS)


def unfit(text: str) -> str | None:
    """Why a text cannot stand in a cell of every format; None when it can."""
    if len(text) <= LONGEST_TEXT // 2 and text.isprintable():
        return None
    if len(text.encode("utf-16-le", errors="surrogatepass")) > 2 * LONGEST_TEXT:
        return f"a text of {len(text):,} characters"
    for letter in text:
        if letter in "\n\t" or letter.isprintable():
            continue
        # XML, and so a workbook, cannot hold these two either.
        if unicodedata.category(letter) in ("Cc", "Cs") or letter in "\ufffe\uffff":
            return f"the control character U+{ord(letter):04X}"
    return None


def guard(text: str) -> str:
    """Write a text for CSV so that a spreadsheet shows it and does not run it.

    What begins like a formula gets a `'` before it. Numbers may begin with a sign.
    """
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def unguard(text: str) -> str:
    """Take the `'` away again."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text


@cache
def is_chances(kind: Any) -> bool:
    """Whether a type is a list of answers with their chances."""
    return get_origin(kind) is tuple and get_origin(get_args(kind)[0]) is tuple


def read_cell(kind: Any, text: str) -> Any:
    """Read a cell as a value of a type; raise `TextFault` when it is none."""
    return tuple(_chances(text)) if is_chances(kind) else read_field(kind, text)


def write_cell(kind: Any, value: Any) -> str:
    """Write a value as the text that `read_cell` reads back."""
    if is_chances(kind):
        return ", ".join(f"{answer}: {write_field(chance)}" for answer, chance in value)
    return clean(write_field(value))


def _chances(text: str) -> Iterator[tuple[str, float]]:
    column, seen = 1, set()
    for part in text.split(","):
        match = _PAIR.fullmatch(part)
        if not match or match[1] in seen:
            raise TextFault(
                text, column, f"'{part.strip()}' is not an answer with its chance",
                "each answer stands once, with a chance from 0 to 1", "write 'none: 0.4, full: 0.6'"
            )
        seen.add(match[1])
        yield match[1], read_field(float, match[2])
        column += len(part) + 1
