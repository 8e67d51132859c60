"""Company: `with GBR at SEC_W and if 2 role2_hospital in SEC_W and after NATO`.

    company = term { "and" term }
    term    = ("with" | "after") [ number ] party [ place ] | "if" [ number ] capability [ place ]
    place   = ("at" | "in") name

A party is a nation or a group, a place one of the operation's or a nation. What a term means says
`willing.domain.link`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from willing.domain.tokens import Tokens

Word = Literal["with", "if", "after"]

_TOKEN = re.compile(r"\s*(?:([A-Za-z0-9][A-Za-z0-9_.\-]*)|(\S))")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]*")
_NUMBER = re.compile(r"[0-9]{1,5}")
_WORDS = ("with", "if", "after")
_PLACE = ("at", "in")
_RESERVED = (*_WORDS, *_PLACE, "and")
"""Words that cannot be names here."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there: so many elements of a party or a capability, somewhere."""

    word: Word
    """`with` a nation or group, `if` a capability, `after` a nation or group."""
    name: str
    """Nation or group; the capability of `if`."""
    number: int = 1
    """Elements."""
    place: str = ""
    """Where they are; empty: anywhere."""
    column: int = 1
    """Where the name stands in the text, from 1."""
    place_column: int = 1
    """Where the place stands."""

    def __str__(self) -> str:
        number = "" if self.number == 1 else f"{self.number} "
        where = ("in" if self.word == "if" else "at") if self.place else ""
        return f"{self.word} {number}{self.name}" + (f" {where} {self.place}" if where else "")


@dataclass(frozen=True, slots=True)
class Company:
    """Everything that must be there for a pledge's elements to be in place."""

    terms: tuple[Term, ...]
    """All of them must hold."""
    text: str
    """As the user wrote it, so that messages can point at a column."""

    def __str__(self) -> str:
        return " and ".join(str(term) for term in self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Company) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


def parse_company(text: str) -> Company:
    """Read company; raise `TextFault` with the column of what cannot be read."""
    return _Reader(text).company()


class _Reader(Tokens):
    """Reads company from left to right."""

    def __init__(self, text: str) -> None:
        super().__init__(text, _TOKEN, "the text")

    def company(self) -> Company:
        terms = [self.term()]
        while self.token == "and":
            self.take()
            terms.append(self.term())
        if self.token:
            last = terms[-1]
            more = "'and'" if last.place else "'and', or 'at' and a place,"
            raise self.fault(f"{more} or the end may follow", "join the terms by 'and'")
        return Company(tuple(terms), self.text)

    def term(self) -> Term:
        if self.token not in _WORDS:
            raise self.fault(
                "a term begins with 'with', 'if' or 'after'",
                "write 'with GBR at SEC_W', 'if role2_hospital in SEC_W' or 'after NATO'",
            )
        word = cast(Word, self.take())
        number = self.number()
        column = self.column
        name = self.name("a capability" if word == "if" else "a nation or group")
        place, place_column = "", 1
        if self.token in _PLACE:
            self.take()
            place_column = self.column
            place = self.name("a place or nation")
        return Term(word, name, number, place, column, place_column)

    def number(self) -> int:
        """How many; 1 where no number stands."""
        if not self.token[:1].isdigit():
            return 1
        if not _NUMBER.fullmatch(self.token) or int(self.token) < 1:
            raise self.fault(
                "a whole number of 1 or more may stand before a name", "write it in digits"
            )
        return int(self.take())

    def name(self, what: str) -> str:
        if not _ID.fullmatch(self.token) or self.token in _RESERVED:
            raise self.fault(f"{what} is expected", "write its id")
        return self.take()
