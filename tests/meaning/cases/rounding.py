"""Days and lines: what rounding costs, and tours at the edges of windows."""

from __future__ import annotations

from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Leg, Nation, Place
from willing.domain.unit import PolicyPhase


@case
def notice() -> Case:
    """Decision 5, notice 10, movement 7 and reception 3 make 25 days; the first line is day 30.

    The post is short for the first month, 36. Five of these days are lost to the lines.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", decision_days=5), unit("aaa", tours=(60,), notice_days=10),
            pledge("aaa"), Place(id="field", reception_days=3),
            Leg(start="home of AAA", end="field", days=7), need("post", "D+0..D+90: 1"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
        tours=(("aaa", "post", 30, 60, 1),),
    )


@case
def overlap() -> Case:
    """A relief comes 10 days early, and for the lines that is a month.

    Two elements, tours of 30, overlap 10, dwell 20. The first is there from day 0 and relieves
    nobody: occupied 0..50, by lines 0..60. The second is in place on day 30 and leaves on day 20:
    by lines from day 0. A third tour from day 60 leaves on day 50, by lines day 30, when both are
    taken. One month is short, 36. In days the first element is free on day 50 and nothing is.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, overlap=10, dwell=20), pledge("aaa", 2), need("post", "D+0..D+90: 1"),
        ),
        terms={"shortfall_1": 36}, shortfalls=None, score_in_days=0,
    )


@case
def dwell() -> Case:
    """A dwell of 40 days ends between two lines, so an element serves every 90 days.

    A turn takes 70 days. The first element serves from day 0 and, free on day 70, from day 90;
    the second from day 30 and day 120. The third of five months is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, dwell=40), pledge("aaa", 2), need("post", "D+0..D+150: 1"),
            grid="5x30",
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 60, 30): 1},
    )


@case
def window_edge() -> Case:
    """A window of D+10..D+70 cuts three spans: 20, 30 and 10 days.

    One tour of 60 fits. From day 0 it covers the first two and leaves 10 days: 36 x 10 / 30 = 12.
    From day 30 it would leave 20 days, 24. In place by the first required day it needs no overlap.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,), overlap=10, dwell=60), pledge("aaa"),
            need("post", "D+10..D+70: 1"),
        ),
        terms={"shortfall_1": 12}, shortfalls={("post", 60, 10): 1},
        tours=(("aaa", "post", 0, 60, 1),),
    )


@case
def cut_short() -> Case:
    """Only a task's last day cuts a tour short.

    Tours last 60 days, and the task 75. The first covers 60 days, the second the last 15. A tour
    costs 1 point of movement: 2.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,)), pledge("aaa"), need("post", "D+0..D+75: 1"),
            weights={"movement": 1.0},
        ),
        terms={"movement": 2},
        tours=(("aaa", "post", 0, 60, 1), ("aaa", "post", 60, 15, 1)),
    )


@case
def movement() -> Case:
    """The fastest way over the legs, or 20 days where no legs join two places.

    AAA: 4 days to the port and 6 on to the region, of which the field is a part (the direct leg
    takes 15); with reception of 5, in place on day 15. BBB has no legs: 20 + 5, day 25.
    Lines are 5 days apart. Two are short for 15 days and one for 10:
    36 x (2 x 15 + 1 x 10) / 30 = 48.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb"),
            Place(id="region"), Place(id="field", part_of="region", reception_days=5),
            Place(id="port", role="seaport"),
            Leg(start="home of AAA", end="port", days=4), Leg(start="port", end="region", days=6),
            Leg(start="home of AAA", end="field", days=15),
            need("post", "D+0..D+30: 2"), grid="6x5", settings={"movement_days": 20},
        ),
        terms={"shortfall_1": 48},
        shortfalls={("post", 0, 5): 2, ("post", 5, 5): 2, ("post", 10, 5): 2, ("post", 15, 5): 1,
                    ("post", 20, 5): 1},
        tours=(("aaa", "post", 15, 15, 1), ("bbb", "post", 25, 5, 1)),
    )


@case
def recovery() -> Case:
    """Recovery comes between the return and the dwell, and the way back before both.

    Tour 30, movement 10 each way, recovery 15, dwell 5: leaving on day 0, in place 10..40, back on
    day 50, free on day 70. The next tour leaves on day 70 and is in place on day 80. Lines are 10
    days apart; the post wants D+10..D+100 and is short for 40 days: 36 x 40 / 30 = 48.
    """
    return Case(
        operation=operation(
            unit("aaa", recovery=15, dwell=5), pledge("aaa"),
            Leg(start="home of AAA", end="field", days=10), need("post", "D+10..D+100: 1"),
            grid="10x10",
        ),
        terms={"shortfall_1": 48},
        shortfalls={("post", day, 10): 1 for day in (40, 50, 60, 70)},
        tours=(("aaa", "post", 10, 30, 1), ("aaa", "post", 80, 20, 1)),
    )


@case
def policy_phase() -> Case:
    """From D+60 tours last 60 days without dwell; before, 30 with 30 of dwell.

    The element serves the first month, rests the second (36 short), and serves the last two in
    one tour of the new phase.
    """
    return Case(
        operation=operation(
            unit("aaa", dwell=30), pledge("aaa"), need("post", "D+0..D+120: 1"),
            PolicyPhase(policy="aaa", start=60, tours=(60,)),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
        tours=(("aaa", "post", 0, 30, 1), ("aaa", "post", 60, 60, 1)),
    )
