"""Dates on a page stay on one line: a browser may break them behind each hyphen."""

from __future__ import annotations

import re

_DATE = r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"
_NOT_FLOWING = r"<(style|script|svg|title|option)\b.*?</\1>"
"""What is no running text, or cannot hold an element."""
_FOUND = re.compile(rf"{_NOT_FLOWING}|<[^>]*>|({_DATE})", re.DOTALL)


def unbroken(page: str) -> str:
    """The page with each date of its text as a `time`, which the style keeps on one line."""
    return _FOUND.sub(_kept, page)


def _kept(found: re.Match[str]) -> str:
    return f"<time>{found.group(2)}</time>" if found.group(2) else found.group()
