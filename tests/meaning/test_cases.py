"""Each micro case is worked three times: by hand, by brute force, and by the package."""

from __future__ import annotations

from functools import cache

import pytest

from tests.meaning.build import AS_OF
from tests.meaning.cases import CASES
from tests.meaning.oracle import Best, solve
from tests.meaning.plans import as_plan
from tests.meaning.reached import reached
from tests.meaning.restated import world
from willing.assess.milestones import milestones
from willing.assess.verify import verify
from willing.domain.outcomes import outcome
from willing.planner import plan as planner

IDS = list(CASES)
@cache
def brute_force(id: str) -> Best:
    """The best plan of a case, found once for all tests."""
    case = CASES[id]()
    return solve(case.operation, case.answers)


@pytest.mark.parametrize("id", IDS)
def test_brute_force_finds_the_terms_worked_by_hand(id: str) -> None:
    """No plan scores better than the one worked by hand, and its terms are the same."""
    assert brute_force(id).terms == pytest.approx(dict(CASES[id]().terms))


@pytest.mark.parametrize("id", IDS)
def test_brute_force_finds_the_shortfalls_worked_by_hand(id: str) -> None:
    """What is missing, when and how long is what the hand found."""
    found = {
        (row.task, (row.first_day - AS_OF).days, row.days): row.count
        for row in brute_force(id).rows if row.kind == "shortfall"
    }
    expected = CASES[id]().shortfalls
    assert expected is None or found == pytest.approx(dict(expected))


@pytest.mark.parametrize("id", IDS)
def test_the_tours_worked_by_hand_are_in_the_plan(id: str) -> None:
    """Tours named in a case begin, end and count as its hand-worked plan says."""
    found = {
        (row.unit, row.task, (row.first_day - AS_OF).days, row.days, row.count)
        for row in brute_force(id).rows if row.kind == "tour"
    }
    assert set(CASES[id]().tours) <= found


@pytest.mark.parametrize("id", [id for id in IDS if CASES[id]().score_in_days is not None])
def test_without_rounding_a_case_scores_what_its_days_allow(id: str) -> None:
    """Rounding to lines costs exactly what the case says."""
    case = CASES[id]()
    assert solve(case.operation, case.answers, rounded=False).score == pytest.approx(
        case.score_in_days
    )


@pytest.mark.parametrize("id", IDS)
def test_the_judge_agrees_with_brute_force(id: str) -> None:
    """The judge, reckoning in days from the rows, finds no fault and the same terms."""
    case = CASES[id]()
    plan = as_plan(case.operation, case.answers, brute_force(id))
    assert [str(fault) for fault in verify(case.operation, plan)] == []


@pytest.mark.parametrize("id", [id for id in IDS if CASES[id]().score_in_days is not None])
def test_the_judge_agrees_with_what_days_allow(id: str) -> None:
    """A plan that only lines forbid is a good plan for the judge, who works in days."""
    case = CASES[id]()
    best = solve(case.operation, case.answers, rounded=False)
    plan = as_plan(case.operation, case.answers, best)
    assert [str(fault) for fault in verify(case.operation, plan)] == []


@pytest.mark.parametrize("id", IDS)
def test_the_planner_reaches_the_score_worked_by_hand(id: str) -> None:
    """The planner's plan is proved best, scores as the hand says, and passes the judge."""
    case = CASES[id]()
    name = outcome(case.answers, 1.0).name
    plan = planner.plan(case.operation, outcomes=[name], seed=0, gap=0.0)
    assert plan.outcomes[0].score == pytest.approx(case.score, abs=1e-6)
    assert [str(fault) for fault in verify(case.operation, plan)] == []


@pytest.mark.parametrize("id", [id for id in IDS if CASES[id]().milestones])
def test_milestones_are_reached_on_the_days_worked_by_hand(id: str) -> None:
    """Day by day and by the judge, in the plan of brute force and in the planner's own."""
    case = CASES[id]()
    here, name = world(case.operation, dict(case.answers)), outcome(case.answers, 1.0).name
    made = planner.plan(case.operation, outcomes=[name], seed=0, gap=0.0)
    for plan in (as_plan(case.operation, case.answers, brute_force(id)), made):
        judged = {m.milestone: m.day for m in milestones(case.operation, plan, name)}
        assert judged == dict(case.milestones)
        assert {name: reached(here, plan.rows, name) for name in judged} == judged
