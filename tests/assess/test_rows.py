"""Rows that cannot be read, outcomes, and turns decided before the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.assess.asking import names, served
from tests.assess.good import post, two_late
from willing.assess.verify import verify
from willing.domain.pledge import Order


@pytest.mark.parametrize(("values", "text"), [
    ({"task": "pos"}, "no task 'pos'; did you mean 'post'"),
    ({"unit": "nld_companie"}, "no unit 'nld_companie'; did you mean 'nld_company'"),
    ({"nation": "NOR"}, "nld_company is of NLD, not of 'NOR'"),
    ({"pledge": "nor_pledge"}, "pledge nor_pledge is of nor_company"),
    ({"pledge": "nope"}, "no pledge 'nope'"),
    ({"count": 1.5}, "elements are whole, not 1.5"),
    ({"count": -1}, "the count must be above 0, not -1"),
    ({"days": 0}, "days must be a whole number above 0, not 0"),
    ({"kind": "trip"}, "no kind 'trip'"),
    ({"pinned": "glue"}, "pinned cannot be 'glue'"),
    ({"kind": "hold", "pinned": "cycle"}, "a hold cannot be pinned as 'cycle'"),
    ({"kind": "lead"}, "a lead has neither unit nor pledge"),
    ({"outcome": "2027-04-02"}, "no such outcome in the plan; did you mean '2027-04-01'"),
    ({"first_day": date(2026, 12, 31)}, "do not lie between 2027-01-01 and"),
    ({"first_day": date(2030, 1, 1)}, "do not lie between 2027-01-01 and 2028-10-22"),
])
def test_rows_that_cannot_be_read_are_told_alone(values: dict[str, object], text: str) -> None:
    """A row that names or counts what cannot be is told, and nothing is judged from it."""
    operation, plan = post()
    first = replace(plan.rows[0], **values)  # type: ignore[arg-type]
    assert names(operation, replace(plan, rows=(first, *plan.rows[1:])), "rows", text)


def test_a_row_may_not_stand_twice() -> None:
    """The same tour in two rows is one row too many."""
    operation, plan = post()
    assert names(operation, replace(plan, rows=(*plan.rows, plan.rows[0])), "rows", "told twice")


def test_outcomes_must_have_known_answers_and_their_own_d_day() -> None:
    """A plan for an answer that nobody may give, or with another D-day, cannot be judged."""
    operation, plan = post()
    part = plan.outcomes[0]
    unknown = replace(plan, outcomes=(replace(part, answers=(("deal", "2027-04-02"),)),))
    assert names(operation, unknown, "rows", "'2027-04-02' does not answer 'deal'")
    asked = replace(plan, outcomes=(replace(part, answers=(("dael", "2027-04-01"),)),))
    assert names(operation, asked, "rows", "no question 'dael'; did you mean 'deal'")
    moved = replace(plan, outcomes=(replace(part, d_day=date(2027, 4, 2)),))
    assert names(operation, moved, "rows", "D-day is told as 2027-04-02; it is 2027-04-01")
    twice = replace(plan, outcomes=(part, part))
    assert names(operation, twice, "rows", "outcome: it is told twice")


def test_a_deal_behind_the_waiting_grid_is_a_fault_of_rows() -> None:
    """Where the operation's days cannot be laid out, the plan cannot be judged."""
    operation, plan = post()
    shorter = replace(operation, grid=replace(operation.grid, waiting=operation.grid.tail))
    assert names(shorter, plan, "rows", "lies behind the waiting grid")


def test_what_is_decided_stands() -> None:
    """An order that is missing is told, and a row may not call itself one."""
    operation, plan = post()
    order = Order(unit="nor_company", pledge="nor_pledge", task="post", count=1, days=180,
                  first_day=date(2028, 1, 1))
    assert names(replace(operation, orders=(order,)), plan, "orders",
                 "order of nor_company .* 0 elements for 180 days in the plan, 1 decided")
    claimed = tuple(replace(r, pinned="order") if r.unit == "nor_company" else r for r in plan.rows)
    assert names(operation, replace(plan, rows=claimed), "orders", "1 elements .* 0 decided")


def test_an_order_is_a_fact_that_no_rule_refuses() -> None:
    """A turn ordered before its notice and before the as-of date, for an odd length, stands."""
    operation, _ = post()
    order = Order(unit="nld_company", pledge="nld_pledge", task="post", count=1, days=200,
                  first_day=date(2026, 12, 1))
    ordered = replace(operation, orders=(order,))
    plan = served(ordered, [("nld_pledge", "post", -31, 200, 1)], "order")
    assert verify(ordered, plan) == ()


def test_an_outcome_may_stand_for_another_with_the_same_data() -> None:
    """An outcome without rows of its own is judged by those of the one it is the same as."""
    operation, plan = two_late()
    part = plan.outcomes[0]
    same = replace(part, outcome="again", same_as=part.outcome)
    assert verify(operation, replace(plan, outcomes=(part, same))) == ()
    alone = replace(same, same_as="")
    faults = verify(operation, replace(plan, outcomes=(part, alone)))
    assert {fault.rule for fault in faults} == {"orders", "cover", "score"}
