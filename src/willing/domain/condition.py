"""Conditions: `backstop >= enablers and deal <= 2027-06-30`, in three-valued logic.

    condition  = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation   = "not" negation | "(" condition ")" | comparison
    comparison = question ("==" | "!=" | "<" | "<=" | ">" | ">=") answer
               | question "in" "{" answer { "," answer } "}"

An unanswered question makes a comparison unknown (None), never false; `or` is true when one side
is known to be true, `and` false when one side is known to be false (Kleene 1952).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from willing.domain.tokens import Tokens

_TOKEN = re.compile(r"\s*(?:(==|!=|<=|>=|<|>|\(|\)|\{|\}|,)|([A-Za-z0-9][A-Za-z0-9_.\-]*)|(\S))")

Rank = Callable[[str, str], int | None]
"""Position of an answer on its question's ladder; None when the question has no order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question held against one or more answers."""

    question: str
    operator: str
    answers: tuple[str, ...]
    column: int = 1
    """Where the question stands in the text, from 1."""

    def __str__(self) -> str:
        if self.operator == "in":
            return f"{self.question} in {{{', '.join(self.answers)}}}"
        return f"{self.question} {self.operator} {self.answers[0]}"

    def holds(self, answers: Mapping[str, str], rank: Rank) -> bool | None:
        """Whether the given answers satisfy it; None while the question is open."""
        given = answers.get(self.question)
        if given is None:
            return None
        if self.operator in ("==", "in"):
            return given in self.answers
        if self.operator == "!=":
            return given not in self.answers
        left, right = rank(self.question, given), rank(self.question, self.answers[0])
        if left is None or right is None:
            return None
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[
            self.operator
        ]


@dataclass(frozen=True, slots=True)
class Junction:
    """`and`, `or` and `not` over smaller conditions."""

    word: str
    parts: tuple[Comparison | Junction, ...]

    def __str__(self) -> str:
        if self.word == "not":
            return f"not {self._wrap(self.parts[0])}"
        return f" {self.word} ".join(self._wrap(part) for part in self.parts)

    def _wrap(self, part: Comparison | Junction) -> str:
        return f"({part})" if isinstance(part, Junction) and part.word != "not" else str(part)

    def holds(self, answers: Mapping[str, str], rank: Rank) -> bool | None:
        """Three-valued `and`, `or`, `not`."""
        values = [part.holds(answers, rank) for part in self.parts]
        if self.word == "not":
            return None if values[0] is None else not values[0]
        decisive = self.word == "or"
        if decisive in values:
            return decisive
        return None if None in values else not decisive


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for a pledge to count, or for a change to be made."""

    root: Comparison | Junction
    text: str
    """As the user wrote it, so that messages can point at a column."""

    def __str__(self) -> str:
        return str(self.root)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def holds(self, answers: Mapping[str, str], rank: Rank) -> bool | None:
        """True, False, or None while the answers known so far do not decide it."""
        return self.root.holds(answers, rank)

    def comparisons(self) -> Iterator[Comparison]:
        """Every comparison in it, from left to right."""
        stack: list[Comparison | Junction] = [self.root]
        while stack:
            node = stack.pop()
            if isinstance(node, Comparison):
                yield node
            else:
                stack.extend(reversed(node.parts))


def parse_condition(text: str) -> Condition:
    """Read a condition; raise `TextFault` with the column of what cannot be read."""
    reader = _Reader(text)
    root = reader.condition(0)
    reader.expect_end()
    return Condition(root, text)


class _Reader(Tokens):
    """Reads a condition from left to right."""

    DEEPEST = 50
    """Brackets and `not`s inside each other; more is a mistake or an attack."""

    def __init__(self, text: str) -> None:
        super().__init__(text, _TOKEN, "the condition")

    def expect_end(self) -> None:
        if self.token:
            raise self.fault("'and', 'or' or the end may follow", "join the parts, or take it out")

    def condition(self, depth: int) -> Comparison | Junction:
        return self._joined("or", lambda: self._joined("and", lambda: self.negation(depth)))

    def _joined(
        self, word: str, part: Callable[[], Comparison | Junction]
    ) -> Comparison | Junction:
        parts = [part()]
        while self.token == word:
            self.take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))

    def negation(self, depth: int) -> Comparison | Junction:
        if depth > self.DEEPEST:
            raise self.fault(f"at most {self.DEEPEST} levels are read", "write it more simply")
        if self.token == "not":
            self.take()
            return Junction("not", (self.negation(depth + 1),))
        if self.token == "(":
            self.take()
            inner = self.condition(depth + 1)
            if self.token != ")":
                raise self.fault("a ')' is missing", "close the bracket")
            self.take()
            return inner
        return self.comparison()

    def comparison(self) -> Comparison:
        column = self.column
        question = self.word("a question's name")
        operator = self.token
        if operator == "in":
            self.take()
            return Comparison(question, "in", self.answer_set(), column)
        if operator not in ("==", "!=", "<", "<=", ">", ">="):
            raise self.fault(
                "'==', '!=', '<', '<=', '>', '>=' or 'in' may follow a question",
                "compare the question with an answer",
            )
        self.take()
        return Comparison(question, operator, (self.word("an answer"),), column)

    def answer_set(self) -> tuple[str, ...]:
        if self.token != "{":
            raise self.fault("'in' is followed by '{'", "write answers as {one, other}")
        self.take()
        answers = [self.word("an answer")]
        while self.token == ",":
            self.take()
            answers.append(self.word("an answer"))
        if self.token != "}":
            raise self.fault("',' or '}' may follow an answer", "close the set")
        self.take()
        return tuple(answers)

    def word(self, what: str) -> str:
        if not re.match(r"[A-Za-z0-9]", self.token) or self.token in ("and", "or", "not", "in"):
            raise self.fault(f"{what} is expected", "complete the comparison")
        return self.take()
