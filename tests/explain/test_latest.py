"""Latest dates of answers and asks: every line of the waiting grid tried by brute force."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from tests.meaning.beforehand import by_trying
from tests.meaning.build import caveat, day, need, operation, pledge, question, unit
from tests.meaning.oracle import solve
from tests.planner.test_all_outcomes import tiny
from tests.stepping import harbour, taken
from willing.domain.nation import Nation
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.explain.asks_worth import asks
from willing.explain.latest import LEVEL, Latest, answered_on, edges, granted_on, latest
from willing.planner import plan as planner
from willing.planner.all_outcomes import plan_together

LINES = (0, 30, 60)


def waiting(seed: int) -> Operation:
    """Companies that come only with a mandate, or whose nation decides slowly."""
    dice = Random(f"latest {seed}")
    records = []
    for name in ("aaa", "bbb"):
        pool = unit(name, tours=(dice.choice((30, 60)),), notice_days=dice.choice((0, 20, 45)))
        told = pledge(name, condition=dice.choice(("", "mandate == yes", "mandate == yes")))
        records += [*pool, told, Nation(id=name.upper(), decision_days=dice.choice((0, 10)))]
        if dice.random() < 0.4:
            records.append(caveat(f"{name} pledge", "place", "not", "field"))
    return operation(
        *records, need("post", "D+0..D+60: 2"), question("mandate", "yes", "no"),
        waiting="2x30", grid="2x30", deal=(day(dice.choice((30, 60))).isoformat(),),
    )


def scores(told: Sequence[Operation]) -> list[float]:
    """Expected score on each date, every outcome known beforehand."""
    return [math.fsum(
        o.probability * solve(changed, dict(o.answers)).score for o in outcomes(changed)
    ) for changed in told]


def agrees(found: Latest, on: Sequence[date], values: Sequence[float]) -> None:
    """Whether the two dates are those of all values."""
    lost = [value - values[0] for value in values]
    assert lost == sorted(lost)
    good = [at for at, value in enumerate(lost) if value < LEVEL]
    assert found.until == on[good[-1]]
    assert found.always == (len(good) == len(on))
    assert not found.open_between
    if not found.always:
        assert found.worse_from == on[len(good)]
        assert found.by.low == pytest.approx(lost[len(good)], abs=1e-3)
        assert found.by.high == pytest.approx(lost[len(good)], abs=1e-3)
    for moved in found.tried:
        assert moved.score.high == pytest.approx(values[on.index(moved.on)], abs=1e-3)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 8 else []) for seed in range(40)
])
def test_latest_dates_are_those_of_trying_every_line(seed: int) -> None:
    """Of the answer, and of confirming a pledge or dropping a caveat, outcome by outcome."""
    told = waiting(seed)
    made = planner.plan(told, "all", gap=0.0)
    every = asks(told, made, gap=0.0).ranked
    found, stopped = latest(told, made, every, gap=0.0)
    assert not stopped
    on = [day(line) for line in LINES]
    agrees(found[0], on, scores([answered_on(told, "mandate", d) for d in on]))
    known = {item.ask.text: item.ask for item in every}
    for item in found[1:]:
        moved = [granted_on(told, known[item.what], d) for d in on]
        agrees(item, on, scores([m for m in moved if m is not None]))


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 3 else []) for seed in range(16)
])
def test_in_one_plan_for_all_outcomes_an_answer_in_time_is_one_to_decide_by(seed: int) -> None:
    """What may be held ready once the answer is known, tried in every way."""
    told = tiny(seed)
    found, _ = latest(told, plan_together(told)[0])
    on = [day(line) for line in LINES]
    agrees(found[0], on, [by_trying(answered_on(told, "mandate", d)) for d in on])


def slow(**other: object) -> Operation:
    """A post for two: one is pledged of a pool of two, both at 60 days' notice."""
    return operation(
        unit("aaa", 2, tours=(60,), notice_days=60), pledge("aaa", 1, **other),
        need("post", "D+0..D+60: 2"), waiting="3x30", grid="2x30", deal=(day(60).isoformat(),),
    )


def test_a_shorter_notice_has_a_latest_date() -> None:
    """Said by D it lets one leave on D; said a month behind D it saves the second month alone."""
    told = slow()
    made = planner.plan(told, "all", gap=0.0)
    asked = [item for item in asks(told, made, most=40, gap=0.0).ranked
             if item.ask.kind == "notice" and "to 0 days" in item.ask.text]
    [found] = [item for item in latest(told, made, asked, gap=0.0)[0] if item.kind == "ask"]
    on = [day(line) for line in (0, 30, 60, 90)]
    moved = [granted_on(told, asked[0].ask, d) for d in on]
    agrees(found, on, scores([m for m in moved if m is not None]))
    assert (found.until, found.worse_from) == (day(60), day(90))
    assert found.by.low == pytest.approx(36.0)


def test_a_raised_pledge_has_a_latest_date() -> None:
    """One more, without notice, is as good up to the deal; a month later it is worth half."""
    told = slow(notice_days=0)
    made = planner.plan(told, "all", gap=0.0)
    asked = [item for item in asks(told, made, most=40, gap=0.0).ranked
             if item.ask.text.startswith("raise pledge")]
    [found] = [item for item in latest(told, made, asked, gap=0.0)[0] if item.kind == "ask"]
    on = [day(line) for line in (0, 30, 60, 90)]
    moved = [granted_on(told, asked[0].ask, d) for d in on]
    agrees(found, on, scores([m for m in moved if m is not None]))
    assert (found.until, found.worse_from) == (day(60), day(90))


def test_a_raised_pledge_that_a_caveat_names_has_no_date() -> None:
    """Its caveat would not bind the elements that are more, so nothing is told."""
    told = slow(notice_days=0)
    made = planner.plan(told, "all", gap=0.0)
    [ask] = [item.ask for item in asks(told, made, most=40, gap=0.0).ranked
             if item.ask.text.startswith("raise pledge")]
    limited = replace(told, caveats=(caveat("aaa pledge", "time", "max", "90"),))
    assert granted_on(told, ask, day(30)) is not None
    assert granted_on(limited, ask, day(30)) is None


def test_a_step_has_a_latest_date() -> None:
    """The mandate may be passed on any line before the deal, and never behind it."""
    told, made = harbour(), taken()[1]
    every = [item for item in asks(told, made, most=40, gap=0.0).ranked
             if item.ask.text.startswith("take step mandate_early")]
    [found] = [item for item in latest(told, made, every, gap=0.0)[0] if item.kind == "ask"]
    assert (found.until, found.worse_from) == (day(30), day(60))
    assert found.worth == every[0].worth
    assert found.by.low == pytest.approx(4 * 36 - 2)


def test_dates_are_cut_not_tried_one_by_one() -> None:
    """The two ends are those of trying all, with few looks, whatever is unknown between."""
    for number in range(1, 15):
        for last in range(number):
            for first in range(last + 1, number + 1):
                looks: list[int] = []

                def told(at: int, last: int = last, first: int = first,
                         looks: list[int] = looks) -> bool | None:
                    looks.append(at)
                    return True if at <= last else False if at >= first else None

                assert edges(number, told) == (last, first)
                assert len(set(looks)) <= 2 * math.ceil(math.log2(number)) + 1


def test_without_time_no_date_is_told() -> None:
    """Nothing is known, and it says that it was stopped."""
    told = waiting(0)
    found, stopped = latest(told, planner.plan(told, "all", gap=0.0), seconds=1e-9)
    assert (found, stopped) == ((), True)
