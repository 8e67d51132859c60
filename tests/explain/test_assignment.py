"""Why a unit serves, and who was next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.explain.plans import best, told
from tests.meaning.build import duty, need, operation, pledge, unit
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Plan, Row
from willing.errors import WillingError
from willing.explain.assignment import explain_assignment


def two_nations(**weights: float) -> tuple[Operation, Plan, Row]:
    """AAA serves a post that BBB and CCC could serve too; CCC's second-best teams are penalised."""
    made = operation(
        unit("aaa"), unit("bbb"), unit("ccc", notice_days=20), pledge("aaa"), pledge("bbb"),
        pledge("ccc"), need("post", "D+0..D+30: 1"), weights=weights,
    )
    outcome = outcomes(made)[0]
    row = Row(
        outcome=outcome.name, kind="tour", pledge="aaa pledge", unit="aaa", nation="AAA",
        task="post", first_day=made.as_of, days=30, count=1,
    )
    return made, told(made, outcome, (row,)), row


def test_who_was_next_is_told_with_the_price_of_him() -> None:
    """The place is worth 36 points; BBB would serve it for the same score, CCC is not ready."""
    made, plan, row = two_nations(movement=1.0)
    note = explain_assignment(made, plan, row.outcome, row)
    assert note.empty == pytest.approx(35)
    assert "the score would be 35.00 points higher" in note.why
    assert note.next is not None
    assert note.next.text == "BBB bbb (bbb pledge), for the same score"
    assert [other.unit for other in note.others] == ["bbb"]
    assert [(s.unit, s.stopper.kind) for s in note.stopped] == [("ccc", "ready")]


def test_the_cheapest_is_next() -> None:
    """Of two who could, the one that carries less above its fair share is next."""
    made, plan, row = two_nations(burden=1.0)
    sized = replace(made, settings=replace(made.settings, reference_person_days=0.0),
        nations=tuple(replace(n, gdp=1.0) for n in made.nations),
        units=tuple(
            replace(u, people={"aaa": 10, "bbb": 100, "ccc": 50}[u.id], notice_days=0)
            for u in made.units
        ),
    )
    note = explain_assignment(sized, plan, row.outcome, row)
    # 30 days of 100 or 50 people instead of 10, at 1 point for 1,000 person-days.
    assert [(o.unit, round(o.points, 6)) for o in note.others] == [("ccc", 1.2), ("bbb", 2.7)]
    assert note.next is not None
    assert note.next.text == "CCC ccc (ccc pledge), for 1.20 points more"


def test_nobody_else_is_said_with_what_stops_him() -> None:
    """Where nobody could, there is no next, and every other pool has its stopper."""
    made, plan = best("chain")
    row = next(r for r in plan.rows if (r.kind, r.task) == ("tour", "post"))
    note = explain_assignment(made, plan, row.outcome, row)
    assert note.next is None
    assert {(s.unit, s.stopper.kind) for s in note.stopped} == {
        ("bbb", "purpose"), ("ccc", "purpose")
    }


def test_own_cover_and_what_was_decided_say_so() -> None:
    """An owner's own elements need no pledge; an ordered turn was ordered."""
    made = operation(unit("aaa", 2), duty("alert", "AAA", "rotating", "1"))
    outcome = outcomes(made)[0]
    row = Row(
        outcome=outcome.name, kind="tour", unit="aaa", nation="AAA", task="alert",
        first_day=made.as_of, days=30, count=1,
    )
    plan = told(made, outcome, (row,))
    assert "AAA's own commitment" in explain_assignment(made, plan, row.outcome, row).why
    ordered, decided = best("ordered")
    patrol = next(r for r in decided.rows if r.task == "patrol" and r.kind == "tour")
    note = explain_assignment(ordered, decided, patrol.outcome, patrol)
    assert note.why.startswith("it was ordered before; without one of its elements")


def test_a_row_that_is_not_in_the_plan_is_refused() -> None:
    """Only tours and holds of the plan are explained."""
    made, plan, row = two_nations()
    with pytest.raises(WillingError, match="no tour or hold of aaa on post like this"):
        explain_assignment(made, plan, row.outcome, replace(row, days=10))
