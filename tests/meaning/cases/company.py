"""Who comes only with others: company, packages and needs."""

from __future__ import annotations

from tests.meaning.build import (
    change,
    duty,
    need,
    operation,
    order,
    package,
    pledge,
    question,
    unit,
    wants,
)
from tests.meaning.case import Case, case


@case
def we_go_if_you_go() -> Case:
    """AAA comes only with BBB, BBB only with AAA; BBB's pledge ends on day 60.

    For two months both are there, and each is the other's company. In the third AAA would be
    alone, so it stays at home: 36 for the north, and the south asks for nobody then.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), pledge("aaa", only="with BBB at south"),
            pledge("bbb", only="with AAA at north", until=60),
            need("north post", "D+0..D+90: 1", place="north", accept="AAA"),
            need("south post", "D+0..D+60: 1", place="south", accept="BBB"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("north post", 60, 30): 1},
        tours=(("aaa", "north post", 0, 30, 1), ("bbb", "south post", 30, 30, 1)),
    )


@case
def company_to_the_last_day() -> Case:
    """BBB stays 45 days and then rests 60; AAA, with tours of 30, comes only with BBB.

    AAA's second tour would stand alone from day 45. So it serves one month: 36 for the second.
    BBB's line (class 3) is covered in the first month only: 1.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb", tours=(45,), dwell=60), pledge("aaa", only="with BBB"),
            pledge("bbb"), need("north post", "D+0..D+60: 1", accept="AAA"),
            need("south post", "D+0..D+60: 1", accept="BBB", priority=3),
        ),
        terms={"shortfall_1": 36, "shortfall_3": 1},
        shortfalls={("north post", 30, 30): 1, ("south post", 30, 30): 1},
    )


@case
def after_another() -> Case:
    """AAA comes after BBB, with one tour of 60 days; BBB is in the north for the first month.

    On day 29 BBB is there, so AAA may be in place from day 30, and BBB need not stay. Short: the
    south in the first month, 36.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,)), unit("bbb"), pledge("aaa", only="after BBB at north"),
            pledge("bbb"), need("north post", "D+0..D+30: 1", place="north", accept="BBB"),
            need("south post", "D+0..D+90: 1", place="south", accept="AAA"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("south post", 0, 30): 1},
        tours=(("aaa", "south post", 30, 60, 1),),
    )


@case
def enough_of_a_kind() -> Case:
    """AAA (class 2) comes only if two medics are in the field; BBB has four, who rest every month.

    The care line (class 3) wants three in the first month and one in the second. Three and one
    would leave AAA's second month without company, 6. Two and two, one more than the line wants,
    let AAA serve both months. Short: one medic in the first month, 1.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb", 4, capability="medic", dwell=30),
            pledge("aaa", only="if 2 medic in field"), pledge("bbb", 4),
            need("post", "D+0..D+60: 1", priority=2),
            need("care", "D+0..D+30: 3; D+30..D+60: 1", capability="medic", priority=3),
        ),
        terms={"shortfall_3": 1}, shortfalls={("care", 0, 30): 1},
    )


@case
def package_or_nothing() -> Case:
    """AAA's and BBB's pledges go together or not at all; BBB's only element stands alert at home.

    Going would save the north (class 2, 6) and the south (class 3, 1), and leave the alert
    (class 1, 36). So nobody goes: 6 + 1 = 7.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb"),
            package("brigade", "aaa pledge", "bbb pledge"),
            need("north post", "D+0..D+30: 1", priority=2, accept="AAA"),
            need("south post", "D+0..D+30: 1", priority=3, accept="BBB"),
            duty("alert", "BBB", "rotating", "D+0..D+30: 1"), grid="1x30",
        ),
        terms={"shortfall_2": 6, "shortfall_3": 1},
        shortfalls={("north post", 0, 30): 1, ("south post", 0, 30): 1},
    )


@case
def needs_a_hospital() -> Case:
    """AAA's post in the north (class 2) needs one medic of another nation there.

    BBB's only medic could stand in the south (class 2, 6 a month) or in the north (class 3, 1 a
    month), where it lets AAA serve (6 a month). 7 is more than 6. Short: the south, 2 x 6 = 12.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb", capability="medic"), pledge("aaa"), pledge("bbb"),
            wants("aaa pledge", "medic"),
            need("post", "D+0..D+60: 1", place="north", priority=2),
            need("north care", "D+0..D+60: 1", place="north", capability="medic", priority=3),
            need("south care", "D+0..D+60: 1", place="south", capability="medic", priority=2),
        ),
        terms={"shortfall_2": 12},
        shortfalls={("south care", 0, 30): 1, ("south care", 30, 30): 1},
    )


@case
def a_need_left_open() -> Case:
    """AAA needs lift that nobody has promised: its pledge does not serve. Short: 36."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), wants("aaa pledge", "", "lift", met="no"),
            need("post", "D+0..D+30: 1"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def a_need_that_an_answer_settles() -> Case:
    """Nobody has promised the lift, but for the answer that brings it: nothing is short."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"),
            wants("aaa pledge", "", kind="lift", met="no", id="lift"),
            question("backstop", "none", "lift", answered=0),
            change("backstop == lift", "needs", "lift", "met", "yes"),
        ),
        answers={"deal": "2027-01-01", "backstop": "lift"}, terms={},
    )


@case
def decided_waits_for_nobody() -> Case:
    """AAA, which comes only with BBB, is ordered to the post for the first month; BBB has nobody.

    The order stands. A second tour would be new, and waits in vain: 36.
    """
    return Case(
        operation=operation(
            unit("aaa"), unit("bbb", capability="boat"), pledge("aaa", only="with BBB"),
            order("aaa", "post", "D+0", 30, 1, "aaa pledge"), need("post", "D+0..D+60: 1"),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
    )
