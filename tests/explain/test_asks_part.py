"""Asks in plans too large to be proved: the part that each concerns is solved again."""

from __future__ import annotations

import math
import signal

import pytest

from tests.explain.test_asks import held_back
from tests.explain.test_closing import small
from tests.meaning.beforehand import by_trying
from tests.planner.test_all_outcomes import tiny
from tests.stepping import taken
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain import asks_part
from willing.explain.asks_worth import Asks, AskWorth, asks
from willing.explain.edits import edited_by
from willing.explain.watch import Looked
from willing.planner import plan as planner
from willing.planner.all_outcomes import plan_together

NEAR = 1e-4


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every operation is a large one."""
    monkeypatch.setattr(asks_part, "LARGE", 0)


def both(
    told: Operation, made: Plan, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[AskWorth, AskWorth]]:
    """Every ask measured in the whole plan, and in its part."""
    whole = {item.ask.text: item for item in asks(told, made, most=99, gap=0.0).ranked}
    monkeypatch.setattr(asks_part, "LARGE", 0)
    found = asks(told, made, most=99, gap=0.0).ranked
    return [(whole[item.ask.text], item) for item in found]


def of(found: Asks, begins: str) -> AskWorth:
    """The ask whose text begins so."""
    return next(item for item in found.ranked if item.ask.text.startswith(begins))


@pytest.mark.usefixtures("parts")
def test_in_its_part_an_ask_is_worth_what_it_brings() -> None:
    """One company for 30 days in both outcomes without the caveat, in one without the condition."""
    told = held_back()
    found = asks(told, planner.plan(told, "all", gap=0.0), gap=0.0)
    for begins, points in (("drop from pledge aaa", 36.0), ("confirm pledge bbb", 18.0)):
        item = of(found, begins)
        assert item.part is not None
        assert item.part.low == pytest.approx(points)
        assert item.part.high == pytest.approx(points)
        assert item.found == pytest.approx(points)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_proved_from_parts_is_true_of_the_whole(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worth that whole plans prove lies in the interval; no part says more than it may."""
    told = small(seed)
    made = planner.plan(told, "all", gap=0.0)
    pairs = both(told, made, monkeypatch)
    for whole, item in pairs:
        assert item.part is not None
        assert whole.worth.low is not None
        assert whole.worth.high is not None
        assert item.worth.low is None or item.worth.low <= whole.worth.high + NEAR, item.ask.text
        assert item.worth.high is None or item.worth.high >= whole.worth.low - NEAR, item.ask.text
        if not item.ask.withdrawn:
            # The plan is a best one, so that no part of it gains more than all of it does.
            assert (item.part.low or 0.0) <= whole.worth.high + 0.01, item.ask.text


def test_parts_of_small_operations_are_where_most_of_the_worth_lies(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an ask touches holds what it is worth in nearly all of them: the list is in order."""
    said = whole = 0.0
    for seed in range(6):
        told = small(seed)
        for one, item in both(told, planner.plan(told, "all", gap=0.0), monkeypatch):
            assert item.part is not None
            said += item.part.low or 0.0
            whole += one.worth.high or 0.0
        monkeypatch.undo()
    assert whole > 0
    assert said > 0.8 * whole


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize("seed", range(4))
def test_in_one_plan_for_all_outcomes_what_is_proved_holds_the_truth(seed: int) -> None:
    """Held against brute force with the ask and without."""
    told = tiny(seed)
    before = by_trying(told)
    tried = 0
    for item in asks(told, plan_together(told)[0], most=8, gap=0.0).ranked:
        changed = edited_by(told, item.ask.edits)
        if len(changed.pledges) != len(told.pledges) or changed.questions != told.questions:
            continue
        if any(pledge.count > 1 for pledge in changed.pledges):
            continue
        tried += 1
        value = before - by_trying(changed)
        assert item.worth.low is None or item.worth.low - NEAR <= value, item.ask.text
        assert item.worth.high is None or value <= item.worth.high + NEAR, item.ask.text
    assert tried > 0


@pytest.mark.usefixtures("parts")
def test_a_step_that_cannot_be_taken_loses_what_it_opened() -> None:
    """The contract lets BBB fill the gate in one of two outcomes, and that is lost without it."""
    told, made = taken()
    item = of(asks(told, made, most=40, gap=0.0), "take step contract")
    assert item.part is not None
    assert item.part.low == pytest.approx(4 * 36 - 1)
    assert item.part.high == pytest.approx(4 * 36 - 1)


@pytest.mark.usefixtures("parts")
def test_a_list_from_parts_says_so_and_what_was_left_out() -> None:
    """How it was measured is told once; without time nothing is claimed."""
    told = held_back()
    made = planner.plan(told, "all", gap=0.0)
    assert "all else as planned" in asks(told, made, gap=0.0).note()
    late = asks(told, made, seconds=1e-9)
    assert late.stopped
    assert late.ranked == ()
    assert late.known > 0


@pytest.mark.usefixtures("parts")
def test_ctrl_c_between_outcomes_keeps_what_is_sure() -> None:
    """Outcomes not reached are no better and no worse for an ask that is never worse."""
    told = held_back()
    seen = 0

    def stop(reached: object) -> None:
        nonlocal seen
        if isinstance(reached, Looked) and reached.step == "judge" and reached.of == 2:
            seen += 1
            if seen == 1:
                signal.raise_signal(signal.SIGINT)

    found = asks(told, planner.plan(told, "all", gap=math.inf), gap=math.inf, progress=stop)
    assert found.stopped
    assert len(found.ranked) <= 1
    assert all(item.worth.low is not None and item.worth.low >= 0 for item in found.ranked)


@pytest.mark.usefixtures("parts")
def test_ctrl_c_while_asks_are_looked_for_tries_none() -> None:
    """The list is empty and says why, however large the operation is."""
    told = held_back()
    found = asks(told, planner.plan(told, "all", gap=0.0),
                 progress=lambda _: signal.raise_signal(signal.SIGINT))
    assert found.stopped
    assert found.ranked == ()
