"""Turns already decided count on their own days: between two lines nothing is double or missing."""

from __future__ import annotations

import pytest

from tests.meaning.build import cycle, duty, need, operation, order, pledge, unit
from willing.domain.check import check
from willing.domain.checks.decided import check_decided
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.requirement import Substitution
from willing.domain.situation import situation
from willing.planner.choose import choose
from willing.planner.milp import Limits, solve_relaxed
from willing.planner.model import build
from willing.planner.plan import plan


def planned(op: Operation, outcome: str = "likeliest") -> Plan:
    """The best plan of an operation that passes `check`, but for the plain words of its ids."""
    faults = [problem for problem in check(op) if problem.level == "fault"]
    assert [str(problem) for problem in faults if problem.kind != "id-format"] == []
    return plan(op, outcome, gap=0.0)


def short(made: Plan) -> list[tuple[str, int, float]]:
    return [(row.task, row.days, row.count) for row in made.rows if row.kind == "shortfall"]


def test_an_element_that_is_back_inside_a_month_can_be_ordered_again_inside_it() -> None:
    """Free on day 40 and ordered from day 45: on lines it would be taken twice from 30 to 60."""
    made = planned(operation(
        unit("aaa", 1, dwell=5), pledge("aaa"), need("post", "D+0..D+75: 1"),
        cycle("aaa", "tour", 1, 35, task="post", pledge="aaa pledge"),
        order("aaa", "post", "D+45", 30, 1, "aaa pledge"),
    ))
    assert [(row.days, row.pinned) for row in made.rows if row.kind == "tour"] == [
        (35, "cycle"), (30, "order"),
    ]


def test_a_decided_relief_inside_a_month_leaves_nothing_short() -> None:
    """One goes on day 40 and the other comes on it; the month between them is covered."""
    made = planned(operation(
        unit("aaa"), pledge("aaa"), unit("bbb"), pledge("bbb"), need("post", "D+0..D+60: 1"),
        cycle("aaa", "tour", 1, 40, task="post", pledge="aaa pledge"),
        order("bbb", "post", "D+40", 20, 1, "bbb pledge"), grid="2x30",
    ))
    assert short(made) == []
    assert made.outcomes[0].score == 0


def test_a_decided_relief_that_comes_late_leaves_the_month_short() -> None:
    """With a day between the two the whole span counts as short, as the judge has it."""
    made = planned(operation(
        unit("aaa"), pledge("aaa"), unit("bbb"), pledge("bbb"), need("post", "D+0..D+60: 1"),
        cycle("aaa", "tour", 1, 40, task="post", pledge="aaa pledge"),
        order("bbb", "post", "D+41", 20, 1, "bbb pledge"), grid="2x30",
    ))
    assert short(made) == [("post", 30, 1)]


@pytest.mark.parametrize(("ordered", "wanted"), [("D+45", 2), ("D+60", 1)])
def test_people_who_come_inside_a_span_want_support_in_all_of_it(
    ordered: str, wanted: int
) -> None:
    """Care is wanted for the most people there on any day of a span, ordered in between or not."""
    made = planned(operation(
        unit("aaa", 2, people=100, tours=(120,)), pledge("aaa", 2),
        need("post", "D+0..D+120: 1", priority=2),
        need("care", "D+30..D+60: 1", per_people=100, supports=("post",), capability="medic"),
        order("aaa", "post", "D+0", 120, 1, "aaa pledge"),
        order("aaa", "post", ordered, 60, 1, "aaa pledge"),
    ))
    assert short(made) == [("care", 30, wanted)]


def test_nobody_leads_because_people_alone_ask_for_support() -> None:
    """A support line of quantity 0 asks for a lead only where its window asks for elements."""
    made = planned(operation(
        unit("aaa", people=100), pledge("aaa"), need("post", "D+0..D+30: 1"),
        need("care", "D+0..D+30: 0", per_people=100, lead=1, capability="medic", priority=2),
    ))
    assert [row.kind for row in made.rows] == ["tour", "shortfall"]


def test_a_lead_lasts_through_days_on_which_nobody_is_wanted() -> None:
    """A month of lead, a month without need: the lead of two months is long enough."""
    made = planned(operation(
        unit("aaa"), pledge("aaa", until=30), unit("bbb"), pledge("bbb", start=40),
        need("post", "D+0..D+30: 1; D+60..D+90: 1", lead=1, lead_days=60),
    ))
    leads = [(row.nation, row.days) for row in made.rows if row.kind == "lead"]
    assert leads == [("AAA", 60), ("BBB", 30)]


def test_an_operation_that_asks_for_nothing_in_an_outcome_has_an_empty_plan() -> None:
    """Where there is never a deal and nothing is owed, the plan has no rows and costs nothing."""
    made = planned(operation(
        unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"), waiting="2x30",
        deal=("2027-01-01", "never"),
    ), "never")
    assert made.rows == ()
    assert made.outcomes[0].score == 0


def test_a_reserve_and_an_order_share_a_unit_day_by_day() -> None:
    """Ordered away from day 45 on, the element is held in reserve in the month before only."""
    made = planned(operation(
        unit("aaa"), pledge("aaa"), need("post", "D+45..D+75: 1"),
        duty("reserve", "AAA", "standing", "D+0..D+60: 1", priority=3),
        order("aaa", "post", "D+45", 30, 1, "aaa pledge"),
    ))
    assert [row.days for row in made.rows if row.kind == "hold"] == [30]
    assert short(made) == [("reserve", 30, 1)]


def test_an_order_may_be_within_the_share_of_what_people_ask_for() -> None:
    """Two of one nation are ordered to a line that wants none itself, but four for the people."""
    made = planned(operation(
        unit("aaa", 4, people=100), pledge("aaa", 4), unit("bbb", 2, capability="medic"),
        pledge("bbb", 2), need("post", "D+0..D+30: 4"),
        need("care", "D+0..D+30: 0", per_people=100, supports=("post",), capability="medic",
             max_share=0.5, priority=2),
        order("bbb", "care", "D+0", 30, 2, "bbb pledge"), grid="1x30",
    ))
    assert short(made) == [("care", 30, 2)]


@pytest.mark.parametrize(("people", "told"), [(100, ["2 of 1"]), (300, [])])
def test_a_decided_share_of_support_needs_people_who_could_ask_for_it(
    people: int, told: list[str]
) -> None:
    """Two medics of one nation are refused where all guards together ask for two, not for six."""
    op = operation(
        unit("medic", 2, capability="medic"), pledge("medic", 2),
        unit("guard", 1, people=people), pledge("guard"), need("post", "D+0..D+60: 1"),
        need("care", "D+0..D+60: 1", per_people=50, supports=("post",), capability="medic",
             max_share=0.5),
        order("medic", "care", "D+0", 30, 2, "medic pledge"),
    )
    found = check_decided([situation(op, choose(op, "likeliest")[0])])
    assert [f"{p.given.split()[-1]} of {p.allowed.split()[0]}" for p in found] == told


def test_a_decided_lot_counts_though_its_pledge_has_lapsed() -> None:
    """Two light teams are there by order until day 30, and nobody may send any more."""
    op = operation(
        unit("light", 2, capability="light"), pledge("light", 2, condition="deal >= 2027-06-01"),
        need("post", "D+0..D+60: 1"),
        Substitution(capability="light", stands_for="team", give=2, mode="lots"),
        order("light", "post", "D+0", 30, 2, "light pledge"),
    )
    assert short(planned(op)) == [("post", 30, 1)]
    program = build(situation(op, choose(op, "likeliest")[0])).program
    assert solve_relaxed(program, Limits()).value == pytest.approx(36)
