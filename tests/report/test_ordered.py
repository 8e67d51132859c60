"""Who is ordered when."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.assess.good import Case, reserve, together, two_early
from willing.report.ordered import as_csv, first_orders, ordered


def sooner(days: int) -> Case:
    """The Dutch company decides and leaves so many days sooner than it did."""
    operation, plan = together()
    nations = tuple(
        replace(nation, decision_days=nation.decision_days - days) if nation.id == "NLD" else nation
        for nation in operation.nations
    )
    rows = tuple(
        replace(row, first_day=row.first_day - timedelta(days))
        if (row.kind, row.nation) == ("tour", "NLD") else row for row in plan.rows
    )
    return replace(operation, nations=nations), replace(plan, rows=rows)


def test_who_stands_ready_is_ordered_by_the_notice_of_its_level() -> None:
    """Each nation orders when it has decided: 5 and 20 days behind D; then 2 and 5 days' notice."""
    operation, plan = together()
    found = ordered(operation, plan, "2027-03-02")
    assert [(x.nation, str(x.order_day), x.level, x.notice_days, str(x.leaves)) for x in found] == [
        ("NLD", "2027-03-07", "now", 2, "2027-03-09"),
        ("NOR", "2027-03-22", "soon", 5, "2027-03-27"),
    ]


@pytest.mark.parametrize(("days", "when"), [(2, "30 days"), (3, "72 hours"), (5, "72 hours")])
def test_the_first_72_hours_are_days_0_to_2(days: int, when: str) -> None:
    """An order on D+3 is one of the first 30 days only."""
    operation, plan = sooner(days)
    first = ordered(operation, plan, "2027-04-01")[0]
    assert (first.nation, first.when) == ("NLD", when)
    assert len(first_orders((first,), 3)) == (when == "72 hours")
    assert first_orders((first,), 30) == [first]


def test_from_home_the_notice_of_the_pledge_counts_and_own_elements_have_none() -> None:
    """Twenty days for those who are pledged; what a nation holds or has on tour is no order."""
    operation, plan = two_early()
    found = ordered(operation, plan, "2027-04-01/enablers")
    assert {(x.task, x.notice_days) for x in found} == {
        ("sector_north", 20), ("sector_south", 20), ("battlegroup", 0)}
    assert all(x.order_day + timedelta(x.notice_days) == x.leaves for x in found)
    assert min(x.leaves for x in found if x.task == "battlegroup") > operation.as_of


def test_elements_held_for_others_are_ordered_when_they_are_held() -> None:
    """What is pledged for a reserve is told; the pool at home of the nation itself is not."""
    operation, plan = reserve()
    found = ordered(operation, plan, "2027-04-01")
    assert [(x.kind, x.task, x.order_day == x.in_place) for x in found] == [
        ("hold", "reserve", True), ("tour", "post", False), ("hold", "hours", True)]


def test_an_order_that_comes_too_late_says_so() -> None:
    """For a task that is ordered now, ten days' notice may begin before D."""
    operation, plan = together()
    line = replace(operation.requirements[0], order="now")
    found = ordered(replace(operation, requirements=(line,)), plan, "2027-04-01")
    first = next(item for item in found if item.nation == "NLD")
    assert (first.when, first.level, first.notice_days) == ("before D", "", 10)
    assert str(first.order_day) == "2027-03-29"


def test_the_list_as_csv_has_one_order_a_line() -> None:
    """With the names of the fields above."""
    operation, plan = together()
    found = ordered(operation, plan, "2027-04-01")
    rows = list(csv.DictReader(as_csv(found).splitlines()))
    assert [(row["order_day"], row["unit"], row["count"]) for row in rows] == [
        (str(item.order_day), item.unit, str(item.count)) for item in found]
