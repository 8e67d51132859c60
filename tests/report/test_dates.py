"""The decision calendar: what has a last day, by date before the deal, by day from D behind it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.assess.good import together
from tests.report.conftest import Case
from tests.report.test_page import Outline
from tests.report.test_sheets import table
from tests.stepping import taken
from willing.calendar import DDay
from willing.domain.agreement import Agreement
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.renewal import Renewal
from willing.report.data import summary
from willing.report.dates import Entry, calendar_section, entries, told_in
from willing.report.html import page
from willing.report.nominations import nominations
from willing.report.reading import readings
from willing.report.waiting import waits_of
from willing.report.workbook import write_workbook


def told(operation: Operation, plan: Plan) -> tuple[Entry, ...]:
    """The calendar of a plan."""
    found = readings(operation, plan)
    return entries(operation, found, waits_of(found))


def of(kind: str, every: tuple[Entry, ...]) -> list[Entry]:
    """Entries of one kind."""
    return [item for item in every if item.kind == kind]


def test_stints_and_days_that_may_be_d_stand_by_date() -> None:
    """Held from the first day on in both outcomes; off it on the later D at the latest."""
    every = told(*together())
    assert [item.day for item in of("deal", every)] == [date(2027, 3, 2), date(2027, 4, 1)]
    assert [len(item.outcomes) for item in of("deal", every)] == [1, 1]
    stands = of("stand", every)
    assert all(item.after is None and len(item.outcomes) == 2 for item in stands)
    assert [item.day for item in stands if " on now" in item.what] == [date(2027, 1, 31)]
    assert date(2027, 4, 1) in {item.day for item in of("off", every)}


def test_whom_nations_order_behind_d_is_counted_from_it(tasks: Case) -> None:
    """Every nomination under a pledge is an entry, on the same day; two outcomes share one."""
    operation, plan = tasks
    every = told(operation, plan)
    wanted = {
        (item.by - (reading.timeline.d_day or 0), item.tour.unit, item.tour.task)
        for reading in readings(operation, plan) for item in nominations(reading)
        if item.tour.pledge and item.by >= (reading.timeline.d_day or 0)
    }
    mine = [item for item in every if item.kind in ("name", "both") and item.after is not None]
    assert {(item.after, item.what.split(" of ")[1].split(" ")[0], item.why.removeprefix("for "))
            for item in mine} == wanted != set()
    north = [item for item in mine if item.why == "for sector_north"]
    assert all(len(item.outcomes) == 2 for item in north)
    south = [item for item in mine if item.why == "for sector_south"]
    assert all(len(item.outcomes) == 1 for item in south)


def test_naming_and_ordering_are_one_entry_where_nobody_has_to_decide(tasks: Case) -> None:
    """With days to decide in between they are two, the name before the order."""
    operation, plan = tasks
    slow = replace(operation, nations=tuple(
        replace(nation, decision_days=5) for nation in operation.nations))
    fast = replace(operation, nations=tuple(
        replace(nation, decision_days=0) for nation in operation.nations))
    assert of("both", told(fast, plan))
    assert not of("name", told(fast, plan))
    names, orders = (of(kind, told(slow, plan)) for kind in ("name", "order"))
    ordered = {(order.after, order.what, order.why) for order in orders}
    behind = [name for name in names if name.after is not None]
    assert behind
    assert {((n.after or 0) + 5, n.what, n.why) for n in behind} <= ordered


def test_what_ends_is_told_with_what_hangs_on_it(tasks: Case) -> None:
    """Pledges, renewals, agreements and certificates, whatever outcome comes."""
    operation, plan = tasks
    dated = replace(
        operation,
        pledges=(replace(operation.pledges[0], until=date(2029, 1, 1),
                         renew_by=date(2027, 5, 1)), *operation.pledges[1:]),
        agreements=(
            Agreement(id="sofa", kind="sofa", place=operation.places[0].id, until=DDay(360)),),
        units=(replace(operation.units[0], certified_until=date(2028, 1, 1)),
               *operation.units[1:]),
    )
    every = told(dated, plan)
    [renewal], [pledge] = of("renewal", every), of("pledge", every)
    assert (renewal.day, pledge.day) == (date(2027, 5, 1), date(2029, 1, 1))
    assert "on tours that last longer" in renewal.why
    assert pledge.why == "no tour of this plan lasts longer"
    [agreement] = of("agreement", every)
    assert (agreement.day, agreement.after) == (None, 360)
    [certificate] = of("certificate", every)
    assert certificate.day == date(2028, 1, 1)
    assert told_in(certificate, 2) == "whatever comes"


def test_renewals_are_in_the_calendar(tasks: Case) -> None:
    """One is given and moves the end; another can be asked for up to its day."""
    operation, plan = tasks
    first = operation.pledges[0]
    name, by = first.id, date(2027, 5, 1)
    dated = replace(
        operation, pledges=(replace(first, until=date(2028, 1, 1)), *operation.pledges[1:]),
        renewals=(Renewal(renews=name, until=date(2028, 7, 1), given=True),
                  Renewal(renews=name, until=date(2029, 1, 1), ask_by=by)),
    )
    every = told(dated, plan)
    [given], [asked] = of("renewed", every), of("ask", every)
    assert (given.day, given.what) == (date(2028, 7, 1), name)
    assert (asked.day, asked.what) == (by, f"{name} until 2029-01-01 if asked by 2027-05-01")
    assert asked.nation == operation.unit[first.unit].nation


def test_steps_are_taken_and_in_effect_on_their_days() -> None:
    """Those taken with what needs them; of those still open the last day on which they can be."""
    operation, plan = taken()
    every = told(operation, plan)
    day = operation.as_of
    steps = {(item.kind, item.what.split(",")[0]): item for item in every
             if item.kind in ("step", "effect")}
    assert len(steps) == 4
    mandate = steps["step", "Mandate before the deal"]
    assert (mandate.day, mandate.why) == (day, "needed for pier")
    effects = sorted(item.day for (kind, _), item in steps.items() if kind == "effect" and item.day)
    assert effects == [day, day + timedelta(days=10)]
    ending = replace(operation, steps=tuple(
        replace(step, until=day + timedelta(days=20)) for step in operation.steps))
    assert len(of("shut", told(ending, plan))) == len(operation.steps)


def test_questions_say_when_they_are_answered_and_who_waits(tasks: Case) -> None:
    """At the deal: D+0. Before it: on their day."""
    operation, plan = tasks
    [backstop] = of("answer", told(operation, plan))
    assert (backstop.day, backstop.after) == (None, 0)
    assert backstop.why == "1 pledge under this condition"
    sooner = replace(operation, questions=tuple(
        q if q.id == "deal" else replace(q, answered=date(2027, 2, 1))
        for q in operation.questions))
    [backstop] = of("answer", told(sooner, plan))
    assert (backstop.day, backstop.after) == (date(2027, 2, 1), None)


def test_page_sheet_and_summary_have_every_entry(tmp_path: Path) -> None:
    """In one order: dates first, then days from D."""
    operation, plan = together()
    every = told(operation, plan)
    assert list(every) == sorted(every, key=lambda item: item.key)
    text = page(operation, plan)
    assert Outline(text).unbalanced == []
    part = text.split('<section id="calendar">')[1].split("</section>")[0]
    assert part.count("<th scope=\"row\"") == len(every)
    assert "was planned by itself" not in part
    write_workbook(operation, plan, tmp_path / "c.xlsx")
    rows = table(tmp_path / "c.xlsx", "Decision calendar")
    assert [row["What"] for row in rows].count("may be D") == 2
    assert len(rows) == len(every)
    mapped = summary(operation, plan)["calendar"]
    assert json.loads(json.dumps(mapped)) == mapped
    assert len(mapped) == len(every)


def test_of_outcomes_planned_apart_it_is_said() -> None:
    """There an entry before the deal need not be a decision of now."""
    operation, plan = together()
    found = readings(operation, replace(plan, expected=None))
    assert "was planned by itself" in calendar_section(operation, found, ()).texts[-1]
