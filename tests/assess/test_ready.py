"""If the deal were today: cover on days behind D, who stands ready, and what runs out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

import willing
from tests.assess.good import Case, together
from willing.assess.ready import MARKS, RunsOut, ready
from willing.domain.agreement import Agreement
from willing.domain.renewal import Renewal
from willing.domain.windows import parse_windows
from willing.errors import ProblemsFound


def lasting(days: int) -> Case:
    """Both days of the deal; a pledge, its renewal and an agreement run out in so many days."""
    operation, plan = together()
    end = operation.as_of + timedelta(days)
    first = replace(operation.pledges[0], renew_by=end)
    return replace(
        operation, pledges=(first, *operation.pledges[1:]),
        units=(replace(operation.units[0], certified_until=end), *operation.units[1:]),
        agreements=(Agreement(
            id="stay", kind="sofa", place="the_post", until=end, signed=True),),
    ), plan


def test_an_effect_is_covered_as_well_as_its_weakest_line_on_that_very_day() -> None:
    """Half is there on D+30, all from D+48 on; lines that want nothing yet say nothing."""
    operation, plan = together()
    for part in ready(operation, plan, "2027-04-01", operation.as_of).effects:
        assert part[0] == "borders"
        assert [(day.mark, day.cover) for day in part[1]] == [
            (7, None), (14, None), (30, 0.5), (60, 1.0), (90, 1.0), (180, 1.0)]
        assert part[1][2].task == "post"


def test_a_line_below_its_least_useful_has_nothing() -> None:
    """One of two companies does not help where two are the least of use."""
    operation, plan = together()
    line = replace(operation.requirements[0], min_useful=2)
    found = ready(replace(operation, requirements=(line,)), plan, "2027-04-01", operation.as_of)
    there = {day.mark: day.there for day in found.lines[0].days}
    assert there[30] == 0.0
    assert there[60] == 2.0


def test_a_day_is_asked_not_its_span() -> None:
    """A span of thirty days on which somebody comes late is covered on the days behind that."""
    operation, plan = together()
    found = ready(operation, plan, "2027-04-01", operation.as_of)
    spans = willing.coverage(operation, plan, "2027-04-01").lines[0].spans
    d_day = (date(2027, 4, 1) - operation.as_of).days
    (span,) = [s for s in spans if s.span.first <= d_day + 30 < s.span.after]
    assert span.cover <= next(d.there for d in found.lines[0].days if d.mark == 30)
    assert [day.mark for day in found.lines[0].days] == list(MARKS)


def test_who_is_held_up_to_the_deal_stands_ready() -> None:
    """Both companies, each with the notice of its level; a stint that ended before does not."""
    operation, plan = together()
    found = ready(operation, plan, "2027-04-01", operation.as_of)
    assert [(x.nation, x.level, x.notice_days, x.count) for x in found.stands] == [
        ("NLD", "now", 2, 1), ("NOR", "soon", 5, 1)]
    short = replace(plan, rows=tuple(
        replace(row, days=row.days - 1) if row.task == "soon" else row for row in plan.rows))
    assert [x.nation for x in ready(operation, short, "2027-04-01", operation.as_of).stands] == [
        "NLD"]


@pytest.mark.parametrize(("days", "told"), [(30, True), (31, False), (-5, True)])
def test_what_runs_out_within_thirty_days_is_told(days: int, told: bool) -> None:
    """A renewal, a certificate and an agreement that end on day 30 are told, on day 31 not."""
    operation, plan = lasting(days)
    found = ready(operation, plan, "2027-04-01", operation.as_of).runs_out
    end = operation.as_of + timedelta(days)
    assert found == ((
        RunsOut(kind="certificate", id="nor_company", nation="NOR", day=end, left=days),
        RunsOut(kind="renewal", id="nor_pledge", nation="NOR", day=end, left=days),
        RunsOut(kind="agreement", id="stay", nation="", day=end, left=days),
    ) if told else ())


@pytest.mark.parametrize(("row", "told"), [
    ({}, ("pledge", 10, "until 2027-07-01 if asked")),
    ({"ask_by": 5}, ("pledge", 10, "until 2027-07-01 if asked by 2027-01-06")),
    ({"ask_by": -5}, ("pledge", 10, "")),
    ({"given": True}, None),
])
def test_what_is_renewed_does_not_run_out_and_what_could_be_is_told(
    row: dict[str, object], told: tuple[str, int, str] | None
) -> None:
    """A renewal given moves the end, one that can be asked for is told with its day, others not."""
    operation, plan = together()
    end, by = operation.as_of + timedelta(10), row.get("ask_by")
    made = Renewal(
        renews=operation.pledges[0].id, until=date(2027, 7, 1), given=bool(row.get("given")),
        ask_by=None if by is None else operation.as_of + timedelta(by))  # type: ignore[arg-type]
    changed = replace(
        operation, renewals=(made,),
        pledges=(replace(operation.pledges[0], until=end), *operation.pledges[1:]))
    found = ready(changed, plan, "2027-04-01", operation.as_of).runs_out
    ends = [(x.kind, x.left, x.renewal) for x in found if x.kind == "pledge"]
    assert ends == ([] if told is None else [told])
    asks = [(x.left, x.renewal) for x in found if x.kind == "ask"]
    assert asks == ([(5, told[2])] if told and by == 5 else [])


def test_on_a_day_the_outcomes_of_the_next_line_are_told() -> None:
    """A deal on 5 March comes on the waiting line of 1 April; without a day all are told."""
    operation, plan = together()
    found = willing.ready(operation, plan, on=date(2027, 3, 5))
    assert [part.outcome for part in found.outcomes] == ["2027-04-01"]
    assert found.today == date(2027, 3, 5)
    assert [part.outcome for part in willing.ready(operation, plan).outcomes] == [
        "2027-03-02", "2027-04-01"]


def test_a_deal_that_nobody_planned_is_refused_with_the_nearest() -> None:
    """The plan's days D are named."""
    operation, plan = together()
    with pytest.raises(ProblemsFound, match=r"day D, and the plan has no outcome with that D.*"
                                            r"the nearest that is planned is 2027-03-02"):
        willing.ready(operation, plan, on=date(2027, 1, 5))


def test_a_day_behind_the_waiting_grid_is_refused() -> None:
    """The last line is named."""
    operation, plan = together()
    with pytest.raises(ProblemsFound, match="the waiting grid ends on 2027-04-01"):
        willing.ready(operation, plan, on=date(2028, 1, 5))


def test_what_changed_since_the_last_time_is_told_with_its_cause() -> None:
    """The post wants one company less than last time."""
    operation, plan = together()
    line = replace(operation.requirements[0], quantity=parse_windows("D+15..D+570: 1"))
    new = replace(operation, requirements=(line,))
    made = willing.plan(new, ["2027-04-01"])
    found = willing.ready(new, made, since=plan, since_operation=operation)
    assert [part.outcome for part in found.before] == ["2027-04-01"]
    assert {item.task for item in found.changes} == {"post"}
    assert "caused by" in found.changes[0].why
    assert "quantity" in found.changes[0].why
