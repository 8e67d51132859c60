"""Under whose command, with which authority, and under which agreement."""

from __future__ import annotations

from tests.meaning.build import (
    agreement,
    caveat,
    duty,
    need,
    operation,
    pledge,
    question,
    unit,
)
from tests.meaning.case import Case, case
from willing.domain.command import Command
from willing.domain.nation import Group, Leg, Nation, Place


@case
def transfer_of_authority() -> Case:
    """Ten days of movement, five of reception, ten until authority is transferred: 25 days.

    Lines are 5 days apart, so nothing is lost to them: 36 x 25 / 30 = 30.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,)), pledge("aaa"), Command(id="hq", transfer_days=10),
            Place(id="field", reception_days=5), Leg(start="home of AAA", end="field", days=10),
            need("post", "D+0..D+60: 1", command="hq"), grid="12x5",
        ),
        terms={"shortfall_1": 30}, shortfalls={("post", day, 5): 1 for day in range(0, 25, 5)},
        tours=(("aaa", "post", 25, 35, 1),),
    )


@case
def authority_granted() -> Case:
    """TACOM is asked. AAA grants less, BBB enough, and CCC says nothing, which is enough: 36."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", authority="TACON"),
            unit("bbb"), pledge("bbb", authority="OPCON"), unit("ccc"), pledge("ccc"),
            need("post", "D+0..D+30: 3", authority="TACOM"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def authority_caveat() -> Case:
    """OPCON is granted, but until D+30 TACON at most: the first month is short: 36."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", authority="OPCON"),
            caveat("aaa pledge", "authority", "max", "TACON", until="D+30"),
            need("post", "D+0..D+60: 1", authority="OPCON"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def agreement_dates() -> Case:
    """A tour from D+90 would stay beyond D+100, where the agreement ends; one from D+0 begins
    before it. Two months are short: 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("post", "D+0..D+120: 1"),
            Place(id="field", agreements=("sofa",)),
            agreement("sofa", "field", start="D+20", until="D+100"),
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 90, 30): 1},
    )


@case
def agreement_on_arrival() -> Case:
    """In place on D+30 it would arrive on D+25, before the agreement holds: 2 x 36 = 72."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("post", "D+0..D+90: 1"),
            Place(id="field", agreements=("sofa",), reception_days=5),
            Leg(start="home of AAA", end="field", days=10),
            agreement("sofa", "field", start="D+30"),
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )


@case
def agreement_with_a_condition() -> Case:
    """The region asks for one agreement and the field for another. One holds when the mandate is
    given, on day 40, for the members of a group, to which BBB does not belong. AAA is there from
    the line of day 60: 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), unit("bbb"), pledge("bbb"),
            need("post", "D+0..D+90: 1"), Group(id="some", members=("AAA",)),
            question("mandate", "yes", "no", answered=40),
            Place(id="region", agreements=("sofa",)),
            Place(id="field", part_of="region", agreements=("hns",)),
            agreement("sofa", "region", parties=["some"], condition="mandate == yes",
                      signed=False),
            agreement("hns", "field"),
        ),
        answers={"deal": "2027-01-01", "mandate": "yes"},
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )


@case
def transit() -> Case:
    """Over RRR's ground it is 10 days, round it 30; RRR lets AAA pass from D+25. One arrives on
    D+30 by the way round, back on D+90; the other leaves on D+50, by lines D+30, and is back on
    D+100, by lines D+120. The post is short for a month: 36. Of two in reserve one is away in the
    first month, both in the two that follow, one in the last: 6.
    """
    return Case(
        operation=operation(
            unit("aaa", 2), pledge("aaa", 2), need("post", "D+0..D+90: 1"), *_over_rrr(),
            Leg(start="home of AAA", end="field", mode="sea", days=30),
            agreement("transit", "RRR", parties=["AAA"], start="D+25"),
            duty("reserve", "AAA", "standing", "2", priority=3),
        ),
        terms={"shortfall_1": 36, "shortfall_3": 6},
        shortfalls={("post", 0, 30): 1, ("reserve", 0, 30): 1, ("reserve", 30, 30): 2,
                    ("reserve", 60, 30): 2, ("reserve", 90, 30): 1},
        tours=(("aaa", "post", 30, 30, 1), ("aaa", "post", 60, 30, 1)),
    )


@case
def transit_closed() -> Case:
    """There is no other way, and RRR lets AAA pass until D+50: only who arrives on D+30 comes, and
    goes home. Three months are short: 3 x 36 = 108.
    """
    return Case(
        operation=operation(
            unit("aaa", 3), pledge("aaa", 3), need("post", "D+0..D+120: 1"), *_over_rrr(),
            agreement("transit", "RRR", until="D+50"),
        ),
        terms={"shortfall_1": 108},
        shortfalls={("post", 0, 30): 1, ("post", 60, 30): 1, ("post", 90, 30): 1},
    )


@case
def transit_of_ones_own() -> Case:
    """RRR crosses its own ground; AAA, with an agreement that nobody signed, does not: 36."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), unit("rrr"), pledge("rrr"), need("post", "D+30..D+60: 2"),
            *_over_rrr(), Leg(start="home of RRR", end="field", days=5, transit="RRR"),
            agreement("transit", "RRR", signed=False),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
    )


def _over_rrr() -> tuple[Leg, Nation]:
    """Ten days from AAA to the field, over ground of a nation that asks for an agreement."""
    return Leg(start="home of AAA", end="field", days=10, transit="RRR"), Nation(id="RRR")


@case
def agreement_at_home() -> Case:
    """Nothing is signed for AAA's harbour. AAA needs nothing there, BBB does, but not to hold
    AAA's reserve from its own home: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), unit("bbb"), pledge("bbb", purpose="any"),
            Place(id="harbour", nation="AAA", agreements=("sofa",)),
            need("post", "D+0..D+30: 2", place="harbour"),
            duty("reserve", "AAA", "standing", "D+0..D+30: 1", place="harbour", priority=3,
                 backfill="any"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )
