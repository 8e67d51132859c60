"""Rules of a task and of a nation: least number, largest share, lead, ceilings, support."""

from __future__ import annotations

from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Nation, Place
from willing.domain.windows import parse_windows


@case
def min_useful() -> Case:
    """One of three is less than the two that are of use, so it counts for nothing.

    It is not sent, for a tour costs 1 point; all three are short: 3 x 36 = 108.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 3", min_useful=2),
            weights={"movement": 1.0},
        ),
        terms={"shortfall_1": 108}, shortfalls={("post", 0, 30): 3},
    )


@case
def max_share() -> Case:
    """No nation serves more than half of four, so AAA's third and fourth stay at home.

    AAA two, BBB one; one is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 4), unit("bbb", 1), pledge("aaa", 4), pledge("bbb", 1),
            need("post", "D+0..D+30: 4", max_share=0.5),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def max_share_of_support() -> Case:
    """The share is of what people ask for: half of four, though the line itself wants none.

    Four hundred people want four medical teams. AAA may send two of its three, and BBB has one;
    one is short (class 2): 6.
    """
    return Case(
        operation=operation(
            unit("teams", 4, nation="CCC", people=100),
            unit("aaa", 3, capability="medical"), unit("bbb", 1, capability="medical"),
            pledge("teams", 4), pledge("aaa", 3), pledge("bbb"), need("post", "D+0..D+30: 4"),
            need("care", "D+0..D+30: 0", capability="medical", priority=2, per_people=100,
                 supports=("post",), max_share=0.5),
        ),
        terms={"shortfall_2": 6}, shortfalls={("care", 0, 30): 1},
    )


@case
def lead() -> Case:
    """AAA has two in place for one month, too short for a lead of 60 days.

    AAA serves the first month (its pledge ends then), BBB the other two, and leads them. Nobody
    leads the first month: 1 x 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 2), unit("bbb", 2), pledge("aaa", 2, until=30),
            pledge("bbb", 2, start=30), need("post", "D+0..D+90: 2", lead=2, lead_days=60),
        ),
        terms={"lead": 36},
    )


@case
def lead_to_the_end() -> Case:
    """The other way round AAA leads the last month, because the task ends there.

    BBB leads for 60 days, AAA for 30 up to the last day. Nothing is charged.
    """
    return Case(
        operation=operation(
            unit("aaa", 2), unit("bbb", 2), pledge("aaa", 2, start=60),
            pledge("bbb", 2, until=60), need("post", "D+0..D+90: 2", lead=2, lead_days=60),
        ),
        terms={},
    )


@case
def lead_across_a_gap() -> Case:
    """A lead goes on while nobody is wanted.

    The post wants one in the first and in the third month, and a lead for 60 days at least. AAA
    serves both months and leads from D+0 to D+90: nothing is charged. Two leads of 30 days would
    leave the first month without lead, for only the last ends with the task.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"),
            need("post", "D+0..D+30: 1; D+60..D+90: 1", lead=1, lead_days=60),
        ),
        terms={},
    )


@case
def ceiling_with_overlap() -> Case:
    """Reliefs are away with those they relieve, and both count under the ceiling.

    200 people may be away: two elements of 100. Two are wanted for two months in tours of 30 with
    an overlap of 10. Whoever is in place on day 30 departs on day 20, so all tours of both months
    are away together on days 20..30: two tours of four. 2 x 36 = 72.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", ceiling_people=parse_windows("200")),
            unit("aaa", 4, overlap=10, people=100), pledge("aaa", 4),
            need("post", "D+0..D+60: 2"), grid="2x30",
        ),
        terms={"shortfall_1": 72}, shortfalls=None,
    )


@case
def ceiling_with_support() -> Case:
    """Medics count under the ceiling too, so one of two stays at home.

    250 people may be away. Two teams of 100 serve the post (class 1) and ask for ceil(200 / 100)
    = 2 medical teams of 50; there is room for one. A medical team (class 2) is short: 6. A team
    less at the post would spare the medics, and cost 36.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", ceiling_people=parse_windows("250")),
            unit("teams", 2, nation="AAA", people=100),
            unit("medics", 2, nation="AAA", capability="medical", people=50),
            pledge("teams", 2), pledge("medics", 2), need("post", "D+0..D+30: 2"),
            need("care", "D+0..D+30: 0", capability="medical", priority=2, per_people=100,
                 supports=("post",)),
        ),
        terms={"shortfall_2": 6}, shortfalls={("care", 0, 30): 1},
    )


@case
def ceiling_at_home() -> Case:
    """A harbour lies in AAA because the coast that it is part of does.

    100 people may be away: the team at sea. The two teams of the harbour, 200 people, are not.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", ceiling_people=parse_windows("100")),
            Place(id="coast", nation="AAA"), Place(id="harbour", part_of="coast"),
            unit("aaa", 3, people=100), pledge("aaa", 3),
            need("port", "D+0..D+30: 2", place="harbour"),
            need("post", "D+0..D+30: 1", place="sea", priority=2),
        ),
        terms={},
    )


@case
def ceiling_of_tasks() -> Case:
    """AAA serves one task at a time, and the more important one: the other is short, 6."""
    return Case(
        operation=operation(
            Nation(id="AAA", ceiling_tasks=1), unit("aaa", 2), pledge("aaa", 2),
            need("north", "D+0..D+30: 1"), need("south", "D+0..D+30: 1", priority=2),
        ),
        terms={"shortfall_2": 6}, shortfalls={("south", 0, 30): 1},
    )


@case
def ceiling_of_cost() -> Case:
    """Money for one tour before the horizon; the tail is not counted.

    A tour of 30 days at 10 a day costs 300, and 450 may be spent. The post (class 1) takes it.
    The watch (class 2) runs from D+30, is short up to the horizon on D+60, 6, and served after it.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", ceiling_cost=450.0), unit("aaa", cost_per_day=10.0), pledge("aaa"),
            need("post", "D+0..D+30: 1"), need("watch", "D+30..: 1", priority=2),
            grid="2x30", tail="1x30",
        ),
        terms={"shortfall_2": 6}, shortfalls={("watch", 30, 30): 1},
        tours=(("aaa", "post", 0, 30, 1), ("aaa", "watch", 60, 30, 1)),
    )


@case
def support() -> Case:
    """Two teams of 150 ask for ceil(300 / 200) = 2 medical teams where 1 is stated.

    One medical team is there; one (class 2) is short: 6.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, people=150), unit("bbb", capability="medical", people=40),
            pledge("aaa", 2), pledge("bbb"), need("post", "D+0..D+30: 2"),
            need("care", "D+0..D+30: 1", capability="medical", priority=2, per_people=200,
                 supports=("post",)),
        ),
        terms={"shortfall_2": 6}, shortfalls={("care", 0, 30): 1},
    )


@case
def support_of_all() -> Case:
    """A line that names nobody supports all others, and itself only if it is named.

    Two teams of 100 ask for ceil(200 / 100) = 2 medical teams. With its own people of 50 each, 300
    in all, it would ask for 3. Two are there; nothing is short.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, people=100), unit("bbb", 2, capability="medical", people=50),
            pledge("aaa", 2), pledge("bbb", 2), need("post", "D+0..D+30: 2"),
            need("care", "D+0..D+30: 0", capability="medical", priority=2, per_people=100),
        ),
        terms={},
    )


@case
def support_of_itself() -> Case:
    """The same line naming itself too: its own people ask for a third team.

    200 + 2 x 50 = 300 people, 3 medical teams wanted and 2 there: 6.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, people=100), unit("bbb", 2, capability="medical", people=50),
            pledge("aaa", 2), pledge("bbb", 2), need("post", "D+0..D+30: 2"),
            need("care", "D+0..D+30: 0", capability="medical", priority=2, per_people=100,
                 supports=("post", "care")),
        ),
        terms={"shortfall_2": 6}, shortfalls={("care", 0, 30): 1},
    )
