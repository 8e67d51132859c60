"""Who may serve what, and from when: caveats, conditions, status, dates of a pledge."""

from __future__ import annotations

from tests.meaning.build import (
    agreement,
    caveat,
    need,
    operation,
    order,
    pledge,
    question,
    renewal,
    unit,
)
from tests.meaning.case import Case, case
from willing.domain.nation import Nation, Place


@case
def place_caveat() -> Case:
    """Not in the border region: its northern part is closed too.

    The element serves the south (class 2), and the north (class 1) is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), caveat("aaa pledge", "place", "not", "border region"),
            Place(id="border region"), Place(id="north", part_of="border region"),
            need("north post", "D+0..D+30: 1", place="north"),
            need("south post", "D+0..D+30: 1", place="south", priority=2),
        ),
        terms={"shortfall_1": 36}, shortfalls={("north post", 0, 30): 1},
    )


@case
def dated_caveat() -> Case:
    """Not in the field from D+30 to D+60: no day of a tour may lie there.

    A tour of 30 before, one of 60 after; the second month is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(30, 60)), pledge("aaa"), need("post", "D+0..D+120: 1"),
            caveat("aaa pledge", "place", "not", "field", start="D+30", until="D+60"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
    )


@case
def number_caveat() -> Case:
    """At most one in place until D+60, though three are pledged.

    Two are wanted for three months; one is short for two of them: 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            unit("aaa", 3), pledge("aaa", 3), need("post", "D+0..D+90: 2"),
            caveat("aaa pledge", "number", "max", "1", until="D+60"),
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )


@case
def time_caveat() -> Case:
    """No tour longer than 30 days, where the policy knows tours of 60 only.

    A tour may be shorter only if it ends on the task's last day, D+90. So one from D+60 is 30 days
    long and allowed; before it two months are short: 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, tours=(60,)), pledge("aaa", 2), need("post", "D+0..D+90: 1"),
            caveat("aaa pledge", "time", "max", "30"),
        ),
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
        tours=(("aaa", "post", 60, 30, 1),),
    )


@case
def condition_with_a_date() -> Case:
    """The mandate is voted on day 40; decision 10 and notice 5 follow.

    Elements may leave on day 55 and are in place on the line of day 60. Two months are short:
    2 x 36 = 72.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", decision_days=10), unit("aaa", notice_days=5),
            pledge("aaa", condition="mandate == yes"), need("post", "D+0..D+90: 1"),
            question("mandate", "yes", "no", answered=40),
        ),
        answers={"deal": "2027-01-01", "mandate": "yes"},
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )


@case
def unknown_answer() -> Case:
    """`not mandate == no` is unknown while nobody has voted, and unknown is not true.

    The vote comes on day 30; until then the pledge does not count: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", condition="not mandate == no"),
            need("post", "D+0..D+90: 1"), question("mandate", "yes", "no", answered=30),
        ),
        answers={"deal": "2027-01-01", "mandate": "yes"},
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def status() -> Case:
    """Pledges count from `confirmed`; AAA only promises.

    BBB's confirmed element serves one of two places, the other is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb", status="confirmed"),
            need("post", "D+0..D+30: 2"), settings={"counts_from": "confirmed"},
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
        tours=(("bbb", "post", 0, 30, 1),),
    )


@case
def pledge_dates() -> Case:
    """From day 20 elements may leave, and by day 80 they are out of place.

    With movement of 5 days they are there on day 25, by lines day 30. A tour from day 30 ends on
    day 60; one from day 60 would end on day 90, too late. Three of four months are short:
    3 x 36 = 108.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", start=20, until=80), need("post", "D+0..D+120: 1"),
            settings={"movement_days": 5},
        ),
        terms={"shortfall_1": 108}, shortfalls={("post", d, 30): 1 for d in (0, 60, 90)},
        tours=(("aaa", "post", 30, 30, 1),),
    )


@case
def renewed() -> Case:
    """A pledge that is renewed serves on: it ends on day 60, and is given again until day 120.

    A second renewal, until day 150, was never promised by anybody: nothing rests on it. Of five
    months the last is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", until=60), renewal("aaa pledge", 120, given=True),
            renewal("aaa pledge", 150, ask_by=60), need("post", "D+0..D+150: 1"), grid="5x30",
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 120, 30): 1},
    )


@case
def renewed_by_an_answer() -> Case:
    """Nobody leaves for days behind the end of his pledge before he knows that it is renewed.

    Tours of 60; the pledge ends on day 45 and is renewed until day 120 if the mandate is `yes`,
    answered on day 40. A tour from day 0 or 30 would end behind day 45; from day 60 one may begin.
    Short: the first two months, 72.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,)), pledge("aaa", until=45),
            renewal("aaa pledge", 120, condition="mandate == yes"),
            need("post", "D+0..D+120: 1"), question("mandate", "yes", "no", answered=40),
        ),
        answers={"deal": "2027-01-01", "mandate": "yes"},
        terms={"shortfall_1": 72}, shortfalls={("post", 0, 30): 1, ("post", 30, 30): 1},
    )


@case
def renewed_too_late() -> Case:
    """What has ended is not renewed: the answer comes on day 50, the pledge ends on day 45.

    It serves the first month. Short: three months, 108.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa", until=45),
            renewal("aaa pledge", 120, condition="mandate == yes"),
            need("post", "D+0..D+120: 1"), question("mandate", "yes", "no", answered=50),
        ),
        answers={"deal": "2027-01-01", "mandate": "yes"},
        terms={"shortfall_1": 108}, shortfalls={("post", d, 30): 1 for d in (30, 60, 90)},
    )


@case
def agreement_renewed() -> Case:
    """An agreement is renewed likewise, day by day: a tour stands over both terms.

    It ends on day 40; whether it is renewed until day 90 is answered on day 20, with yes. It had to
    be asked for by day 10. A tour of 90 begins on day 0. Short: the fourth month, 36.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(90, 30)), pledge("aaa"), Place(id="field", agreements=("sofa",)),
            agreement("sofa", "field", id="leave", until="2027-02-10"),
            renewal("leave", 90, condition="mandate == yes", ask_by=10),
            need("post", "D+0..D+120: 1"), question("mandate", "yes", "no", answered=20),
        ),
        answers={"deal": "2027-01-01", "mandate": "yes"},
        terms={"shortfall_1": 36}, shortfalls={("post", 90, 30): 1},
    )


@case
def must_have() -> Case:
    """Two are wanted that bring night vision, as AAA does, however it is spelt; BBB does not.

    One of two places stays open for the month: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), pledge("aaa", brings=("Night  Vision",)),
            pledge("bbb", brings=("night",)),
            need("post", "D+0..D+30: 2", must_have=("night vision",)),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
        tours=(("aaa", "post", 0, 30, 1),),
    )


@case
def must_have_all() -> Case:
    """Every word must be brought: AAA brings one of two, BBB both.

    Only BBB may serve the north, so AAA serves the south. Nothing is short.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), pledge("aaa", brings=("medevac",)),
            pledge("bbb", brings=("medevac", "water")),
            need("north", "D+0..D+30: 1", must_have=("water", "medevac")),
            need("south", "D+0..D+30: 1", must_have=("Medevac",), priority=2),
        ),
        terms={}, tours=(("aaa", "south", 0, 30, 1), ("bbb", "north", 0, 30, 1)),
    )


@case
def must_have_decided() -> Case:
    """What is decided is a fact: AAA is ordered to the post for the first month without medevac.

    After that it may not serve there. The second month is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("post", "D+0..D+60: 1", must_have=("medevac",)),
            order("aaa", "post", "D+0", 30, 1, pledge="aaa pledge"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
        tours=(("aaa", "post", 0, 30, 1),),
    )
