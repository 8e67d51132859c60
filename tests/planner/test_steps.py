"""Steps before the deal in plans: proved by trying everything, pinned, frozen, told apart."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random

import pytest

import willing
from tests.meaning.build import AS_OF, day, need, operation, pledge, question, step, unit
from tests.meaning.oracle import solve
from tests.planner.test_react import written
from tests.stepping import NO, harbour, taken
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Row
from willing.errors import ProblemsFound
from willing.planner.all_outcomes import plan_together
from willing.planner.freeze import freeze
from willing.planner.plan import plan

DEALS = (30, 60)
Days = dict[str, dict[str, int]]
"""By answer of the mandate, the day on which each step is taken."""


def tiny(seed: int) -> Operation:
    """Two units, two dates of the deal, two answers; one or two steps."""
    dice = Random(f"tiny steps {seed}")
    records = []
    for i, nation in enumerate(("AAA", "BBB")):
        records += [
            *unit(f"u{i}", nation=nation, tours=dice.choice(((30,), (60,), (30, 60))),
                  notice_days=dice.choice((0, 10)), dwell=dice.choice((0, 30))),
            pledge(f"u{i}", condition=dice.choice(("", "mandate == yes", "mandate == yes"))),
            step(f"s{i}", f"u{i} pledge", lead_days=dice.choice((0, 20, 40)),
                 cost=dice.choice((2e6, 25e6, 60e6)), cost_per_day=dice.choice((0.0, 50_000.0)),
                 start=dice.choice((None, None, 10))),
        ]
    return operation(
        *records, need("post", f"D+0..D+60: {dice.choice((1, 2))}"),
        need("camp", "D+30..D+90: 1", priority=2),
        question("mandate", "yes", "no", answered=dice.choice((None, 20))),
        waiting="2x30", grid="3x30", deal=[day(d).isoformat() for d in DEALS],
    )


def every_way(op: Operation) -> Iterator[Days]:
    """Every way to take the steps that nobody who does not know the answers could not take."""
    early = op.question["mandate"].answered is not None

    def one(name: str) -> list[tuple[int | None, int | None]]:
        found: list[tuple[int | None, int | None]] = [
            (yes, no) for yes, no in product((None, 30), repeat=2) if early or yes == no]
        return found + ([(0, 0)] if op.step[name].start is None else [])

    for chosen in product(*(one(s.id) for s in op.steps)):
        both = [(s.id, days) for s, days in zip(op.steps, chosen, strict=True)]
        yield {
            answer: {name: days[at] for name, days in both if days[at] is not None}
            for at, answer in enumerate(("yes", "no"))
        }


def least(op: Operation) -> float:
    """The least expected score of all ways to take steps, each outcome by brute force."""
    known: dict[tuple[str, tuple[tuple[str, int], ...]], float] = {}
    found = []
    for way in every_way(op):
        total = 0.0
        for outcome in outcomes(op):
            answers = dict(outcome.answers)
            deal = (outcome.deal - AS_OF).days  # type: ignore[operator]
            mine = tuple((n, d) for n, d in way[answers["mandate"]].items() if d < deal)
            if (outcome.name, mine) not in known:
                facts = replace(op, steps=tuple(
                    replace(s, taken=day(dict(mine)[s.id])) if s.id in dict(mine)
                    else replace(s, until=AS_OF - timedelta(1)) for s in op.steps))
                known[outcome.name, mine] = solve(facts, answers).score
            total += outcome.probability * known[outcome.name, mine]
        found.append(total)
    return min(found)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 12 else []) for seed in range(60)
])
def test_one_plan_for_all_outcomes_takes_the_best_steps(seed: int) -> None:
    """No way to take steps while answers are unknown has a lower expected score."""
    op = tiny(seed)
    made, _ = plan_together(op)
    assert made.expected == pytest.approx(least(op), abs=1e-6)
    assert verify(op, made) == ()


def test_random_steps_are_taken_in_some_plans_and_left_in_others() -> None:
    """The proof above is no empty one."""
    took = [
        step.id in {row.task for row in made.rows if row.kind == "step"}
        for seed in range(12) for made in [plan_together(tiny(seed))[0]]
        for step in tiny(seed).steps
    ]
    assert 4 <= took.count(True) <= 20


def test_a_quick_plan_does_not_take_a_step_that_is_too_dear() -> None:
    """It sends whoever gains; the step that costs more than all of them gain is left out again."""
    made = plan(harbour(), [NO], gap=math.inf)
    took = {row.task for row in made.rows if row.kind == "step"}
    assert "mandate_early" in took
    assert "sofa_early" not in took


def test_a_step_taken_in_one_outcome_only_is_told() -> None:
    """Before the deal nobody knows the answer, so the judge finds fault with it."""
    op = harbour()
    made, _ = plan_together(op)
    row = next(r for r in made.rows if r.kind == "step" and r.task == "mandate_early"
               and r.outcome.endswith("yes"))
    told = verify(op, replace(made, rows=tuple(r for r in made.rows if r is not row)))
    assert any(
        fault.rule == "ahead" and fault.where == "step mandate_early from 2027-01-01"
        and "nobody can tell the two apart" in fault.text for fault in told
    )


def pinned(name: str, first: int, count: int = 1) -> Row:
    """A step taken on a day, or refused."""
    return Row(outcome="", kind="step", task=name, first_day=day(first), days=1, count=count)


def test_a_pinned_step_is_taken_on_its_day() -> None:
    """However dear it is; the row stands as pinned, and is paid for up to D."""
    made = plan(harbour(), [NO], pins=[pinned("sofa_early", 30)], gap=0.0)
    [row] = [r for r in made.rows if r.task == "sofa_early"]
    assert (row.first_day, row.days, row.pinned) == (day(30), 30, "pin")


def test_a_refused_step_is_not_taken() -> None:
    """What only it would open stays closed: the pier is short for four months."""
    made = plan(harbour(), [NO], pins=[pinned("mandate_early", 0, 0)], gap=0.0)
    assert "mandate_early" not in [r.task for r in made.rows if r.kind == "step"]
    assert {r.task for r in made.rows if r.kind == "shortfall"} == {"pier", "beacon"}


@pytest.mark.parametrize(("row", "match"), [
    (pinned("sofa_late", 0), r"no step 'sofa_late'; .*'sofa_early'"),
    (pinned("sofa_early", 45), r"it is taken on a line before the deal: 2027-01-01, 2027-01-31"),
    (pinned("sofa_early", 0, 2), r"a step counts 1, or 0 where it is refused, not 2"),
])
def test_a_pin_that_takes_no_step_is_told(row: Row, match: str) -> None:
    """Unknown steps, days that are no lines, and numbers are refused."""
    with pytest.raises(ProblemsFound, match=match):
        plan(harbour(), [NO], pins=[row])


def test_a_tour_pinned_through_a_step_takes_it() -> None:
    """Where a pin cannot be without a step, the step is taken with it."""
    tour = Row(outcome="", kind="tour", pledge="ddd pledge", unit="ddd", task="beacon",
               first_day=day(60), days=120, count=1)
    made = plan(harbour(), [NO], pins=[tour], gap=0.0)
    assert "sofa_early" in [r.task for r in made.rows if r.kind == "step"]


def test_steps_taken_before_a_day_are_facts_for_planning_on() -> None:
    """Frozen from day 20 on, what was taken on day 0 stands, and nothing is taken before."""
    op, made = taken()
    later = freeze(op, made, NO, day(20))
    assert {s.id: s.taken for s in later.steps} == {
        "mandate_early": day(0), "contract": day(0), "sofa_early": None}
    again = plan(later, [NO], gap=0.0)
    assert [(r.task, r.pinned) for r in again.rows if r.kind == "step"] == [
        ("contract", "order"), ("mandate_early", "order")]
    assert again.outcomes[0].score == pytest.approx(made.outcomes[0].score)


def test_when_the_deal_comes_steps_taken_stand_but_those_of_who_walked_out() -> None:
    """The contract is in effect whatever came; when its nation walks out it is not."""
    made = written(harbour())
    op = replace(
        made,
        commitments=tuple(replace(c, place=c.place.replace(" ", "_")) for c in made.commitments),
        steps=tuple(replace(s, opens=tuple(n.replace(" ", "_") for n in s.opens))
                    for s in made.steps),
    )
    prepared, _ = plan_together(op)
    for gone, day_taken in (((), day(0)), (("BBB",), None)):
        came = willing.react(
            op, prepared, {"deal": day(30).isoformat(), "mandate": "no"}, without=gone)
        steps = came.known.operation.step
        assert (steps["contract"].taken, steps["mandate_early"].taken) == (day_taken, day(0))
        held = {row.pledge for row in came.plan.rows if row.kind == "hold"}
        assert ("guards" in held) is not bool(gone)
