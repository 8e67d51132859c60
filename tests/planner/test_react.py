"""The outcome is known: planned from what the prepared plan has decided before D."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

import willing
from tests.assess.good import together
from tests.meaning.build import day, need, pledge, unit
from tests.meaning.build import operation as micro
from tests.planner.test_all_outcomes import tiny
from tests.strategies import random_operation
from willing.api.judged import priced
from willing.assess.scene import stage_of
from willing.assess.verify import verify
from willing.calendar import parse_steps
from willing.domain.check import check
from willing.domain.nation import Leg, Place
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Plan
from willing.errors import ProblemsFound
from willing.planner.all_outcomes import plan_together

SEEDS = (0, 1, 2, 3, 5)
SOMETIMES_NEVER = 1
"""Seed of an operation that may never have a deal."""


def prepared(seed: int) -> tuple[Operation, Plan]:
    """A tiny operation with one plan for all its outcomes."""
    operation = written(tiny(seed))
    return operation, plan_together(operation)[0]


def written(operation: Operation) -> Operation:
    """The operation with names that can be written in files."""
    def name(text: str) -> str:
        return text.replace(" ", "_")

    return replace(
        operation,
        places=tuple(replace(x, id=name(x.id), part_of=name(x.part_of)) for x in operation.places),
        units=tuple(replace(x, home=name(x.home)) for x in operation.units),
        pledges=tuple(replace(x, id=name(x.id)) for x in operation.pledges),
        legs=tuple(
            replace(x, start=name(x.start), end=name(x.end)) for x in operation.legs),
        requirements=tuple(replace(x, place=name(x.place)) for x in operation.requirements),
    )


def begun(operation: Operation, plan: Plan, outcome: str, before: date) -> Counter[tuple[str, ...]]:
    """Elements on each tour that left and each stint that began before a day."""
    scene = stage_of(operation, plan, outcome)
    rows = [
        item.row for item in scene.tours
        if scene.timeline.date_of(item.leaves) < before and item.row.pinned != "cycle"
    ]
    rows += [row for row, _, _ in scene.rows_of("standby") if row.first_day < before]
    found: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        found[row.kind, row.pledge, row.unit, row.task, str(row.first_day)] += int(row.count)
    return found


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("deal", [day(30), day(60), day(45), day(7)])
@pytest.mark.parametrize("mandate", ["yes", "no"])
def test_what_was_decided_before_d_stands_and_the_judge_passes(
    seed: int, deal: date, mandate: str
) -> None:
    """Listed or not, the plan has row by row what the prepared one had begun before D."""
    operation, plan = prepared(seed)
    found = willing.react(operation, plan, {"deal": deal.isoformat(), "mandate": mandate})
    known = found.known
    assert willing.verify(known.operation, found.plan) == ()
    (part,) = found.plan.outcomes
    assert dict(part.answers) == {"deal": deal.isoformat(), "mandate": mandate}
    assert part.d_day == known.d_day >= deal
    assert begun(operation, plan, known.prepared, known.d_day) == begun(
        known.operation, found.plan, part.outcome, known.d_day)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_outcome_that_was_planned_comes_back_as_it_was_planned(seed: int) -> None:
    """With a plan that is best in each outcome nothing changes, and nothing is lost."""
    operation, _ = prepared(seed)
    every = willing.plan(operation, "all", gap=0.0)
    for part in every.outcomes:
        found = willing.react(operation, every, dict(part.answers), gap=0.0)
        assert found.changed == ()
        assert found.plan.outcomes[0].score == pytest.approx(part.score, abs=1e-6)


def test_answers_not_named_are_those_of_the_nearest_outcome() -> None:
    """Only the mandate is named: the deal is that of the likeliest outcome with this answer."""
    operation, plan = prepared(0)
    found = willing.react(operation, plan, {"mandate": "no"})
    assert found.known.kept == (("deal", day(30).isoformat()),)
    (part,) = (part for part in plan.outcomes if part.outcome == found.known.prepared)
    assert dict(part.answers) == {"deal": day(30).isoformat(), "mandate": "no"}


def test_a_deal_between_two_listed_days_finds_what_the_later_one_decided() -> None:
    """A deal on 5 March comes on the line of 1 April; both stints had begun by then."""
    operation, plan = together()
    found = willing.react(operation, plan, {"deal": "2027-03-05"})
    assert (found.known.prepared, found.known.d_day) == ("2027-04-01", date(2027, 4, 1))
    assert {(order.kind, order.task) for order in found.known.decided} == {
        ("standby", "now"), ("standby", "soon")}


def test_a_deal_before_all_listed_days_finds_only_what_had_begun() -> None:
    """On 31 January one stint runs, and the other does not begin."""
    operation, plan = together()
    found = willing.react(operation, plan, {"deal": "2027-01-20"})
    assert [(order.task, order.first_day) for order in found.known.decided] == [
        ("soon", date(2027, 1, 21))]
    assert not any(row.task == "now" for row in found.plan.rows)


def test_tours_that_wait_for_the_deal_are_compared_by_their_days_behind_d() -> None:
    """Prepared for 2 March, they move with D to 31 January; stints stay on their dates."""
    operation, plan = together()
    found = willing.react(operation, plan, {"deal": "2027-01-20"})
    assert found.known.prepared == "2027-03-02"
    moved = {row.unit: row.first_day for row in found.known.baseline.rows if row.kind == "tour"}
    assert moved == {"nld_company": date(2027, 2, 21), "nor_company": date(2027, 3, 11)}
    held = {row.task: row.first_day for row in found.known.baseline.rows if row.kind == "standby"}
    assert held == {"now": date(2027, 1, 31), "soon": date(2027, 1, 21)}
    assert {(turn.unit, turn.before) for turn in found.changed if turn.before} == {
        ("nld_company", 1), ("nor_company", 1)}


def test_what_a_deal_would_have_set_off_is_no_order_when_it_comes_later() -> None:
    """A line ordered now: its tour leaves behind the prepared D, which passes without a deal.

    So nobody has left when the deal comes two periods later; the tour is planned anew.
    """
    operation = micro(
        unit("aaa", tours=(30,)), pledge("aaa"),
        need("post", "D+0..D+60: 1; D+60..D+90: 0", order="now"),
        waiting="3x30", grid="4x30", deal=[day(d).isoformat() for d in (30, 90)],
    )
    plan = willing.plan(written(operation), [day(30).isoformat()])
    assert {row.first_day for row in plan.rows if row.kind == "tour"} == {day(30), day(60)}
    found = willing.react(written(operation), plan, {"deal": day(90).isoformat()})
    assert found.known.decided == ()
    tours = {row.first_day for row in found.plan.rows if row.kind == "tour"}
    assert tours == {day(90), day(120)}
    assert found.changed == ()


def test_a_nation_that_walks_out_sends_nobody() -> None:
    """Neither on tour nor on standby; what it stood ready with is no order any more."""
    operation, plan = together()
    found = willing.react(operation, plan, {"deal": "2027-04-01"}, without=["NOR"])
    assert {order.unit for order in found.known.decided} == {"nld_company"}
    assert {row.nation for row in found.plan.rows if row.nation} == {"NLD"}
    assert willing.verify(found.known.operation, found.plan) == ()


def test_nobody_is_sent_to_a_closed_place() -> None:
    """All is short there; those on standby stand by all the same."""
    operation, plan = together()
    found = willing.react(operation, plan, {"deal": "2027-04-01"}, closed=["the_post"])
    assert not [row for row in found.plan.rows if row.kind == "tour"]
    assert len(found.known.decided) == 2
    assert found.orders == ()


def test_no_way_leads_through_a_closed_place() -> None:
    """With the port closed one team takes the long way over land; who has none stays at home.

    Neither is taken to be as far as places that no leg joins are assumed to be.
    """
    post = need("post", "D+30..D+60: 2")
    operation = written(micro(
        unit("aaa", tours=(30,)), pledge("aaa"), unit("bbb", tours=(30,)), pledge("bbb"),
        post, Place(id="the port"),
        Leg(start="home of AAA", end="the port", mode="sea", days=2),
        Leg(start="home of BBB", end="the port", mode="sea", days=2),
        Leg(start="the port", end=post.place, days=1),
        Leg(start="home of AAA", end=post.place, days=9),
        waiting="1x30", grid="4x30", deal=[day(30).isoformat()],
    ))
    plan = willing.plan(operation, "all")
    assert {row.unit for row in plan.rows if row.kind == "tour"} == {"aaa", "bbb"}
    found = willing.react(operation, plan, {}, closed=["the_port"])
    assert {row.unit for row in found.plan.rows if row.kind == "tour"} == {"aaa"}
    assert {order.leaves for order in found.orders} == {day(30 + 30 - 9)}
    assert willing.verify(found.known.operation, found.plan) == ()


@pytest.mark.parametrize(("answers", "said"), [
    ({"deel": "2027-04-01"}, "no such question is known.*did you mean 'deal'"),
    ({"mandate": "yess"}, "'yess' is none of its answers.*did you mean 'yes'"),
    ({"deal": "spring"}, "'spring' is no day.*a day such as 2027-04-20, listed or not"),
    ({"deal": "never"}, "the deal never comes"),
    ({"deal": "2031-01-01"}, "the waiting grid ends on"),
])
def test_what_nobody_asked_is_refused(answers: dict[str, str], said: str) -> None:
    """A question, an answer, or a day that cannot be, each with what can."""
    operation, plan = prepared(0)
    with pytest.raises(ProblemsFound, match=said):
        willing.react(operation, plan, answers)


@pytest.mark.parametrize(("named", "said"), [
    ({"without": ["NRO"]}, "no such nation is known.*did you mean 'NOR'"),
    ({"closed": ["post"]}, "no such place is known.*did you mean 'the_post'"),
])
def test_unknown_nations_and_places_are_refused(named: dict[str, list[str]], said: str) -> None:
    """With the nearest that is known."""
    operation, plan = together()
    with pytest.raises(ProblemsFound, match=said):
        willing.react(operation, plan, {"deal": "2027-04-01"}, **named)


def test_a_deal_behind_all_listed_days_finds_nobody_held_longer_than_planned() -> None:
    """Stints end where the last listed deal ended them; tours it set off have not begun."""
    operation, plan = together()
    longer = replace(operation, grid=replace(operation.grid, waiting=parse_steps("5x30")))
    found = willing.react(longer, plan, {"deal": "2027-05-20"})
    assert (found.known.prepared, found.known.d_day) == ("2027-04-01", date(2027, 5, 31))
    assert [(order.kind, order.task, order.days) for order in found.known.decided] == [
        ("standby", "now", 60), ("standby", "soon", 70)]
    assert all(row.first_day > date(2027, 5, 31) for row in found.plan.rows if row.kind == "tour")
    assert willing.verify(found.known.operation, found.plan) == ()


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if 6 <= seed < 168 else [])
    for seed in (*range(60), 168)
])
def test_operations_made_at_random_are_reacted_to(seed: int) -> None:
    """A day that nobody listed, a nation that walks out, a closed place: each has a sound plan.

    That is so too where answers change how many elements a unit has.
    """
    operation, dice = random_operation(seed), Random(seed)
    if any(problem.level == "fault" for problem in check(operation)):
        pytest.skip("check finds fault with it")
    plan = willing.plan(operation, "all", work=3)
    if all(part.d_day is None for part in plan.outcomes):
        pytest.skip("it never has a deal")
    deal = operation.as_of + timedelta(dice.randint(0, operation.grid.waiting.days))
    refused: set[str] = set()
    for answers, without, closed in (
        ({"deal": deal.isoformat()}, (), ()),
        ({}, (dice.choice(operation.nations).id,), ()),
        ({}, (), (dice.choice(operation.places).id,)),
    ):
        try:
            found = willing.react(
                operation, plan, answers, without=without, closed=closed, stay=0.5, work=3)
        except ProblemsFound as found_wrong:
            refused |= {item.kind for item in found_wrong.problems}
            continue
        known = found.known
        assert verify(priced(known.operation, 0.5), found.plan, known.baseline) == ()
        assert not set(without) & {
            row.nation for row in found.plan.rows if row.pledge and row.pinned != "cycle"}
    # With another D, elements on tour already may be too many for a line.
    assert refused <= {"orders-break-rules"}


def test_without_a_deal_in_the_plan_a_day_must_be_named() -> None:
    """A plan of 'never' alone knows no D; what it does before a named day is what was decided."""
    operation = random_operation(SOMETIMES_NEVER)
    never = [o.name for o in outcomes(operation) if o.deal is None]
    plan = willing.plan(operation, never[:1], work=3)
    with pytest.raises(ProblemsFound, match="none of its outcomes has a deal, and no day is named"):
        willing.react(operation, plan, {})
    found = willing.react(operation, plan, {"deal": operation.as_of.isoformat()}, work=3)
    assert found.known.prepared == never[0]
    assert found.known.d_day == operation.as_of
