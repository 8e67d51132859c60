"""The judge and ways that steps before the deal open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.build import by_ship, day
from tests.planner.test_ways import ONE, ROAD, shipped
from willing.assess.answered import Answered
from willing.assess.verify import verify
from willing.assess.ways import Ways
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.plan import Plan
from willing.domain.situation import situation
from willing.planner.plan import plan


def _best(operation: Operation) -> Plan:
    return plan(operation, [ONE], gap=0.0)


def _rules(operation: Operation, made: Plan) -> set[str]:
    # Points and the price of the step follow the row; the other faults are what is asked here.
    return {fault.rule for fault in verify(operation, made)} - {"score", "bound"}


def test_without_its_charter_a_tour_by_ship_leaves_too_early() -> None:
    """With the step's row gone the same tour goes by road, and would have left before D."""
    made = shipped()
    found = _best(made)
    assert verify(made, found) == ()
    gone = replace(found, rows=tuple(row for row in found.rows if row.kind != "step"))
    assert _rules(made, gone) == {"ready"}


def test_where_there_is_no_road_a_tour_without_its_charter_has_no_way() -> None:
    """Nobody arrives where no leg is open."""
    made = replace(shipped(), legs=(by_ship(10, id="ship"),))
    found = _best(made)
    gone = replace(found, rows=tuple(row for row in found.rows if row.kind != "step"))
    assert _rules(made, gone) == {"agreement"}


def test_a_ship_sails_from_its_lead_time_on() -> None:
    """Taken a period later the charter is in effect behind the day on which the tour sets out."""
    made = shipped(lead_days=60)
    found = _best(made)
    late = replace(found, rows=tuple(
        replace(row, first_day=day(30), days=30) if row.kind == "step" else row
        for row in found.rows))
    assert verify(made, found) == ()
    assert _rules(made, late) == {"ready"}


@pytest.mark.parametrize(("arrives", "days"), [(69, 30), (70, 10), (200, 10)])
def test_the_way_hangs_on_the_day(arrives: int, days: int) -> None:
    """In effect from day 60 on, the ship is for those who set out then or later."""
    made = shipped(lead_days=60)
    here = situation(made, outcome({"deal": day(60).isoformat()}, 1.0))
    ways = Ways(made, Answered(made, here.outcome, here.timeline, (("charter", 0),)))
    assert ways.open_days("AAA", "home of AAA", "field", arrives) == days
    assert ways.days("home of AAA", "field") == ROAD.days
