"""What the answers change: the day of the deal, no deal at all, who is accepted, how much."""

from __future__ import annotations

from tests.meaning.build import change, cycle, duty, need, operation, pledge, question, unit
from tests.meaning.case import Case, case
from willing.domain.operation import Operation


@case
def order_now() -> Case:
    """Planners are ordered today, everybody else at the deal on day 60.

    Both units need 40 days of notice and 10 of movement. Ordered on day 0, the planners are ready
    on day 50 and in place on D-day. Ordered on day 60, the guards would come on D+50, after their
    month is over: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", notice_days=40), unit("bbb", notice_days=40),
            pledge("aaa"), pledge("bbb"),
            need("planners", "D+0..D+30: 1", order="now", accept="AAA"),
            need("guards", "D+0..D+30: 1", accept="BBB"),
            waiting="2x30", grid="2x30", deal=["2027-03-02"], settings={"movement_days": 10},
        ),
        answers={"deal": "2027-03-02"},
        terms={"shortfall_1": 36}, shortfalls={("guards", 60, 30): 1},
        tours=(("aaa", "planners", 60, 30, 1),),
    )


@case
def deal_between_lines() -> Case:
    """A deal on day 40 moves to the line of day 60, and a pledge that ends on day 75 is too short.

    D is day 60. The tour would end on day 90, after the pledge: 36. Had D stayed on day 40, it
    would have ended on day 70.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", until=75), need("post", "D+0..D+30: 1"),
            waiting="3x30", grid="2x30", deal=["2027-02-10"],
        ),
        answers={"deal": "2027-02-10"},
        terms={"shortfall_1": 36}, shortfalls={("post", 60, 30): 1},
    )


@case
def never() -> Case:
    """Without a deal nothing counted from D exists, and the commitments go on.

    The post is not asked for. AAA's reserve (class 3) runs for the three months of the waiting
    grid. BBB's pledge hangs on the backstop, answered at the deal, so never. CCC's hangs on its
    mandate, answered on day 30, and is ordered now: it holds from day 30. One month is short: 1.
    """
    return Case(
        operation=operation(
            unit("bbb"), unit("ccc"),
            pledge("bbb", purpose="backfill", condition="backstop == enablers"),
            pledge("ccc", purpose="backfill", condition="mandate == yes"),
            need("post", "D+0..D+30: 1"),
            duty("reserve", "AAA", "standing", "1", priority=3, backfill="home", order="now"),
            question("backstop", "none", "enablers"),
            question("mandate", "yes", "no", answered=30), waiting="3x30", deal=["never"],
        ),
        answers={"deal": "never", "backstop": "enablers", "mandate": "yes"},
        terms={"shortfall_3": 1}, shortfalls={("reserve", 0, 30): 1},
    )


def _answers_change() -> Operation:
    """AAA and BBB send one element each; what is wanted, and from whom, hangs on two answers."""
    return operation(
        unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb"), need("post", "D+0..D+30: 1"),
        question("backstop", "none", "enablers"), question("host", "open", "narrow"),
        change("backstop == none", "requirements", "post", "quantity", "D+0..D+30: 3"),
        change("host == narrow", "places", "field", "accept", "not AAA"),
    )


@case
def changed_quantity() -> Case:
    """Without the backstop three are wanted instead of one, and two are there: 36."""
    return Case(
        operation=_answers_change(),
        answers={"deal": "2027-01-01", "backstop": "none", "host": "open"},
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def changed_acceptance() -> Case:
    """The same, but the host does not admit AAA: two of three are short, 2 x 36 = 72."""
    return Case(
        operation=_answers_change(),
        answers={"deal": "2027-01-01", "backstop": "none", "host": "narrow"},
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 2},
        tours=(("bbb", "post", 0, 30, 1),),
    )


@case
def changed_count() -> Case:
    """The answer gives a pool a second element, of which no cycle row speaks: 0."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), cycle("aaa", "home", 1), need("post", "D+0..D+30: 2"),
            question("backstop", "none", "enablers"),
            change("backstop == enablers", "units", "aaa", "count", "2"),
            change("backstop == enablers", "pledges", "aaa pledge", "count", "2"),
        ),
        answers={"deal": "2027-01-01", "backstop": "enablers"},
        terms={}, tours=(("aaa", "post", 0, 30, 2),),
    )
