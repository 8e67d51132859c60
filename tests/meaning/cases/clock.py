"""The clock: notice by stage, certificates that end, stays that law limits."""

from __future__ import annotations

from tests.meaning.build import cycle, duty, need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Nation, Place
from willing.domain.windows import parse_windows


@case
def notice_by_stage() -> Case:
    """Who has been at home for long may go sooner.

    AAA decides in 30 days and needs 60 days of notice, 30 from 60 days after the dwell on. One of
    its two elements has been at home for ever, the dwell of the other ended on day -10. On day 30
    the first is at the second stage (at home since day -30 at least) and leaves on day 60, the
    other on day 90. Short: 2 for two months, 1 for the third: 36 x 5 = 180.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", decision_days=30),
            unit("aaa", 2, tours=(120,), stages="0: 60; 60: 30"),
            cycle("aaa", "home", 1), cycle("aaa", "home", 1, since=-10), pledge("aaa", 2),
            need("post", "D+0..D+120: 2"),
        ),
        terms={"shortfall_1": 180},
        shortfalls={("post", 0, 30): 2, ("post", 30, 30): 2, ("post", 60, 30): 1},
        tours=(("aaa", "post", 60, 60, 1), ("aaa", "post", 90, 30, 1)),
    )


@case
def kept_at_home() -> Case:
    """Whoever is to go on short notice must not have served meanwhile.

    AAA 1, tour 60, decides in 60 days; notice 60, or 0 from 60 days after the dwell on. It owes an
    alert of class 2 in the first month. To be at the post on D+60 it must be at home from day 0 on:
    the alert is short (6), the post for two months only (72). Else it serves the alert and leaves
    on day 120: the post is short for four months.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", decision_days=60), unit("aaa", tours=(60,), stages="0: 60; 60: 0"),
            pledge("aaa"), need("post", "D+0..D+120: 1"),
            duty("alert", "AAA", "rotating", "D+0..D+30: 1", priority=2),
        ),
        terms={"shortfall_1": 72, "shortfall_2": 6},
        shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1, ("alert", 0, 30): 1},
    )


@case
def certificate() -> Case:
    """A tour that begins behind the certificate takes its element longer from home.

    AAA 1, tour 30, work-up 10, certified until day 20, 20 days to be certified again. It owes a
    reserve of class 2. For the post from D+30 it leaves on day 20, still certified. For D+60 it
    would leave on day 50 and so is certified from day 30 on: it cannot serve both months. Either
    takes it from home for two months by lines: the post is short for one (36), the reserve for two
    (12).
    """
    return Case(
        operation=operation(
            unit("aaa", work_up=10, certified=20, certify_days=20), pledge("aaa"),
            need("post", "D+30..D+90: 1"), duty("reserve", "AAA", "standing", "1", priority=2),
        ),
        terms={"shortfall_1": 36, "shortfall_2": 12}, shortfalls=None,
    )


@case
def stay_limited_by_treaty() -> Case:
    """Ships that may stay 20 days and must be away for 40 count a third each.

    AAA 3 ships, bound; BBB 1, excepted as a littoral nation. A patrol of 2 at sea: AAA's three
    count for 3 x 20 / 60 = 1, BBB's for 1. Nothing is short. Four tours at 1 point of movement: 4.
    """
    return Case(
        operation=operation(
            unit("aaa", 3), unit("bbb"), pledge("aaa", 3), pledge("bbb"),
            Place(id="sea", stay_days=20, away_days=40, stay_except="BBB"),
            need("patrol", "D+0..D+30: 2", place="sea"), weights={"movement": 1.0},
        ),
        terms={"movement": 4},
        tours=(("aaa", "patrol", 0, 30, 3), ("bbb", "patrol", 0, 30, 1)),
    )


@case
def tonnes_inside() -> Case:
    """Reliefs are inside beside those they relieve.

    AAA 2 ships of 500 tonnes, tour 30, overlap 10, dwell 60; 900 tonnes may be inside. The first
    ship is there in the first month; the second would come on day 20, when 1,000 tonnes would be
    inside. One month is served, the other is short (36). BBB's boat of 500 tonnes is not bound and
    watches beside it.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, overlap=10, dwell=60, tonnes=500.0),
            unit("bbb", tours=(60,), tonnes=500.0), pledge("aaa", 2, offered_for=("patrol",)),
            pledge("bbb", offered_for=("watch",)),
            Place(id="sea", stay_except="BBB", stay_tonnes=parse_windows("900")),
            need("patrol", "D+0..D+60: 1", place="sea"),
            need("watch", "D+0..D+60: 1", place="sea"),
        ),
        terms={"shortfall_1": 36}, shortfalls=None,
    )


@case
def entry_notice() -> Case:
    """Notice to enter comes after the ship's own.

    AAA 1, notice 10, and 15 days of notice before it may enter: it leaves on day 25 and is there on
    the line of day 30. BBB, excepted, on day 10, by lines day 30 too if it had to wait that long;
    lines are 10 days apart. Short: 2 for ten days, 1 for 20 more: 36 x (2 x 10 + 1 x 20) / 30 = 48.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,), notice_days=10), unit("bbb", tours=(60,), notice_days=10),
            pledge("aaa"), pledge("bbb"),
            Place(id="sea", stay_except="BBB", entry_notice_days=15),
            need("patrol", "D+0..D+60: 2", place="sea"), grid="6x10",
        ),
        terms={"shortfall_1": 48},
        shortfalls={("patrol", 0, 10): 2, ("patrol", 10, 10): 1, ("patrol", 20, 10): 1},
        tours=(("aaa", "patrol", 30, 30, 1), ("bbb", "patrol", 10, 50, 1)),
    )


@case
def free_for_long() -> Case:
    """AAA says that its element is free: it has been at home for ever, and goes on short notice.

    Notice 40, or 20 from 30 days after the dwell on: it leaves on day 30, not on day 60.
    """
    return Case(
        operation=operation(
            unit("aaa", stages="0: 40; 30: 20", free=parse_windows("1")), pledge("aaa"),
            need("post", "D+30..D+60: 1"), spread=["aaa"],
        ),
        terms={}, shortfalls={}, tours=(("aaa", "post", 30, 30, 1),),
    )
