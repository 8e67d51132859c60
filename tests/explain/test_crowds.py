"""Why a line is short where people behind people, beds or the force are the limit; what helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.cases import CASES
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.windows import parse_windows
from willing.explain.gaps import explain_gaps
from willing.explain.remedy import remedy
from willing.planner import plan as planner


def _told(made: Operation, task: str = "post") -> tuple[str, str]:
    """The sentences on the first shortfall of a task, and the remedy, in a best plan."""
    name = outcome({"deal": made.question["deal"].answers[0].id}, 1.0).name
    plan = planner.plan(made, [name], gap=0.0)
    gap = explain_gaps(made, plan, name, task)[0]
    return " ".join(gap.sentences), remedy(made, plan, name, gap).text


@pytest.mark.parametrize(("id", "why", "helps"), [
    ("overhead-under-a-ceiling",
     "Ceiling of the nation: AAA aaa 1 of 3 (240 people of AAA away on D+0, 100 more with 10 behind"
     " them would pass its ceiling of 320).",
     "raise the ceiling of AAA by 130 people"),
    ("beds-for-overhead",
     "Beds of the place: AAA aaa 1 of 1 (200 people at field on D+0, 100 more with 60 behind them "
     "would pass its 250 beds).",
     "add 160 beds at field"),
    ("force-ceiling",
     "Ceiling of the force: AAA aaa 1 of 1 (the force has 200 people on D+0, 100 more with 60 "
     "behind them would pass its ceiling of 250).",
     "raise the ceiling of the force by 160 people"),
    ("beds-built",
     "Beds of the place: AAA aaa 1 of 2 (150 people at field on D+0, 100 more would pass its 150 "
     "beds).",
     "add 100 beds at field"),
])
def test_a_limit_of_people_is_told_with_what_would_lift_it(
    id: str, why: str, helps: str
) -> None:
    """The account names limit, people there, those who would come and those behind them."""
    sentences, text = _told(CASES[id]().operation)
    assert why in sentences
    assert text.startswith(f"Would close it: {helps} ")


def test_engineers_who_come_sooner_are_a_remedy() -> None:
    """Where beds grow, ordering the engineers before the deal is tried, and closes a shortfall."""
    made = operation(
        unit("aaa", 2, people=100, tours=(30, 60)), pledge("aaa", 2),
        unit("bbb", tours=(120,), capability="engineer"), pledge("bbb"),
        need("post", "D+0..D+60: 2"),
        need("works", "D-60..D+60: 1", capability="engineer"),
        Place(id="field", beds=parse_windows("100"), beds_by="engineer", beds_per=50),
        waiting="2x30", deal=("2027-03-02",),
    )
    sentences, text = _told(made)
    assert "100 more would pass its 100 beds" in sentences
    assert text.startswith("Would close it: order works, which adds beds at field, now instead of")


def test_what_others_do_counts_when_a_change_is_tried() -> None:
    """A change that would put people where others sleep already closes nothing."""
    case = CASES["beds-for-overhead"]().operation
    raised = replace(case, units=tuple(replace(u, count=3) for u in case.units))
    sentences, text = _told(raised)
    assert "Beds of the place" in sentences
    assert "raise pledge" not in text


def test_thousands_of_people_are_told_with_thousands_apart() -> None:
    """Why, and what would lift a limit, give people in thousands as every other figure."""
    made = CASES["force-ceiling"]().operation
    limit = made.settings.ceiling_people
    assert limit is not None
    sentences, text = _told(replace(
        made, units=tuple(replace(u, people=u.people * 10) for u in made.units),
        settings=replace(made.settings, ceiling_people=limit.times(10)),
    ))
    assert "has 2,000 people on D+0, 1,000 more with " in sentences
    assert "ceiling of 2,500)" in sentences
    assert "by 1,0" in text
