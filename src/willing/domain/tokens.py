"""Tokens of a text that is read from left to right, one ahead: conditions and company."""

from __future__ import annotations

import re

from willing.errors import TextFault


class Tokens:
    """The tokens of one text, and the next of them."""

    def __init__(self, text: str, pattern: re.Pattern[str], what: str) -> None:
        """`pattern` has one group for each kind of token; `what` stops where the text does."""
        self.text = text
        self._what = what
        self._found = [
            (match.group(match.lastindex or 0), match.start(match.lastindex or 0) + 1)
            for match in pattern.finditer(text.rstrip())
        ]
        self._next = 0

    @property
    def token(self) -> str:
        """The next token; empty at the end."""
        return self._found[self._next][0] if self._next < len(self._found) else ""

    @property
    def column(self) -> int:
        """Where the next token stands, from 1."""
        if self._next < len(self._found):
            return self._found[self._next][1]
        return len(self.text.rstrip()) + 1

    def take(self) -> str:
        """The next token, and go on behind it."""
        token = self.token
        self._next += 1
        return token

    def fault(self, allowed: str, fix: str) -> TextFault:
        """What is wrong with the next token."""
        given = f"'{self.token}' stands here" if self.token else f"{self._what} stops here"
        return TextFault(self.text, self.column, given, allowed, fix)
