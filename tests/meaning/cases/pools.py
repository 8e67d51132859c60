"""One pool, several users: pledges of it, and what its nation keeps doing at home."""

from __future__ import annotations

from tests.meaning.build import duty, need, operation, pledge, unit
from tests.meaning.case import Case, case


@case
def shared_pool() -> Case:
    """Two pledges of two elements each stand on one pool of two.

    A turn is 30 days in place and 30 of dwell, so one element serves every other month. The pool
    gives 2 x 4 / 2 = 4 element-months; north (class 1) takes them all, and south (class 2) is
    short for 4 months: 4 x 6 = 24.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, dwell=30),
            pledge("aaa", 2, id="for north", offered_for=["north"]),
            pledge("aaa", 2, id="for south", offered_for=["south"]),
            need("north", "D+0..D+120: 1"), need("south", "D+0..D+120: 1", priority=2),
        ),
        terms={"shortfall_2": 24},
        shortfalls={("south", month, 30): 1 for month in (0, 30, 60, 90)},
    )


@case
def pledged_number() -> Case:
    """One of three elements is pledged, so one serves, however many rest at home.

    It is occupied for 60 days by a tour of 30, so it serves the first and the third month;
    the second is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 3, dwell=30), pledge("aaa", 1), need("post", "D+0..D+90: 1"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
        tours=(("aaa", "post", 0, 30, 1), ("aaa", "post", 60, 30, 1)),
    )


@case
def standing_and_rotating() -> Case:
    """Three elements keep one on alert in turns, and nobody is left for the reserve.

    A turn takes 30 + 60 = 90 days, so the alert (class 1) needs all three. The first is taken on
    day 0, the second on day 30, the third on day 60: two, then one, then none is at home. The
    reserve (class 2) is short from day 60: 2 x 6 = 12.
    """
    return Case(
        operation=operation(
            unit("aaa", 3, dwell=60), duty("alert", "AAA", "rotating", "1"),
            duty("reserve", "AAA", "standing", "1", priority=2),
        ),
        terms={"shortfall_2": 12}, shortfalls={("reserve", 60, 30): 1, ("reserve", 90, 30): 1},
    )


@case
def own_cover() -> Case:
    """A nation's own elements serve its own commitment at once; for the pledge notice runs.

    Notice is 60 days. The element stands alert from day 0 and goes to the post (class 1) on
    day 60. The post is short for two months, 2 x 36 = 72; then the alert (class 2) is: 2 x 6 = 12.
    """
    return Case(
        operation=operation(
            unit("aaa", notice_days=60), pledge("aaa"), need("post", "D+0..D+120: 1"),
            duty("alert", "AAA", "rotating", "1", priority=2),
        ),
        terms={"shortfall_1": 72, "shortfall_2": 12},
        shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1, ("alert", 60, 30): 1,
                    ("alert", 90, 30): 1},
    )


@case
def work_up() -> Case:
    """An element in work-up is at home and yet held for nothing else.

    It must be at the post (class 1) on day 60 and works up for 30 days, so it is taken on day 30.
    The reserve (class 2) is short from then until the post closes on day 90: 2 x 6 = 12.
    """
    return Case(
        operation=operation(
            unit("aaa", work_up=30), pledge("aaa"), need("post", "D+60..D+90: 1"),
            duty("reserve", "AAA", "standing", "1", priority=2),
        ),
        terms={"shortfall_2": 12}, shortfalls={("reserve", 30, 30): 1, ("reserve", 60, 30): 1},
        tours=(("aaa", "post", 60, 30, 1),),
    )
