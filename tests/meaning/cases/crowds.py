"""People behind people, beds and the force: what counts under ceilings beside those who serve."""

from __future__ import annotations

from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Nation, Place
from willing.domain.overhead import Overhead
from willing.domain.windows import parse_windows


@case
def overhead_under_a_ceiling() -> Case:
    """Three teams would be 300 people with 20 + 30 behind them; two are 200 with 20 + 20."""
    return Case(
        operation=operation(
            unit("aaa", 3, people=100), pledge("aaa", 3), need("post", "D+0..D+30: 3"),
            Nation(id="AAA", ceiling_people=parse_windows("320")),
            Overhead(fixed=20, share=0.1),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def overhead_of_a_theatre() -> Case:
    """Two lines in one theatre need one support element, two theatres need two.

    North and hills: 200 + 50 = 250. North and south: 200 + 50 + 50 = 300, though south is of a
    higher class than the hills. South is short: 6.
    """
    return Case(
        operation=operation(
            unit("aaa", 3, people=100), pledge("aaa", 3),
            need("north", "D+0..D+30: 1", place="north"),
            need("south", "D+0..D+30: 1", place="south", priority=2),
            need("hills", "D+0..D+30: 1", place="hills", priority=3),
            Place(id="north"), Place(id="south"), Place(id="hills", part_of="north"),
            Nation(id="AAA", ceiling_people=parse_windows("250")),
            Overhead(place="north", fixed=50), Overhead(place="south", fixed=50),
        ),
        terms={"shortfall_2": 6}, shortfalls={("south", 0, 30): 1},
    )


@case
def overhead_shared() -> Case:
    """On the framework nation's line BBB's two teams draw 20 people, on the other line 60.

    200 + 20 = 220 may be away; 200 + 60 may not, so there one of two is short (class 2): 6.
    """
    return Case(
        operation=operation(
            unit("bbb", 2, people=100), pledge("bbb", 2),
            need("joint", "D+0..D+30: 2", framework="AAA"),
            need("alone", "D+30..D+60: 2", priority=2),
            Nation(id="AAA"), Nation(id="BBB", ceiling_people=parse_windows("220")),
            Overhead(under="AAA", share=0.1), Overhead(share=0.3),
        ),
        terms={"shortfall_2": 6}, shortfalls={("alone", 30, 30): 1},
    )


@case
def beds_with_overlap() -> Case:
    """A hundred beds hold one team; its relief, ten days early, finds none. One month is short."""
    return Case(
        operation=operation(
            unit("aaa", 2, people=100, overlap=10), pledge("aaa", 2),
            need("post", "D+0..D+60: 1"), Place(id="field", beds=parse_windows("100")),
        ),
        terms={"shortfall_1": 36}, shortfalls=None,
    )


@case
def beds_for_overhead() -> Case:
    """Of 250 beds 100 are for a team of AAA and 60 for those behind it.

    BBB has nobody behind its two teams, so these come: 200. AAA is short: 36.
    """
    return Case(
        operation=operation(
            unit("aaa", people=100), unit("bbb", 2, people=100), pledge("aaa"), pledge("bbb", 2),
            need("post", "D+0..D+30: 3"), Place(id="field", beds=parse_windows("250")),
            Overhead(nations=("AAA",), place="field", fixed=60),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def beds_built() -> Case:
    """Engineers of 50 add 100 beds in a month: 150 beds, then 250. One team is short at first."""
    return Case(
        operation=operation(
            unit("aaa", 2, tours=(30, 60, 90), people=100), pledge("aaa", 2),
            unit("bbb", tours=(90,), capability="engineer", people=50), pledge("bbb"),
            need("post", "D+0..D+90: 2"), need("works", "D+0..D+90: 1", capability="engineer"),
            Place(id="field", beds=parse_windows("150"), beds_by="engineer", beds_per=100),
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
    )


@case
def beds_built_at_most() -> Case:
    """No more than 150 beds are added, however long the engineers stay: 0, 100, 150, 150.

    They live in tents elsewhere. One team of 100 from the second month; the second would need 200.
    Short: 2, 1, 1, 1, which is 5 x 36.
    """
    return Case(
        operation=operation(
            unit("aaa", 2, tours=(30, 60, 90, 120), people=100), pledge("aaa", 2),
            unit("bbb", tours=(120,), capability="engineer"), pledge("bbb"),
            need("post", "D+0..D+120: 2"), need("works", "D+0..D+120: 1", capability="engineer"),
            Place(
                id="field", beds=parse_windows("0"), beds_by="engineer", beds_per=100,
                beds_most=150,
            ),
        ),
        terms={"shortfall_1": 180},
        shortfalls={("post", 0, 30): 2, ("post", 30, 30): 1, ("post", 60, 30): 1,
                    ("post", 90, 30): 1},
    )


@case
def force_ceiling() -> Case:
    """The force may be 250: two teams of BBB are 200; one of each is 200 with 60 behind AAA's."""
    return Case(
        operation=operation(
            unit("aaa", people=100), unit("bbb", 2, people=100), pledge("aaa"), pledge("bbb", 2),
            need("post", "D+0..D+30: 3"), Overhead(nations=("AAA",), fixed=60),
            settings={"ceiling_people": parse_windows("250")},
        ),
        terms={"shortfall_1": 36}, shortfalls={("post", 0, 30): 1},
        tours=(("bbb", "post", 0, 30, 2),),
    )
