"""Bend or break an operation by choices: typed changes of fields, and rows lost or doubled.

Values are as a loader can hand them over: well formed for their type, but wrong in what they say.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from willing.calendar import DDay, Steps, parse_steps
from willing.domain.checks.names import TABLES
from willing.domain.company import Company, parse_company
from willing.domain.condition import Condition, parse_condition
from willing.domain.operation import Operation
from willing.domain.question import Answer, Given
from willing.domain.stages import Stages, parse_stages
from willing.domain.text import field_types
from willing.domain.windows import Windows, parse_windows

if TYPE_CHECKING:
    from tests.making import Choose

NUMBERS = (0, 1, 2, 3, -1, 7, 45, 400, 10**6, 10**14)
FIGURES = (0.0, 0.5, 1.0, -0.1, 1.5, 3.0, 1e9, 1e98, float("nan"), float("inf"))
WORDS = ("", "nobody", "not", "AAA, not", "é", "x" * 300, "pact", "not BBB", "2027-01-01", "1a/b")
DAYS = (-400, -30, -1, 0, 1, 30, 200, 9_000)
WINDOWS = (
    "2", "0", "", "D+0..: 1", "D+0..D+40: 1; D+30..D+60: 1", "D+900..: 1", "D-60..D+30: 2", "..: 3",
    "2027-01-01..D+30: 2", "2020-01-01..2021-01-01: 1", "D+30..D+60: 999999999",
    "2027-03-01..2027-05-01: 1; D+90..: 2",
)
CONDITIONS = (
    "backstop >= some", "mandate < yes", "nothing == yes", "deal <= 2030-01-01", "deal == never",
    "deal > soon", "backstop == lots", "not not (mandate == yes and backstop in {none, full})",
    "mandate in {yes, no, maybe}", "backstop == full or deal != 2027-02-01",
)
COMPANIES = (
    "with AAA", "with nobody", "after pact at area", "after AAA and after BBB", "if medic in AAA",
    "if 9000 infantry", "if nothing in north", "with union at north and if 2 mech",
)
STAGES = ("0: 60; 90: 20", "", "5: 10", "0: 20; 10: 30", "0: 9999", "0: 40; 0: 20", "0: 1; 1: 0")
STEPS = ("none", "1x1", "2x30", "3x45", "9999x9999", "500x1", "1x400", "2x10, 2x20")
TEXTS = (*WORDS, "1", "0", "-3", "2.5", "now", "yes", "D+0..: 1", *CONDITIONS[:3])


def broken(operation: Operation, choose: Choose) -> Operation:
    """The operation with one to three things bent or broken."""
    for _ in range(choose.number(1, 3)):
        operation = _once(operation, choose)
    return operation


def _once(operation: Operation, choose: Choose) -> Operation:
    what = choose.number(0, 19)
    if what == 0:
        part = choose.one(("grid", "weights", "settings"))
        return replace(operation, **{part: _field(operation, getattr(operation, part), choose)})
    if what == 1:
        return replace(operation, as_of=_value(operation, date, operation.as_of, choose))
    full = [table for table in TABLES if getattr(operation, table)]
    table = choose.one(full) if full else "nations"
    records = list(getattr(operation, table))
    if not records:
        return operation
    index = choose.number(0, len(records) - 1)
    if what == 2:
        del records[index]
    elif what == 3:
        records.append(records[index])
    elif what == 4:
        records.reverse()
    else:
        records[index] = _field(operation, records[index], choose)
    return replace(operation, **{table: tuple(records)})


def _field(operation: Operation, record: Any, choose: Choose) -> Any:
    kinds = field_types(type(record))
    names = [f.name for f in fields(record) if f.name in kinds]
    name = choose.one(names)
    return replace(
        record, **{name: _value(operation, kinds[name], getattr(record, name), choose)}
    )


def _value(operation: Operation, kind: Any, old: Any, choose: Choose) -> Any:
    """Another value of a field's type."""
    if get_origin(kind) in (Union, type(int | None)):
        options = get_args(kind)
        if type(None) in options and old is not None and choose.chance(40):
            return None
        kind = choose.one([option for option in options if option is not type(None)])
    if get_origin(kind) is Literal:
        return choose.one(get_args(kind))
    if get_origin(kind) is tuple:
        return _tuple(operation, get_args(kind), old or (), choose)
    if kind is Steps:
        return parse_steps(choose.one(STEPS))
    if kind is bool:
        return not old
    if kind is int:
        return choose.one((*NUMBERS, old + 1, old - 1)) if old else choose.one(NUMBERS)
    if kind is float:
        return choose.one(FIGURES)
    if kind is date:
        shift = timedelta(days=choose.one(DAYS))
        return (old if isinstance(old, date) else operation.as_of) + shift
    if kind is DDay:
        return DDay(choose.one(DAYS))
    if kind is Stages:
        return parse_stages(choose.one(STAGES))
    if kind is Windows:
        return parse_windows(choose.one(WINDOWS))
    if kind is Condition:
        return parse_condition(choose.one(CONDITIONS))
    if kind is Company:
        return parse_company(choose.one(COMPANIES))
    if kind is str:
        return _word(operation, choose)
    raise TypeError(f"tests/breaking.py knows no other value for {kind}")


def _word(operation: Operation, choose: Choose) -> str:
    """A text: usually the id of something, often the wrong thing."""
    if choose.chance(30):
        return choose.one(TEXTS)
    table = choose.one(("nations", "places", "units", "pledges", "capabilities", "requirements",
                        "commitments", "policies", "questions", "groups"))
    records = getattr(operation, table)
    return choose.one(records).id if records else "nobody"


def _tuple(
    operation: Operation, inner: tuple[Any, ...], old: tuple[Any, ...], choose: Choose
) -> Any:
    what = choose.number(0, 3)
    if old and what == 0:
        return old[:-1]
    if old and what == 1:
        return (*old, old[0])
    if old and what == 2:
        return tuple(reversed(old))
    if inner[0] is Answer:
        word = choose.one(("none", "2027-02-10", "soon", "never", "2040-01-01"))
        return (*old[1:], Answer(id=word, probability=choose.one((None, 0.1, 1.0, -1.0))))
    if inner[0] is Given:
        return (Given(condition=parse_condition(choose.one(CONDITIONS)),
                      probabilities=(("none", choose.one((0.5, 1.0))), ("full", 0.5))),)
    return (_value(operation, inner[0], None, choose), *old[1:])
