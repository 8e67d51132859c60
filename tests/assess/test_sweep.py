"""Sweeping over steps gives what looking at every day gives, for any rows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.build import finished, turns
from tests.assess.naive import Days
from tests.operations import coalition
from willing.assess.cover import covered
from willing.assess.crowds import people_away
from willing.assess.level import Level
from willing.assess.limits import ceiling_faults
from willing.assess.pools import busy
from willing.assess.scene import Scene, stage_of
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.windows import parse_windows

OPERATION = coalition()
WHO = [*(pledge.id for pledge in OPERATION.pledges), *OPERATION.unit]

some_rows = st.lists(
    st.tuples(
        st.sampled_from(["tour", "tour", "hold"]), st.sampled_from(WHO),
        st.sampled_from(list(OPERATION.task)), st.integers(0, 600), st.integers(1, 200),
        st.integers(1, 4),
    ), min_size=1, max_size=14,
)
some_answers = st.sampled_from([
    {"deal": "2027-05-01", "backstop": "enablers", "acceptance": "wide"},
    {"deal": "2027-10-15", "backstop": "full", "acceptance": "narrow"},
    {"deal": "never", "backstop": "none", "acceptance": "wide"},
])


def staged(answers: dict[str, str], given: list[tuple[str, str, str, int, int, int]],
           operation: Operation = OPERATION) -> tuple[Scene, Plan]:
    """The judge's scene of these rows, with the tours under way."""
    rows = turns(operation, "tour", [
        ("gbr_mech", "tapa_battlegroup", 0, 70, 1),
        ("nor_team_pledge", "theatre_opening", 0, 90, 1),
    ], "cycle")
    for kind, *turn in given:
        rows += turns(operation, kind, [tuple(turn)])  # type: ignore[list-item]
    plan = finished(operation, answers, rows)
    return stage_of(operation, plan, plan.outcomes[0].outcome), plan


@given(some_answers, some_rows)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_occupied_elements_and_people_away(
    answers: dict[str, str], given: list[tuple[str, str, str, int, int, int]]
) -> None:
    """On every day as many elements are occupied, and people away, as counted one by one."""
    scene, plan = staged(answers, given)
    days = Days(OPERATION, plan)
    units, pledges = busy(scene)
    away = people_away(scene)
    for day in range(0, scene.timeline.end, 3):
        for unit in OPERATION.unit:
            there = units.get(unit, Level(())).most(day, day + 1)
            assert there == days.occupied(unit, day), (unit, day)
        for pledge in OPERATION.pledges:
            there = pledges.get(pledge.id, Level(())).most(day, day + 1)
            assert there == days.occupied(pledge.unit, day, pledge.id), (pledge.id, day)
        for nation in OPERATION.nation:
            there = away.get(nation, Level(())).most(day, day + 1)
            assert there == days.away(nation, day), (nation, day)


@given(some_answers, some_rows)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_shortfalls(
    answers: dict[str, str], given: list[tuple[str, str, str, int, int, int]]
) -> None:
    """On every day as much is short as counted one by one, with lots, support and the tail."""
    scene, plan = staged(answers, given)
    days = Days(OPERATION, plan)
    every = covered(scene)
    for task in days.operation.task.values():
        mine = {
            day: item.short for item in every[task.id] if item.short
            for day in range(item.span.first, item.span.after)
        }
        assert mine == days.shortfall(task)


@given(some_rows, st.integers(0, 4), st.integers(0, 4000))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_ceilings(
    given: list[tuple[str, str, str, int, int, int]], tasks: int, people: int
) -> None:
    """A nation is told to be above a ceiling exactly when it is on some day."""
    limited = replace(OPERATION, changes=(), nations=tuple(
        replace(n, ceiling_tasks=tasks, ceiling_cost=None,
                ceiling_people=parse_windows(f"..2028-01-01: {people}"))
        for n in OPERATION.nations
    ))
    answers = {"deal": "2027-05-01", "backstop": "enablers", "acceptance": "wide"}
    scene, plan = staged(answers, given, limited)
    days = Days(limited, plan)
    told = {fault.where for fault in ceiling_faults(scene)}
    for nation in limited.nation:
        above = any(
            days.tasks(nation, day) > tasks or (day < 365 and days.away(nation, day) > people)
            for day in range(scene.timeline.end)
        )
        assert (f"nation {nation}" in told) is above


@given(st.lists(st.tuples(st.integers(-20, 40), st.integers(-20, 60), st.integers(-3, 3))),
       st.integers(-10, 30), st.integers(0, 30))
def test_levels(parts: list[tuple[int, int, int]], first: int, length: int) -> None:
    """A level is on every day the sum of its parts, and its runs fill the days asked for."""
    level, after = Level(parts), first + length
    sums = [sum(n for a, b, n in parts if a <= day < b) for day in range(first, after)]
    laid = [value for a, b, value in level.runs(first, after) for _ in range(a, b)]
    assert laid == sums
    assert level.most(first, after) == max(sums, default=0)
    assert level.least(first, after) == min(sums, default=0)
    assert sum(b - a for a, b, _ in level.above(first, after, 1)) == sum(n > 1 for n in sums)
