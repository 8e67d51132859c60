"""What could be sustained at most, and which line breaks first, on operations reckoned by hand."""

from __future__ import annotations

import pytest

from tests.meaning.build import cycle, duty, near, need, operation, pledge, slot, unit
from tests.operations import coalition, one_post, two_tasks
from willing.domain.operation import Operation
from willing.planner.sustain import TOO_MUCH, LineSustained, Sustained, sustain


def found(op: Operation, **more: object) -> Sustained:
    """What is sustained from the second month on."""
    return sustain(op, build_up=30, **more)  # type: ignore[arg-type]


def line(task: str, wanted: int, alone: int, together: float) -> LineSustained:
    return LineSustained(
        task=task, wanted=wanted, alone=alone, alone_most=alone, together=together
    )


def test_a_pool_that_rests_as_long_as_it_serves_keeps_up_half() -> None:
    """Six elements, a month of service and one of rest: three are kept up where two are wanted."""
    op = operation(unit("aaa", 6, dwell=30), pledge("aaa", 6), need("post", "D+0..: 2"),
                   grid="8x30", tail="4x30")
    assert found(op) == Sustained(
        outcome="2027-01-01", begins=30, factor=1.5, most=pytest.approx(1.5),
        lines=(line("post", 2, 3, 2),), never=(), first=("post",), limits=("unit aaa",),
    )


def test_whole_elements_are_less_than_their_parts() -> None:
    """Three elements of which half serve are one and a half: one of two wanted is always there."""
    op = operation(unit("aaa", 3, dwell=30), pledge("aaa", 3), need("post", "D+0..: 2"),
                   grid="8x30", tail="4x30")
    kept = found(op)
    assert (kept.factor, kept.most) == (0.5, pytest.approx(0.75))
    assert kept.lines == (line("post", 2, 1, 1),)


def test_a_line_that_cannot_keep_up_one_element_is_left_out() -> None:
    """One element that rests as long as it serves keeps nothing up; the other post is asked."""
    op = operation(unit("aaa", 1, dwell=30), pledge("aaa"), need("post", "D+0..: 1"),
                   unit("bbb", 2, capability="engineer"), pledge("bbb", 2),
                   need("works", "D+0..: 1", capability="engineer"), grid="8x30", tail="4x30")
    kept = found(op)
    assert (kept.never, kept.factor, kept.first) == (("post",), 2.0, ("works",))
    assert kept.lines[0] == line("post", 1, 0, 0)


def test_lines_that_share_a_pool_keep_up_less_together_than_alone() -> None:
    """Each of two posts could have both elements; together each has one."""
    op = operation(unit("aaa", 2), pledge("aaa", 2), need("north", "D+0..: 1"),
                   need("south", "D+0..: 1"))
    kept = found(op)
    assert kept.lines == (line("north", 1, 2, 1), line("south", 1, 2, 1))
    assert (kept.factor, kept.most) == (1.0, pytest.approx(1.0))


def test_the_line_that_breaks_first_is_named_with_what_limits_it() -> None:
    """Engineers allow three times what is wanted, infantry only once: infantry breaks first."""
    op = operation(
        unit("aaa", 2), pledge("aaa", 2), need("post", "D+0..: 2"),
        unit("bbb", 3, capability="engineer"), pledge("bbb", 3),
        need("works", "D+0..: 1", capability="engineer"),
    )
    kept = found(op)
    assert (kept.factor, kept.first, kept.limits) == (1.0, ("post",), ("unit aaa",))


def test_a_pledge_below_its_unit_is_what_limits() -> None:
    """Of a pool of four two are pledged, and the rest serves at home: the pledge limits."""
    op = operation(unit("aaa", 4), pledge("aaa", 2), need("post", "D+0..: 1"),
                   duty("reserve", "AAA", "standing", "D+0..: 1"))
    kept = found(op)
    assert (kept.factor, kept.limits) == (2.0, ("pledge aaa pledge",))


def test_commitments_are_kept_before_anything_is_multiplied() -> None:
    """Two elements are held in reserve, so one of three is left for the post, though all could."""
    op = operation(unit("aaa", 3), pledge("aaa", 3), need("post", "D+0..: 1"),
                   duty("reserve", "AAA", "standing", "D+0..: 2", priority=3))
    kept = found(op)
    assert (kept.factor, kept.most) == (1.0, pytest.approx(1.0))
    assert kept.lines == (line("post", 1, 3, 1),)


def test_the_time_before_the_build_up_does_not_count() -> None:
    """An element that is free from day 30 on keeps the post up from then on."""
    op = operation(unit("aaa"), pledge("aaa"), need("post", "D+0..: 1"),
                   cycle("aaa", "dwell", 1, 30))
    assert found(op).factor == 1.0
    assert sustain(op, build_up=0).never == ("post",)


def test_the_tail_counts_as_the_time_before_it() -> None:
    """A pledge that ends with the horizon keeps nothing up behind it."""
    op = operation(unit("aaa"), pledge("aaa", until=120), need("post", "D+0..: 1"), tail="2x30")
    assert found(op).never == ("post",)


def test_shares_and_useful_numbers_hold_for_what_is_kept_up_alone() -> None:
    """Of one nation's three elements one may be there; a useful number of two is not reached."""
    op = operation(unit("aaa", 3), pledge("aaa", 3), need("post", "D+0..: 2", max_share=0.5))
    assert found(op).lines[0].alone == 1
    op = operation(unit("aaa", 1), pledge("aaa", 1), need("post", "D+0..: 2", min_useful=2))
    assert found(op).lines == (line("post", 2, 1, 0),)


def test_nothing_breaks_where_there_is_plenty() -> None:
    """Twenty elements for one post: looked is up to ten times."""
    op = operation(unit("aaa", 20), pledge("aaa", 20), need("post", "D+0..: 1"))
    kept = found(op)
    assert (kept.factor, kept.most, kept.first) == (TOO_MUCH, TOO_MUCH, ())


def test_classes_can_be_chosen() -> None:
    """The second class is left out, and with it what it asks for."""
    op = operation(unit("aaa", 2), pledge("aaa", 2), need("north", "D+0..: 1"),
                   need("south", "D+0..: 1", priority=2))
    kept = found(op, classes=[1])
    assert (kept.factor, [item.task for item in kept.lines]) == (2.0, ["north"])


@pytest.mark.parametrize(("op", "build_up"), [
    (one_post(), 180), (two_tasks(), 90), (coalition(), 60), (coalition(), 200),
])
def test_the_planned_factor_never_exceeds_the_bound(op: Operation, build_up: int) -> None:
    """What was planned lies below what no plan exceeds, for the whole and for each line."""
    kept = sustain(op, build_up=build_up, work=5)
    assert 0 <= kept.factor <= kept.most + 1e-6
    assert all(item.alone <= item.alone_most for item in kept.lines)
    assert all(item.together <= item.wanted for item in kept.lines)


def test_formations_are_kept_up_with_what_they_cannot_do_without() -> None:
    """Two headquarters and four companies at a time make two battalions of two companies each."""
    op = operation(
        slot("hq", framework=True), slot("company", 3, viable=2),
        need("north", "D+0..: 1", capability="battalion"),
        unit("aaa hq", 4, nation="AAA", capability="hq", dwell=30), pledge("aaa hq", 4),
        unit("bbb company", 8, nation="BBB", capability="company", dwell=30),
        pledge("bbb company", 8), grid="8x30", tail="4x30",
    )
    kept = found(op)
    assert kept.lines == (line("north", 1, 2, 1),)
    assert (kept.factor, kept.most) == (2.0, pytest.approx(2.0))


def test_reserves_and_reaches_stand_beside_what_is_kept_up() -> None:
    """A reserve at home is kept up by as many as there are; a reach is no line of its own."""
    op = operation(
        unit("aaa", 3, notice_days=5), pledge("aaa", 3),
        need("reserve", "D+0..: 1", kind="notice", ready_days=10),
        near("care", "D+0..: 1", 30), grid="8x30", tail="4x30",
    )
    kept = found(op)
    assert kept.lines == (line("reserve", 1, 3, 1),)
    assert kept.factor == 3.0
