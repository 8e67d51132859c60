"""One field as text and back: the same in a CSV cell, a workbook cell, YAML and a change.

Lists are joined by `, `; absence is an empty text; whole numbers, numbers, yes/no, dates, moments,
windows, conditions, company and words of a fixed list are read by the field's type.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from math import isfinite
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from willing.calendar import DDay, Steps, parse_moment, parse_steps
from willing.domain.company import Company, parse_company
from willing.domain.condition import Condition, parse_condition
from willing.domain.stages import Stages, parse_stages
from willing.domain.windows import Windows, parse_windows
from willing.errors import TextFault, nearest

_LONGEST_NUMBER = 15
"""Digits of a number; more is a mistake or an attack."""


@cache
def field_types(noun: Any) -> dict[str, Any]:
    """Names and types of a noun's fields, without `origin`."""
    hints = get_type_hints(noun)
    return {f.name: hints[f.name] for f in fields(noun) if f.name != "origin"}


@cache
def required_fields(noun: Any) -> tuple[str, ...]:
    """Fields that have no default."""
    return tuple(
        f.name for f in fields(noun) if f.default is MISSING and f.default_factory is MISSING
    )


def read_field(kind: Any, text: str) -> Any:
    """Read a text as a value of a field's type; raise `TextFault` when it is none.

    An empty text is None where the type allows it, an empty list, or an empty text; for other
    types it is refused (a missing number is not 0).
    """
    return text if kind is str else _reader(kind)(text.strip())


@cache
def _reader(kind: Any) -> Callable[[str], Any]:
    """What reads a word, without blanks around it, as a value of a type."""
    parts = get_args(kind)
    if get_origin(kind) in (Union, types.UnionType):
        options = [option for option in parts if option is not type(None)]
        inner = parse_moment if DDay in options else _reader(options[0])
        absent = type(None) in parts
        return lambda word: None if absent and not word else inner(word)
    if get_origin(kind) is Literal:
        return lambda word: _one_of(word, parts)
    if get_origin(kind) is tuple:
        part = _reader(parts[0])
        return lambda word: tuple(part(p.strip()) for p in word.split(",") if p.strip())
    readers: dict[Any, Callable[[str], Any]] = {
        str: str, int: _whole, float: _number, bool: _yes_no, date: _day,
        Windows: parse_windows, Condition: parse_condition, Steps: parse_steps,
        Company: parse_company, Stages: parse_stages,
    }
    if kind not in readers:
        raise TypeError(f"fields of type {kind} have no text form")
    return readers[kind]


def write_field(value: Any) -> str:
    """Write a value as the text that `read_field` reads back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, tuple):
        return ", ".join(write_field(part) for part in value)
    if isinstance(value, Condition | Company):
        return value.text.strip()
    return value.isoformat() if isinstance(value, date) else str(value)


def _one_of(word: str, known: tuple[str, ...]) -> str:
    if word in known:
        return word
    words = ", ".join(f"'{k}'" for k in known if k) + (" or nothing" if "" in known else "")
    raise TextFault(word, 1, f"'{word}' is not known", f"allowed are {words}", nearest(word, known))


def _whole(word: str) -> int:
    if re.fullmatch(rf"[+-]?\d{{1,{_LONGEST_NUMBER}}}", word):
        return int(word)
    raise TextFault(
        word, 1, f"'{word}' is not a whole number" if word else "the number is missing",
        "a whole number such as 12", "write digits only",
    )


def _number(word: str) -> float:
    plain = re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", word) and len(word) < 40
    if plain and isfinite(number := float(word)):
        return number
    raise TextFault(
        word, 1, f"'{word}' is not a number" if word else "the number is missing",
        "a number such as 12 or 0.5", "write digits with a point, without unit or blanks",
    )


def _yes_no(word: str) -> bool:
    known = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
    if word.lower() in known:
        return known[word.lower()]
    raise TextFault(
        word, 1, f"'{word}' is neither yes nor no", "'yes' or 'no'", "write one of both"
    )


def _day(word: str) -> date:
    moment = parse_moment(word)
    if isinstance(moment, date):
        return moment
    raise TextFault(
        word, 1, f"'{word}' is counted from D", "a date of the world is YYYY-MM-DD", "write a date"
    )
