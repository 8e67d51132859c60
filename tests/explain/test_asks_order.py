"""Which asks are tried first."""

from __future__ import annotations

import signal

import pytest

from tests.explain.test_closing import small
from tests.operations import two_tasks
from willing.explain import asks_order
from willing.explain.asks import Ask, possible_asks
from willing.explain.asks_order import ranked
from willing.explain.asks_worth import asks
from willing.explain.watch import Looked, Watch
from willing.planner import plan as planner
from willing.planner.limits import ctrl_c


@pytest.mark.parametrize("seed", range(8))
def test_the_ask_that_is_worth_most_is_tried_first(seed: int) -> None:
    """Relaxations of so small operations say almost what plans do."""
    told = small(seed)
    made = planner.plan(told, "all", gap=0.0)
    every = asks(told, made, most=99, gap=0.0).ranked
    alone = asks(told, made, most=1, gap=0.0).ranked
    if every:
        assert alone[0].worth.low == pytest.approx(every[0].worth.low, abs=1e-3)


def known() -> tuple[Ask, ...]:
    """Asks of an operation as stoppers order them."""
    told = two_tasks()
    return possible_asks(told, planner.plan(told, "all", gap=0.0), Watch())


def test_where_relaxations_are_large_asks_stay_as_stoppers_order_them(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is solved where even one is too large."""
    monkeypatch.setattr(asks_order, "ENTRIES", 0)
    told, every = two_tasks(), known()
    assert ranked(told, planner.plan(told, "all", gap=0.0), every, Watch()) == list(every)


def test_none_is_lost_and_ctrl_c_leaves_them_as_they_stand() -> None:
    """All asks are there in any order; stopped while they are ordered, in that of the stoppers."""
    told, every = two_tasks(), known()
    made = planner.plan(told, "all", gap=0.0)
    names = {ask.text for ask in every}
    assert {ask.text for ask in ranked(told, made, every, Watch())} == names

    def stop(_: Looked) -> None:
        signal.raise_signal(signal.SIGINT)

    watch = Watch(stop)
    with ctrl_c(watch):
        assert ranked(told, made, every, watch) == list(every)
