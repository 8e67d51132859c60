"""Standby: elements held before the deal, and what they make possible on the day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.meaning.build import day, duty, need, operation, order, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Nation
from willing.domain.operation import Operation
from willing.domain.standby import Standby

DEAL = {"deal": day(60).isoformat()}
"""The deal comes after two periods of waiting."""


def _waiting(*records: Any, **other: Any) -> Operation:
    return operation(*records, waiting="2x30", deal=(DEAL["deal"],), **other)


@case
def held_ready() -> Case:
    """Who is held up to the deal is there on the day, for the price of his standby.

    AAA 2, notice 60. A post wants 2 for D+0..D+120. Held at no notice for the last month before the
    deal one element costs 30 days x 100,000 = 3 points, and saves two months of 36. Both are held:
    2 x 3 = 6, and serve four months.
    """
    return Case(
        operation=_waiting(
            unit("aaa", 2, tours=(120,), notice_days=60), pledge("aaa", 2),
            Standby(id="ready", notice_days=0, longest=60, recovery=30, cost_per_day=100_000.0),
            need("post", "D+0..D+120: 2"),
        ),
        answers=DEAL, terms={"readiness": 6}, tours=(("aaa", "post", 60, 120, 2),),
    )


@case
def standby_too_dear() -> Case:
    """Nobody is held for more than he is worth.

    The same at 3 million a day: 90 points for an element held for a month, who saves two months of
    36. Nobody is held; both leave on D+60. Short: 2 for two months, 4 x 36 = 144.
    """
    return Case(
        operation=_waiting(
            unit("aaa", 2, tours=(120,), notice_days=60), pledge("aaa", 2),
            Standby(id="ready", notice_days=0, longest=60, recovery=30, cost_per_day=3_000_000.0),
            need("post", "D+0..D+120: 2"),
        ),
        answers=DEAL, terms={"shortfall_1": 144},
        shortfalls={("post", 60, 30): 2, ("post", 90, 30): 2},
    )


@case
def levels_of_standby() -> Case:
    """The dear level for who must go at once, the cheap one for who may follow.

    AAA 2, notice 90. One post wants 1 from D+0, another 1 from D+30, both up to D+90. On level
    `now` (notice 0) a month costs 6 points, on level `soon` (30) 3. One element is held on each: 9
    points. Both on `now` would cost 12; without standby nobody would come.
    """
    return Case(
        operation=_waiting(
            unit("aaa", 2, tours=(30, 60, 90), notice_days=90), pledge("aaa", 2),
            Standby(id="soon", notice_days=30, longest=60, cost_per_day=100_000.0),
            Standby(id="now", notice_days=0, longest=60, cost_per_day=200_000.0),
            need("first", "D+0..D+90: 1"), need("second", "D+30..D+90: 1"), grid="3x30",
        ),
        answers=DEAL, terms={"readiness": 9}, shortfalls={},
    )


@case
def standby_takes_from_a_reserve() -> Case:
    """Who stands by is not free for anything else.

    AAA 1, notice 60, owes a reserve of class 2 (standing) up to D+0. Held for the last month before
    the deal, it leaves the reserve short for that month (6 points) and saves two months at the
    post (72). From D on it serves for four months. Score: 6, and 3 for the standby.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(120,), notice_days=60), pledge("aaa"),
            Standby(id="ready", notice_days=0, longest=30, cost_per_day=100_000.0),
            need("post", "D+0..D+120: 1"),
            duty("reserve", "AAA", "standing", "D-60..D+0: 1", priority=2),
        ),
        answers=DEAL, terms={"shortfall_2": 6, "readiness": 3},
        shortfalls={("reserve", 30, 30): 1},
    )


@case
def standby_covers() -> Case:
    """Where the level covers, a reserve counts who stands by as well.

    The same, and the level covers: the element is at home for the reserve in the month before the
    deal, and ready for the post. Only its standby costs: 3.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(120,), notice_days=60), pledge("aaa"),
            Standby(id="ready", notice_days=0, longest=30, cost_per_day=100_000.0, covers=True),
            need("post", "D+0..D+120: 1"),
            duty("reserve", "AAA", "standing", "D-60..D+0: 1", priority=2),
        ),
        answers=DEAL, terms={"readiness": 3},
    )


@case
def covers_its_own_nation() -> Case:
    """Who stands by covers nothing for others: he is held for his own nation, not as a backfill.

    The reserve is BBB's, which has nobody; AAA may hold its element for it from home. In the month
    before the deal it stands by instead: the reserve is short (6), the standby costs 3.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(120,), notice_days=60), pledge("aaa", purpose="any"),
            Standby(id="ready", notice_days=0, longest=30, cost_per_day=100_000.0, covers=True),
            need("post", "D+0..D+120: 1"),
            duty("reserve", "BBB", "standing", "D-60..D+0: 1", priority=2, backfill="home",
                 order="now"),
        ),
        answers=DEAL, terms={"shortfall_2": 6, "readiness": 3},
        shortfalls={("reserve", 30, 30): 1},
    )


@case
def standby_backfilled() -> Case:
    """Who does not cover is backfilled: another nation keeps an element at home instead of him.

    AAA 1 stands by in the month before the deal (3 points) on a level that does not cover. BBB 1
    holds AAA's reserve in that month: a backfill of a month, 1 point.
    """
    return Case(
        operation=_waiting(
            unit("aaa", tours=(120,), notice_days=60), pledge("aaa"),
            unit("bbb", nation="BBB"), pledge("bbb", purpose="backfill"),
            Standby(id="ready", notice_days=0, longest=30, cost_per_day=100_000.0),
            need("post", "D+0..D+120: 1"),
            duty("reserve", "AAA", "standing", "D-60..D+0: 1", priority=2, backfill="home",
                 order="now"),
            weights={"backfill": 1.0},
        ),
        answers=DEAL, terms={"backfill": 1, "readiness": 3},
    )


@case
def rest_covers_nothing() -> Case:
    """Who rests after a standby covers nothing, whatever the level says.

    AAA 1 is ordered to stand by in the month before the deal, and nobody calls it; it rests for a
    month. Its reserve counts it before D, and is short for the month behind it: 6.
    """
    return Case(
        operation=_waiting(
            unit("aaa", notice_days=60), pledge("aaa"),
            Standby(id="ready", notice_days=0, longest=30, recovery=30, covers=True),
            replace(order("aaa", "ready", "D-30", 30, 1, pledge="aaa pledge"), kind="standby"),
            duty("reserve", "AAA", "standing", "D-60..D+60: 1", priority=2),
        ),
        answers=DEAL, terms={"shortfall_2": 6}, shortfalls={("reserve", 60, 30): 1},
    )


@case
def standby_is_one_of_two() -> Case:
    """Who stands by bears one declaration more, where others bear two.

    AAA 2 owes 2 to each of two pools that may be declared twice (classes 2 and 3), up to D+0. Both
    elements bear both. In the month before the deal one stands by and bears one: three of four
    declarations. Short: 1 of class 3 for a month, and 3 points for the standby.
    """
    return Case(
        operation=_waiting(
            unit("aaa", 2, tours=(120,), notice_days=60), pledge("aaa"),
            Standby(id="ready", notice_days=0, longest=30, cost_per_day=100_000.0, covers=True),
            need("post", "D+0..D+120: 1"),
            duty("first", "AAA", "standing", "D-60..D+0: 2", priority=2, twice=True),
            duty("second", "AAA", "standing", "D-60..D+0: 2", priority=3, twice=True),
        ),
        answers=DEAL, terms={"shortfall_3": 1, "readiness": 3},
        shortfalls={("second", 30, 30): 1},
    )


@case
def kept_until_called() -> Case:
    """Who stands ready is kept for his tour from D on, even while his nation still decides.

    AAA 1, decides in 30 days, notice 60; standby at notice 0 with 60 days of rest, free of charge.
    It is held in the month before D, kept while AAA decides, and serves in the month from D+30 on.
    Its own reserve (class 3, standing) is short in these three months: 3 points. Without standby
    the post would be short (36).
    """
    return Case(
        operation=_waiting(
            Nation(id="AAA", decision_days=30), unit("aaa", tours=(30,), notice_days=60),
            pledge("aaa"), Standby(id="ready", notice_days=0, longest=30, recovery=60),
            need("post", "D+30..D+60: 1"), duty("reserve", "AAA", "standing", "1", priority=3),
        ),
        answers=DEAL, terms={"shortfall_3": 3},
        shortfalls={("reserve", first, 30): 1 for first in (30, 60, 90)},
    )


@case
def no_deal_no_standby() -> Case:
    """Without waiting nobody stands ready: the deal comes on the as-of date.

    AAA 1, notice 60; the deal is now. Short: two months of the post, 72.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(120,), notice_days=60), pledge("aaa"),
            Standby(id="ready", notice_days=0, longest=30), need("post", "D+0..D+120: 1"),
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )
