"""Operations of any content: every field of every noun drawn by its type, nothing left out.

They need not make sense together; files must keep them all the same.
"""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Callable
from datetime import date
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from willing.calendar import DDay, Steps
from willing.domain.company import Company, parse_company
from willing.domain.condition import Condition, parse_condition
from willing.domain.operation import Operation
from willing.domain.question import Question
from willing.domain.stages import Stage, Stages
from willing.domain.windows import Window, Windows
from willing.io.cell import clean
from willing.io.columns import Column, bare, columns, is_moment, words
from willing.io.tables import GROUPED_KEYS, TABLES

often = settings(
    max_examples=60, deadline=None, derandomize=True,
    # Shrinking whole operations takes minutes and tells little more.
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""How often a property over whole operations is tried."""

KEPT_AS_DEFAULT = ("counted_in", "currency", "shortfall")
"""Fields whose empty text means the default, so that an empty value cannot be kept."""

ids = st.text(alphabet=string.ascii_letters + string.digits + "_.", min_size=1, max_size=8)
_letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
_SIGNS = "=+-@'\",;:#&*!|>%{}[]\n\t "
_TRAPS = ("null", "~", "yes", "007", "1e5", "2027-13-01", "_x0041_", "'=1", "- a", "a: b", "#REF!")
loose_texts = st.one_of(
    st.text(alphabet=st.one_of(_letters, st.sampled_from(_SIGNS)), max_size=20),
    st.sampled_from(_TRAPS),
)
"""Texts as people type them: with blanks around them, and signs that files use themselves."""
texts = loose_texts.map(clean)
days = st.dates(min_value=date(1850, 1, 1), max_value=date(2150, 12, 31))
whole_numbers = st.integers(min_value=-(10**9), max_value=10**9)
numbers = st.one_of(
    st.floats(min_value=-1e12, max_value=1e12, allow_subnormal=False)
    .filter(lambda x: x == 0 or abs(x) > 1e-50).map(lambda x: x + 0.0),
    st.sampled_from((0.1, 1 / 3, 2.5, 1e15, 1e-7)),
)
moments = st.one_of(days, st.integers(-999, 9999).map(DDay))


@st.composite
def windows(draw: st.DrawFn) -> Windows:
    """One to three windows, each with an order of days that can be read back."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        start, end = draw(st.none() | moments), draw(st.none() | moments)
        if start is not None and end is not None and type(start) is type(end) and not start < end:  # type: ignore[operator]
            end = None
        parts.append(Window(start, end, draw(st.integers(0, 10**6))))
    return Windows(tuple(parts))


_comparisons = st.builds(
    lambda question, sign, answer: f"{question} {sign} {answer}",
    st.sampled_from(("backstop", "deal", "acceptance")), st.sampled_from(("==", "!=", "<", ">=")),
    st.sampled_from(("none", "full", "2027-06-30")),
)
conditions = st.recursive(
    _comparisons,
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) and ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"{two[0]} or {two[1]}"),
    ),
    max_leaves=4,
).map(parse_condition)

_terms = st.builds(
    lambda word, number, name, place: f"{word} {number}{name}{place}",
    st.sampled_from(("with", "if", "after")), st.sampled_from(("", "2 ", "12 ")),
    st.sampled_from(("GBR", "NATO", "role2_hospital")), st.sampled_from(("", " at W", " in W.1")),
)
companies = st.lists(_terms, min_size=1, max_size=3).map(" and ".join).map(parse_company)

_BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    Stages: st.lists(
        st.builds(Stage, st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=3
    ).map(lambda parts: Stages(tuple(parts))),
    int: whole_numbers, float: numbers, bool: st.booleans(), date: days,
    Windows: windows(), Condition: conditions, Company: companies,
    Steps: st.lists(st.tuples(st.integers(1, 99), st.integers(1, 999)), max_size=3)
    .map(lambda runs: Steps(tuple(runs))),
}


def values(column: Column, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Values of a column's type."""
    inner, absent = bare(column.kind)
    if is_moment(column.kind):
        made: st.SearchStrategy[Any] = moments
    elif words(inner):
        made = st.sampled_from(words(inner))
    elif get_origin(inner) is tuple:
        part = get_args(inner)[0]
        least = 1 if column.required or column.name in KEPT_AS_DEFAULT else 0
        if get_origin(part) is tuple:
            made = st.dictionaries(ids, numbers, min_size=least, max_size=3).map(
                lambda chances: tuple(chances.items()))
        else:
            items = st.sampled_from(words(part)) if words(part) else (
                ids if part is str else _BY_TYPE[part])
            made = st.lists(items, min_size=least, max_size=3).map(tuple)
    elif inner is str:
        made = text
        if column.required or column.name in KEPT_AS_DEFAULT:
            made = ids if column.name != "name" else text.filter(lambda word: clean(word))
    else:
        made = _BY_TYPE[inner]
    return st.none() | made if absent else made


def _records(noun: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    fields = {column.name: values(column, text) for column in columns(noun)
              if noun is not Question or column.name not in ("answers", "given")}
    if noun is Question:
        fields["answers"] = _several(TABLES["answers"].noun, text)
        fields["given"] = _several(TABLES["givens"].noun, text)
    return st.fixed_dictionaries(fields).map(lambda known: noun(**known))


def _several(noun: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.lists(_records(noun, text), max_size=3).map(tuple)


def _apart(records: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple({record.id: record for record in records}.values())


def operations(text: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Operation]:
    """Operations with up to three records in each table; ids of questions and groups differ."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for column in columns(Operation):
        if column.name in GROUPED_KEYS:
            fields[column.name] = _records(GROUPED_KEYS[column.name], text)
        elif column.name in TABLES:
            made = _several(TABLES[column.name].noun, text)
            apart = column.name in ("questions", "groups")
            fields[column.name] = made.map(_apart) if apart else made
        else:
            fields[column.name] = values(column, text)
    return st.fixed_dictionaries(fields).map(lambda known: Operation(**known))


def cleaned(operation: Operation) -> Operation:
    """The operation as files keep it: no blanks around texts, newlines of one kind."""
    return _cleaned(operation)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    whole = isinstance(value, Windows | Condition | Company | DDay | Steps | Stages)
    if dataclasses.is_dataclass(value) and not whole:
        changed: Callable[..., Any] = dataclasses.replace
        return changed(value, **{
            f.name: _cleaned(getattr(value, f.name)) for f in dataclasses.fields(value)
        })
    return value
