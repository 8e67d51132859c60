"""Lines that nobody goes to, elements declared twice, what is free by date, and common fleets."""

from __future__ import annotations

from tests.meaning.build import duty, need, operation, owner, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Nation
from willing.domain.requirement import Substitution
from willing.domain.windows import parse_windows


@case
def at_notice() -> Case:
    """A reserve at notice of 10 days wants 2 for one month; nobody moves, though 40 days away.

    AAA's element moves at 10 days' notice and is held from day 0; BBB's needs 20. Nobody is away,
    so AAA's ceiling of 0 people stands. Short: 1, 36 points.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", ceiling_people=parse_windows("0")),
            unit("aaa", notice_days=10, people=100), unit("bbb", notice_days=20),
            pledge("aaa"), pledge("bbb"),
            need("reserve", "D+0..D+30: 2", kind="notice", ready_days=10),
            weights={"movement": 1.0}, settings={"movement_days": 40},
        ),
        terms={"shortfall_1": 36}, shortfalls={("reserve", 0, 30): 1},
    )


@case
def reserve_called() -> Case:
    """The reserve (class 2) is at home until its element goes to a post, and again afterwards.

    A tour of 30 days without dwell from day 30. Short: the reserve in the second month, 6.
    """
    return Case(
        operation=operation(
            unit("aaa", notice_days=10), pledge("aaa"),
            need("reserve", "D+0..D+90: 1", kind="notice", ready_days=10, priority=2),
            need("post", "D+30..D+60: 1"),
        ),
        terms={"shortfall_2": 6}, shortfalls={("reserve", 30, 30): 1},
        tours=(("aaa", "post", 30, 30, 1),),
    )


@case
def on_call() -> Case:
    """20 hours of tanking a day for two months, class 3; a tanker gives 6 and stays at home.

    Notice 20 runs before they act, so the first whole month they hold begins on day 30: 2 x 6.
    Short: 20 in the first month, 8 in the second: 28.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, notice_days=20, capability="tanker"), pledge("aaa", 2),
            need("orbit", "D+0..D+60: 20", kind="on_call", capability="tanker_hour", priority=3),
            Substitution(capability="tanker", stands_for="tanker_hour", give=1, count=6),
            settings={"movement_days": 40},
        ),
        terms={"shortfall_3": 28}, shortfalls={("orbit", 0, 30): 20, ("orbit", 30, 30): 8},
    )


@case
def declared_twice() -> Case:
    """AAA 3 owes a guard of 1, and 2 for each of three alliance pools that may be declared twice.

    The guard's element is the guard's alone. The two others bear two declarations each, four in
    all: the third pool (class 3) stays short of 2 for 4 months: 8.
    """
    return Case(
        operation=operation(
            unit("aaa", 3), duty("guard", "AAA", "standing", "1"),
            duty("first", "AAA", "standing", "2", twice=True),
            duty("second", "AAA", "standing", "2", twice=True, priority=2),
            duty("third", "AAA", "standing", "2", twice=True, priority=3),
        ),
        terms={"shortfall_3": 8}, shortfalls={("third", m, 30): 2 for m in (0, 30, 60, 90)},
    )


@case
def declared_once_each() -> Case:
    """AAA 1 owes 2 for a pool that may be declared twice: nobody counts twice for the same.

    Short: 1 for 4 months of class 3: 4.
    """
    return Case(
        operation=operation(
            unit("aaa"), duty("pool", "AAA", "standing", "2", twice=True, priority=3),
        ),
        terms={"shortfall_3": 4}, shortfalls={("pool", m, 30): 1 for m in (0, 30, 60, 90)},
    )


@case
def declared_for_the_operation() -> Case:
    """AAA's element is in an alliance's pool, and in the operation's reserve at notice of 30 days.

    Both allow it: nothing is short. On a post in the second month it is in neither: 36 for the
    post is more than 6 for the reserve and 1 for the pool: 7.
    """
    return Case(
        operation=operation(
            unit("aaa", notice_days=30), pledge("aaa"),
            duty("pool", "AAA", "standing", "1", twice=True, priority=3),
            need("reserve", "D+0..D+120: 1", kind="notice", ready_days=30, twice=True, priority=2),
            need("post", "D+30..D+60: 1"),
        ),
        terms={"shortfall_2": 6, "shortfall_3": 1},
        shortfalls={("reserve", 30, 30): 1, ("pool", 30, 30): 1},
    )


@case
def pledged_twice() -> Case:
    """Two pledges of one element each from a pool of one, for two reserves that may share it.

    Both are served by the same element. A pledge counts each declaration: one pledge of 1 would
    serve one reserve only. Short: nothing of the first two, and the third (class 2), whose pledge
    is the first reserve's too, for one month: 6.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", id="land", offered_for=["north", "south"]),
            pledge("aaa", id="sea", offered_for=["coast"]),
            need("north", "D+0..D+30: 1", kind="notice", ready_days=10, twice=True),
            need("south", "D+0..D+30: 1", kind="notice", ready_days=10, twice=True, priority=2),
            need("coast", "D+0..D+30: 1", kind="notice", ready_days=10, twice=True),
        ),
        terms={"shortfall_2": 6}, shortfalls={("south", 0, 30): 1},
    )


@case
def free_by_date() -> Case:
    """AAA 3, of which 1 is free until D+60 and 2 from then on; tours of 30, dwell 30.

    Who rests is not free either: the first tour takes the one until D+60, so the second month is
    short. From D+60 two relieve each other. 36 points.
    """
    return Case(
        operation=operation(
            unit("aaa", 3, dwell=30, free=parse_windows("D+0..D+60: 1; D+60..: 2")),
            pledge("aaa", 3), need("post", "D+0..D+120: 1"), spread=["aaa"],
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
    )


@case
def free_until() -> Case:
    """AAA 1, free up to D+45: outside its windows nothing is free.

    A second tour would end on day 60. Short: the second month, 36.
    """
    return Case(
        operation=operation(
            unit("aaa", free=parse_windows("D+0..D+45: 1")), pledge("aaa"),
            need("post", "D+0..D+60: 1"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
    )


@case
def common_fleet() -> Case:
    """A fleet of its own (MMF) that AAA owns for three quarters and BBB for one.

    Its 100 people serve 60 days: 6,000 person-days, 4,500 AAA's and 1,500 BBB's. Each has a fair
    share of 3,000; AAA is 1,500 above: 1.5 points.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", gdp=1.0), Nation(id="BBB", gdp=1.0),
            unit("tankers", nation="MMF", people=100), pledge("tankers"),
            owner("tankers", "AAA", 0.75), owner("tankers", "BBB", 0.25),
            need("orbit", "D+0..D+60: 1", accept="MMF"),
            weights={"burden": 1.0}, settings={"reference_person_days": 6000.0},
        ),
        terms={"burden": 1.5},
    )


@case
def at_notice_by_stage() -> Case:
    """Whoever is held may be at any stage, so that the longest notice counts, and the unit's never.

    AAA's goes from 60 days to 5, BBB's from 10 to 5; the reserve wants 10.
    """
    return Case(
        operation=operation(
            unit("aaa", stages="0: 60; 30: 5"),
            unit("bbb", stages="0: 10; 30: 5", notice_days=90),
            pledge("aaa"), pledge("bbb"),
            need("reserve", "D+0..D+30: 2", kind="notice", ready_days=10),
        ),
        terms={"shortfall_1": 36}, shortfalls={("reserve", 0, 30): 1},
    )
