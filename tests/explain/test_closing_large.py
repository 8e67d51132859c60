"""Sets of asks in plans too large to be proved: what the plan with all of them takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.explain.test_closing import held_off, short, small
from willing.explain import asks_part
from willing.explain.asks import possible_asks, sound, sound_ones
from willing.explain.closing import classes_alone, closing
from willing.explain.edits import edited_together
from willing.explain.sets import CLOSED
from willing.explain.watch import Watch
from willing.planner import plan as planner
from willing.planner.interval import Interval
from willing.report.closing_words import line_words, reach_words


@pytest.fixture(autouse=True)
def _parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every operation is a large one."""
    monkeypatch.setattr(asks_part, "LARGE", 0)


@pytest.mark.parametrize("seed", range(6))
def test_what_the_plan_with_all_asks_takes_does_as_much_as_all(seed: int) -> None:
    """By brute force: nothing more stays short with the set than is allowed."""
    told = small(seed)
    for priority in (1, 2):
        found = closing(told, planner.plan(told, "all", gap=0.0), [priority])
        alone = classes_alone(told, [priority])
        assert found.chosen is not None
        changed = edited_together(alone, [ask.edits for ask in found.chosen])
        total = sum(part.probability for part in planner.plan(told, "all", gap=0.0).outcomes)
        assert short(changed) / total <= found.allowed + 1e-6
        assert found.at_least <= len(found.chosen)


def test_what_cannot_be_closed_is_told_at_once_line_by_line() -> None:
    """Two of three can be had: that one stays short is proved, on which line, and how much."""
    told = held_off()
    found = closing(told, planner.plan(told, "all", gap=0.0), [1])
    assert found.impossible
    assert [ask.nation for ask in found.chosen or ()] == ["AAA", "BBB"]
    assert (found.at_least, found.proved) == (1, False)
    [(line, left)] = found.lines
    assert line == "post"
    assert left.low == pytest.approx(1.0)
    assert left.high == pytest.approx(1.0)
    assert "cannot be closed by them is proved" in next(reach_words(found))
    assert list(line_words(found)) == [
        "post: 1.00 element-months in the plan found, at least 1.00 in any plan with these "
        "asks"]


def test_a_hair_of_shortfall_proves_nothing() -> None:
    """What lies within the solver's tolerance is told as not known, as it is in the data."""
    told = held_off()
    found = closing(told, planner.plan(told, "all", gap=0.0), [1])
    hardly = replace(found, everything=Interval(low=CLOSED / 2, high=1.0))
    assert not hardly.impossible
    assert "whether less is possible is not known" in next(reach_words(hardly))


def test_what_stays_short_of_lines_adds_up() -> None:
    """Lines together are the amount that all asks leave."""
    for seed in range(6):
        told = small(seed)
        found = closing(told, planner.plan(told, "all", gap=0.0), [1, 2])
        left = sum(short.high or 0.0 for _, short in found.lines)
        assert left == pytest.approx(found.everything.high, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_asks_looked_at_together_are_found_sound_like_one_by_one(seed: int) -> None:
    """Groups are parted until nothing new is found in them."""
    told = small(seed)
    every = possible_asks(told, planner.plan(told, "all", gap=0.0), Watch())
    assert sound_ones(told, every) == list(sound(told, every))
