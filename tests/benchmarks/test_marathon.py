"""The sample of the rotation simulator: what its record fills, and the same as an operation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.marathon.adapter import lines, operation, served
from benchmarks.marathon.record import (
    UNUSED,
    Demand,
    Deployment,
    NoCases,
    Policy,
    Project,
    cases,
    fill,
    read_project,
    rebuilt,
)
from willing.domain.check import check
from willing.domain.outcomes import outcomes
from willing.domain.plan import Row
from willing.domain.situation import situation
from willing.domain.standing import releases

DAY_ONE = date(2020, 1, 1)


def _demand(name: str, quantity: int, first: int, after: int, group: str = "") -> Demand:
    return Demand(
        name=f"1_{name}_A_[{first}...{after}]", kind="A", priority=1, quantity=quantity,
        first=first, after=after, group=group,
    )


def _deployment(unit: str, demand: str, first: int, dwell: int = 50) -> Deployment:
    return Deployment(
        unit=unit, kind="A", component="AC", policy="P", demand=demand, first=first,
        budget=30, dwell=dwell,
    )


def _project(demands: tuple[Demand, ...], deployments: tuple[Deployment, ...]) -> Project:
    return Project(
        day_one=DAY_ONE, demands=demands, deployments=deployments, substitutes=(),
        policies={"P": Policy(bog=30, start=40, stop=80, cycle=100, overlap=5)},
    )


def test_a_deployment_ends_with_its_budget_its_demand_or_the_next() -> None:
    """The earliest of the three counts."""
    first, second = _demand("x", 1, 1, 101), _demand("y", 1, 1, 21)
    project = _project((first, second), (
        _deployment("u", first.name, 1), _deployment("v", second.name, 1),
        _deployment("w", first.name, 41), _deployment("w", UNUSED, 51),
    ))
    assert rebuilt(project) == {
        first.name: [(1, 31, 1.0), (41, 51, 1.0)], second.name: [(1, 21, 1.0)],
    }


def test_nobody_fills_more_than_is_asked() -> None:
    """Two elements on a demand for one fill it once; days outside the demand do not count."""
    demand = _demand("x", 1, 1, 11)
    project = _project((demand,), (_deployment("u", demand.name, 1),))
    assert fill(project, {demand.name: [(1, 6, 1.0), (4, 6, 1.0)]}) == {("A", 1): 0.5}
    assert fill(project, {demand.name: [(6, 60, 3.0)]}) == {("A", 1): 0.5}


def test_demand_that_no_unit_may_serve_is_left_out() -> None:
    """Only kinds in the record, and what these may stand for, are reckoned."""
    known, other = _demand("x", 1, 1, 11), replace(_demand("z", 1, 1, 11), kind="B")
    project = _project((known, other), (_deployment("u", known.name, 1),))
    assert list(fill(project, {})) == [("A", 1)]
    assert list(fill(replace(project, substitutes=(("A", "B"),)), {})) == [("A", 1), ("B", 1)]


def test_demands_of_a_group_are_one_line_and_the_others_their_own() -> None:
    """Within a group an element follows on, so the group is one line with changing quantity."""
    demands = (
        _demand("", 2, 1, 11, "big"), _demand("", 3, 11, 21, "big"), _demand("", 1, 6, 16, "big"),
        _demand("x", 1, 1, 11), _demand("y", 1, 11, 21),
    )
    project = _project(demands, (_deployment("u", demands[0].name, 1),))
    assert list(lines(project)) == ["A_1_big", "A_1_x", "A_1_y"]
    made = operation(project, 10).task["A_1_big"]
    assert str(made.quantity) == "D+0..D+5: 2; D+5..D+10: 3; D+10..D+15: 4; D+15..D+20: 3"


def test_units_are_ready_when_their_cycle_says() -> None:
    """Below StartDeployable they wait; between the two they are home; past Stop they begin anew."""
    demand = _demand("x", 1, 1, 201)
    project = _project((demand,), tuple(
        _deployment(f"u{dwell}", UNUSED, 1, dwell=dwell) for dwell in (30, 50, 90)
    ))
    made = operation(project, 10)
    now = situation(made, outcomes(made)[0])
    days = sorted(r.day for unit in made.units for r in releases(now, unit) for _ in range(r.count))
    assert days == [0, 10, 100 - 90 + 40]


def test_a_pledge_ends_with_the_first_cycle_and_another_begins_with_the_next() -> None:
    """A unit 50 days into its cycle may leave up to day 30, and again 90 days after the first."""
    demand = _demand("x", 1, 1, 201)
    project = _project((demand,), (_deployment("u", UNUSED, 1, dwell=50),))
    first, second = operation(project, 10).pledges
    assert first.until == DAY_ONE + timedelta(days=80 - 50 + 30)
    assert second.start == DAY_ONE + timedelta(days=100 - 50 + 40)


def test_a_plan_is_read_back_in_the_records_days() -> None:
    """Elements of a line serve its demands in order, each up to its quantity."""
    demands = (_demand("", 1, 1, 11, "big"), _demand("", 1, 6, 16, "big"))
    project = _project(demands, (_deployment("u", demands[0].name, 1),))
    row = Row(
        outcome="only", kind="tour", unit="u", nation="XAA", task="A_1_big", first_day=DAY_ONE,
        days=15, count=1,
    )
    back = served(project, [row])
    assert fill(project, back) == {("A", 1): 0.75}


def test_absent_cases_are_told_in_a_clear_word(tmp_path: Path) -> None:
    """Without the data the reader says what to give."""
    with pytest.raises(NoCases, match="give the folder of the public cases by --cases"):
        cases(str(tmp_path))


@pytest.fixture(scope="module")
def sample() -> Project:
    """The sample project, where it is on this machine."""
    try:
        return read_project(cases())
    except NoCases as reason:
        pytest.skip(str(reason))


def test_the_record_fills_what_is_known_of_it(sample: Project) -> None:
    """Rebuilt, the record fills 89.0 % and 92.0 % of priority 1, and 93.3 % of priority 2."""
    found = {key: round(100 * part, 1) for key, part in fill(sample, rebuilt(sample)).items()}
    assert found == {("SRC3", 1): 89.0, ("SRC1", 1): 92.0, ("SRC3", 2): 93.3}


def test_the_sample_is_an_operation_without_faults(sample: Project) -> None:
    """300 elements, the record's demand to the element-day, and nothing for `check` to refuse."""
    made = operation(sample)
    assert not [problem for problem in check(made) if problem.level == "fault"]
    assert sum(unit.count for unit in made.units) == 300
    now = situation(made, outcomes(made)[0])
    asked = sum(
        quantity * (after - first) for requirement in made.requirements
        for first, after, quantity in requirement.quantity.on(now.timeline)
    )
    assert asked == sum(
        d.quantity * (d.after - d.first) for d in sample.demands if d.kind != "SRC2"
    )
