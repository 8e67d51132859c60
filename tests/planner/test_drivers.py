"""Illustrative figures moved: what an answer is worth then, found by trying everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.beforehand import tried
from tests.meaning.build import need, operation, pledge, question, unit
from tests.planner.test_all_outcomes import tiny
from tests.planner.test_worth import best, having, inside
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.planner.all_outcomes import plan_together
from willing.planner.drivers import drivers, figures

TABLES = ("requirements", "standbys", "units", "nations")
"""Tables whose figures brute force can move: pledges stay of one element."""


def chosen(told: Operation) -> Operation:
    """The same where everything in these tables was chosen by somebody."""
    return replace(told, **{
        table: tuple(replace(record, grade="I") for record in getattr(told, table))
        for table in TABLES})


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 2 else []) for seed in range(10)
])
def test_the_worth_with_a_figure_moved_is_that_of_trying_everything(seed: int) -> None:
    """Lower and higher: the least answer's best expected score less the other's."""
    told = chosen(tiny(seed))
    plan, _ = plan_together(told)
    every = figures(told, plan, {"post"}, 0.25)
    names = [outcome.name for outcome in outcomes(told)]
    found, stopped = drivers(told, every, "mandate", ("no", "yes"), names)
    assert not stopped
    assert len(found) == len(every) > 3
    by = {(f.table, f.record, f.field): f for f in every}
    for item in found:
        moved = by[item.table, item.record, item.field].moved
        for changed, worth in zip(moved, (item.at_low, item.at_high), strict=True):
            if worth.low is None:
                continue
            table = [scores for _, scores in tried(changed)]
            no, yes = (best(table, having(outcomes(changed), "mandate", a)) for a in ("no", "yes"))
            assert inside(no - yes, worth), item


def drawn() -> Operation:
    """AAA comes with the backstop; its number and BBB's need were chosen, CCC's is official."""
    pool, policy = unit("aaa", count=4)
    return operation(
        pool, policy, pledge("aaa", 2, condition="backstop == full", grade="I"),
        unit("ccc", count=2), pledge("ccc", 1, grade="A"),
        need("post", "D+0..D+30: 3", grade="I"), need("camp", "D+40..D+50: 1", grade="A"),
        replace(question("backstop", "none", "full"), ordered=True),
    )


def test_only_figures_that_somebody_chose_are_moved_and_by_one_at_least() -> None:
    """Grade I alone; what concerns the lines looked at comes first."""
    told = drawn()
    every = figures(told, plan_together(told)[0], {"post"}, 0.25)
    assert [(f.table, f.record, f.field, f.low, f.value, f.high) for f in every] == [
        ("requirements", "post", "quantity", "D+0..D+30: 2", "D+0..D+30: 3", "D+0..D+30: 4"),
        ("pledges", "aaa pledge", "count", "1", "2", "3"),
    ]


def test_what_moves_it_most_comes_first_and_what_does_not_is_still() -> None:
    """Two of AAA are worth 72 points; one 36, and with two wanted CCC leaves room for one."""
    told = drawn()
    every = figures(told, plan_together(told)[0], {"post"}, 0.25)
    found, _ = drivers(told, every, "backstop", ("none", "full"),
                       [outcome.name for outcome in outcomes(told)])
    ends = {item.table: (item.at_low.low, item.at_high.high) for item in found}
    assert ends["pledges"] == (pytest.approx(36.0), pytest.approx(72.0))
    assert ends["requirements"] == (pytest.approx(36.0), pytest.approx(72.0))
    assert not any(item.still for item in found)
    assert found[0].certain == pytest.approx(36.0)


def test_without_time_no_figure_is_moved() -> None:
    """Nothing is told, and it says that it was stopped."""
    told = drawn()
    every = figures(told, plan_together(told)[0], {"post"}, 0.25)
    assert drivers(told, every, "backstop", ("none", "full"), [], seconds=0.0) == ((), True)
