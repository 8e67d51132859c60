"""Stints on standby that planners fix, or nations ordered before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.meaning.build import day, need, operation, order, pledge, unit
from tests.standing import held_ready, river
from willing.api import pins_of
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.plan import Row
from willing.domain.standby import Standby
from willing.errors import ProblemsFound
from willing.planner.all_outcomes import plan_together
from willing.planner.freeze import freeze
from willing.planner.plan import plan


def stint(level: str = "soon", first: int = 0, days: int = 60, count: int = 1) -> Row:
    """A pinned stint of AAA."""
    return Row(outcome="", kind="standby", pledge="aaa pledge", unit="aaa", task=level,
               first_day=day(first), days=days, count=count)


def _stands(operation: Operation, *pins: Row) -> list[tuple[str, date, int, str]]:
    made = plan(operation, seed=0, gap=0.0, pins=pins)
    assert verify(operation, made) == ()
    return [(row.task, row.first_day, row.days, row.pinned)
            for row in made.rows if row.kind == "standby"]


def test_a_pinned_stint_stands_in_the_plan_and_may_be_called() -> None:
    """Held for two months instead of one, it is called for the banks; the other is as before."""
    assert _stands(river(), stint()) == [
        ("now", day(30), 30, ""), ("soon", day(0), 60, "pin")]


def test_a_whole_plan_is_pinned_with_its_stints() -> None:
    """All rows of a plan, pinned, give the same rows; without its stints none could leave early."""
    operation, made = held_ready()
    pins = pins_of(made.rows)
    again = plan(operation, seed=0, gap=0.0, pins=pins)
    assert {replace(row, pinned="") for row in again.rows} == set(made.rows)
    assert [row.pinned for row in again.rows] == ["pin"] * len(pins)


@pytest.mark.parametrize(("row", "why"), [
    (stint("later"), "no level 'later'"),
    (stint(days=30), "only who is held up to D, 2027-03-02, stands ready"),
    (stint(first=10, days=50), "a stint begins on a line"),
    (stint(count=3), "3 elements are pinned, and there are 2"),
    (replace(stint(), pledge=""), "it names none"),
    (replace(stint(), unit="bbb", pledge="bbb pledge"), "would leave no sooner"),
])
def test_a_stint_that_no_plan_can_have_is_refused_with_the_reason(row: Row, why: str) -> None:
    """Level, days, lines, numbers and pledges are told as for tours."""
    with pytest.raises(ProblemsFound, match="pinned standby of") as told:
        plan(river(), pins=[row])
    assert why in str(told.value)


def test_a_stint_longer_than_its_level_allows_is_refused() -> None:
    """Sixty days are too many where a level has forty-five."""
    made = river()
    short = replace(made, standbys=tuple(replace(x, longest=45) for x in made.standbys))
    with pytest.raises(ProblemsFound, match="held for 45 days at most"):
        plan(short, pins=[stint()])


def test_where_the_deal_never_comes_no_stint_can_be_pinned() -> None:
    """Nobody knows for what they would stand by."""
    made = river()
    [deal] = made.questions
    never = replace(made, questions=(replace(deal, answers=tuple(
        replace(answer, id="never") for answer in deal.answers)),))
    with pytest.raises(ProblemsFound, match="no deal in this outcome"):
        plan(never, pins=[stint()])


def test_what_standing_by_cost_before_the_as_of_date_is_no_cost_of_the_plan() -> None:
    """Of a stint ordered a month before the as-of date its sixty days up to D are counted."""
    ordered = order("aaa", "soon", day(-30).isoformat(), 90, 1, pledge="aaa pledge")
    operation = replace(river(), orders=(replace(ordered, kind="standby"),))
    made = plan(operation, seed=0, gap=0.0)
    [spent] = [term.points for term in made.outcomes[0].terms if term.name == "readiness"]
    assert spent == pytest.approx(60 * 0.05 + 30 * 0.1)
    assert verify(operation, made) == ()


def test_a_plan_frozen_before_the_deal_keeps_who_stands_ready() -> None:
    """On day 45 both are held since day 30: they are orders now, and still leave early."""
    operation, made = held_ready()
    frozen = freeze(operation, made, made.outcomes[0].outcome, day(45))
    assert [(o.kind, o.task, o.days) for o in frozen.orders] == [
        ("standby", "now", 30), ("standby", "soon", 30)]
    again = plan(frozen, seed=0, gap=0.0)
    assert verify(frozen, again) == ()
    assert {replace(row, pinned="") for row in again.rows} == set(made.rows)


def test_an_ordered_stint_is_in_every_plan() -> None:
    """The judge finds it, the deal ends it, and who is on it may be called."""
    ordered = order("aaa", "soon", day(0).isoformat(), 90, 1, pledge="aaa pledge")
    operation = replace(river(), orders=(replace(ordered, kind="standby"),))
    assert _stands(operation) == [("now", day(30), 30, ""), ("soon", day(0), 60, "order")]


def test_stints_that_were_to_last_differently_are_told_as_one_where_a_deal_ends_both() -> None:
    """Two are needed if the deal comes on day 30, one if on day 60; one stint is shorter."""
    made = operation(
        unit("aaa", 2, tours=(90,), notice_days=90), pledge("aaa", 2),
        Standby(id="now", notice_days=0, longest=60, cost_per_day=100_000.0),
        need("post", "D+0..D+90: 1"), need("fair", "2027-01-31..2027-03-02: 1"),
        waiting="2x30", deal=(day(30).isoformat(), day(60).isoformat()),
    )
    plan_of, _ = plan_together(made)
    assert verify(made, plan_of) == ()
    assert sorted(
        (row.outcome, row.days, row.count) for row in plan_of.rows if row.kind == "standby"
    ) == [(day(30).isoformat(), 30, 2), (day(60).isoformat(), 30, 1), (day(60).isoformat(), 60, 1)]
