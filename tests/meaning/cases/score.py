"""What the score charges besides shortfalls before the horizon."""

from __future__ import annotations

from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Nation


@case
def end_of_the_horizon() -> Case:
    """The post goes on behind the horizon, where shortfall costs half.

    One tour of 60 days serves the two months before the horizon; then the element rests while the
    tail of 60 days is short: 36 x 60 / 30 x 0.5 = 36. Serving the tail instead would cost 72.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,), dwell=60), pledge("aaa"), need("post", "D+0..: 1"),
            grid="2x30", tail="1x60",
        ),
        terms={"tail": 36}, shortfalls={("post", 60, 60): 1},
        tours=(("aaa", "post", 0, 60, 1),),
    )


@case
def fair_shares() -> Case:
    """Two nations with equal shares serve a month each, because an excess is charged.

    To be shared are 3,000 person-days, 1,500 each. A tour of 100 people for 30 days is 3,000: both
    are 1,500 above, 3 thousand person-days together, 3 points. One nation alone would be 4,500
    above its share, 4.5 points.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", gdp=1.0), Nation(id="BBB", gdp=1.0),
            unit("aaa", people=100), unit("bbb", people=100), pledge("aaa"), pledge("bbb"),
            need("post", "D+0..D+60: 1"), grid="2x30",
            weights={"burden": 1.0}, settings={"reference_person_days": 3000.0},
        ),
        terms={"burden": 3},
    )


@case
def weights_of_a_class() -> Case:
    """Within a class a line's own weight decides: a battalion before a post.

    One element, two lines of class 2, weights 1 and 0.25. The post is short: 6 x 0.25 = 1.5.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("battalion", "D+0..D+30: 1", priority=2),
            need("post", "D+0..D+30: 1", priority=2, weight=0.25),
        ),
        terms={"shortfall_2": 1.5}, shortfalls={("post", 0, 30): 1},
    )
