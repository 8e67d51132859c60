"""Heads by what they count as, beds, and equipment: everybody once, on every day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.assess.build import finished, turns
from tests.assess.good import wide
from tests.assess.naive import Days
from tests.meaning.cases import CASES
from tests.meaning.oracle import solve
from tests.meaning.plans import as_plan
from tests.operations import coalition, two_tasks
from willing.assess.equipment import Stock
from willing.assess.headcount import KINDS, Heads, headcount, kind_of
from willing.assess.ledger import ledger
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.plan import Plan
from willing.domain.unit import Capability
from willing.errors import ProblemsFound


def _behind() -> tuple[Operation, Plan]:
    """The wide coalition with overhead in the theatre, and some of no named place."""
    operation, plan = wide()
    rows = (Overhead(nations=("FRA", "POL"), place="theatre", fixed=30, share=0.1),
            Overhead(fixed=7))
    return replace(operation, overheads=rows), plan


def test_everybody_counts_once_by_nation_by_place_and_in_the_force() -> None:
    """On every day nations add up to the force, places too, and both to what is there."""
    operation, plan = _behind()
    found, days = headcount(operation, plan, plan.outcomes[0].outcome), Days(operation, plan)
    kinds: Counter[str] = Counter()
    for day in range(0, found.timeline.end, 5):
        force = found.on(day)
        for groups in (found.by_nation(day), found.by_place(day)):
            for kind in (*KINDS, "all"):
                parts = sum(getattr(heads, kind) for heads in groups.values())
                assert parts == getattr(force, kind), (day, kind)
        assert force.all == days.force(day), day
        assert force.overhead == days.behind(day), day
        kinds.update({kind: 1 for kind in ("task", "support", "overhead") if getattr(force, kind)})
    assert min(kinds.values()) > 5


def test_what_a_host_gives_at_home_is_told_apart() -> None:
    """The clinic at home is given, whatever its line; the guard abroad is sent, with a staff of ten
    behind it. Neither gift nor overhead is in the burden.
    """
    case = CASES["given-by-the-host"]()
    made = replace(case.operation, overheads=(Overhead(fixed=10),))
    plan = as_plan(made, case.answers, solve(made, case.answers))
    outcome = plan.outcomes[0].outcome
    assert headcount(made, plan, outcome).on(0) == Heads(task=100, host=100, overhead=10)
    (host,) = (item for item in ledger(made, plan, outcome) if item.nation == "HHH")
    assert (host.by_host, host.overhead) == (6_000, 300)
    assert (host.in_operation, host.burden) == (3_000, 3_000)


def test_steps_are_the_force_on_every_day() -> None:
    """Steps fill the timeline, and the fullest day before the horizon begins one of them."""
    operation, plan = _behind()
    found = headcount(operation, plan, plan.outcomes[0].outcome)
    days = [day for first, after, _ in found.steps for day in range(first, after)]
    assert days == list(range(found.timeline.end))
    assert all(found.on(first) == heads for first, _, heads in found.steps)
    most = max(heads.all for first, _, heads in found.steps if first < found.timeline.horizon)
    assert found.on(found.fullest).all == most


def test_lines_are_tasks_support_or_staffs() -> None:
    """Posts are staff; lines for so many people, or that make others possible, are support."""
    operation = coalition()
    line = operation.task["sector_east"]
    posts = Capability(id="mech_battalion", counted_in="post")
    assert kind_of(operation, replace(line, kind="posts")) == "staff"  # type: ignore[arg-type, call-arg]
    staffed = replace(operation, capabilities=(posts, *operation.capabilities[2:]))
    assert kind_of(operation, line) == "task"  # type: ignore[arg-type]
    assert kind_of(staffed, replace(line, capability="mech_battalion")) == "staff"  # type: ignore[arg-type]
    assert kind_of(operation, replace(line, per_people=400)) == "support"  # type: ignore[arg-type, call-arg]
    assert kind_of(operation, replace(line, supports=("seas",))) == "support"  # type: ignore[arg-type, call-arg]
    assert kind_of(operation, replace(line, effect="enabling")) == "support"  # type: ignore[arg-type, call-arg]


def _relieved(equipment: str) -> tuple[Operation, Plan]:
    """Two battalions in a row in the north, then two at once; 800 people, 50 vehicles each."""
    operation = two_tasks()
    unit = replace(operation.units[0], equipment=equipment, vehicles=50, tonnes=1200.5)  # type: ignore[arg-type]
    operation = replace(operation, units=(unit, operation.units[1]))
    rows = turns(operation, "tour", [
        ("deu_pledge", "sector_north", 150, 180, 1), ("deu_pledge", "sector_north", 330, 180, 1),
        ("deu_pledge", "sector_north", 420, 90, 1),
    ])
    return operation, finished(operation, {"deal": "2027-04-01", "backstop": "none"}, rows)


@pytest.mark.parametrize(("equipment", "sets", "moved"), [("rotates", 2, 3), ("stays", 2, 2)])
def test_sets_that_stay_are_moved_once(equipment: str, sets: int, moved: int) -> None:
    """Three tours move three sets where these rotate, and two where they stay: two at once."""
    operation, plan = _relieved(equipment)
    assert headcount(operation, plan, plan.outcomes[0].outcome).equipment == (Stock(
        nation="DEU", sets=sets, vehicles=50 * sets, tonnes=1200.5 * sets,
        moved_vehicles=50 * moved, moved_tonnes=1200.5 * moved, moved_people=2400,
    ),)


def test_what_is_there_already_is_not_moved() -> None:
    """Sets of those on tour on the as-of date are in theatre, and were moved before."""
    operation, plan = wide()
    units = tuple(replace(unit, equipment="stays", vehicles=4) for unit in operation.units)
    operation = replace(operation, units=units)
    stocks = headcount(operation, plan, plan.outcomes[0].outcome).equipment
    norway = next(stock for stock in stocks if stock.nation == "NOR")
    # One team is there; four reliefs take its things over. Two vessels come.
    assert (norway.sets, norway.vehicles, norway.moved_vehicles) == (3, 12, 8)


def test_a_day_is_named_as_planners_say_it() -> None:
    """Days are `D+n` or dates; what is no day, or none of the outcome, is refused."""
    operation, plan = wide()
    found = headcount(operation, plan, plan.outcomes[0].outcome)
    assert found.day("D+90") == found.timeline.d_day + 90  # type: ignore[operator]
    assert found.day("2027-01-31") == 30
    assert found.day("") == found.fullest
    with pytest.raises(ProblemsFound, match="'soon' is not a day"):
        found.day("soon")
    with pytest.raises(ProblemsFound, match=r"'D\+9000' is no day of outcome .*days run from 2027"):
        found.day("D+9000")


def test_nobody_is_no_heads() -> None:
    """An outcome without tours has steps and no heads."""
    operation = two_tasks()
    plan = finished(operation, {"deal": "2027-04-01", "backstop": "none"}, [])
    found = headcount(operation, plan, plan.outcomes[0].outcome)
    assert {heads for _, _, heads in found.steps} == {Heads()}
    assert (found.by_nation(0), found.equipment) == ({}, ())
