"""Who fills in at home while others are away."""

from __future__ import annotations

from tests.meaning.build import duty, need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Leg, Nation


@case
def backfill_by_tour() -> Case:
    """BBB takes AAA's alert from day 30, and AAA goes to the post.

    BBB may leave on day 20 (notice) and is there on day 30 (movement 10). AAA stands alert until
    then. Nothing is short; a backfill of 90 days at 1 point a month costs 3.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb", tours=(90,), notice_days=20),
            pledge("aaa"), pledge("bbb", purpose="backfill"),
            Leg(start="home of BBB", end="home of AAA", days=10),
            need("post", "D+30..D+120: 1"),
            duty("alert", "AAA", "rotating", "1", backfill="tour"),
            weights={"backfill": 1.0},
        ),
        terms={"backfill": 3},
        tours=(("aaa", "alert", 0, 30, 1), ("bbb", "alert", 30, 90, 1)),
    )


@case
def backfill_from_home() -> Case:
    """BBB keeps an element at home for AAA's reserve, from 40 days after the deal.

    Day 40 lies inside the second month, so the first whole span BBB can hold begins on day 60.
    Until then AAA holds its reserve (class 1) and the post (class 2) is short: 2 x 6 = 12.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb", purpose="backfill"),
            need("post", "D+0..D+120: 1", priority=2),
            duty("reserve", "AAA", "standing", "1", backfill="home", lead_days=40),
        ),
        terms={"shortfall_2": 12}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )


@case
def backfill_within_a_month() -> Case:
    """Only whole spans count, and a span begins with its window.

    BBB decides for 10 days and may hold from day 10. The reserve is wanted from day 10 to day 30,
    inside one month, and is held on all of these days. Nothing is short.
    """
    return Case(
        operation=operation(
            Nation(id="BBB", decision_days=10), unit("bbb"), pledge("bbb", purpose="backfill"),
            duty("reserve", "AAA", "standing", "D+10..D+30: 1", backfill="home"),
        ),
        terms={},
    )


@case
def backfill_rule() -> Case:
    """The same reserve with the rule `tour`: BBB must come, and 30 days of movement count.

    BBB is in place on day 30 for 90 days. The post (class 2) is short for one month: 6.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb", tours=(90,)), pledge("aaa"),
            pledge("bbb", purpose="backfill"),
            Leg(start="home of BBB", end="home of AAA", days=30),
            need("post", "D+0..D+120: 1", priority=2),
            duty("reserve", "AAA", "standing", "1", backfill="tour"),
        ),
        terms={"shortfall_2": 6}, shortfalls={("post", 0, 30): 1},
        tours=(("bbb", "reserve", 30, 90, 1),),
    )


@case
def chain() -> Case:
    """AAA goes to the post, BBB stands AAA's alert, CCC holds BBB's reserve.

    Only AAA is accepted at the post, only BBB on the alert, only CCC for the reserve. Nothing is
    short. Two backfills of 4 months each at 1 point a month: 2 x 4 = 8.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), unit("ccc"), pledge("aaa"),
            pledge("bbb", purpose="backfill"), pledge("ccc", purpose="backfill"),
            need("post", "D+0..D+120: 1", accept="AAA"),
            duty("alert", "AAA", "rotating", "1", backfill="tour", accept="BBB"),
            duty("reserve", "BBB", "standing", "1", backfill="home", accept="CCC"),
            weights={"backfill": 1.0},
        ),
        terms={"backfill": 8},
    )
