"""Formations: whole or slot by slot, framework nations and their turns, nations at once."""

from __future__ import annotations

from typing import Any

from tests.meaning.build import need, operation, pledge, slot, unit
from tests.meaning.case import Case, case


def _battalion(**other: Any) -> tuple[Any, ...]:
    """Headquarters of the framework nation and three companies, two of them viable."""
    return slot("hq", framework=True), slot("company", 3, viable=2), need(
        "north", "D+0..D+30: 1", capability="battalion", **other
    )


def _brings(nation: str, what: str, count: int = 1, **other: Any) -> tuple[Any, ...]:
    pool = f"{nation} {what}"
    return (
        *unit(pool, count, nation=nation.upper(), capability=what, people=100),
        pledge(pool, count, **other),
    )


@case
def by_slots() -> Case:
    """AAA brings the headquarters, BBB two companies of three: viable, and one company short.

    A missing company is a quarter of the battalion: 36 / 4 = 9.
    """
    return Case(
        operation=operation(*_battalion(), _brings("aaa", "hq"), _brings("bbb", "company", 2)),
        terms={"shortfall_1": 9}, shortfalls={("north/company", 0, 30): 1},
    )


@case
def below_the_viable_set() -> Case:
    """AAA brings the headquarters, BBB one company; two are viable, so there is no battalion.

    Nobody is sent, as a tour costs 1: 36.
    """
    return Case(
        operation=operation(
            *_battalion(), _brings("aaa", "hq"), _brings("bbb", "company"),
            weights={"movement": 1.0},
        ),
        terms={"shortfall_1": 36}, shortfalls={("north", 0, 30): 1},
    )


@case
def whole_or_by_slots() -> Case:
    """Two battalions are wanted; BBB sends one whole, the other is assembled.

    Nothing is short.
    """
    return Case(
        operation=operation(
            slot("hq", framework=True), slot("company", 2),
            need("north", "D+0..D+30: 2", capability="battalion"),
            _brings("aaa", "hq"), _brings("aaa", "company", 2), _brings("bbb", "battalion"),
        ),
        terms={},
    )


@case
def no_half_formation() -> Case:
    """One headquarters and three companies make one battalion of two companies, not one and a half.

    Two are wanted, one is short: 36.
    """
    return Case(
        operation=operation(
            slot("hq", framework=True), slot("company", 2),
            need("north", "D+0..D+30: 2", capability="battalion"),
            _brings("aaa", "hq"), _brings("aaa", "company", 3),
        ),
        terms={"shortfall_1": 36}, shortfalls={("north", 0, 30): 1},
    )


@case
def one_framework_nation() -> Case:
    """Headquarters and support company come from one nation; here each has one of both: 36."""
    return Case(
        operation=operation(
            slot("hq", framework=True), slot("support", framework=True),
            need("north", "D+0..D+30: 1", capability="battalion"),
            _brings("aaa", "hq"), _brings("bbb", "support"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("north", 0, 30): 1},
    )


@case
def framework_turns() -> Case:
    """A framework nation stays 60 days at least; AAA could for the first month only.

    BBB frames from D+30 on. The first month is short: 36.
    """
    return Case(
        operation=operation(
            slot("hq", framework=True), slot("company"),
            need("north", "D+0..D+90: 1", capability="battalion", lead_days=60),
            _brings("aaa", "hq", until=30), _brings("bbb", "hq", start=30),
            _brings("ccc", "company"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("north", 0, 30): 1},
    )


@case
def framework_handover() -> Case:
    """The same with 30 days: AAA frames a month, BBB the two that follow. Nothing is short."""
    return Case(
        operation=operation(
            slot("hq", framework=True), slot("company"),
            need("north", "D+0..D+90: 1", capability="battalion", lead_days=30),
            _brings("aaa", "hq", until=30), _brings("bbb", "hq", start=30),
            _brings("ccc", "company"),
        ),
        terms={},
    )


@case
def most_nations() -> Case:
    """Three nations have what a battalion needs, and two may be there: one company short, 9."""
    return Case(
        operation=operation(
            *_battalion(nations=2), _brings("aaa", "hq"), _brings("bbb", "company", 2),
            _brings("ccc", "company"),
        ),
        terms={"shortfall_1": 9}, shortfalls={("north/company", 0, 30): 1},
    )


@case
def people_in_slots() -> Case:
    """People in slots ask for support where the line supports their requirement.

    Four elements of 100 people want two medical teams for every 200; there is one: 6.
    """
    return Case(
        operation=operation(
            *_battalion(), _brings("aaa", "hq"), _brings("aaa", "company", 3),
            need("care", "D+0..D+30: 0", capability="medic", per_people=200,
                 supports=("north",), priority=2),
            unit("bbb", capability="medic"), pledge("bbb"),
        ),
        terms={"shortfall_2": 6}, shortfalls={("care", 0, 30): 1},
    )


@case
def must_have_in_slots() -> Case:
    """A battalion must have night vision; the headquarters brings it, the companies do not."""
    return Case(
        operation=operation(
            slot("hq", framework=True), slot("company", 2),
            need("north", "D+0..D+30: 1", capability="battalion", must_have=("night vision",)),
            _brings("aaa", "hq", brings=("night vision",)), _brings("aaa", "company", 2),
        ),
        terms={"shortfall_1": 36}, shortfalls={("north", 0, 30): 1},
    )
