"""What an element counts for where something else is wanted."""

from __future__ import annotations

from typing import Literal

from tests.meaning.build import duty, need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.operation import Operation
from willing.domain.requirement import Substitution
from willing.domain.unit import Capability


def _light_for_heavy(mode: Literal["points", "lots"]) -> Operation:
    """Three heavy teams are wanted; one is there, and three light ones that count 2 for 1."""
    return operation(
        unit("aaa", capability="heavy"), unit("bbb", 3, capability="light"),
        pledge("aaa"), pledge("bbb", 3), need("post", "D+0..D+30: 3", capability="heavy"),
        Substitution(
            capability="light", stands_for="heavy", give=2, count=1, mode=mode, penalty=3.0
        ),
    )


@case
def points() -> Case:
    """By points each of three light teams counts one half: 1 + 1.5 of 3.

    Half a team is short, 18; three substitutes for a month at 3 points cost 9.
    """
    return Case(
        operation=_light_for_heavy("points"), terms={"shortfall_1": 18, "substitution": 9},
        shortfalls={("post", 0, 30): 0.5}, tours=(("bbb", "post", 0, 30, 3),),
    )


@case
def lots() -> Case:
    """In lots only the whole pair counts: 1 + 1 of 3, and the third light team stays at home.

    One team is short, 36; two substitutes for a month at 3 points cost 6.
    """
    return Case(
        operation=_light_for_heavy("lots"), terms={"shortfall_1": 36, "substitution": 6},
        shortfalls={("post", 0, 30): 1}, tours=(("bbb", "post", 0, 30, 2),),
    )


@case
def lots_of_one_nation() -> Case:
    """Half a lot of AAA and half a lot of BBB are no lot.

    Nobody is sent, for a substitute costs 1 point and counts for nothing; one is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", capability="light"), unit("bbb", capability="light"),
            pledge("aaa"), pledge("bbb"), need("post", "D+0..D+30: 1", capability="heavy"),
            Substitution(
                capability="light", stands_for="heavy", give=2, count=1, mode="lots", penalty=1.0
            ),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def lots_held() -> Case:
    """Two light count for two heavy, in lots: a reserve of one heavy holds both light ones."""
    return Case(
        operation=operation(
            unit("aaa", 2, capability="light"),
            duty("reserve", "AAA", "standing", "D+0..D+30: 1", capability="heavy"),
            Substitution(capability="light", stands_for="heavy", give=2, count=2, mode="lots"),
        ),
        terms={},
    )


@case
def parents() -> Case:
    """A light team is an infantry team; what stands for infantry, it stands for too.

    Infantry may stand for police, so the light team serves on the police line. Police may stand
    for guards, but substitutions do not chain: the guards (class 2) are short, 6.
    """
    return Case(
        operation=operation(
            Capability(id="infantry"), Capability(id="light", parent="infantry"),
            unit("aaa", capability="light"), pledge("aaa"),
            need("streets", "D+0..D+30: 1", capability="police"),
            need("gates", "D+30..D+60: 1", capability="guards", priority=2),
            Substitution(capability="infantry", stands_for="police"),
            Substitution(capability="police", stands_for="guards"),
        ),
        terms={"shortfall_2": 6}, shortfalls={("gates", 30, 30): 1},
    )


@case
def children_only() -> Case:
    """A child counts for its parent, never the other way.

    The light team could serve either line and takes the light one (class 1), because the infantry
    team cannot; both are served.
    """
    return Case(
        operation=operation(
            Capability(id="infantry"), Capability(id="light", parent="infantry"),
            unit("aaa", capability="light"), unit("bbb", capability="infantry"),
            pledge("aaa"), pledge("bbb"), need("hills", "D+0..D+30: 1", capability="light"),
            need("plains", "D+0..D+30: 1", capability="infantry"),
        ),
        terms={}, tours=(("aaa", "hills", 0, 30, 1), ("bbb", "plains", 0, 30, 1)),
    )
