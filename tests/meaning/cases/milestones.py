"""Milestones: the day from which lines have what is asked of them, read from the best plan."""

from __future__ import annotations

from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.milestone import Milestone, Threshold


@case
def milestone() -> Case:
    """One element is enough for IOC, all for FOC.

    AAA may leave on day 20 and is there on the line of day 30; BBB on day 50, there on day 60. Two
    are short for a month and one for another: 36 x 3 = 108. IOC on D+30, FOC on D+60.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(120,), notice_days=20), unit("bbb", tours=(120,), notice_days=50),
            pledge("aaa"), pledge("bbb"), need("post", "D+0..D+120: 2"),
            Milestone(id="IOC"), Milestone(id="FOC"),
            (Threshold(milestone="IOC", line="post", least=1),
             Threshold(milestone="FOC", line="post")),
        ),
        terms={"shortfall_1": 108},
        shortfalls={("post", 0, 30): 2, ("post", 30, 30): 1},
        milestones={"IOC": 30, "FOC": 60},
    )


@case
def milestone_that_must_last() -> Case:
    """What breaks off too soon does not count.

    AAA serves the first month, rests the second (36), serves the third; BBB comes for the fourth.
    All that is wanted is there on D+0, but only from D+60 on for 60 days.
    """
    return Case(
        operation=operation(
            unit("aaa", dwell=30), unit("bbb"), pledge("aaa"), pledge("bbb", start=90),
            need("post", "D+0..D+120: 1"),
            Milestone(id="once"), Milestone(id="lasting", hold_days=60),
            (Threshold(milestone="once", line="post"),
             Threshold(milestone="lasting", line="post")),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 30, 30): 1},
        milestones={"once": 0, "lasting": 60},
    )


@case
def milestone_of_an_effect() -> Case:
    """An effect stands for its essential lines, and a line not yet asked for is not yet met.

    AAA patrols in the first month and sweeps mines from D+30, when they are asked for. The patrol
    is short for two months of class 3: 2. It is not essential: the seas are open on D+30. With the
    patrol named as well they never are, since when the mines begin nobody patrols any more.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("mines", "D+30..D+90: 1", effect="seas"),
            need("patrol", "D+0..D+90: 1", effect="seas", priority=3, essential=False),
            Milestone(id="open"), Milestone(id="watched"),
            (Threshold(milestone="open", line="seas"),
             Threshold(milestone="watched", line="seas", share=0.5),
             Threshold(milestone="watched", line="patrol", least=1)),
        ),
        terms={"shortfall_3": 2}, shortfalls={("patrol", 30, 30): 1, ("patrol", 60, 30): 1},
        milestones={"open": 30, "watched": None},
    )
