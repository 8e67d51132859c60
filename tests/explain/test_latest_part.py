"""Latest dates in plans too large to be proved: with all else as planned."""

from __future__ import annotations

import math

import pytest

from tests.explain.test_latest import LINES, agrees, scores, waiting
from tests.meaning.build import day
from willing.explain import asks_part
from willing.explain.asks_worth import asks
from willing.explain.latest import answered_on, latest
from willing.planner import plan as planner
from willing.report.latest_table import dates_words


@pytest.fixture(autouse=True)
def _parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every operation is a large one."""
    monkeypatch.setattr(asks_part, "LARGE", 0)


@pytest.mark.parametrize("seed", [0, 3, 7, 10, 12, 14, 26])
def test_the_dates_of_an_answer_are_those_of_every_line_tried(seed: int) -> None:
    """Whoever waits for the mandate may do otherwise, and that is all that matters here."""
    told = waiting(seed)
    found, stopped = latest(told, planner.plan(told, "all", gap=0.0), gap=0.0)
    on = [day(line) for line in LINES]
    [moved] = found
    assert moved.part
    assert not stopped
    agrees(moved, on, scores([answered_on(told, "mandate", each) for each in on]))
    if seed >= 7:
        assert moved.worse_from == on[-1]


def test_an_ask_that_is_sure_in_its_part_has_a_date_too() -> None:
    """Confirmed at the end of January the pledge does what it does on the first day."""
    told = waiting(7)
    made = planner.plan(told, "all", gap=0.0)
    sure = [item for item in asks(told, made, gap=0.0).ranked if item.sure]
    [ask] = [item for item in latest(told, made, sure, gap=0.0)[0]
             if item.what.startswith("confirm pledge bbb")]
    assert (ask.until, ask.worse_from) == (day(30), day(60))
    assert dates_words(ask).startswith("with all else as planned as good until 2027-01-31, worse")


def test_without_time_no_date_is_told() -> None:
    """And it is said that it was stopped."""
    told = waiting(0)
    found, stopped = latest(told, planner.plan(told, "all", gap=math.inf), seconds=1e-9)
    assert (found, stopped) == ((), True)
