"""What stands on the as-of date: turns under way, rest, orders and the frozen time."""

from __future__ import annotations

from tests.meaning.build import cycle, duty, need, operation, order, pledge, unit
from tests.meaning.case import Case, case
from willing.calendar import DDay
from willing.domain.nation import Leg


@case
def on_tour() -> Case:
    """An element on tour stays until day 30, goes home, recovers and rests until day 60.

    30 + movement 10 + recovery 5 + dwell 15 = 60. The other relieves it on day 30 for 60 days, and
    the first, leaving on day 80, is there again on day 90 until the watch ends on day 120. Nothing
    is short. The tour under way costs no movement; the two others cost 1 each: 2.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, tours=(60,), recovery=5, dwell=15),
            Leg(start="home of AAA", end="outpost", days=10),
            duty("watch", "AAA", "rotating", "1", place="outpost"),
            cycle("aaa", "tour", 1, 30, task="watch"), cycle("aaa", "home", 1),
            weights={"movement": 1.0},
        ),
        terms={"movement": 2},
        tours=(("aaa", "watch", 0, 30, 1), ("aaa", "watch", 30, 60, 1),
               ("aaa", "watch", 90, 30, 1)),
    )


@case
def in_dwell() -> Case:
    """An element that rests until day 45 begins a tour on the line of day 60.

    Two are wanted for three months and one is there; the second is short for two: 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            unit("aaa", 2), pledge("aaa", 2), need("post", "D+0..D+90: 2"),
            cycle("aaa", "dwell", 1, 45), cycle("aaa", "home", 1),
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )


@case
def even_spread() -> Case:
    """Without cycle rows three elements are free on days 0, 30 and 60, never all at once.

    The cycle is 30 + 60 = 90 days, 90 / 3 = 30 apart. Three are wanted for one month, one is
    ready: 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            unit("aaa", 3, dwell=60), pledge("aaa", 3), need("post", "D+0..D+30: 3"),
            spread=["aaa"],
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 2},
    )


@case
def tour_under_a_pledge() -> Case:
    """The element on tour is the one pledged, and the two at home may not relieve it.

    It leaves the post on day 30 and rests until day 60. The second month is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 3, dwell=30), pledge("aaa", 1), need("post", "D+0..D+60: 1"),
            cycle("aaa", "tour", 1, 30, task="post", pledge="aaa pledge"),
            cycle("aaa", "home", 2),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
    )


@case
def rest_under_a_pledge() -> Case:
    """An element that rests from an earlier tour under the pledge still counts under it.

    One of three is pledged, and it rests until day 30. The two at home may not serve in its place:
    the first month is short, 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 3), pledge("aaa", 1), need("post", "D+0..D+60: 1"),
            cycle("aaa", "dwell", 1, 30, pledge="aaa pledge"), cycle("aaa", "home", 2),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def ordered() -> Case:
    """A turn already decided stays, even where a higher class would want the element.

    The patrol (class 3) has it for 60 days, so the post (class 1) is short: 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("post", "D+0..D+60: 1"),
            need("patrol", "D+0..D+60: 1", priority=3),
            order("aaa", "patrol", "D+0", 60, 1, pledge="aaa pledge"),
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
        tours=(("aaa", "patrol", 0, 60, 1),),
    )


@case
def ordered_beyond_the_end() -> Case:
    """What is decided keeps its days, even behind the task's last day.

    The post closes on D+30 and the element is ordered there for 60 days, so the other post is
    short for the second month: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"),
            need("other", "D+30..D+60: 1"), order("aaa", "post", "D+0", 60, 1, pledge="aaa pledge"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("other", 30, 30): 1},
        tours=(("aaa", "post", 0, 60, 1),),
    )


@case
def frozen() -> Case:
    """Until D+45 only what is ordered leaves home.

    The ordered element serves the first month. Another may leave on day 45 and begins on the line
    of day 60. The second month is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 2), pledge("aaa", 2), need("post", "D+0..D+90: 1"),
            order("aaa", "post", "D+0", 30, 1, pledge="aaa pledge"),
            settings={"frozen_until": DDay(45)},
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
    )
