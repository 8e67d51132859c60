"""One plan for all outcomes: proved by trying everything, and judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.assess.good import together
from tests.meaning.beforehand import by_trying
from tests.meaning.build import (
    day,
    duty,
    need,
    operation,
    pledge,
    question,
    renewal,
    step,
    unit,
)
from tests.meaning.chance_standing import standing
from willing.assess.verify import verify
from willing.domain.nation import Nation
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Plan
from willing.domain.pledge import Pledge
from willing.domain.question import DEAL, Answer
from willing.domain.renewal import Renewal
from willing.domain.standby import Standby
from willing.planner import all_outcomes
from willing.planner import plan as planner
from willing.planner.after import After, after_choices
from willing.planner.ahead import recourse
from willing.planner.ahead.decided import AheadLimits, Stopped
from willing.planner.ahead.executor import Processes, Serial
from willing.planner.ahead.recourse import Recourse
from willing.planner.ahead.stages import Risk
from willing.planner.all_outcomes import plan_together
from willing.planner.here_and_now import here_and_now
from willing.planner.limits import PlanLimits, Reached
from willing.planner.milp import Solution
from willing.planner.relaxation import relax

DEALS = (30, 60)


def tiny(seed: int) -> Operation:
    """Two units, two dates of the deal, two answers; one level of standby."""
    dice = Random(f"tiny {seed}")
    records = []
    for i, nation in enumerate(("AAA", "BBB")):
        pool, policy = unit(
            f"u{i}", nation=nation, tours=dice.choice(((30,), (60,), (30, 60))),
            notice_days=dice.choice((30, 60)), dwell=dice.choice((0, 30)),
        )
        records += [pool, policy, Nation(id=nation, decision_days=dice.choice((0, 0, 30)))]
        records.append(pledge(pool.id, condition=dice.choice(("", "mandate == yes"))))
    return operation(
        *records, need("post", f"D+0..D+60: {dice.choice((1, 2))}"),
        need("camp", "D+30..D+90: 1", priority=2),
        Standby(
            id="ready", notice_days=0, longest=dice.choice((30, 60)), recovery=dice.choice((0, 30)),
            cost_per_day=dice.choice((50_000.0, 200_000.0, 400_000.0)),
        ),
        question("mandate", "yes", "no", answered=dice.choice((None, 20))),
        waiting="2x30", grid="3x30", deal=[day(d).isoformat() for d in DEALS],
    )


def everything(seed: int) -> Operation:
    """Two units, two dates, two answers: standby that may cover, steps, and pledges that end."""
    dice = Random(f"everything {seed}")
    both = dice.random() < 0.5
    records: list[Any] = []
    for i, nation in enumerate(("AAA", "BBB")):
        pool, policy = unit(
            f"u{i}", nation=nation, tours=dice.choice(((30,), (60,), (30, 60))),
            notice_days=dice.choice((30, 60)), dwell=dice.choice((0, 30)),
        )
        promised = pledge(
            pool.id, condition=dice.choice(("", "mandate == yes")),
            until=dice.choice((None, 45, 100, 130)), start=dice.choice((None, None, None, 20)),
        )
        records += [pool, policy, Nation(id=nation, decision_days=dice.choice((0, 0, 30)))]
        records += [promised, *_renewals(dice, promised)]
        if i and not both:
            notice = dice.choice((0, 10))
            records.append(
                step("forward", shortens=(promised.id,), notice_days=notice, **_bought(dice)))
        elif promised.condition or dice.random() < 0.3:
            records.append(step(f"s{i}", promised.id, **_bought(dice)))
    records.append(Standby(
        id="ready", notice_days=0, longest=dice.choice((30, 60)), recovery=dice.choice((0, 20, 30)),
        cost_per_day=dice.choice((20_000.0, 100_000.0, 200_000.0)), covers=dice.random() < 0.7,
        policies=() if both else ("u0",),
    ))
    records.append(duty(
        "guard", "AAA", "standing", dice.choice(("1", "D-30..D+30: 1")), order="now",
        priority=dice.choice((1, 2, 3)),
    ))
    return operation(
        *records, need("post", f"D+0..D+60: {dice.choice((1, 2))}"),
        need("camp", "D+30..D+90: 1", priority=2),
        question("mandate", "yes", "no", answered=dice.choice((None, 20))),
        waiting="2x30", grid="3x30", deal=[day(d).isoformat() for d in DEALS],
    )


def _renewals(dice: Random, promised: Pledge) -> Iterator[Renewal]:
    if promised.until is not None and dice.random() < 0.8:
        yield renewal(
            promised.id, dice.choice((140, 200)), given=dice.random() < 0.3,
            condition=dice.choice(("", "mandate == yes", "mandate == no")),
        )


def _bought(dice: Random) -> dict[str, Any]:
    return {
        "lead_days": dice.choice((0, 20, 40)), "cost": dice.choice((5e5, 5e6, 25e6)),
        "cost_per_day": dice.choice((0.0, 50_000.0)), "start": dice.choice((None, None, 10)),
    }


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 10 else []) for seed in range(120)
])
def test_what_is_decided_before_the_deal_is_the_best_of_all_ways(seed: int) -> None:
    """Stints that cover, steps and renewals together: nothing that could be decided while nobody
    knows the outcome is better, in one program or one for each outcome; the judge has no fault.
    """
    made = everything(seed)
    least = by_trying(made)
    for way in ("extensive", "decomposed"):
        plan, found = plan_together(made, limits=AheadLimits(way=way))  # type: ignore[arg-type]
        assert [str(fault) for fault in verify(made, plan)] == []
        assert found.status == "proved"
        assert plan.expected == pytest.approx(least, rel=1e-3 if way == "decomposed" else 1e-5)


def test_all_that_can_be_decided_before_the_deal_is_decided_sometimes() -> None:
    """The proof above is no empty one: steps and stints, both in one plan, and cover meanwhile."""
    plans = [plan_together(everything(seed))[0] for seed in range(24)]
    kinds = [{row.kind for row in plan.rows} for plan in plans]
    assert sum("step" in found for found in kinds) >= 6
    assert sum("standby" in found for found in kinds) >= 6
    assert sum({"step", "standby"} <= found for found in kinds) >= 2
    assert sum(_covered(plan) for plan in plans) >= 3


def _covered(plan: Plan) -> bool:
    """Whether a unit stands by in some outcome and is held for its nation on the same days."""
    return any(
        one.kind == "standby" and other.kind == "hold"
        and (one.unit, one.outcome) == (other.unit, other.outcome)
        and one.first_day < other.first_day + timedelta(other.days)
        and other.first_day < one.first_day + timedelta(one.days)
        for one in plan.rows for other in plan.rows
    )


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 12 else []) for seed in range(80)
])
def test_one_plan_for_all_outcomes_is_the_best_there_is(seed: int) -> None:
    """No way to hold elements before the deal is better, and the judge finds no fault."""
    operation = tiny(seed)
    plan, found = plan_together(operation)
    assert [str(fault) for fault in verify(operation, plan)] == []
    assert found.status == "proved"
    assert plan.expected == pytest.approx(by_trying(operation), abs=1e-4)


@pytest.mark.parametrize("seed", range(6))
def test_a_program_for_each_outcome_finds_the_same(seed: int) -> None:
    """Decomposed or in one program, the expected score is the same."""
    operation = tiny(seed)
    scores = [
        plan_together(operation, limits=AheadLimits(way=way))[0].expected  # type: ignore[arg-type]
        for way in ("extensive", "decomposed")
    ]
    assert scores[0] == pytest.approx(scores[1], rel=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_who_knows_the_deal_beforehand_does_no_worse(seed: int) -> None:
    """The expected score is never below that of outcomes planned each for itself."""
    operation = tiny(seed)
    plan, _ = plan_together(operation)
    alone = planner.plan(operation, "all", gap=0.0)
    known = sum(part.probability * part.score for part in alone.outcomes)
    assert plan.expected is not None
    assert plan.expected >= known - 1e-6


def test_there_is_a_plan_whenever_the_clock_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search plans outcomes, the first choice is made at once; the judge accepts it."""
    monkeypatch.setattr(all_outcomes, "SMALL", 0)
    operation = tiny(3)
    plan, found = plan_together(
        operation, limits=AheadLimits(seconds=0.0, way="decomposed"))
    assert found.status == "limit"
    assert plan.expected is not None
    assert plan.expected >= by_trying(operation) - 1e-6
    whole, _ = plan_together(operation, limits=AheadLimits(way="decomposed"))
    assert whole.expected == pytest.approx(by_trying(operation), rel=1e-2)


@pytest.mark.parametrize("seed", range(4))
def test_where_the_search_plans_outcomes_the_bound_is_true(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relaxations are of smaller programs then, and plans begin at those before: same answer."""
    operation = tiny(seed)
    best = by_trying(operation)
    monkeypatch.setattr(all_outcomes, "SMALL", 0)
    plan, found = plan_together(operation, limits=AheadLimits(way="decomposed"))
    assert found.bound is not None
    assert found.bound <= best + 1e-6
    assert plan.expected == pytest.approx(best, rel=1e-2)
    assert found.repeatable


def test_laying_out_and_judging_are_told_too() -> None:
    """Nobody waits in silence: each outcome is told as it is laid out, and the judge at the end."""
    told: list[Reached] = []
    operation = tiny(3)
    plan, _ = plan_together(operation, progress=told.append)
    steps = [each.step for each in told]
    count = len(plan.outcomes)
    assert steps[:count] == ["lay"] * count
    assert "lay" not in steps[count:]
    assert steps.index("judge") == len(steps) - 1
    assert [each.seconds for each in told] == sorted(each.seconds for each in told)
    assert told[-1].best is not None
    assert told[-1].best == pytest.approx(plan.expected)


def test_before_any_relaxation_what_nobody_can_fill_is_the_bound(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little time there was, the gap is known."""
    monkeypatch.setattr(all_outcomes, "SMALL", 0)
    steps: list[float | None] = []
    operation = tiny(3)
    plan, found = plan_together(
        operation, limits=AheadLimits(seconds=0.0, way="decomposed"),
        progress=lambda reached: steps.append(reached.bound),
    )
    unfillable = sum(part.probability * part.unfillable for part in plan.outcomes)
    assert found.bound is not None
    assert found.bound == pytest.approx(unfillable)
    assert steps[-1] == found.bound


def test_processes_plan_large_outcomes_as_one_process_does(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each worker has the models of its own outcomes only, and the plan is the same."""
    monkeypatch.setattr(all_outcomes, "SMALL", 0)
    limits = AheadLimits(way="decomposed", work=4)
    here, beside = (
        plan_together(tiny(4), limits=limits, executor=executor)[0]
        for executor in (Serial(), Processes(number=2))
    )
    assert here.rows == beside.rows
    assert here.expected == beside.expected
    assert here.expected_bound == beside.expected_bound


@pytest.mark.parametrize("seed", [173, 319])
def test_what_an_answer_behind_the_deal_decides_is_open_until_then(seed: int) -> None:
    """A question with a date behind D: up to that date outcomes that differ in it are the same.

    The judge refused these plans while only what leaves before D was shared.
    """
    made, _ = standing(seed)
    deals = tuple(Answer(id=day, probability=0.5) for day in ("2027-01-31", "2027-03-02"))
    operation = replace(made, questions=tuple(
        replace(question, answers=deals) if question.id == DEAL else question
        for question in made.questions
    ))
    late = [q for q in operation.questions if q.answered is not None]
    assert late
    scores = []
    for way in ("extensive", "decomposed"):
        plan, found = plan_together(operation, limits=AheadLimits(way=way))  # type: ignore[arg-type]
        assert found.status == "proved"
        scores.append(plan.expected)
    assert scores[0] == pytest.approx(scores[1], rel=1e-3)
    alone = planner.plan(operation, "all", gap=0.0)
    assert scores[0] >= sum(p.probability * p.score for p in alone.outcomes) - 1e-6


def test_who_has_no_time_left_hands_back_his_plan_after_the_same_choice() -> None:
    """So what other outcomes gained meanwhile is kept; after another choice there is none."""
    here = here_and_now(tiny(3), list(outcomes(tiny(3))))
    x = np.maximum(here.stages.first.lower, 0.0)
    after = replace(after_choices(here, PlanLimits(), 0.0), until=0.0)  # long ago
    first = after(0, x, None, lambda: False)
    assert first is not None
    again = after(0, x, None, lambda: False)
    assert again is not None
    assert (again.cost, again.clocked) == (first.cost, True)
    with pytest.raises(Stopped):
        after(0, x + 1, None, lambda: False)


@pytest.mark.parametrize("seed", range(4))
def test_relaxed_a_few_tours_at_a_time_outcomes_cost_the_same_at_least(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planner's own way to relax gives the solver's bound, and lines go on from its corner.

    So they do from where a solver was laid aside for its memory.
    """
    here = here_and_now(tiny(seed), list(outcomes(tiny(seed))))
    x = np.maximum(here.stages.first.lower, 0.0)
    cuts = []
    for few, aside in ((False, False), (True, False), (True, True)):
        monkeypatch.setattr(relax, "_many_tours", lambda _, few=few: few)
        monkeypatch.setattr(recourse, "_LAID_ASIDE", 0 if aside else np.inf)
        after = after_choices(here, PlanLimits(), 60.0)
        asked = [
            Recourse(here.stages, number, after, 0.0, 0, lambda: False)
            for number in range(len(here.models))
        ]
        assert any(after.relaxed(number) is not None for number in range(len(asked))) is few
        cuts.append([
            (outcome.least(), outcome.line(x), outcome.line(x + 1)) for outcome in asked])
    for number, every in enumerate(zip(*cuts, strict=True)):
        at = x[here.stages.outcomes[number].first]
        expected, line, beyond = every[0]
        for least, touching, further in every[1:]:
            assert least.constant == pytest.approx(expected.constant)
            assert (touching.cost, touching.at(at)) == (line.cost, pytest.approx(line.at(at)))
            assert further.cost == beyond.cost


def test_a_relaxation_that_the_clock_ended_is_no_bound() -> None:
    """What the planner's own way to relax had found by then may be above the least cost."""
    here = here_and_now(tiny(3), list(outcomes(tiny(3))))

    class Late(After):
        def relaxed(self, number: int) -> Solution | None:
            return Solution(status="limit", x=np.zeros(1), value=1e6, bound=None)

    late = Late(models=here.models, copies=(), limits=PlanLimits())
    with pytest.raises(Stopped):
        Recourse(here.stages, 0, late, 0.0, 0, lambda: False).least()


def test_a_plan_asked_for_again_goes_on_from_the_one_before() -> None:
    """After the same choice, near the same relaxation: it only gets better, and soon the best."""
    operation = tiny(4)
    here = here_and_now(operation, list(outcomes(operation)))
    x = np.maximum(here.stages.first.lower, 0.0)
    after = after_choices(here, PlanLimits(work=1, gap=0.0), 60.0)
    asked = Recourse(here.stages, 0, after, 0.0, 0, lambda: False)
    asked.line(x)
    costs = [planned.cost for _ in range(6) if (planned := asked.plan(x)) is not None]
    assert len(costs) == 6
    assert costs == sorted(costs, reverse=True)
    lower = asked.line(x).at(x[here.stages.outcomes[0].first])
    assert costs[-1] >= lower - 1e-6


def test_where_bad_outcomes_weigh_more_the_expected_score_has_no_bound() -> None:
    """What is proved then is another score; the expected one may even be lower elsewhere."""
    operation = tiny(3)
    plan, found = plan_together(operation, risk=Risk(weight=0.5, tail=0.5))
    assert found.bound is not None
    assert plan.expected_bound is None
    assert plan.expected is not None
    assert plan.expected >= by_trying(operation) - 1e-6
    assert verify(operation, plan) == ()


def test_a_plan_for_two_dates_made_by_hand_has_no_fault() -> None:
    """Held from the same day on in both outcomes, each until its own deal."""
    assert verify(*together()) == ()
