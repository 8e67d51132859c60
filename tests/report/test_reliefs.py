"""Reliefs and lanes: first out, first in."""

from __future__ import annotations

from itertools import pairwise

from willing.domain.turn import Turn
from willing.report.lanes import lanes
from willing.report.reliefs import reliefs
from willing.report.tours import Tour


def tour(unit: str, first: int, ends: int, count: int = 1, task: str = "post") -> Tour:
    """A tour with ten days of lead-in."""
    return Tour(
        unit=unit, pledge="", nation=unit[:3].upper(), task=task, count=count, pinned="",
        turn=Turn(leaves=first - 10, departs=first - 10, arrives=first, first_day=first, ends=ends,
                  back=ends + 5, free=ends + 90),
        backfill=False,
    )


def test_the_first_out_is_relieved_by_the_first_in() -> None:
    """Tours that end on a day are relieved element by element, in the order they began."""
    found = reliefs([
        tour("aaa", 0, 100, 2), tour("bbb", 10, 100, 1), tour("ccc", 100, 200, 1),
        tour("ddd", 100, 200, 2),
    ])
    assert [(r.going.unit, r.coming.unit, r.count) for r in found] == [
        ("aaa", "ccc", 1), ("aaa", "ddd", 1), ("bbb", "ddd", 1),
    ]


def test_who_comes_later_or_elsewhere_relieves_nobody() -> None:
    """A tour that begins a day after another ends, or on another task, is no relief."""
    assert reliefs([
        tour("aaa", 0, 100), tour("bbb", 101, 200), tour("ccc", 100, 200, task="other"),
    ]) == ()


def test_a_relief_stands_behind_the_tour_it_relieves() -> None:
    """In a chart, a tour takes the lane that became free on the very day it begins."""
    first, long, second = tour("aaa", 0, 90), tour("bbb", 0, 100), tour("ccc", 100, 200)
    found = lanes([second, long, first], lambda t: t.turn.first_day, lambda t: t.turn.ends)
    assert found == ((first,), (long, second))


def test_tours_that_overlap_stand_in_lanes_of_their_own() -> None:
    """No two bars of a lane share a day."""
    tours = [tour(f"u{i}", i * 7, i * 7 + 30) for i in range(12)]
    found = lanes(tours, lambda t: t.turn.leaves, lambda t: t.turn.free)
    for lane in found:
        for before, after in pairwise(lane):
            assert before.turn.free <= after.turn.leaves
    assert sorted(t.unit for lane in found for t in lane) == sorted(t.unit for t in tours)
