"""Formations as the judge reads them: what is assembled, who frames it, what is told wrongly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.build import finished, leads, mended, turns
from tests.assess.good import slots
from tests.assess.naive import Days
from tests.framed import framed
from willing.assess.cover import covered
from willing.assess.fault import RULES
from willing.assess.scene import stage_of
from willing.assess.verify import verify
from willing.domain.plan import Plan, Row

WHO = {pledge.id: pledge.unit.split("_")[1] for pledge in framed().pledges}
"""What each pledge brings."""


def _told(plan: Plan) -> list[str]:
    """Rules that a plan for the framed operation breaks, and what is said of it."""
    return [f"{fault.rule}: {fault.text}" for fault in verify(framed(), plan)]


def _without(plan: Plan, task: str, first: int) -> Plan:
    return replace(plan, rows=tuple(
        row for row in plan.rows
        if not (row.kind == "tour" and row.task == task
                and (row.first_day - framed().as_of).days == first)
    ))


def _changed(plan: Plan, change: Callable[[Row], Row]) -> Plan:
    return replace(plan, rows=tuple(change(row) for row in plan.rows))


def test_a_frame_without_its_headquarters_is_none() -> None:
    """Without the headquarters of the framework nation its row is a fault, and nothing counts."""
    plan = mended(framed(), _without(slots()[1], "north/hq", 0))
    assert _told(plan) == [
        "formation: 0 elements in north/hq from D+0; 1 frame 1",
    ]
    assert ("north", 1.0) in [(r.task, r.count) for r in plan.rows if r.kind == "shortfall"]


def test_half_a_viable_set_counts_for_nothing() -> None:
    """One company of two that are viable makes no battalion; to tell it as one is a fault."""
    operation, plan = slots()
    half = _changed(plan, lambda row: replace(row, count=1) if (
        row.kind == "tour" and row.task == "north/company") else row)
    assert any(text.startswith("cover: ") for text in _told(half))
    right = mended(operation, half)
    assert _told(right) == []
    assert {r.task for r in right.rows if r.kind == "shortfall"} == {"north"}


def test_a_slot_told_wrongly_is_a_fault() -> None:
    """What a slot of an assembled battalion misses is told as it is."""
    plan = slots()[1]
    assert {r.task for r in plan.rows if r.kind == "shortfall"} == {"north/company"}
    wrong = _changed(plan, lambda row: replace(row, count=2) if row.kind == "shortfall" else row)
    assert [text.split(",")[0] for text in _told(wrong)] == [
        "cover: 2 told short from D+90 to D+150"
    ]


def test_a_nation_too_many_is_a_fault() -> None:
    """Where two nations may be there at once, a third one in a slot breaks the limit."""
    operation, plan = slots()
    two = replace(operation, requirements=tuple(
        replace(r, nations=2) for r in operation.requirements))
    assert verify(two, plan) == ()
    rows = turns(operation, "tour", [("bbb_support_pledge", "north/support", 30, 60, 1)])
    third = mended(two, replace(plan, rows=(
        *plan.rows, *(replace(row, outcome=plan.outcomes[0].outcome) for row in rows))))
    assert [str(fault) for fault in verify(two, third)] == [
        f"nations: {plan.outcomes[0].outcome}: task north: 3 nations in place on D+30; 2 may be"
    ]


def test_a_frame_lasts_its_least_time() -> None:
    """A framework nation that leaves before `lead_days` breaks the rule, unless the line ends."""
    operation, plan = slots()
    short = _changed(plan, lambda row: replace(row, days=30) if row.nation == "AAA" and (
        row.kind == "lead") else row)
    assert "formation: lasts 30 days; 60 at least are wanted" in _told(mended(operation, short))
    kept = tuple(row for row in plan.rows if row.kind == "tour")
    late = finished(operation, {"deal": "2027-01-01"}, (*kept, *leads(
        operation, ("AAA", "north", 0, 90), ("BBB", "north", 210, 30))))
    assert _told(late) == []


def test_frames_count_formations() -> None:
    """A row of a framework nation counts whole formations; other leads count one."""
    operation, plan = slots()
    more = _changed(plan, lambda row: replace(row, count=2) if row.kind == "lead" else row)
    assert {text.split(":")[0] for text in _told(mended(operation, more))} == {"formation"}
    half = _changed(plan, lambda row: replace(row, count=1.5) if row.kind == "lead" else row)
    assert {text.split(":")[0] for text in _told(half)} == {"rows"}


@pytest.mark.parametrize("rule", ["formation", "nations"])
def test_the_rules_are_told_in_the_reference(rule: str) -> None:
    """Both rules stand in the list that messages and pages quote."""
    assert RULES[rule].endswith(".")


some_rows = st.lists(st.tuples(
    st.sampled_from(list(WHO)), st.booleans(), st.integers(0, 26).map(lambda n: n * 10),
    st.sampled_from([30, 60, 90]), st.integers(1, 4),
), min_size=4, max_size=14)
some_frames = st.lists(st.tuples(
    st.sampled_from(["AAA", "BBB"]), st.integers(0, 20).map(lambda n: n * 10),
    st.sampled_from([30, 60, 120]),
), max_size=4, unique_by=lambda frame: frame[:2])


@given(some_rows, some_frames)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_assembled_formations(
    given: list[tuple[str, bool, int, int, int]], frames: list[tuple[str, int, int]]
) -> None:
    """On every day as much is short of a formation and its slots as counted one by one."""
    operation = framed()
    rows = [
        row for who, _, first, days, count in given for row in turns(operation, "tour", [(
            who, "north" if WHO[who] == "battalion" else f"north/{WHO[who]}", first, days, count,
        )])
    ]
    rows += leads(operation, *((nation, "north", first, days) for nation, first, days in frames))
    plan = finished(operation, {"deal": "2027-01-01"}, rows)
    every = covered(stage_of(operation, plan, plan.outcomes[0].outcome))
    days = Days(operation, plan)
    for task in operation.task.values():
        mine = {
            day: item.short for item in every[task.id] if item.short
            for day in range(item.span.first, item.span.after)
        }
        assert mine == days.shortfall(task)
